package io.github.regretbench.statistics;

import org.apache.commons.math3.distribution.TDistribution;

/** The mean of independent values and Student's t interval around it. */
public final class SampleMean {
    private SampleMean() {
    }

    /** The mean, summed in the order given. */
    public static double of(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /**
     * `"mean" +- t_(n-1, (1 + "level")/2) s / sqrt(n)`; without ends for fewer than two values. Of paired differences, it is the paired t
     * interval. Student, Biometrika 6, 1908.
     */
    public static Interval interval(double[] values, double level) {
        return values.length < 2 ? new Interval(of(values), Double.NaN, Double.NaN) : new StudentMean(values.length, 0).interval(values, level);
    }

    /** The p-quantile of Student's t distribution, for at least 1 degree of freedom and 0 &lt; p &lt; 1. */
    static double studentQuantile(int degreesOfFreedom, double p) {
        return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(p);
    }
}
