package io.github.regretbench.bandit;

import java.util.Arrays;

/** Plays an arm uniformly at random: the baseline that learns nothing. */
public record UniformRandom() implements Policy {

    @Override
    public void score(Round round, double[] scores) {
        Arrays.fill(scores, 0);
        scores[round.random().nextInt(scores.length)] = 1;
    }

    @Override
    public boolean isDimensionless() {
        return true;
    }
}
