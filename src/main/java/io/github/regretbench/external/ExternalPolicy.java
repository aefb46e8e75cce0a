package io.github.regretbench.external;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.bandit.ExchangeTimes;
import io.github.regretbench.bandit.Policy;
import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.bandit.Round;
import io.github.regretbench.bandit.Setting;
import io.github.regretbench.external.PolicyProtocol.Choice;
import io.github.regretbench.external.Program.Ending;
import io.github.regretbench.external.Program.Reply;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A policy that is a program of its own, started in the first round of its trial and gone after the last. */
final class ExternalPolicy implements Policy {
    /** A program may take this long to exit, on a busy machine, or its deadline where that is shorter. */
    private static final long MOST_NANOS_TO_END = TimeUnit.SECONDS.toNanos(5);
    /** Seeds are exact in languages whose only numbers are doubles. */
    private static final int SEED_SHIFT = Long.SIZE - 53;

    private final List<String> command;
    private final double deadlineSeconds;
    private final Setting setting;
    private Program program;
    private Round round;
    private boolean failed;
    private long exchangeNanos;
    private long slowestNanos;
    private OptionalLong policyNanos = OptionalLong.of(0);
    private Optional<Ending> ending = Optional.empty();

    ExternalPolicy(List<String> command, double deadlineSeconds, Setting setting) {
        this.command = command;
        this.deadlineSeconds = deadlineSeconds;
        this.setting = setting;
    }

    @Override
    public boolean isDimensionless() {
        return true;
    }

    @Override
    public void score(Round current, double[] scores) {
        try {
            if (program == null) {
                round = current;
                start();
            } else {
                tell();
            }
            requireSilence();
            long asked = System.nanoTime();
            program.send(PolicyProtocol.ask(current.number()));
            Choice choice = reply("ask", line -> PolicyProtocol.arm(line, current.number(), scores.length));
            long nanos = System.nanoTime() - asked;
            if (!current.isAvailable(choice.arm())) {
                throw killed("it chose arm " + choice.arm() + " again, and this game allows each arm once (\"repeats\":false in 'start')");
            }
            exchangeNanos += nanos;
            slowestNanos = Math.max(slowestNanos, nanos);
            policyNanos = policyNanos.isPresent() && choice.nanos().isPresent()
                    ? OptionalLong.of(policyNanos.getAsLong() + choice.nanos().getAsLong()) : OptionalLong.empty();
            Arrays.fill(scores, Double.NEGATIVE_INFINITY);
            scores[choice.arm()] = 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("it was interrupted", "");
        }
    }

    private void start() throws InterruptedException {
        try {
            program = Program.start(command);
        } catch (IOException e) {
            throw failure("it cannot be started (" + e.getMessage() + "); correct the 'command'", "");
        }
        program.send(PolicyProtocol.start(setting, round.random().nextLong() >>> SEED_SHIFT));
        reply("start", line -> {
            PolicyProtocol.ready(line);
            return line;
        });
    }

    private void tell() {
        program.send(PolicyProtocol.tell(round.number() - 1, round.lastArm(), round.lastReward()));
    }

    /** A line that nobody asked for would be taken for the answer to the next question. */
    private void requireSilence() throws InterruptedException {
        Optional<Reply> early = program.await(0);
        if (early.isPresent() && early.get().line() != null) {
            throw killed("it wrote '" + PolicyProtocol.quoted(early.get().line()) + "' without being asked; expected one line an answer, and "
                    + "everything else on standard error");
        }
        if (early.isPresent()) {
            throw killed("it " + early.get().problem() + program.exitCode() + " before it was asked for an arm");
        }
    }

    /** The program's reply in time and as it should be; else it is killed and the trial over. */
    private <T> T reply(String to, Function<String, T> reader) throws InterruptedException {
        Optional<Reply> reply = program.await(deadlineNanos());
        String problem;
        if (reply.isEmpty()) {
            problem = "it did not answer '%s' within %s s; expected one line, flushed (or a longer deadlineSeconds)".formatted(to,
                    PlainDouble.format(deadlineSeconds));
        } else if (reply.get().problem() != null) {
            problem = "it " + reply.get().problem() + program.exitCode() + "; expected an answer to '" + to + "'";
        } else {
            try {
                return reader.apply(reply.get().line());
            } catch (IllegalArgumentException e) {
                problem = e.getMessage();
            }
        }
        throw killed(problem);
    }

    private PolicyFailure killed(String problem) throws InterruptedException {
        program.kill();
        return failure(problem, program.lastWords());
    }

    private long deadlineNanos() {
        return (long) (deadlineSeconds * TimeUnit.SECONDS.toNanos(1));
    }

    private PolicyFailure failure(String problem, String lastWords) {
        failed = true;
        return new PolicyFailure("round %d of %s: %s%s".formatted(round.number(), String.join(" ", command), problem,
                lastWords.isEmpty() ? "" : "; its standard error ends: " + lastWords));
    }

    /** After the last round, says so and waits a little for the program to exit; kills what is left in any case. */
    @Override
    public void close() {
        if (program == null || ending.isPresent()) {
            return;
        }
        if (failed || round.number() <= setting.horizon() || Thread.currentThread().isInterrupted()) {
            program.kill();
            return;
        }
        tell();
        program.send(PolicyProtocol.end());
        try {
            ending = Optional.of(program.end(Math.min(MOST_NANOS_TO_END, deadlineNanos())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The longest that an answer to ask took. */
    long slowestNanos() {
        return slowestNanos;
    }

    /** How the program ended, after a trial without failure. */
    Optional<Ending> ending() {
        return ending;
    }

    @Override
    public Optional<ExchangeTimes> exchangeTimes() {
        return Optional.of(new ExchangeTimes(exchangeNanos, policyNanos));
    }
}
