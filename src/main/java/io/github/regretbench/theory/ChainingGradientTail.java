package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * A rigorous, loose tail in d dimensions: dyadic chaining bounds `E sup |(df) / (dx_j)|` by `M = B_c + 1.7766 A` with
 * `A = sqrt(lambda_2) + sqrt(lambda_4 d) r/2` and `B_c = 1.34726 sqrt(2 (d+1) log 2) sqrt(lambda_4 d) r/2`, and Borell-TIS gives
 * `"slope"(p) = M + sqrt(2 lambda_2 log(d/p))`. Derived here. Only log(slope) enters `beta_t`.
 *
 * @param moments `lambda_2` and `lambda_4` of an isotropic kernel
 * @param dimension d, >= 1
 * @param side r, the side of the cube in input units; > 0
 */
public record ChainingGradientTail(SpectralMoments moments, int dimension, double side) implements GradientTail {
    /** `sum_(j >= 1) sqrt(j) 2^-j = 1.347253...`, rounded up. */
    private static final double ROOT_SUM = 1.34726;
    /** `int_0^oo min(1, 2 exp(-u^2/2)) du = 1.776571...`, rounded up. */
    private static final double TAIL_INTEGRAL = 1.7766;

    /** @throws IllegalArgumentException unless d >= 1 and 0 &lt; r &lt; infinity */
    public ChainingGradientTail {
        Domain.atLeast(1, "the dimension", dimension);
        Require.positive("the side", side);
    }

    /** M, a bound on `E sup |(df) / (dx_j)|` for one j, in units of f per unit of input. */
    public double expectedSupremum() {
        double reach = Math.sqrt(moments.fourth() * dimension) * side / 2;
        double chain = ROOT_SUM * Math.sqrt(2 * (dimension + 1.0) * StrictMath.log(2)) * reach;
        return chain + TAIL_INTEGRAL * (Math.sqrt(moments.second()) + reach);
    }

    @Override
    public double slope(double p) {
        Require.probability("p", p);
        return expectedSupremum() + Math.sqrt(2 * moments.second() * StrictMath.log(dimension / p));
    }
}
