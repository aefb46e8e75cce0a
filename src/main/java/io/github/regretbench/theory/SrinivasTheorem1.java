package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * `beta_t = 2 log((n t^2 pi^2) / (6 delta))`. Srinivas et al. 2010, Theorem 1: for f drawn from the prior, Gaussian noise and a
 * finite decision set, `|f(x) - mu_(t-1)(x)| &lt;= sqrt(beta_t) sigma_(t-1)(x)` for all x and all t >= 1 with probability at
 * least `1 - delta`, however the arms were chosen.
 *
 * @param arms `n = |D|`
 * @param delta the probability of failure, in (0, 1)
 */
public record SrinivasTheorem1(int arms, double delta) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException unless n >= 1 and 0 &lt; delta &lt; 1 */
    public SrinivasTheorem1 {
        Domain.arms(arms, 1);
        Require.probability("delta", delta);
    }

    @Override
    public double beta(int t) {
        Domain.round(t);
        return 2 * StrictMath.log(arms * (double) t * t * Math.PI * Math.PI / (6 * delta));
    }
}
