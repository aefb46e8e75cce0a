package io.github.regretbench.theory;

import io.github.regretbench.Require;
import java.util.List;

/**
 * `sqrt(beta) = B + R_s / sqrt(lambda) sqrt(2 log(1/delta) + log det(I + K / lambda))`: with probability at least `1 - delta`,
 * `|f(x) - mu_t(x)| &lt;= sqrt(beta) sigma_t(x)` for all x and all t >= 0, for a fixed f with `||f||_k &lt;= B`, sub-Gaussian noise, arms
 * chosen from the past and any fixed `lambda`. Abbasi-Yadkori, Pal and Szepesvari 2011, Theorem 1, read in feature space with
 * `V = Phi^T Phi + lambda I`, where `sigma(x) = sqrt(lambda) |phi(x)|_(V^-1)`. `log det(I + K / lambda)` is twice the information gain of
 * the observations made so far.
 *
 * <p>The factor is `R_s / sqrt(lambda)`, 1 when `lambda` is the noise variance. Garnett 2023, eqs. 10.40 and 10.42, prints the noise's
 * standard deviation in its place, a band ten times too narrow for noise of 0.1.
 *
 * @param normBound `B >= ||f||_k`, the norm and not its square; >= 0
 * @param noiseScale `R_s`, the sub-Gaussian constant of the noise, in units of f; its standard deviation when Gaussian; >= 0
 * @param regulariser `lambda`, the noise variance of the posterior, in squared units of f; > 0
 * @param delta the probability of failure, in (0, 1)
 */
public record SelfNormalised(double normBound, double noiseScale, double regulariser, double delta) implements ConfidenceBand {

    /** @throws IllegalArgumentException when a component is outside its domain, NaN included */
    public SelfNormalised {
        Domain.normBound(normBound);
        Require.notNegative("the noise scale", noiseScale);
        Require.positive("the regulariser lambda", regulariser);
        Require.probability("delta", delta);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the evidence comes from a posterior with another regulariser
     */
    @Override
    public double beta(Evidence evidence) {
        double width = width(evidence);
        return width * width;
    }

    @Override
    public double width(Evidence evidence) {
        return width(evidence.informationGainFor(regulariser));
    }

    /** `sqrt(beta)` for an information gain, or a bound on it, in nats. */
    double width(double informationGain) {
        return normBound + noiseScale / Math.sqrt(regulariser) * Math.sqrt(2 * informationGain + 2 * StrictMath.log(1 / delta));
    }

    @Override
    public List<Premise> premises() {
        return List.of(new Premise.NormAtMost(normBound), new Premise.SubGaussianNoise(noiseScale),
                new Premise.Regulariser(regulariser));
    }
}
