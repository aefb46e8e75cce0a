package io.github.regretbench.theory;

import io.github.regretbench.Require;
import java.util.List;

/**
 * `"radius" = R_s sqrt(2 log(1/delta) + log((det V) / det(lambda I))) + sqrt(lambda) S`, the ellipsoid
 * `|hat(theta) - theta|_V &lt;= "radius"` of a linear f, with `V = lambda I + sum_s x_s x_s^T`. Abbasi-Yadkori, Pal and Szepesvari 2011,
 * Theorem 2. With the linear kernel `x^T y`, `sigma(x) = sqrt(lambda) |x|_(V^-1)`, so that `beta = "radius"^2 / lambda`, which is
 * {@link SelfNormalised}'s; `log((det V) / det(lambda I))` is twice the information gain.
 *
 * @param normBound `S >= |theta|`, in units of f per unit of input; >= 0
 * @param noiseScale `R_s`, the sub-Gaussian constant of the noise, in units of f; >= 0
 * @param regulariser `lambda`, > 0
 * @param delta the probability of failure, in (0, 1)
 */
public record Oful(double normBound, double noiseScale, double regulariser, double delta) implements ConfidenceBand {

    /** @throws IllegalArgumentException when a component is outside its domain, NaN included */
    public Oful {
        Domain.normBound(normBound);
        Require.notNegative("the noise scale", noiseScale);
        Require.positive("the regulariser lambda", regulariser);
        Require.probability("delta", delta);
    }

    /**
     * The radius of the ellipsoid, which multiplies `|x|_(V^-1)` and not `sigma(x)`.
     *
     * @throws IllegalArgumentException when the evidence comes from a posterior with another regulariser
     */
    public double radius(Evidence evidence) {
        return noiseScale * Math.sqrt(2 * evidence.informationGainFor(regulariser) + 2 * StrictMath.log(1 / delta))
                + Math.sqrt(regulariser) * normBound;
    }

    /** {@inheritDoc} `"radius"^2 / lambda`. */
    @Override
    public double beta(Evidence evidence) {
        double radius = radius(evidence);
        return radius * radius / regulariser;
    }

    @Override
    public List<Premise> premises() {
        return List.of(new Premise.NormAtMost(normBound), new Premise.SubGaussianNoise(noiseScale),
                new Premise.Regulariser(regulariser));
    }
}
