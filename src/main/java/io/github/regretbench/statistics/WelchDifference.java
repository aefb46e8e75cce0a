package io.github.regretbench.statistics;

import io.github.regretbench.Require;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The difference of the means of two independent samples, whose variances may differ. With `v_i = s_i^2 / n_i` its interval is
 * `"mean"_1 - "mean"_2 +- t_v sqrt(v_1 + v_2)` with Satterthwaite's degrees of freedom
 * `v = (v_1 + v_2)^2 / (v_1^2 / (n_1 - 1) + v_2^2 / (n_2 - 1))`. B. L. Welch, Biometrika 34, 1947; F. E. Satterthwaite, Biometrics
 * Bulletin 2, 1946.
 *
 * @param estimate the difference of the means
 * @param standardError `sqrt(v_1 + v_2)`
 * @param degreesOfFreedom v; NaN where no value of either sample differs from its mean
 */
public record WelchDifference(double estimate, double standardError, double degreesOfFreedom) {

    /** @throws IllegalArgumentException unless both samples have at least two values, all finite */
    public static WelchDifference of(double[] first, double[] second) {
        double one = variance(Domain.sample(first, 2)) / first.length;
        double two = variance(Domain.sample(second, 2)) / second.length;
        // shares, for squares of variances may be too small or too large for a double
        double share = one / (one + two);
        return new WelchDifference(SampleMean.of(first) - SampleMean.of(second), Math.sqrt(one + two),
                1 / (share * share / (first.length - 1) + (1 - share) * (1 - share) / (second.length - 1)));
    }

    private static double variance(double[] values) {
        double mean = SampleMean.of(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }

    /** The difference and its interval at a level strictly between 0 and 1. */
    public Interval interval(double level) {
        double half = standardError == 0 ? 0
                : law().inverseCumulativeProbability((1 + Require.probability("the level", level)) / 2) * standardError;
        return new Interval(estimate, estimate - half, estimate + half);
    }

    /** Two-sided p value of the hypothesis that the means are equal; 1 where they are. */
    public double twoSided() {
        return estimate == 0 ? 1 : standardError == 0 ? 0 : Math.min(1, 2 * law().cumulativeProbability(-Math.abs(estimate) / standardError));
    }

    private TDistribution law() {
        return new TDistribution(null, degreesOfFreedom);
    }
}
