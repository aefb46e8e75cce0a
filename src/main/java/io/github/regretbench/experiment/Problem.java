package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.ObjectiveExpression;
import io.github.regretbench.bandit.ObjectiveKind;
import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.bandit.TestFunction;
import io.github.regretbench.experiment.Experiment.Player;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What policies are compared on: the experiments that play the same objectives with the same noise, so that trials of equal number form
 * pairs. N problems are N such games, however many folders or trials they have.
 */
final class Problem {
    private final String name;
    private final List<StoredValues> runs;
    private final Map<String, StoredValues> byPolicy = new LinkedHashMap<>();
    private final int trials;
    private final List<Integer> rounds;
    private final TrialMeans means;

    private Problem(String name, List<StoredValues> runs) {
        this.name = name;
        this.runs = runs;
        for (StoredValues each : runs) {
            each.experiment().policies().forEach(player -> add(player, each));
        }
        trials = runs.stream().mapToInt(each -> each.experiment().trials()).min().orElseThrow();
        List<Integer> common = new ArrayList<>(runs.get(0).rounds());
        runs.forEach(each -> common.retainAll(new HashSet<>(each.rounds())));
        rounds = List.copyOf(common);
        Experiment experiment = runs.get(0).experiment();
        means = new TrialMeans(experiment.intervals(), Arrays.copyOf(runs.get(0).positions(), trials),
                new RandomStreams(experiment.seed()));
    }

    /** The experiments that play this game. */
    List<Experiment> experiments() {
        return runs.stream().map(StoredValues::experiment).toList();
    }

    private void add(Player player, StoredValues from) {
        StoredValues before = byPolicy.putIfAbsent(player.name(), from);
        if (before != null && !(rule(before.experiment().player(player.name())).equals(rule(player))
                && before.experiment().horizon() == from.experiment().horizon()
                && before.experiment().delta() == from.experiment().delta())) {
            throw new BadInputException("%s and %s both have a policy '%s', with different parameters; give one of them another 'name' and "
                    .formatted(before.folder(), from.folder(), player.name()) + "run it again");
        }
    }

    /**
     * Reads folders of results and puts those together that play the same game.
     *
     * @throws BadInputException when a folder cannot be read, or folders play the same game with other seeds, data or versions: neither are
     *     their trials pairs then, nor are they problems of their own
     */
    static List<Problem> read(List<Path> folders, RegretQuantity quantity) {
        Map<String, List<StoredValues>> games = new LinkedHashMap<>();
        for (Path folder : folders) {
            StoredValues runs = new StoredValues(folder, quantity);
            List<StoredValues> same = games.computeIfAbsent(ExperimentFile.game(runs.experiment().withSeed(0)), g -> new ArrayList<>());
            same.stream().findFirst().ifPresent(first -> requirePaired(first, runs));
            same.add(runs);
        }
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (List<StoredValues> runs : games.values()) {
            String name = runs.get(0).experiment().name();
            String free = name;
            for (int i = 2; !names.add(free); i++) {
                free = name + "-" + i;
            }
            problems.add(new Problem(free, runs));
        }
        return problems;
    }

    private static void requirePaired(StoredValues one, StoredValues other) {
        String difference = null;
        if (one.experiment().seed() != other.experiment().seed()) {
            difference = "seed (%d and %d)".formatted(one.experiment().seed(), other.experiment().seed());
        } else if (!one.about().get("data").equals(other.about().get("data"))) {
            difference = "data files";
        } else if (!one.about().get(Laboratory.VERSION).equals(other.about().get(Laboratory.VERSION))) {
            difference = "version of RegretBench (%s and %s)".formatted(one.about().get(Laboratory.VERSION),
                    other.about().get(Laboratory.VERSION));
        }
        if (difference != null) {
            throw new BadInputException(("%s and %s play the same game with a different %s: their trials do not pair, and they are not two "
                    + "problems; run one of them again as the other, or compare them one by one").formatted(one.folder(), other.folder(),
                            difference));
        }
    }

    /** The first experiment's name, with a number where two problems have the same. */
    String name() {
        return name;
    }

    /** The policies, in the order of folders and files. */
    List<String> policies() {
        return List.copyOf(byPolicy.keySet());
    }

    /** What a policy is: its family's name and parameters. */
    List<Object> rule(String policy) {
        return rule(byPolicy.get(policy).experiment().player(policy));
    }

    private static List<Object> rule(Player player) {
        return List.of(player.family().name(), player.parameters());
    }

    /** The master seed of its random streams. */
    long seed() {
        return runs.get(0).experiment().seed();
    }

    /**
     * Where its functions and random numbers come from, in words that problems share where these are shared: the seed, a fixed function with
     * the dimension it is played in (not its scale or noise), and the file of a table, whatever columns or rows of it are played.
     */
    List<String> origins() {
        Experiment experiment = runs.get(0).experiment();
        ObjectiveExpression objective = experiment.objective();
        List<String> origins = new ArrayList<>(List.of("seed " + seed()));
        if (TestFunction.isNamed(objective.kind().name())) {
            origins.add(objective.kind().name() + " of " + experiment.arms().coordinates().map(x -> x.length + " coordinates").orElse("points"));
        }
        if (experiment.arms() instanceof Arms.Table table && objective.is(ObjectiveKind.TABLE)) {
            origins.add("table " + table.file());
        }
        if (experiment.arms() instanceof Arms.Sensors sensors) {
            origins.add("table " + sensors.table());
        }
        return origins;
    }

    /** Trials that all policies have played. */
    int trials() {
        return trials;
    }

    /** The most trials that some policy has played. */
    int mostTrials() {
        return runs.stream().mapToInt(each -> each.experiment().trials()).max().orElseThrow();
    }

    /** Rounds that are recorded for all policies. */
    List<Integer> rounds() {
        return rounds;
    }

    /** Of the objectives, empty when they have none; without the commas that part the columns of files. */
    String unit() {
        return runs.get(0).experiment().figure().map(FigureSettings::unit).orElse("");
    }

    /** Means over its trials. */
    TrialMeans means() {
        return means;
    }

    /** The length of a block in positions, nothing where trials are independent. */
    Optional<Integer> blockLength() {
        IntervalMethod method = runs.get(0).experiment().intervals();
        return method.kind() == IntervalMethod.Kind.STUDENT_T ? Optional.empty() : Optional.of(method.blockLength());
    }

    /** Independent pieces of evidence: trials, distinct objectives, or blocks of them. */
    int pieces() {
        return means.independentPieces();
    }

    /** What N counts, in words. */
    String counted() {
        int n = pieces();
        String trialsInWords = trials + (trials == 1 ? " trial" : " trials");
        if (blockLength().isPresent()) {
            return "N = %d block%s of about %d consecutive rows, %s in all".formatted(n, n == 1 ? "" : "s", blockLength().get(),
                    trialsInWords);
        }
        return n == trials ? "N = " + trialsInWords : "N = %d distinct objective%s, which %s share".formatted(n, n == 1 ? "" : "s",
                trialsInWords);
    }

    /** Whether its objectives are rows of a table, taken for independent of each other. */
    boolean takesRowsForIndependent() {
        return blockLength().isEmpty() && runs.get(0).experiment().objective().is(ObjectiveKind.TEST_ROW);
    }

    /** The quantity at a recorded round, one value per trial. */
    double[] at(String policy, int round) {
        return Arrays.copyOf(byPolicy.get(policy).at(policy, round), trials);
    }

    /** @throws BadInputException unless the round is recorded for all policies */
    void requireRound(int round) {
        runs.forEach(each -> each.requireRound(round));
    }
}
