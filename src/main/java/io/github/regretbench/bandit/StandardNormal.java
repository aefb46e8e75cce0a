package io.github.regretbench.bandit;

import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * The standard normal distribution far into its tails, on StrictMath alone: erf below 1/2 and erfcx above are rational
 * approximations without an exponential, so the bits do not depend on the machine.
 */
final class StandardNormal {
    private static final double LOG_ROOT_TWO_PI = 0.91893853320467274178;
    private static final double ROOT_HALF_PI = 1.2533141373155002512;
    private static final double ROOT_HALF = 0.70710678118654752440;
    private static final double ERF_LIMIT = 0.5;

    private StandardNormal() {
    }

    /** log phi(z). */
    static double logDensity(double z) {
        return -0.5 * z * z - LOG_ROOT_TWO_PI;
    }

    /** Phi(z). */
    static double cdf(double z) {
        double x = ROOT_HALF * Math.abs(z);
        if (x < ERF_LIMIT) {
            return 0.5 + 0.5 * Erf.value(ROOT_HALF * z);
        }
        double tail = tail(x, z);
        return z < 0 ? tail : 1 - tail;
    }

    /** log Phi(z), accurate where Phi underflows and where it is close to 1. */
    static double logCdf(double z) {
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
    static double logImprovement(double z) {
        if (z > -1) {
            return StrictMath.log(StrictMath.exp(logDensity(z)) + z * cdf(z));
        }
        if (z >= -100) {
            return logDensity(z) + StrictMath.log1p(z * ROOT_HALF_PI * Erfcx.value(-ROOT_HALF * z));
        }
        double w = 1 / (z * z);
        return logDensity(z) + StrictMath.log(w) + StrictMath.log1p(w * (-3 + w * (15 - 105 * w)));
    }
}
