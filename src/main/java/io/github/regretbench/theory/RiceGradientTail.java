package io.github.regretbench.theory;

import io.github.regretbench.Require;
import io.github.regretbench.StandardNormal;

/**
 * Theorem 2's constants in one dimension by Rice's formula: `sup |f'|` over [0, r] exceeds L only if `|f'(0)|` does or f' crosses L. Then
 * `P(sup |f'| > L) &lt;= 2 [Phi(-L/sqrt(lambda_2)) + r/(2 pi) sqrt(lambda_4/lambda_2) exp(-L^2/(2 lambda_2))] &lt;= a exp(-(L/b)^2)` with
 * `a = 1 + r/pi sqrt(lambda_4/lambda_2)`, `b = sqrt(2 lambda_2)`. Derived here.
 *
 * @param moments `lambda_2` and `lambda_4` of the kernel
 * @param side r, the length of the interval in input units; > 0
 */
public record RiceGradientTail(SpectralMoments moments, double side) implements GradientTail {

    /** @throws IllegalArgumentException unless 0 &lt; r &lt; infinity */
    public RiceGradientTail {
        Require.positive("the side", side);
    }

    /** `a = 1 + r/pi sqrt(lambda_4/lambda_2)`. */
    public double a() {
        return 1 + side / Math.PI * Math.sqrt(moments.fourth() / moments.second());
    }

    /** `b = sqrt(2 lambda_2)`, in units of f per unit of input. */
    public double b() {
        return Math.sqrt(2 * moments.second());
    }

    /** The bound on `P(sup |f'| > L)` before it is simplified to `a exp(-(L/b)^2)`; can exceed 1 for small L >= 0. */
    public double probability(double slope) {
        Require.notNegative("the slope", slope);
        double crossings = side / (2 * Math.PI) * Math.sqrt(moments.fourth() / moments.second())
                * StrictMath.exp(-slope * slope / (2 * moments.second()));
        return 2 * (StrictMath.exp(StandardNormal.logCdf(-slope / Math.sqrt(moments.second()))) + crossings);
    }

    /** {@inheritDoc} `b sqrt(log(a / p))`, which is Theorem 2's for d = 1. */
    @Override
    public double slope(double p) {
        return new ExponentialGradientTail(1, a(), b()).slope(p);
    }
}
