package io.github.regretbench.bandit;

import java.util.function.IntToDoubleFunction;

/** Plays argmax mu_(t-1)(x): pure exploitation. Its regret can grow linearly. Srinivas et al. 2010, section 6. */
public record MeanOnly() implements Policy {

    @Override
    public IntToDoubleFunction score(Round round) {
        return round.belief()::mean;
    }
}
