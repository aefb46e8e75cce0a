package io.github.regretbench.statistics;

import io.github.regretbench.Require;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Beta;

/**
 * k events in n independent trials, each with the same unknown probability p.
 *
 * @param events k, from 0 to n
 * @param trials n, >= 1
 */
public record Proportion(long events, long trials) {
    /** A sum of up to 10^7 shares that is this near to a whole number is that number, rounded. */
    private static final double SUM_ROUNDING = 1e-6;

    /** @throws IllegalArgumentException unless 0 &lt;= k &lt;= n and n >= 1 */
    public Proportion {
        if (!(trials >= 1 && events >= 0 && events <= trials)) {
            throw new IllegalArgumentException("%d events in %d trials; expected at least one trial and 0 <= events <= trials".formatted(
                    events, trials));
        }
    }

    /** The whole number of events just below a sum of n shares, each from 0 to 1: for lower limits. */
    public static Proportion atMostSum(double sum, int n) {
        return new Proportion(Math.max(0, (long) Math.floor(sum + SUM_ROUNDING)), n);
    }

    /** The whole number of events just above a sum of n shares: for upper limits. */
    public static Proportion atLeastSum(double sum, int n) {
        return new Proportion(Math.min(n, (long) Math.ceil(sum - SUM_ROUNDING)), n);
    }

    /** `k / n`. */
    public double estimate() {
        return (double) events / trials;
    }

    /**
     * One-sided lower Clopper-Pearson limit: the p with `P(X >= k | p) = I_p(k, n - k + 1) = 1 - "confidence"`; 0 for k = 0. It exceeds the
     * true p with a probability of at most 1 - confidence. Clopper and Pearson, Biometrika 26, 1934.
     */
    public double lowerLimit(double confidence) {
        double alpha = 1 - Require.probability("the confidence", confidence);
        return events == 0 ? 0 : root(p -> Beta.regularizedBeta(p, events, trials - events + 1.0) - alpha);
    }

    /** One-sided upper Clopper-Pearson limit: the p with `P(X &lt;= k | p) = I_(1-p)(n - k, k + 1) = 1 - "confidence"`; 1 for k = n. */
    public double upperLimit(double confidence) {
        double alpha = 1 - Require.probability("the confidence", confidence);
        return events == trials ? 1 : root(p -> alpha - Beta.regularizedBeta(1 - p, trials - events, events + 1.0));
    }

    /** The root in (0, 1) of an increasing function, by bisection until the ends are neighbours: some sixty steps. */
    private static double root(DoubleUnaryOperator increasing) {
        double below = 0;
        double above = 1;
        while (true) {
            double middle = (below + above) / 2;
            if (middle == below || middle == above) {
                return middle;
            }
            if (increasing.applyAsDouble(middle) < 0) {
                below = middle;
            } else {
                above = middle;
            }
        }
    }
}
