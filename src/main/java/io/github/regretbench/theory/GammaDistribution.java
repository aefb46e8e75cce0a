package io.github.regretbench.theory;

import io.github.regretbench.StandardNormal;
import org.apache.commons.math3.special.Gamma;

/**
 * Quantiles of the Gamma distribution of scale 1. The incomplete gamma function is Commons Math's, which calls no function whose bits
 * depend on the machine.
 */
final class GammaDistribution {
    /** Relative accuracy asked of the series and the continued fraction, just above rounding. */
    private static final double ACCURACY = 1e-15;
    /** A relative change of a quantile that is rounding and no progress. */
    private static final double CONVERGED = 1e-15;
    /** Newton is quadratic here: about 8 steps are taken. */
    private static final int MOST_STEPS = 200;

    private GammaDistribution() {
    }

    /** The x with `P("shape", x) = u`, for shape > 0 and 0 &lt;= u &lt; 1. */
    static double quantile(double shape, double u) {
        if (!(u >= 0 && u < 1)) {
            throw new IllegalArgumentException("u is " + u + "; expected a probability in [0, 1)");
        }
        if (u == 0) {
            return 0;
        }
        return u <= 0.5 ? lower(shape, u) : upper(shape, 1 - u);
    }

    /** `P(a, x) &lt;= x^a / (Gamma(a+1))` gives a start below the root; log P is concave in log x, so Newton climbs to it. */
    private static double lower(double a, double p) {
        double logP = StrictMath.log(p);
        double x = StrictMath.exp((logP + Gamma.logGamma(a + 1)) / a);
        x = a > 1 ? Math.max(x, normalApproximation(a, -StandardNormal.upperQuantile(logP))) : x;
        for (int i = 0; i < MOST_STEPS && x > 0; i++) {
            double probability = Gamma.regularizedGammaP(a, x, ACCURACY, Integer.MAX_VALUE);
            double step = (logP - StrictMath.log(probability)) * probability / slope(a, x);
            x *= StrictMath.exp(step);
            if (Math.abs(step) <= CONVERGED || i > 0 && step < 0) {
                break;
            }
        }
        return x;
    }

    /** From a start above the root Newton on log Q, concave in log x as well, descends to it. */
    private static double upper(double a, double q) {
        double logQ = StrictMath.log(q);
        double x = Math.max(normalApproximation(a, StandardNormal.upperQuantile(logQ)), a);
        while (Gamma.regularizedGammaQ(a, x, ACCURACY, Integer.MAX_VALUE) > q) {
            x = x + Math.sqrt(x) + 1;
        }
        for (int i = 0; i < MOST_STEPS; i++) {
            double probability = Gamma.regularizedGammaQ(a, x, ACCURACY, Integer.MAX_VALUE);
            double step = (StrictMath.log(probability) - logQ) * probability / slope(a, x);
            x *= StrictMath.exp(step);
            if (Math.abs(step) <= CONVERGED || i > 0 && step > 0) {
                break;
            }
        }
        return x;
    }

    /** x times the density at x, the derivative of P by log x. */
    private static double slope(double a, double x) {
        return StrictMath.exp(a * StrictMath.log(x) - x - Gamma.logGamma(a));
    }

    /** The cube root of a Gamma variable is nearly normal. A start only. */
    private static double normalApproximation(double a, double z) {
        double root = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
        return root > 0 ? a * root * root * root : 0;
    }
}
