package io.github.regretbench.theory;

import io.github.regretbench.Require;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * `beta_t = 2 Bsq + 300 gamma_t log^3(t / delta)`, for a fixed f with <em>squared</em> RKHS norm at most Bsq and martingale noise
 * bounded by the root of the model's noise variance. Srinivas et al. 2010, Theorems 3 and 6. Numerically useless: the multiplier
 * is in the thousands.
 *
 * @param squaredNormBound `Bsq >= ||f||_k^2`, >= 0
 * @param gamma an upper bound on `gamma_t` in nats, for the model's noise variance, from the number of observations t >= 1
 * @param delta the probability of failure, in (0, 1)
 */
public record SrinivasTheorem3(double squaredNormBound, IntToDoubleFunction gamma, double delta) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException unless 0 &lt;= Bsq &lt; infinity and 0 &lt; delta &lt; 1 */
    public SrinivasTheorem3 {
        Require.notNegative("the bound on the squared norm", squaredNormBound);
        Require.probability("delta", delta);
    }

    @Override
    public double beta(int t) {
        double log = StrictMath.log(Domain.round(t) / delta);
        return 2 * squaredNormBound + 300 * Require.notNegative("gamma", gamma.applyAsDouble(t)) * log * log * log;
    }

    @Override
    public List<Premise> premises() {
        return List.of(new Premise.NormAtMost(Math.sqrt(squaredNormBound)), new Premise.BoundedNoise());
    }
}
