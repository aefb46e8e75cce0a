package io.github.regretbench.statistics;

import io.github.regretbench.Require;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Student's t for the mean of n values in a sequence: independent ones, or the means of consecutive blocks of dependent measurements, of
 * which neighbours may still correlate by r while others do not.
 *
 * <p>With the correlation matrix `Sigma` (1 on the diagonal, r beside it) and `P = I - 1 1^T / n`, the mean has the variance
 * `1^T Sigma 1 / n^2` and `s^2` the expectation `(tr(P Sigma)) / (n - 1)`, both in units of a value's variance. So the interval is
 * `"mean" +- t_v w s / sqrt(n)` with `w^2 = (1^T Sigma 1 (n - 1)) / (n tr(P Sigma))` and Satterthwaite's degrees of freedom
 * `v = ((tr(P Sigma))^2) / (tr(P Sigma P Sigma))`; with r = 0 it is Student's: w = 1 and v = n - 1. Student, Biometrika 6, 1908; F. E.
 * Satterthwaite, Biometrics Bulletin 2, 1946; Bell and McCaffrey, Survey Methodology 28, 2002. Block means whose variances differ make
 * it longer than it need be, not shorter, at levels of 91.7% and more: Ibragimov and Muller, Journal of Business and Economic Statistics
 * 28, 2010.
 *
 * <p>CONTRIBUTING.md has the coverage that {@code IntervalCoverageTest} measures at the sizes of Figure 5.
 * Intervals of skewed measurements that miss the mean lie on the side of the short tail; none of 20000 lay on the other. So a policy that
 * wins by much now and then is not said to win too often; one that wins often by little and loses by much now and then may be.
 *
 * @param size n, >= 2
 * @param neighbours r, in [0, 1/2]
 */
public record StudentMean(int size, double neighbours) {
    /**
     * How much the means of neighbouring blocks may correlate. Blocks of 240 minutes do so by 0.24 where single measurements correlate by
     * 0.79, 0.65 and 0.37 at lags of 1, 60 and 120 minutes, as the temperatures of Figure 5b do. In general, blocks should be 2.6 times as
     * long as the distance over which correlation falls to 1/e.
     */
    public static final double NEIGHBOURING_BLOCKS = 0.25;

    /** @throws IllegalArgumentException outside these domains */
    public StudentMean {
        if (!(size >= 2 && neighbours >= 0 && neighbours <= 0.5)) {
            throw new IllegalArgumentException("%d values whose neighbours correlate by %s; expected at least 2, and 0 to 1/2".formatted(size,
                    neighbours));
        }
    }

    /** `1^T Sigma 1`. */
    private double sumOfCorrelations() {
        return size + 2 * neighbours * (size - 1);
    }

    /** `tr(P Sigma)`. */
    private double trace() {
        return size - sumOfCorrelations() / size;
    }

    /** w. */
    public double widening() {
        return Math.sqrt(sumOfCorrelations() * (size - 1) / (size * trace()));
    }

    /** v. */
    public double degreesOfFreedom() {
        double squares = size + 2 * neighbours * neighbours * (size - 1);
        double ends = 1 + neighbours;
        double middle = 1 + 2 * neighbours;
        double rowSums = 2 * ends * ends + (size - 2) * middle * middle;
        double share = sumOfCorrelations() / size;
        return trace() * trace() / (squares - 2 * rowSums / size + share * share);
    }

    private TDistribution law() {
        return new TDistribution(null, degreesOfFreedom());
    }

    /** `t_v` at (1 + level) / 2. */
    public double quantile(double level) {
        return law().inverseCumulativeProbability((1 + Require.probability("the level", level)) / 2);
    }

    private double standardError(double[] values, double mean) {
        if (values.length != size) {
            throw new IllegalArgumentException("%d values; expected %d".formatted(values.length, size));
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return widening() * Math.sqrt(squares / (size - 1) / size);
    }

    /** The mean and its interval. */
    public Interval interval(double[] values, double level) {
        double mean = SampleMean.of(values);
        double half = quantile(level) * standardError(values, mean);
        return new Interval(mean, mean - half, mean + half);
    }

    /** Two-sided p value of the hypothesis that the mean is 0; 1 where all values are. */
    public double twoSided(double[] values) {
        double mean = SampleMean.of(values);
        double error = standardError(values, mean);
        return mean == 0 ? 1 : error == 0 ? 0 : Math.min(1, 2 * law().cumulativeProbability(-Math.abs(mean) / error));
    }
}
