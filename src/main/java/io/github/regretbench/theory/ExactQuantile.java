package io.github.regretbench.theory;

import io.github.regretbench.Require;
import io.github.regretbench.StandardNormal;

/**
 * `sqrt(beta_t) = -Phi^-1((3 delta) / (pi^2 t^2 n))`: Theorem 1's union bound with the normal tail itself instead of `exp(-beta/2)`. The
 * same guarantee with a smaller `beta_t`: each arm and round gets the two-sided probability `(6 delta) / (pi^2 t^2 n)`. Derived here, after
 * Srinivas et al. 2010, Theorem 1.
 *
 * @param arms `n = |D|`, >= 1
 * @param delta the probability of failure, in (0, 1)
 */
public record ExactQuantile(int arms, double delta) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException unless n >= 1 and 0 &lt; delta &lt; 1 */
    public ExactQuantile {
        Domain.arms(arms, 1);
        Require.probability("delta", delta);
    }

    @Override
    public double beta(int t) {
        double width = width(t);
        return width * width;
    }

    @Override
    public double width(int t) {
        double round = Domain.round(t);
        return StandardNormal.upperQuantile(StrictMath.log(3 * delta) - StrictMath.log(Math.PI * Math.PI * round * round * arms));
    }
}
