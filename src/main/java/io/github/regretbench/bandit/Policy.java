package io.github.regretbench.bandit;

import io.github.regretbench.theory.ScheduleFamily;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * A rule for choosing arms: it scores them, and the arm with the highest score is played. Ties are broken outside, the same way
 * for every policy ({@link Ties}). A policy may keep state of its own; each trial gets a fresh one.
 */
@FunctionalInterface
public interface Policy {

    /**
     * The score of each arm in this round, higher is better; infinities are allowed, NaN is not.
     *
     * @param round everything that is known before the choice: mu_(t-1), sigma_(t-1), the arms sampled so far
     */
    IntToDoubleFunction score(Round round);

    /**
     * The squared confidence multiplier beta_t of rules that have one; NaN otherwise.
     *
     * @param round the round that was last scored
     */
    default double beta(Round round) {
        return Double.NaN;
    }

    /** What is promised for this rule's confidence band and by whom; empty for rules without a band or without a promise. */
    default Optional<ScheduleFamily> schedule() {
        return Optional.empty();
    }
}
