package io.github.regretbench.bandit;

import io.github.regretbench.gp.Belief;

/**
 * Plays `argmax_x sigma_(t-1)(x)`: pure exploration, the greedy experimental design that maximises information gain up to a factor
 * `1 - 1/e`. Srinivas et al. 2010, section 2.2 and section 6.
 */
public record VarianceOnly() implements Policy {

    @Override
    public void score(Round round, double[] scores) {
        Belief belief = round.belief();
        round.loop().over(scores.length, (from, to) -> {
            for (int arm = from; arm < to; arm++) {
                scores[arm] = belief.standardDeviation(arm);
            }
        });
    }
}
