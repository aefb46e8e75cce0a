package io.github.regretbench.external;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A program that is run once for one number: the last line of its standard output that is not blank.
 *
 * @param command the program and its arguments
 * @param input what it finds on its standard input, before the end of it
 * @param limitSeconds after which it is killed, > 0
 */
public record Measurement(List<String> command, String input, double limitSeconds) {
    /** For threads to see the end of the pipes of a program that has ended. */
    private static final long AFTERMATH_MILLIS = 500;
    private static final double NANOS_A_SECOND = 1e9;
    /** Of what a program said last, so much is quoted. */
    private static final int LONGEST_QUOTE = 200;

    /** @throws IllegalArgumentException unless there is a command and the limit is > 0 */
    public Measurement {
        command = List.copyOf(command);
        if (command.isEmpty() || !(limitSeconds > 0)) {
            throw new IllegalArgumentException("expected a command and a limit > 0, got %s and %s".formatted(command, limitSeconds));
        }
    }

    /**
     * What came of it.
     *
     * @param value the number, finite; NaN when it failed
     * @param exitCode empty when it was killed at the limit
     * @param problem why there is no number, one line; empty when there is one
     */
    public record Outcome(double value, OptionalInt exitCode, Optional<String> problem) {
    }

    /**
     * Runs the program and waits for its end. What is left of it then, and whatever it started, is killed.
     *
     * @throws IOException when there is no such program, or it cannot be run
     * @throws InterruptedException when the thread is; the program is killed
     */
    public Outcome run() throws IOException, InterruptedException {
        ProcessFamily.Founded founded = ProcessFamily.start(command);
        Process process = founded.process();
        Thread atShutdown = new Thread(founded.family()::kill);
        try {
            Runtime.getRuntime().addShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            founded.family().kill();      // too late for a hook: the shutdown has begun
        }
        try {
            StreamTail output = new StreamTail();
            StreamTail errors = new StreamTail();
            Thread outputs = daemon(process, "output", () -> output.drain(process.getInputStream()));
            Thread drain = daemon(process, "errors", () -> errors.drain(process.getErrorStream()));
            daemon(process, "input", () -> write(process));
            boolean ended = process.waitFor((long) Math.min(Long.MAX_VALUE, limitSeconds * NANOS_A_SECOND), TimeUnit.NANOSECONDS);
            founded.family().kill();
            outputs.join(AFTERMATH_MILLIS);
            drain.join(AFTERMATH_MILLIS);
            return ended ? outcome(process.exitValue(), lastLine(output.text()), lastLine(errors.text())) : new Outcome(Double.NaN, OptionalInt.empty(),
                    Optional.of("was not done after " + PlainDouble.format(limitSeconds) + " s and was killed"));
        } finally {
            founded.family().kill();
            try {
                Runtime.getRuntime().removeShutdownHook(atShutdown);
            } catch (IllegalStateException e) {
                // this process is on its way out; the hook finds nothing left to do
            }
        }
    }

    private static Outcome outcome(int exitCode, String lastOutput, String lastError) {
        String said = lastError.isEmpty() ? "" : ": " + lastError;
        if (exitCode != 0) {
            return new Outcome(Double.NaN, OptionalInt.of(exitCode), Optional.of("exited with code " + exitCode + said));
        }
        double value = PlainDouble.parse(lastOutput);
        return Double.isNaN(value) ? new Outcome(Double.NaN, OptionalInt.of(0), Optional.of((lastOutput.isEmpty() ? "wrote nothing"
                : "wrote '" + lastOutput + "' last") + " to standard output, where a finite number was expected" + said))
                : new Outcome(value, OptionalInt.of(0), Optional.empty());
    }

    private static String lastLine(String text) {
        String last = text.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce("", (a, b) -> b);
        return PlainText.shown(last.length() > LONGEST_QUOTE ? last.substring(0, LONGEST_QUOTE) + "..." : last);
    }

    private static Thread daemon(Process process, String role, Runnable task) {
        Thread thread = new Thread(task, "program-" + process.pid() + "-" + role);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void write(Process process) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it does not read its input
        }
    }
}
