package io.github.regretbench.theory;

import io.github.regretbench.Require;
import java.util.List;

/**
 * `"radius" = R_s sqrt(d log(1/delta (1 + (s L^2) / lambda))) + sqrt(lambda) S` after s observations with `|x| &lt;= L`: {@link Oful} with
 * the determinant bounded by the trace. Abbasi-Yadkori, Pal and Szepesvari 2011, Theorem 2. `beta_t = "radius"^2 / lambda` with
 * `s = t - 1`.
 *
 * <p>d must be at least 2: the step from the determinant needs `2 log(1/delta) &lt;= d log(1/delta)`, and for d = 1 the
 * proof gives probability `1 - sqrt(delta)` only. Derived here.
 *
 * @param dimension d, >= 2
 * @param rowBound `L >= |x|`, in input units; > 0
 * @param normBound `S >= |theta|`, in units of f per unit of input; >= 0
 * @param noiseScale `R_s`, the sub-Gaussian constant of the noise, in units of f; >= 0
 * @param regulariser `lambda`, > 0
 * @param delta the probability of failure, in (0, 1)
 */
public record OfulTrace(int dimension, double rowBound, double normBound, double noiseScale, double regulariser, double delta)
        implements ConfidenceSchedule {

    /** @throws IllegalArgumentException when a component is outside its domain, NaN included */
    public OfulTrace {
        if (dimension < 2) {
            throw new IllegalArgumentException("the dimension is " + dimension
                    + "; expected at least 2: in one dimension the trace form is proved only with probability 1 - sqrt(delta), "
                    + "use the determinant (Oful)");
        }
        Require.positive("the bound on |x|", rowBound);
        Domain.normBound(normBound);
        Require.notNegative("the noise scale", noiseScale);
        Require.positive("the regulariser lambda", regulariser);
        Require.probability("delta", delta);
    }

    /** The radius of the ellipsoid after s >= 0 observations, which multiplies `|x|_(V^-1)` and not `sigma(x)`. */
    public double radius(int observations) {
        double trace = Require.notNegative("the number of observations", observations) * rowBound * rowBound / regulariser;
        return noiseScale * Math.sqrt(dimension * StrictMath.log((1 + trace) / delta)) + Math.sqrt(regulariser) * normBound;
    }

    /** {@inheritDoc} `"radius"^2 / lambda` after t - 1 observations. */
    @Override
    public double beta(int t) {
        Domain.round(t);
        double radius = radius(t - 1);
        return radius * radius / regulariser;
    }

    @Override
    public List<Premise> premises() {
        return List.of(new Premise.NormAtMost(normBound), new Premise.SubGaussianNoise(noiseScale),
                new Premise.Regulariser(regulariser));
    }
}
