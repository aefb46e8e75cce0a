package io.github.regretbench.experiment;

import io.github.regretbench.StandardNormal;
import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.statistics.Bootstrap;
import io.github.regretbench.statistics.Interval;
import io.github.regretbench.statistics.SampleMean;
import io.github.regretbench.statistics.StudentMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Means over an experiment's trials and their confidence intervals, by the experiment's {@link IntervalMethod}.
 *
 * <p>Trials at one position of the objectives' sequence share their objective, so their mean is one piece of evidence however many they
 * are. Where neighbouring positions depend on each other, the mean over a block of them is one: the sequence of M positions is cut into
 * M/L blocks, rounded to a whole number, as equal as they can be. A mean is always the mean of the pieces' means, each counting the same; N is the number of pieces,
 * and intervals are those of {@link StudentMean}.
 */
final class TrialMeans {
    /**
     * With fewer pieces no verdict is given, whatever the interval. Were the pieces only known to be symmetric, the least p of any test
     * would be 2^(1-N), and 5% can be reached from six on; with fewer, the normal distribution decides and not the data.
     */
    static final int LEAST_PIECES = 6;
    private static final double SAME_SIZE_LEVEL = 0.95;

    private final IntervalMethod method;
    private final RandomStreams streams;
    private final int trials;
    /** By piece and position, both in the order of the sequence: the trials there. */
    private final List<List<List<Integer>>> pieces;

    /**
     * For trials whose objectives stand at the given positions.
     *
     * @param positions by trial
     * @param streams of the experiment; random numbers come from the stream "bootstrap"
     */
    TrialMeans(IntervalMethod method, int[] positions, RandomStreams streams) {
        this.method = method;
        this.streams = streams;
        trials = positions.length;
        SortedMap<Integer, List<Integer>> byPosition = new TreeMap<>();
        for (int trial = 0; trial < trials; trial++) {
            byPosition.computeIfAbsent(positions[trial], p -> new ArrayList<>()).add(trial);
        }
        int sequence = byPosition.lastKey() + 1;
        // Rounded, so that a last row that no trial has met does not make it a block less.
        int blocks = method.kind() == IntervalMethod.Kind.STUDENT_T ? sequence
                : (int) Math.max(1, Math.round((double) sequence / method.blockLength()));
        SortedMap<Integer, List<List<Integer>>> byPiece = new TreeMap<>();
        byPosition.forEach((position, there) -> byPiece.computeIfAbsent((int) ((long) position * blocks / sequence),
                p -> new ArrayList<>()).add(there));
        pieces = List.copyOf(byPiece.values());
    }

    /** For the trials of an experiment. */
    static TrialMeans of(Bench bench) {
        int[] positions = new int[bench.experiment().trials()];
        Arrays.setAll(positions, bench::position);
        return new TrialMeans(bench.experiment().intervals(), positions, new RandomStreams(bench.experiment().seed()));
    }

    /** N: distinct objectives, or blocks of them, that hold a trial. */
    int independentPieces() {
        return pieces.size();
    }

    /** Whether there are {@link #LEAST_PIECES}. */
    boolean allowVerdict() {
        return pieces.size() >= LEAST_PIECES;
    }

    /** Whether pieces are blocks of positions, which may depend on each other. */
    boolean overBlocks() {
        return method.kind() == IntervalMethod.Kind.BLOCK_MEANS;
    }

    /** One trial a piece: the first of those at its lowest position. */
    int[] independentTrials() {
        return pieces.stream().mapToInt(piece -> piece.get(0).get(0)).toArray();
    }

    /** Student's t as it applies to the pieces' means. */
    private StudentMean law() {
        return new StudentMean(pieces.size(), method.kind() == IntervalMethod.Kind.STUDENT_T ? 0 : StudentMean.NEIGHBOURING_BLOCKS);
    }

    /** One value per piece, in the order of the sequence: the mean over its positions of the mean over the trials there. */
    double[] pieceMeans(double[] values) {
        double[] means = new double[pieces.size()];
        for (int i = 0; i < means.length; i++) {
            double sum = 0;
            for (List<Integer> there : pieces.get(i)) {
                double sumThere = 0;
                for (int trial : there) {
                    sumThere += values[trial];
                }
                sum += sumThere / there.size();
            }
            means[i] = sum / pieces.get(i).size();
        }
        return means;
    }

