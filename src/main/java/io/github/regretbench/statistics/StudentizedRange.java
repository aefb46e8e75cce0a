package io.github.regretbench.statistics;

import io.github.regretbench.Require;
import io.github.regretbench.StandardNormal;

/** The range of k independent standard normal variables: the studentized range with infinite degrees of freedom. */
final class StudentizedRange {
    /** The density beyond is below 1e-18. */
    private static final int LAST_NODE = 9;
    /** The trapezoidal rule converges exponentially in its nodes a unit: 16 give what 8 give, to rounding. */
    private static final int NODES_A_UNIT = 16;

    private StudentizedRange() {
    }

    /** The q exceeded with probability alpha, by bisection until the ends are neighbours. */
    static double upperQuantile(int k, double alpha) {
        Require.probability("alpha", alpha);
        double below = 0;
        double above = 1;
        while (cdf(k, above) < 1 - alpha) {
            below = above;
            above *= 2;
        }
        while (true) {
            double middle = (below + above) / 2;
            if (middle == below || middle == above) {
                return middle;
            }
            if (cdf(k, middle) < 1 - alpha) {
                below = middle;
            } else {
                above = middle;
            }
        }
    }

    /** `P("range" &lt;= q) = k int phi(z) (Phi(z) - Phi(z - q))^(k-1) dz`, over the largest variable z. */
    private static double cdf(int k, double q) {
        double sum = 0;
        for (int i = -LAST_NODE * NODES_A_UNIT; i <= LAST_NODE * NODES_A_UNIT; i++) {
            double z = (double) i / NODES_A_UNIT;
            sum += StrictMath.exp(StandardNormal.logDensity(z))
                    * StrictMath.pow(StandardNormal.cdf(z) - StandardNormal.cdf(z - q), k - 1.0);
        }
        return k * sum / NODES_A_UNIT;
    }
}
