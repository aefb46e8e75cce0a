package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * `beta = B^2 + 2 R_s^2 / lambda log(1/delta)`, never above {@link NonAdaptive}'s and with the same guarantee. With
 * `z = (K + lambda I)^-1 k(x)`, `sigma^2(x) = b^2 + lambda |z|^2` and the deviation is at most `B b + R_s |z| sqrt(2 log(1/delta))`;
 * Cauchy-Schwarz gives `beta`. Derived here.
 *
 * @param normBound `B >= ||f||_k`, the norm and not its square; >= 0
 * @param noiseScale `R_s`, the sub-Gaussian constant of the noise, in units of f; >= 0
 * @param regulariser `lambda`, the noise variance of the posterior, in squared units of f; > 0
 * @param delta the probability of failure, in (0, 1)
 */
public record NonAdaptiveSharp(double normBound, double noiseScale, double regulariser, double delta) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException when a component is outside its domain, NaN included */
    public NonAdaptiveSharp {
        Domain.normBound(normBound);
        Require.notNegative("the noise scale", noiseScale);
        Require.positive("the regulariser lambda", regulariser);
        Require.probability("delta", delta);
    }

    /** Two-sided at all of n arms together: `delta / (2 n)` in place of `delta`. */
    public NonAdaptiveSharp everywhere(int arms) {
        Domain.arms(arms, 1);
        return new NonAdaptiveSharp(normBound, noiseScale, regulariser, delta / (2.0 * arms));
    }

    /** {@inheritDoc} The same in every round. */
    @Override
    public double beta(int t) {
        Domain.round(t);
        return normBound * normBound + 2 * noiseScale * noiseScale / regulariser * StrictMath.log(1 / delta);
    }

    /**
     * `B b + R_s |z| sqrt(2 log(1/delta))`, the bound on `|f(x) - mu(x)|` on one side before Cauchy-Schwarz; in units of f.
     *
     * @param interpolationError `b = ||k(x, *) - sum_i z_i k(x_i, *)||_k`, >= 0
     * @param weightNorm |z|, >= 0
     */
    public double deviation(double interpolationError, double weightNorm) {
        return normBound * Require.notNegative("the interpolation error", interpolationError)
                + noiseScale * Require.notNegative("the norm of the weights", weightNorm) * Math.sqrt(2 * StrictMath.log(1 / delta));
    }
}
