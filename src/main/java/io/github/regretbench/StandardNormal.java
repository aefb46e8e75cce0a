package io.github.regretbench;

import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * The standard normal distribution far into its tails, on StrictMath alone: erf below 1/2 and erfcx above are rational
 * approximations without an exponential, so the bits do not depend on the machine.
 */
public final class StandardNormal {
    private static final double LOG_ROOT_TWO_PI = 0.91893853320467274178;
    private static final double ROOT_HALF_PI = 1.2533141373155002512;
    private static final double ROOT_HALF = 0.70710678118654752440;
    private static final double ERF_LIMIT = 0.5;
    private static final double LOG_HALF = -0.69314718055994530942;
    /** From z = 0 Newton's first step overshoots to |log p|, each next about halves it: 12 for the smallest double, 5 to converge. */
    private static final int MOST_STEPS = 60;

    private StandardNormal() {
    }

    /** log phi(z). */
    public static double logDensity(double z) {
        return -0.5 * z * z - LOG_ROOT_TWO_PI;
    }

    /** Phi(z). */
    public static double cdf(double z) {
        double x = ROOT_HALF * Math.abs(z);
        if (x < ERF_LIMIT) {
            return 0.5 + 0.5 * Erf.value(ROOT_HALF * z);
        }
        double tail = tail(x, z);
        return z < 0 ? tail : 1 - tail;
    }

    /** log Phi(z), accurate where Phi underflows and where it is close to 1. */
    public static double logCdf(double z) {
        double x = ROOT_HALF * Math.abs(z);
        if (x < ERF_LIMIT) {
            return StrictMath.log(cdf(z));
        }
        return z < 0 ? -0.5 * z * z + StrictMath.log(0.5 * Erfcx.value(x)) : StrictMath.log1p(-tail(x, z));
    }

    private static double tail(double x, double z) {
        return 0.5 * StrictMath.exp(-0.5 * z * z) * Erfcx.value(x);
    }

    /**
     * log h(z), h(z) = phi(z) + z Phi(z) = E max(0, Z + z): the logarithm of expected improvement in units of the standard
     * deviation. For z in [-100, -1] the difference is taken inside the logarithm's argument (cancellation about z^2 ulp); below,
     * h(z) = phi(z) / z^2 (1 - 3/z^2 + 15/z^4 - ...), Abramowitz and Stegun 26.2.12. Minus infinity for z = -infinity.
     */
    public static double logImprovement(double z) {
        if (z > -1) {
            return StrictMath.log(StrictMath.exp(logDensity(z)) + z * cdf(z));
        }
        if (z >= -100) {
            return logDensity(z) + StrictMath.log1p(z * millsRatio(-z));
        }
        double w = 1 / (z * z);
        return logDensity(z) + StrictMath.log(w) + StrictMath.log1p(w * (-3 + w * (15 - 105 * w)));
    }

    /** Mills' ratio P(Z > z) / phi(z), z >= 0. */
    public static double millsRatio(double z) {
        double x = ROOT_HALF * z;
        return x < ERF_LIMIT ? StrictMath.exp(logCdf(-z) - logDensity(z)) : ROOT_HALF_PI * Erfcx.value(x);
    }

    /**
     * The z >= 0 with log P(Z > z) = logP, for logP &lt;= log(1/2), as far into the tail as logarithms go. Newton on the logarithm,
     * which is concave in z: from the first step on the iterates fall towards the root and can be stopped when they do not.
     */
    public static double upperQuantile(double logP) {
        if (!(logP <= LOG_HALF && logP > Double.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException("log P is " + logP + "; expected a finite number <= log 1/2");
        }
        double z = 0;
        for (int i = 0; i < MOST_STEPS; i++) {
            double next = z + (logCdf(-z) - logP) * millsRatio(z);
            if (next == z || i > 0 && next > z) {
                return z;
            }
            z = next;
        }
        return z;
    }

    /** PhiInv(p), the z with P(Z &lt;= z) = p, 0 &lt; p &lt; 1. */
    public static double inverseCdf(double p) {
        Require.probability("the argument of PhiInv", p);
        return p <= 0.5 ? -upperQuantile(StrictMath.log(p)) : upperQuantile(StrictMath.log1p(-p));
    }
}
