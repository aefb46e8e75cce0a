package io.github.regretbench.external;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process and everything it started. Children are known to the operating system until their parent dies; on Linux those that were orphaned
 * or made themselves daemons are found by a variable of their environment, which they inherit.
 *
 * @param founder the process
 * @param mark a variable of its environment that no other process has
 */
record ProcessFamily(ProcessHandle founder, String mark) {
    private static final Path PROC = Path.of("/proc");
    private static final AtomicLong NUMBER = new AtomicLong();
    /** A family that forks while it is being killed takes some rounds. */
    private static final int MOST_ROUNDS = 50;
    private static final long PAUSE_MILLIS = 10;

    /** A name that is new on this machine: identifiers of processes come again, and so does the time, but not both. */
    static String newMark() {
        return "REGRETBENCH_PROGRAM_%d_%d_%d".formatted(ProcessHandle.current().pid(), System.nanoTime(), NUMBER.incrementAndGet());
    }

    /** The living processes other than the founder. */
    List<ProcessHandle> others() {
        Map<Long, ProcessHandle> others = new LinkedHashMap<>();
        founder.descendants().forEach(p -> others.put(p.pid(), p));
        for (ProcessHandle marked : marked()) {
            others.put(marked.pid(), marked);
        }
        others.remove(founder.pid());
        return others.values().stream().filter(ProcessHandle::isAlive).toList();
    }

    /** Kills all of them; returns when none is left, or none can be killed. */
    void kill() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<ProcessHandle> others = others();
            founder.destroyForcibly();      // a handle: Process.destroyForcibly would wait for whoever writes to its input
            others.forEach(ProcessHandle::destroyForcibly);
            if (others.isEmpty()) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                others().forEach(ProcessHandle::destroyForcibly);
                return;
            }
        }
    }

    private List<ProcessHandle> marked() {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (isMarked(process)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString())).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            // children are known all the same
        }
        return found;
    }

    private boolean isMarked(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1).contains(mark + "=");
        } catch (IOException e) {
            return false;       // gone, or not ours
        }
    }
}
