package io.github.regretbench.external;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.Objective;
import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.bandit.PriorDraws;
import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.bandit.Setting;
import io.github.regretbench.bandit.Step;
import io.github.regretbench.bandit.Ties;
import io.github.regretbench.bandit.Trial;
import io.github.regretbench.external.Program.Ending;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.EmpiricalCovariance;
import io.github.regretbench.kernel.Matern;
import io.github.regretbench.kernel.SquaredExponential;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import io.github.regretbench.theory.Model;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Short games that show whether a program speaks {@value PolicyProtocol#SCHEMA}.
 *
 * @param command the program and its arguments
 * @param deadlineSeconds for each reply, > 0
 */
public record Conformance(List<String> command, double deadlineSeconds) {
    private static final RandomStreams STREAMS = new RandomStreams(1);
    private static final double NOISE_VARIANCE = 0.05;
    private static final double DELTA = 0.1;
    private static final double NANOS_A_MILLISECOND = 1e6;

    /**
     * What was looked at.
     *
     * @param what a statement about the program
     * @param problem why it is false; empty when it is true
     */
    public record Check(String what, Optional<String> problem) {
    }

    private record Game(String name, Prior prior, int horizon) {
    }

    /** A game that was played to its end. */
    private record Played(Game game, List<Integer> arms, Ending ending, long slowestNanos, OptionalLong policyNanos) {
    }

    /** @throws BadInputException unless the deadline is > 0 */
    public Conformance {
        command = List.copyOf(command);
        if (!(deadlineSeconds > 0 && deadlineSeconds < Double.POSITIVE_INFINITY)) {
            throw new BadInputException("the deadline is " + deadlineSeconds + " s; expected a number > 0");
        }
    }

    /**
     * Plays all games and tells of each check as soon as it is made; of some only if a game was played to its end.
     *
     * @return whether all statements are true
     * @throws BadInputException when the program cannot be started at all
     */
    public boolean play(Consumer<Check> told) {
        requireProgram();
        List<Check> checks = new ArrayList<>();
        Consumer<Check> kept = check -> {
            checks.add(check);
            told.accept(check);
        };
        List<Played> games = new ArrayList<>();
        for (Game game : games()) {
            kept.accept(check("plays " + game.name() + ", " + game.horizon() + (game.horizon() == 1 ? " round" : " rounds"),
                    () -> games.add(played(game))));
        }
        if (games.isEmpty()) {
            return false;
        }
        kept.accept(check("plays the same arms when it is given the same again", () -> requireSame(games)));
        kept.accept(all(games, "exits with code 0 within 5 s of 'end'", Conformance::exitProblem));
        kept.accept(all(games, "writes nothing but its answers to standard output", played -> played.ending().extra()
                .map(line -> "it wrote '" + PolicyProtocol.quoted(line) + "' after the last answer")));
        kept.accept(all(games, "leaves no process behind", played -> Optional.of(played.ending().survivors()).filter(n -> n > 0)
                .map(n -> n + " of its processes were still there and have been killed")));
        kept.accept(all(games, "answers in time" + times(games), played -> Optional.empty()));
        return checks.stream().allMatch(check -> check.problem().isEmpty());
    }

    private void requireProgram() {
        try {
            Program.start(command).kill();
        } catch (IOException e) {
            throw new BadInputException("'%s' cannot be started (%s); name a program and its arguments after --".formatted(
                    String.join(" ", command), e.getMessage()), e);
        }
    }

    private static List<Game> games() {
        Prior grid = Prior.of(new SquaredExponential(0.2), Box.unit(1).grid(List.of(20)));
        Points plane = Points.of(new double[][] {{0, 0}, {0.5, 0.1}, {1, 0.2}, {0.3, 0.7}, {0.8, 0.9}, {0.3, 0.7}});
        Prior sensors = Prior.of(EmpiricalCovariance.of(new double[][] {{1, 2, 0}, {2, 1, 5}, {0, 3, 1}, {4, 4, 2}}),
                Points.indexed(List.of("hall", "kitchen", "roof")));
        return List.of(new Game("20 arms on a line", grid, 15), new Game("6 listed points of the plane", Prior.of(new Matern(2.5, 0.5),
                plane), 10), new Game("3 arms without geometry", sensors, 10),
                new Game("one arm", Prior.of(new SquaredExponential(0.2), Box.unit(1).grid(List.of(1))), 5),
                new Game("20 arms on a line", grid, 1));
    }

    private Played played(Game game) {
        Objective f = new PriorDraws(game.prior()).objective(0, STREAMS.stream("objective", game.name()));
        Setting setting = Setting.asModelled(new Model(game.prior(), NOISE_VARIANCE, game.horizon(), DELTA), f);
        ExternalPolicy policy = new ExternalPolicy(command, deadlineSeconds, setting);
        List<Step> steps = new ArrayList<>();
        new Trial(0, setting, "checked", policy, Ties.FIRST, STREAMS).run(() -> 0, steps::add);
        return new Played(game, steps.stream().map(Step::arm).toList(), policy.ending().orElseThrow(), policy.slowestNanos(),
                policy.exchangeTimes().orElseThrow().policyNanos());
    }

    private void requireSame(List<Played> games) {
        for (Played first : games) {
            List<Integer> again = played(first.game()).arms();
            for (int t = 1; t <= again.size(); t++) {
                if (!first.arms().get(t - 1).equals(again.get(t - 1))) {
                    throw new PolicyFailure(("with %s, it played arm %d in round %d and then arm %d; expected random numbers from the 'seed' "
                            + "alone").formatted(first.game().name(), first.arms().get(t - 1), t, again.get(t - 1)));
                }
            }
        }
    }

    private static Optional<String> exitProblem(Played played) {
        Ending ending = played.ending();
        return ending.exitCode().isEmpty() ? Optional.of("it was still running and has been killed")
                : ending.exitCode().getAsInt() != 0 ? Optional.of("it exited with code " + ending.exitCode().getAsInt()) : Optional.empty();
    }

    private static Check all(List<Played> games, String what, Function<Played, Optional<String>> problem) {
        return check(what, () -> games.forEach(played -> problem.apply(played).ifPresent(text -> {
            throw new PolicyFailure("after " + played.game().name() + ", " + text);
        })));
    }

    private static Check check(String what, Runnable task) {
        try {
            task.run();
            return new Check(what, Optional.empty());
        } catch (PolicyFailure e) {
            return new Check(what, Optional.of(e.getMessage()));
        }
    }

    private String times(List<Played> games) {
        double slowest = games.stream().mapToLong(Played::slowestNanos).max().orElseThrow() / NANOS_A_MILLISECOND;
        boolean timed = games.stream().allMatch(played -> played.policyNanos().isPresent());
        double spent = games.stream().mapToLong(played -> played.policyNanos().orElse(0)).sum()
                / (NANOS_A_MILLISECOND * games.stream().mapToInt(played -> played.game().horizon()).sum());
        return String.format(Locale.ROOT, ": the slowest took %.1f ms of %.0f, %s", slowest, deadlineSeconds * 1000, timed
                ? String.format(Locale.ROOT, "and it reports %.3f ms a round of its own", spent) : "and it reports no 'nanos' of its own");
    }
}
