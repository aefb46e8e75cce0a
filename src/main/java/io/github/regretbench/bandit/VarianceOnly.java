package io.github.regretbench.bandit;

import java.util.function.IntToDoubleFunction;

/**
 * Plays argmax sigma_(t-1)(x): pure exploration, the greedy experimental design that maximises information gain up to a factor
 * 1 - 1/e. Srinivas et al. 2010, section 2.2 and section 6.
 */
public record VarianceOnly() implements Policy {

    @Override
    public IntToDoubleFunction score(Round round) {
        return round.belief()::standardDeviation;
    }
}
