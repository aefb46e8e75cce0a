package io.github.regretbench.bandit;

import java.util.function.IntToDoubleFunction;

/** Plays an arm uniformly at random: the baseline that learns nothing. */
public record UniformRandom() implements Policy {

    @Override
    public IntToDoubleFunction score(Round round) {
        int drawn = round.random().nextInt(round.belief().size());
        return arm -> arm == drawn ? 1 : 0;
    }
}
