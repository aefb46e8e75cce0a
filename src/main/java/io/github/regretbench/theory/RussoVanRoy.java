package io.github.regretbench.theory;

import java.util.Optional;

/**
 * `beta_t = 2 log(((t^2 + 1) n) / sqrt(2 pi))`, for the expected regret of UCB, and of Thompson sampling in its analysis, when f is
 * drawn from the prior. There is no `delta`. Russo and Van Roy 2014.
 *
 * @param arms `n = |D|`, >= 2
 */
public record RussoVanRoy(int arms) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException unless n >= 2 */
    public RussoVanRoy {
        Domain.arms(arms, 2);
    }

    @Override
    public double beta(int t) {
        double round = Domain.round(t);
        return 2 * StrictMath.log((round * round + 1) * arms / Math.sqrt(2 * Math.PI));
    }

    @Override
    public Optional<RegretBound> boundOnMean(Exploration exploration) {
        return Optional.of(new BayesianBound.RussoVanRoySharp(exploration, arms));
    }
}
