package io.github.regretbench.statistics;

import io.github.regretbench.Require;
import org.apache.commons.math3.distribution.TDistribution;

/** The ratio of the means of two independent samples of positive values. */
public final class RatioOfMeans {
    private RatioOfMeans() {
    }

    /**
     * `("mean"(b)) / ("mean"(a))` with Welch's interval on the logarithm: `exp(log "ratio" +- t_v * "se")`, `"se"^2 = u_a + u_b` with
     * `u = s^2 / (n * "mean"^2)`, the variance of a log mean to first order, and `v = "se"^4 / (u_a^2 / (n_a - 1) + u_b^2 / (n_b - 1))`.
     * Without ends where a sample has fewer than two values. B. L. Welch, Biometrika 34, 1947.
     *
     * @throws IllegalArgumentException unless both means are > 0
     */
    public static Interval interval(double[] a, double[] b, double level) {
        double ratio = positiveMean(b) / positiveMean(a);
        if (a.length < 2 || b.length < 2) {
            return new Interval(ratio, Double.NaN, Double.NaN);
        }
        double ua = relativeVariance(a);
        double ub = relativeVariance(b);
        double variance = ua + ub;
        if (variance == 0) {
            return new Interval(ratio, ratio, ratio);
        }
        double freedom = variance * variance / (ua * ua / (a.length - 1) + ub * ub / (b.length - 1));
        double quantile = new TDistribution(null, freedom).inverseCumulativeProbability(
                (1 + Require.probability("the level", level)) / 2);
        double factor = StrictMath.exp(quantile * Math.sqrt(variance));
        return new Interval(ratio, ratio / factor, ratio * factor);
    }

    private static double positiveMean(double[] values) {
        double mean = SampleMean.of(values);
        if (!(mean > 0)) {
            throw new IllegalArgumentException("the mean of %d values is %s; a ratio needs means > 0".formatted(values.length, mean));
        }
        return mean;
    }

    /** `s^2 / (n * "mean"^2)`. */
    private static double relativeVariance(double[] values) {
        double mean = SampleMean.of(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1) / values.length / (mean * mean);
    }
}
