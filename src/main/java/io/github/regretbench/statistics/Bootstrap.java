package io.github.regretbench.statistics;

import io.github.regretbench.Require;
import io.github.regretbench.StandardNormal;
import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Bootstrap over whole runs: each resample draws as many runs as there are, with replacement. All statistics of one object share its
 * resamples, so that they are resampled together. Efron and Tibshirani, An Introduction to the Bootstrap, 1993.
 */
public final class Bootstrap {
    /** Fewer resamples leave no room for the 2.5% that an interval cuts off at either end. */
    private static final int FEWEST_RESAMPLES = 99;

    private final int runs;
    /** How often each run is drawn, by resample. */
    private final int[][] counts;

    /**
     * Draws the resamples.
     *
     * @param runs N, >= 2
     * @param resamples B, >= 99; `(B + 1) (1 - "level")/2` should be whole: 1999 for 95%
     * @throws IllegalArgumentException outside these domains
     */
    public Bootstrap(int runs, int resamples, UniformRandomProvider random) {
        if (runs < 2 || resamples < FEWEST_RESAMPLES) {
            throw new IllegalArgumentException("%d runs and %d resamples; expected at least 2 and %d".formatted(runs, resamples,
                    FEWEST_RESAMPLES));
        }
        this.runs = runs;
        counts = new int[resamples][runs];
        for (int[] count : counts) {
            for (int draw = 0; draw < runs; draw++) {
                count[random.nextInt(runs)]++;
            }
        }
    }

    /** N. */
    int runs() {
        return runs;
    }

    /**
     * Means over each resample's runs, column by column.
     *
     * @param table one row per run
     * @return one row a resample
     */
    double[][] means(double[][] table) {
        if (table.length != runs) {
            throw new IllegalArgumentException("values of %d runs; expected %d".formatted(table.length, runs));
        }
        double[][] means = new double[counts.length][table[0].length];
        for (int b = 0; b < means.length; b++) {
            for (int run = 0; run < runs; run++) {
                if (counts[b][run] > 0) {
                    add(counts[b][run], table[run], means[b]);
                }
            }
            divide(means[b], runs);
        }
        return means;
    }

    /** sums += weight row. */
    private static void add(double weight, double[] row, double[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += weight * row[j];
        }
    }

    private static void divide(double[] sums, int by) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] /= by;
        }
    }

    private static double[] sums(double[][] table) {
        double[] sums = new double[table[0].length];
        for (double[] row : table) {
            add(1, row, sums);
        }
        return sums;
    }

    /** Means over all runs, column by column. */
    static double[] columnMeans(double[][] table) {
        double[] means = sums(table);
        divide(means, table.length);
        return means;
    }

    /** Means over all runs but one, column by column; one row for each run left out. */
    static double[][] jackknifeMeans(double[][] table) {
        double[] sums = sums(table);
        double[][] means = new double[table.length][];
        for (int run = 0; run < table.length; run++) {
            means[run] = sums.clone();
            add(-1, table[run], means[run]);
            divide(means[run], table.length - 1);
        }
        return means;
    }

    /**
     * BCa interval of a mean; of paired differences, of the mean difference. What it covers is in CONTRIBUTING.md, Measured coverage.
     *
     * @param values one a run
     */
    public Interval meanInterval(double[] values, double level) {
        double[][] table = Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
        return correctedInterval(SampleMean.of(values), firstColumn(means(table)), firstColumn(jackknifeMeans(table)), level);
    }

    private static double[] firstColumn(double[][] table) {
        return Arrays.stream(table).mapToDouble(row -> row[0]).toArray();
    }

    /**
     * The quantiles of the resampled statistics with {@linkplain #tailQuantile expanded} tails.
     *
     * @param size n, independent pieces of the sample
     */
    static Interval percentileInterval(double estimate, double[] resampled, int size, double level) {
        double tail = StandardNormal.cdf(tailQuantile(size, level));
        double[] sorted = resampled.clone();
        Arrays.sort(sorted);
        return new Interval(estimate, quantile(sorted, tail), quantile(sorted, 1 - tail));
    }

    /**
     * Bias-corrected and accelerated: quantiles `Phi(z_0 + (z_0 + z) / (1 - a (z_0 + z)))` with z the {@linkplain #tailQuantile expanded} tails,
     * `z_0 = Phi^-1` of the share of resampled statistics below the estimate (half of those equal), and
     * `a = (sum d^3) / (6 (sum d^2)^(3/2))`, d the mean of the jackknife's statistics minus each. Efron, JASA 82, 1987. A share of 0 or 1
     * counts as half a resample away from it.
     *
     * @param resampled the statistic by resample
     * @param jackknife the statistic without each independent piece of the sample
     */
    public static Interval correctedInterval(double estimate, double[] resampled, double[] jackknife, double level) {
        return bca(estimate, resampled, jackknife, tailQuantile(jackknife.length, level));
    }

    /** The same with the normal quantile z of the lower tail. */
    static Interval bca(double estimate, double[] resampled, double[] jackknife, double z) {
        double[] sorted = resampled.clone();
        Arrays.sort(sorted);
        double share = 0;
        for (double value : sorted) {
            share += value < estimate ? 1 : value == estimate ? 0.5 : 0;
        }
        share = Math.max(0.5, Math.min(sorted.length - 0.5, share)) / sorted.length;
        double bias = StandardNormal.inverseCdf(share);
        double acceleration = acceleration(jackknife);
        return new Interval(estimate, quantile(sorted, corrected(bias, acceleration, z)),
                quantile(sorted, corrected(bias, acceleration, -z)));
    }

    /**
     * `-sqrt(n / (n-1)) t_(n-1)`, t Student's quantile, in place of the normal one: a bootstrap of n values has the variance with n in the
     * denominator and treats it as known, so that its intervals are too narrow. Hesterberg, The American Statistician 69, 2015.
     */
    private static double tailQuantile(int n, double level) {
        double tail = (1 - Require.probability("the level", level)) / 2;
        return n < 2 ? Double.NEGATIVE_INFINITY : Math.sqrt(n / (n - 1.0)) * new TDistribution(n - 1).inverseCumulativeProbability(tail);
    }

    /** Past the pole of the formula, which extreme levels of skewed statistics reach, lies the end of the sample. */
    private static double corrected(double bias, double acceleration, double z) {
        double scale = 1 - acceleration * (bias + z);
        return scale > 0 ? StandardNormal.cdf(bias + (bias + z) / scale) : bias + z > 0 ? 1 : 0;
    }

    private static double acceleration(double[] jackknife) {
        double mean = SampleMean.of(jackknife);
        double squares = 0;
        double cubes = 0;
        for (double value : jackknife) {
            double d = mean - value;
            squares += d * d;
            cubes += d * d * d;
        }
        return squares == 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
    }

    /** The value of rank `p (R + 1)`, rounded, among R sorted values. */
    public static double quantile(double[] sorted, double p) {
        int rank = (int) Math.round(p * (sorted.length + 1));
        return sorted[Math.max(1, Math.min(sorted.length, rank)) - 1];
    }
}
