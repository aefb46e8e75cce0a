package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * `beta_t = 2 log((n t (t + 1)) / delta)`. Theorem 1 of Srinivas et al. 2010 holds with any `pi_t` whose inverses sum to at most 1;
 * `t (t + 1)` telescopes to exactly 1 and is smaller than the theorem's `(pi^2 t^2) / 6` from t = 2 on. Derived here.
 *
 * @param arms `n = |D|`, >= 1
 * @param delta the probability of failure, in (0, 1)
 */
public record TelescopingUnion(int arms, double delta) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException unless n >= 1 and 0 &lt; delta &lt; 1 */
    public TelescopingUnion {
        Domain.arms(arms, 1);
        Require.probability("delta", delta);
    }

    @Override
    public double beta(int t) {
        double round = Domain.round(t);
        return 2 * StrictMath.log(arms * round * (round + 1) / delta);
    }
}
