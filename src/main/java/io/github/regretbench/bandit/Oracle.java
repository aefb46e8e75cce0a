package io.github.regretbench.bandit;

import java.util.Arrays;

/**
 * Plays the best arm that may be played in every round: the clairvoyant optimum, whose regret is zero where arms may repeat.
 *
 * @param objective the function that no other policy sees
 */
public record Oracle(Objective objective) implements Policy {

    @Override
    public void score(Round round, double[] scores) {
        Arrays.setAll(scores, objective::value);
    }
}
