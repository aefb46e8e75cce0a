package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * `sqrt(beta) = B + R_s / sqrt(lambda) sqrt(2 log(1/delta))`: when no `x_t` depends on the noise,
 * `f(x) - mu(x) &lt;= sqrt(beta) sigma(x)` at one fixed x with probability at least `1 - delta`, and so does `mu(x) - f(x)`. No information
 * gain. Vakili et al. 2021, "Optimal order simple regret", with the scaling by `1 / sqrt(lambda)` derived here from
 * {@link NonAdaptiveSharp}.
 *
 * @param normBound `B >= ||f||_k`, the norm and not its square; >= 0
 * @param noiseScale `R_s`, the sub-Gaussian constant of the noise, in units of f; >= 0
 * @param regulariser `lambda`, the noise variance of the posterior, in squared units of f; > 0
 * @param delta the probability of failure, in (0, 1)
 */
public record NonAdaptive(double normBound, double noiseScale, double regulariser, double delta) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException when a component is outside its domain, NaN included */
    public NonAdaptive {
        Domain.normBound(normBound);
        Require.notNegative("the noise scale", noiseScale);
        Require.positive("the regulariser lambda", regulariser);
        Require.probability("delta", delta);
    }

    /** Two-sided at all of n arms together: `delta / (2 n)` in place of `delta`. */
    public NonAdaptive everywhere(int arms) {
        Domain.arms(arms, 1);
        return new NonAdaptive(normBound, noiseScale, regulariser, delta / (2.0 * arms));
    }

    /** {@inheritDoc} The same in every round. */
    @Override
    public double beta(int t) {
        double width = width(t);
        return width * width;
    }

    @Override
    public double width(int t) {
        Domain.round(t);
        return normBound + noiseScale / Math.sqrt(regulariser) * Math.sqrt(2 * StrictMath.log(1 / delta));
    }
}
