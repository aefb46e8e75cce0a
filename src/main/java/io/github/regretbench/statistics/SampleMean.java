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
        double mean = of(values);
        int n = values.length;
        if (n < 2) {
            return new Interval(mean, Double.NaN, Double.NaN);
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double half = studentQuantile(n - 1, (1 + Domain.probability("the level", level)) / 2) * Math.sqrt(squares / (n - 1) / n);
        return new Interval(mean, mean - half, mean + half);
    }

    /** The p-quantile of Student's t distribution, for at least 1 degree of freedom and 0 &lt; p &lt; 1. */
    static double studentQuantile(int degreesOfFreedom, double p) {
        return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(p);
    }
}
