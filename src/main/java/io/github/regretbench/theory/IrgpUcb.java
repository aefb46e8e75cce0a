package io.github.regretbench.theory;

import java.util.Optional;

/**
 * `beta_t = 2 log(n/2) + Z_t`, `Z_t` exponential with mean 2, independent: IRGP-UCB on a finite decision set. Does not grow with t; the
 * mean is `2 + 2 log(n/2)`. Takeno, Inatsu and Karasuyama 2023; constants derived here: `max f` exceeds
 * `max mu + sqrt(2 log(n / (2 q))) sigma` with probability at most q, and `2 log(1/q)` for q uniform on (0, 1) is Z.
 *
 * @param arms `n = |D|`, >= 2
 */
public record IrgpUcb(int arms) implements RandomisedSchedule {

    /** @throws IllegalArgumentException unless n >= 2 */
    public IrgpUcb {
        Domain.arms(arms, 2);
    }

    /** {@inheritDoc} `2 log(n/2) - 2 log(1 - u)`. */
    @Override
    public double quantile(int t, double u) {
        Domain.round(t);
        return 2 * StrictMath.log(arms / 2.0) + Exponential.quantile(u);
    }

    @Override
    public Optional<RegretBound> boundOnMean(Exploration exploration) {
        return Optional.of(new BayesianBound.Tight(exploration, arms));
    }

    /** `E beta_t = 2 + 2 log(n/2)`. */
    public double mean() {
        return 2 + 2 * StrictMath.log(arms / 2.0);
    }
}
