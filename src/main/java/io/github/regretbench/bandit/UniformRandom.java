package io.github.regretbench.bandit;

import java.util.Arrays;

/** Plays an arm uniformly at random, of those that may be played: the baseline that learns nothing. */
public record UniformRandom() implements Policy {

    @Override
    public void score(Round round, double[] scores) {
        Arrays.fill(scores, 0);
        int available = 0;
        for (int arm = 0; arm < scores.length; arm++) {
            available += round.isAvailable(arm) ? 1 : 0;
        }
        int left = round.random().nextInt(available);
        for (int arm = 0; arm < scores.length; arm++) {
            if (round.isAvailable(arm) && left-- == 0) {
                scores[arm] = 1;
            }
        }
    }

    @Override
    public boolean isDimensionless() {
        return true;
    }
}