    /** The same for rows of values, one row per trial: one row per piece. */
    double[][] pieceMeans(double[][] rows) {
        double[][] means = new double[pieces.size()][rows[0].length];
        for (int j = 0; j < rows[0].length; j++) {
            int column = j;
            double[] ofColumn = pieceMeans(Arrays.stream(rows).mapToDouble(row -> row[column]).toArray());
            for (int i = 0; i < means.length; i++) {
                means[i][j] = ofColumn[i];
            }
        }
        return means;
    }

    /** The mean of the pieces' means. */
    double mean(double[] values) {
        return SampleMean.of(pieceMeans(values));
    }

    /** Mean and interval at the experiment's level. */
    Interval interval(double[] values) {
        return interval(values, method.level());
    }

    /** Mean and interval at another level; without ends for fewer than two pieces. Of paired differences, that of the mean difference. */
    Interval interval(double[] values, double level) {
        return pieces.size() < 2 ? new Interval(mean(values), Double.NaN, Double.NaN) : law().interval(pieceMeans(values), level);
    }

    /** The same for a quantity that cannot be negative: a lower end below 0 is 0, where the truth cannot be anyway. */
    Interval nonNegative(double[] values, double level) {
        Interval interval = interval(values, level);
        return interval.lower() < 0 ? new Interval(interval.estimate(), 0, interval.upper()) : interval;
    }

    /** At the experiment's level. */
    Interval nonNegative(double[] values) {
        return nonNegative(values, method.level());
    }

    /** Two-sided p value of the hypothesis that the mean is 0, by the same law as the interval; 1 for fewer than two pieces. */
    double twoSided(double[] values) {
        return pieces.size() < 2 ? 1 : law().twoSided(pieceMeans(values));
    }

    /**
     * Mean and bias-corrected, accelerated bootstrap interval over independent pieces; without ends for fewer than two, and for blocks,
     * whose dependence a few resampled blocks do not show.
     */
    Interval corrected(double[] values, double level) {
        double[] means = pieceMeans(values);
        if (means.length < 2 || method.kind() != IntervalMethod.Kind.STUDENT_T) {
            return new Interval(SampleMean.of(means), Double.NaN, Double.NaN);
        }
        return new Bootstrap(means.length, method.resamples(), streams.stream("bootstrap")).meanInterval(means, level);
    }

    /**
     * How far the mean curves of two independent samples like this one are from each other in 95% of cases: the mean over columns of
     * |difference| / mean. Differences of means are drawn as sqrt(2) w / sqrt(n (n-1)) sum_i g_i (x_i - mean) with standard normal g_i,
     * the same for all columns, and their 95% quantile is stretched by t_v / z, for the variance is itself estimated from n pieces. For
     * one column and normal pieces it is Student's prediction interval for another mean. NaN for fewer than two pieces.
     *
     * @param columns values by column and trial, with positive means
     */
    double sameSizeDistance(double[][] columns) {
        int n = pieces.size();
        if (n < 2) {
            return Double.NaN;
        }
        double[][] deviations = new double[columns.length][];
        for (int j = 0; j < columns.length; j++) {
            double[] means = pieceMeans(columns[j]);
            double mean = SampleMean.of(means);
            deviations[j] = Arrays.stream(means).map(value -> (value - mean) / mean).toArray();
        }
        UniformRandomProvider random = streams.stream("bootstrap");
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        double[] distances = new double[method.resamples()];
        for (int r = 0; r < distances.length; r++) {
            double[] multipliers = new double[n];
            Arrays.setAll(multipliers, i -> normal.sample());
            for (double[] column : deviations) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += multipliers[i] * column[i];
                }
                distances[r] += Math.abs(sum) / columns.length;
            }
        }
        Arrays.sort(distances);
        double normalQuantile = StandardNormal.inverseCdf((1 + SAME_SIZE_LEVEL) / 2);
        return Bootstrap.quantile(distances, SAME_SIZE_LEVEL) * law().widening() * Math.sqrt(2.0 / n / (n - 1))
                * law().quantile(SAME_SIZE_LEVEL) / normalQuantile;
    }
}
