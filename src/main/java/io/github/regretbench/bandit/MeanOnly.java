package io.github.regretbench.bandit;

import io.github.regretbench.gp.Belief;

/** Plays `argmax_x mu_(t-1)(x)`: pure exploitation. Its regret can grow linearly. Srinivas et al. 2010, section 6. */
public record MeanOnly() implements Policy {

    @Override
    public void score(Round round, double[] scores) {
        Belief belief = round.belief();
        round.loop().over(scores.length, (from, to) -> {
            for (int arm = from; arm < to; arm++) {
                scores[arm] = belief.mean(arm);
            }
        });
    }
}
