package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * `beta = 2 log((n T) / delta)`, the same in rounds 1..T: Theorem 1 of Srinivas et al. 2010 with the union over T rounds instead of all.
 * Derived here.
 *
 * @param arms `n = |D|`, >= 1
 * @param horizon T, >= 1
 * @param delta the probability of failure, in (0, 1)
 */
public record FixedHorizon(int arms, int horizon, double delta) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException unless n >= 1, T >= 1 and 0 &lt; delta &lt; 1 */
    public FixedHorizon {
        Domain.arms(arms, 1);
        Domain.atLeast(1, "the horizon", horizon);
        Require.probability("delta", delta);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when t > T, where nothing is guaranteed
     */
    @Override
    public double beta(int t) {
        Domain.roundUpTo(t, horizon);
        return 2 * StrictMath.log(arms * (double) horizon / delta);
    }
}
