package io.github.regretbench.external;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs beside this one and is spoken to in lines. Three threads of its own write to it, read from it and drain its standard
 * error, so that nothing it does, or fails to do, blocks the caller for longer than the caller says.
 */
final class Program {
    /** A reply has a few dozen bytes; what is longer is no reply. */
    static final int LONGEST_LINE = 1 << 16;
    /** Lines that were not asked for wait here, then in the pipe, and the program with them. */
    private static final int MOST_WAITING = 8;
    /** For threads to see the end of the pipes of a program that was killed. */
    private static final long AFTERMATH_MILLIS = 500;
    private static final byte[] NO_MORE = {};

    private final Process process;
    private final ProcessFamily family;
    private final BlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>();
    private final BlockingQueue<Reply> incoming = new ArrayBlockingQueue<>(MOST_WAITING);
    private final StreamTail errors = new StreamTail();
    private final Thread reader;
    private final Thread drain;
    /** Daemon threads die with this process without a word; the program must not survive it. */
    private final Thread atShutdown = new Thread(this::killAll);

    /**
     * What was read: a line, or why there is none and will be none.
     *
     * @param line without its end, or null
     * @param problem what the program did instead, or null
     */
    record Reply(String line, String problem) {
    }

    /**
     * How a program ended after it was told to.
     *
     * @param exitCode empty when it had to be killed
     * @param survivors how many processes that it had started were still there
     * @param extra something it wrote that was not asked for
     */
    record Ending(OptionalInt exitCode, int survivors, Optional<String> extra) {
    }

    private Program(Process process, ProcessFamily family) {
        this.process = process;
        this.family = family;
        reader = thread("reader", this::read);
        drain = thread("errors", () -> errors.drain(process.getErrorStream()));
        thread("writer", this::write);
        try {
            Runtime.getRuntime().addShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            killAll();      // too late for a hook: the shutdown has begun
        }
    }

    /**
     * Starts a program.
     *
     * @throws IOException when there is none, or it cannot be run
     */
    static Program start(List<String> command) throws IOException {
        ProcessFamily.Founded founded = ProcessFamily.start(command);
        return new Program(founded.process(), founded.family());
    }

    private Thread thread(String role, Runnable task) {
        Thread thread = new Thread(task, "program-" + process.pid() + "-" + role);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Sends a line, sooner or later. */
    void send(byte[] line) {
        outgoing.add(line);
    }

    /** The next line, or what happened instead; empty when nothing did in that time, which may be 0. */
    Optional<Reply> await(long nanos) throws InterruptedException {
        return Optional.ofNullable(incoming.poll(nanos, TimeUnit.NANOSECONDS));
    }

    /** Closes the program's input, waits for it to exit, and kills what is left of it after that time. */
    Ending end(long nanos) throws InterruptedException {
        try {
            outgoing.add(NO_MORE);
            boolean exited = process.waitFor(nanos, TimeUnit.NANOSECONDS);
            int survivors = exited ? family.others().size() : 0;
            killAll();
            Optional<String> extra = await(TimeUnit.MILLISECONDS.toNanos(AFTERMATH_MILLIS)).map(Reply::line);
            return new Ending(exited ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(), survivors, extra);
        } finally {
            kill();
        }
    }

    /** Kills the program and whatever it started. */
    void kill() {
        killAll();
        outgoing.add(NO_MORE);
        reader.interrupt();
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            // this process is on its way out; the hook finds nothing left to do
        }
    }

    private void killAll() {
        family.kill();
    }

    /** " with exit code 3" if it has exited by itself within that time, else nothing. */
    String exitCode() throws InterruptedException {
        return process.waitFor(AFTERMATH_MILLIS, TimeUnit.MILLISECONDS) ? " and exited with code " + process.exitValue() : "";
    }

    /** The end of what it wrote to standard error, once it has been killed. */
    String lastWords() throws InterruptedException {
        drain.join(AFTERMATH_MILLIS);
        return errors.text();
    }

    private void write() {
        try (OutputStream out = process.getOutputStream()) {
            for (byte[] line = outgoing.take(); line != NO_MORE; line = outgoing.take()) {
                out.write(line);
                if (outgoing.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException | InterruptedException e) {
            // it no longer listens; what it says, or that it says nothing, tells the rest
        }
    }

    private void read() {
        try (InputStream in = process.getInputStream()) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    incoming.put(new Reply(line.toString(StandardCharsets.UTF_8), null));
                    line.reset();
                } else if (line.size() == LONGEST_LINE) {
                    incoming.put(new Reply(null, "wrote a line of more than " + LONGEST_LINE + " bytes"));
                    return;
                } else {
                    line.write(next);
                }
            }
            incoming.put(new Reply(null, "closed its standard output" + (line.size() == 0 ? ""
                    : " within the line '" + PolicyProtocol.quoted(line.toString(StandardCharsets.UTF_8)) + "'")));
        } catch (IOException | InterruptedException e) {
            incoming.offer(new Reply(null, "closed its standard output"));
        }
    }
}
