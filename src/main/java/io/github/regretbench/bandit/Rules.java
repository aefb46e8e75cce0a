package io.github.regretbench.bandit;

import java.util.List;

/**
 * The rules of the game beyond playing T rounds.
 *
 * @param repeats whether an arm may be played more than once
 * @param start observations that every policy has before round 1; their arms count as played
 */
public record Rules(boolean repeats, List<Observation> start) {
    /** Any arm in any round, from no knowledge but the model's. */
    public static final Rules USUAL = new Rules(true, List.of());

    /**
     * A reward seen before the first round.
     *
     * @param arm that was played
     * @param reward y, in units of f
     */
    public record Observation(int arm, double reward) {
    }

    /** Copies the list. */
    public Rules {
        start = List.copyOf(start);
    }
}
