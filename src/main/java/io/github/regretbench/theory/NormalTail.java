package io.github.regretbench.theory;

import org.apache.commons.numbers.gamma.Erfcx;

/** Quantiles of the standard normal distribution, as far into the tail as logarithms of probabilities go. */
final class NormalTail {
    private static final double ROOT_HALF = 0.70710678118654752440;
    private static final double ROOT_TWO_OVER_PI = 0.79788456080286535588;
    private static final double LOG_HALF = -0.69314718055994530942;
    /** From z = 0 the first step overshoots to |log p|, each next about halves it: 12 for the smallest double, 5 to converge. */
    private static final int MOST_STEPS = 60;

    private NormalTail() {
    }

    /**
     * log P(Z > z) for z >= 0. Erfcx holds what exp(-z^2/2) would lose.
     */
    static double logProbability(double z) {
        return -0.5 * z * z + StrictMath.log(0.5 * Erfcx.value(ROOT_HALF * z));
    }

    /**
     * The z >= 0 with log P(Z > z) = logP, for logP &lt;= log(1/2). Newton on the logarithm, which is concave in z: from the first
     * step on the iterates fall towards the root and can be stopped when they do not.
     */
    static double quantile(double logP) {
        if (!(logP <= LOG_HALF && logP > Double.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException("log P is " + logP + "; expected a finite number <= log 1/2");
        }
        double z = 0;
        for (int i = 0; i < MOST_STEPS; i++) {
            double step = (logProbability(z) - logP) * Erfcx.value(ROOT_HALF * z) / ROOT_TWO_OVER_PI;
            double next = z + step;
            if (next == z || i > 0 && next > z) {
                return z;
            }
            z = next;
        }
        return z;
    }

    /** PhiInv(p), the z with P(Z &lt;= z) = p, 0 &lt; p &lt; 1. */
    static double inverseCdf(double p) {
        Domain.probability("the argument of PhiInv", p);
        return p <= 0.5 ? -quantile(StrictMath.log(p)) : quantile(StrictMath.log1p(-p));
    }
}
