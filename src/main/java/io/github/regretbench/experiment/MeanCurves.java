package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Means over the stored trials of an experiment, with their intervals, at some of the rounds that were recorded. Where
 * {@code curves.csv} has the same round, it has the same numbers to the last digit.
 *
 * @param rounds in increasing order
 * @param curves by policy, in the experiment's order, and quantity: one point per round
 */
public record MeanCurves(List<Integer> rounds, Map<String, Map<Quantity, List<Interval>>> curves) {

    /** What a curve is of. */
    public enum Quantity {
        /** R_t/t, in the unit of the objective. */
        AVERAGE_REGRET("cumulative_regret"),
        /** Simple regret of the best arm sampled, in the unit of the objective. */
        BEST_SAMPLED_REGRET("best_sampled_regret"),
        /** Simple regret of argmax mu_t, in the unit of the objective. */
        RECOMMENDED_REGRET("recommended_regret"),
        /** I(y_1..t; f), in nats. */
        INFORMATION_GAIN("information_gain");

        private final String column;

        Quantity(String column) {
            this.column = column;
        }

        private double of(double stored, int t) {
            return this == AVERAGE_REGRET ? stored / t : stored;
        }
    }

    /** Copies the rounds. */
    public MeanCurves {
        rounds = List.copyOf(rounds);
        curves = Collections.unmodifiableMap(new LinkedHashMap<>(curves));
    }

    /**
     * Reads a finished experiment; nothing in its folder is touched.
     *
     * @param most how many rounds are wanted at most, at least 2; of more, some are taken evenly on a linear and on a logarithmic axis
     * @throws BadInputException when its store is missing, incomplete or cannot be read
     */
    public static MeanCurves of(ResultFolder folder, int most) {
        Experiment experiment = folder.experiment();
        List<Integer> rounds = thinned(experiment.recordedRounds().stream().boxed().toList(), most);
        Map<String, Map<Quantity, List<Interval>>> curves = new LinkedHashMap<>();
        try (ResultStore store = ResultStore.openSealed(folder.path())) {
            int[] positions = new int[experiment.trials()];
            store.query("SELECT DISTINCT trial, position FROM trial WHERE trial < ?",
                    row -> positions[row.getInt(1)] = row.getInt(2), experiment.trials());
            TrialMeans means = new TrialMeans(experiment.intervals(), positions, new RandomStreams(experiment.seed()));
            for (Player player : experiment.policies()) {
                curves.put(player.name(), curves(folder, experiment, store, player.name(), rounds, means));
            }
        }
        return new MeanCurves(rounds, curves);
    }

    private static Map<Quantity, List<Interval>> curves(ResultFolder folder, Experiment experiment, ResultStore store, String policy,
            List<Integer> rounds, TrialMeans means) {
        Quantity[] quantities = Quantity.values();
        double[][][] values = new double[quantities.length][rounds.size()][experiment.trials()];
        long[] read = new long[1];
        store.query("SELECT trial, t, " + String.join(", ", Arrays.stream(quantities).map(q -> q.column).toList())
                + " FROM round WHERE policy = ? AND trial < ? AND t IN (" + String.join(", ", rounds.stream().map(String::valueOf).toList())
                + ")", row -> {
                    int t = row.getInt(2);
                    int place = Collections.binarySearch(rounds, t);
                    for (int q = 0; q < quantities.length; q++) {
                        values[q][place][row.getInt(1)] = quantities[q].of(row.getDouble(3 + q), t);
                    }
                    read[0]++;
                }, policy, experiment.trials());
        long expected = (long) experiment.trials() * rounds.size();
        if (read[0] != expected) {
            throw new BadInputException("%s holds %d of %d rounds that a report on %s needs; finish it with `regretbench run`".formatted(
                    folder.path(), read[0], expected, policy));
        }
        Map<Quantity, List<Interval>> curves = new EnumMap<>(Quantity.class);
        for (Quantity quantity : quantities) {
            curves.put(quantity, Arrays.stream(values[quantity.ordinal()]).map(means::nonNegative).toList());
        }
        return curves;
    }

    /** At most so many of the rounds: the first, the last, and the nearest to even steps on a linear and on a logarithmic axis. */
    static List<Integer> thinned(List<Integer> recorded, int most) {
        if (recorded.size() <= most) {
            return recorded;
        }
        NavigableSet<Integer> all = new TreeSet<>(recorded);
        double first = all.first();
        double last = all.last();
        int steps = most / 2;
        NavigableSet<Integer> chosen = new TreeSet<>();
        for (int k = 0; k <= steps; k++) {
            double share = (double) k / steps;
            chosen.add(nearest(all, first + (last - first) * share));
            if (chosen.size() < most) {
                chosen.add(nearest(all, first * StrictMath.pow(last / first, share)));
            }
        }
        return new ArrayList<>(chosen);
    }

    private static int nearest(NavigableSet<Integer> rounds, double wanted) {
        Integer below = rounds.floor((int) Math.floor(wanted));
        Integer above = rounds.ceiling((int) Math.ceil(wanted));
        if (below == null || above == null) {
            return below == null ? above : below;
        }
        return wanted - below <= above - wanted ? below : above;
    }
}
