package io.github.regretbench.external;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process and everything it started. Children are known to the operating system until their parent dies; on Linux those that were orphaned
 * or made themselves daemons are found by a variable of their environment, which they inherit, and by their session, which is the founder's
 * own where the command {@code setsid} could start it. A process that gives up its parent, its environment and its session, all three, is
 * not found.
 *
 * @param founder the process
 * @param mark a variable of its environment that no other process has
 */
record ProcessFamily(ProcessHandle founder, String mark) {
    private static final Path PROC = Path.of("/proc");
    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));
    private static final String PREFIX = "REGRETBENCH_PROGRAM_";
    /** A mark in an environment, with the number of the process that made it. */
    private static final Pattern MARK = Pattern.compile("(?:^|\0)" + PREFIX + "([0-9]{1,18})_[0-9]+_[0-9]+=");
    /** In {@code /proc/N/stat}, after the name in parentheses: state, parent, process group, session. */
    private static final int SESSION = 3;
    private static final AtomicLong NUMBER = new AtomicLong();
    /** A family that forks while it is being killed takes some rounds. */
    private static final int MOST_ROUNDS = 50;
    private static final long PAUSE_MILLIS = 10;

    /** Once is enough: what a run leaves that is killed while this one works, the next one finds. */
    private static final AtomicBoolean LEFTOVERS_KILLED = new AtomicBoolean();

    /**
     * A process and the family that it founds.
     *
     * @param process the process
     * @param family it and all it will have started
     */
    record Founded(Process process, ProcessFamily family) {
    }

    /**
     * Starts a program, in a session of its own where that can be.
     *
     * @throws IOException when there is none, or it cannot be run
     */
    static Founded start(List<String> command) throws IOException {
        if (!LEFTOVERS_KILLED.getAndSet(true)) {
            killLeftovers();
        }
        ProcessBuilder builder = new ProcessBuilder(inOwnSession(command));
        String mark = newMark();
        builder.environment().put(mark, "1");
        Process process = builder.start();
        return new Founded(process, new ProcessFamily(process.toHandle(), mark));
    }

    /** A name that is new on this machine: identifiers of processes come again, and so does the time, but not both. */
    static String newMark() {
        return PREFIX + "%d_%d_%d".formatted(ProcessHandle.current().pid(), System.nanoTime(), NUMBER.incrementAndGet());
    }

    /** The living processes other than the founder. */
    List<ProcessHandle> others() {
        Map<Long, ProcessHandle> others = new LinkedHashMap<>();
        founder.descendants().forEach(p -> others.put(p.pid(), p));
        String own = Long.toString(founder.pid());
        processes(process -> environment(process).contains(mark + "=") || session(process).equals(own))
                .forEach(p -> others.put(p.pid(), p));
        others.remove(founder.pid());
        return others.values().stream().filter(ProcessHandle::isAlive).toList();
    }

    /** Kills all of them; returns when none is left, or none can be killed. */
    void kill() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            founder.destroyForcibly();      // a handle: Process.destroyForcibly would wait for whoever writes to its input
            // Who still lives may start another after the look.
            boolean gone = !founder.isAlive();
            List<ProcessHandle> others = others();
            others.forEach(ProcessHandle::destroyForcibly);
            if (gone && others.isEmpty()) {
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

    /** The command that starts another in a session of its own, without a process more; the other itself where there is no such command. */
    static List<String> inOwnSession(List<String> command) {
        List<String> all = new ArrayList<>();
        if (isThere(command.get(0))) {
            SETSID.stream().filter(Files::isExecutable).findFirst().ifPresent(setsid -> all.add(setsid.toString()));
        }
        all.addAll(command);
        return all;
    }

    /** Of what is not there, or begins like an option, the operating system shall speak, not {@code setsid}. */
    private static boolean isThere(String program) {
        if (program.contains("/")) {
            return Files.isExecutable(Path.of(program)) && !Files.isDirectory(Path.of(program));
        }
        return !program.isEmpty() && !program.startsWith("-") && Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /**
     * Kills what is left of the programs of runs that were killed themselves, and so could not: processes of this machine with a mark whose
     * maker is gone. Those of other containers are left alone, for there the same number is another process.
     */
    static void killLeftovers() {
        long self = ProcessHandle.current().pid();
        String here = namespace(PROC.resolve("self"));
        processes(process -> isLeftover(process) && namespace(process).equals(here)).stream().filter(p -> p.pid() != self)
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean isLeftover(Path process) {
        Matcher marks = MARK.matcher(environment(process));
        boolean found = false;
        while (marks.find()) {
            String mark = marks.group().substring(marks.group().indexOf(PREFIX), marks.group().length() - 1);
            long maker = Long.parseLong(marks.group(1));
            found |= !System.getenv().containsKey(mark) && !isOlder(maker, Long.parseLong(process.getFileName().toString()));
        }
        return found;
    }

    /** Whether a process lives and began before another: one that began later has the number of one that is gone. */
    private static boolean isOlder(long maker, long process) {
        Optional<Instant> began = ProcessHandle.of(maker).flatMap(p -> p.info().startInstant());
        Optional<Instant> then = ProcessHandle.of(process).flatMap(p -> p.info().startInstant());
        return began.isPresent() && (then.isEmpty() || !began.get().isAfter(then.get()));
    }

    private static String namespace(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("ns/pid")).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static List<ProcessHandle> processes(Predicate<Path> wanted) {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (wanted.test(process)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString())).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            // children are known all the same
        }
        return found;
    }

    private static String environment(Path process) {
        return read(process.resolve("environ"));
    }

    /** None of the dead that wait for somebody to ask after them: where the first process of a container never asks, they stay. */
    private static String session(Path process) {
        String stat = read(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length > SESSION && !fields[0].equals("Z") ? fields[SESSION] : "";
    }

    /** Nothing when the process is gone, or not ours. */
    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
