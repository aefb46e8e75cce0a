package io.github.regretbench.bandit;

import io.github.regretbench.gp.Belief;

/** Plays argmax mu_(t-1)(x): pure exploitation. Its regret can grow linearly. Srinivas et al. 2010, section 6. */
public record MeanOnly() implements Policy {

    @Override
    public void score(Round round, double[] scores) {
        Belief belief = round.belief();
        for (int arm = 0; arm < scores.length; arm++) {
            scores[arm] = belief.mean(arm);
        }
    }
}
