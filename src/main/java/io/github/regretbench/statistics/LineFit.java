package io.github.regretbench.statistics;

import io.github.regretbench.Require;
import java.util.Arrays;

/**
 * Least-squares line `y = "intercept" + "slope" * x`.
 *
 * @param points n, >= 2
 * @param intercept at x = 0
 * @param slope `(sum (x - bar(x)) (y - bar(y))) / (sum (x - bar(x))^2)`
 * @param standardError of the slope if the errors of y are independent, `sqrt(1 / (n - 2) (sum e^2) / (sum (x - bar(x))^2))`; NaN for n = 2
 */
public record LineFit(int points, double intercept, double slope, double standardError) {

    /** @throws IllegalArgumentException unless there are two different x and as many y */
    public static LineFit of(double[] x, double[] y) {
        double[] weights = slopeWeights(x);
        if (y.length != x.length) {
            throw new IllegalArgumentException("%d values of x and %d of y; expected as many".formatted(x.length, y.length));
        }
        double slope = dot(weights, y);
        double intercept = SampleMean.of(y) - slope * SampleMean.of(x);
        double errors = 0;
        for (int i = 0; i < x.length; i++) {
            double error = y[i] - intercept - slope * x[i];
            errors += error * error;
        }
        // sum w^2 = 1 / sum (x - mean x)^2
        double standardError = x.length == 2 ? Double.NaN : Math.sqrt(errors / (x.length - 2) * dot(weights, weights));
        return new LineFit(x.length, intercept, slope, standardError);
    }

    /** The w with `"slope" = sum w y`, whatever y is: `(x - bar(x)) / (sum (x - bar(x))^2)`. */
    static double[] slopeWeights(double[] x) {
        double mean = SampleMean.of(x);
        double[] centred = Arrays.stream(x).map(value -> value - mean).toArray();
        double squares = dot(centred, centred);
        if (!(squares > 0)) {
            throw new IllegalArgumentException("a line through fewer than two different x; expected at least two");
        }
        return Arrays.stream(centred).map(value -> value / squares).toArray();
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /**
     * slope +- `t_(n-2)` standard errors. Right for independent errors alone: never for cumulative regret along the rounds of the same
     * runs, whose errors hang together (see {@link RegretGrowth}).
     */
    public Interval slopeInterval(double level) {
        if (points < 3) {
            return new Interval(slope, Double.NaN, Double.NaN);
        }
        double half = SampleMean.studentQuantile(points - 2, (1 + Require.probability("the level", level)) / 2) * standardError;
        return new Interval(slope, slope - half, slope + half);
    }
}
