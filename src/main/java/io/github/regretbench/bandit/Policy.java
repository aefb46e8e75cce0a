package io.github.regretbench.bandit;

import io.github.regretbench.theory.Exploration;
import io.github.regretbench.theory.Premise;
import io.github.regretbench.theory.RegretBound;
import io.github.regretbench.theory.ScheduleFamily;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;

/**
 * A rule for choosing arms: it scores them, and the arm with the highest score is played. Ties are broken outside, the same way
 * for every policy ({@link Ties}). A policy may keep state of its own; each trial gets a fresh one.
 */
@FunctionalInterface
public interface Policy {

    /**
     * Writes the score of each arm in this round, higher is better; infinities are allowed, NaN is not. Called once a round. All arms in
     * one loop, because it is where trials spend their time: an arm that cannot be the best may get minus infinity unexamined.
     *
     * @param round everything that is known before the choice: `mu_(t-1)`, `sigma_(t-1)`, the arms sampled so far
     * @param scores one number per arm, overwritten
     */
    void score(Round round, double[] scores);

    /** The rule that scores arms one by one. */
    static Policy perArm(Function<Round, IntToDoubleFunction> rule) {
        return (round, scores) -> {
            IntToDoubleFunction score = rule.apply(round);
            for (int arm = 0; arm < scores.length; arm++) {
                scores[arm] = score.applyAsDouble(arm);
            }
        };
    }

    /**
     * Whether scores are pure numbers, such as probabilities, logarithms or 0 and 1, rather than values in the unit of f like means and bounds.
     * Ties are told apart by it: in a game whose values are all a power of two larger, a policy has to choose the same arms.
     */
    default boolean isDimensionless() {
        return false;
    }

    /** The squared confidence multiplier `beta_t` of the round that was last scored, for rules that have one; NaN otherwise. */
    default double beta() {
        return Double.NaN;
    }

    /**
     * Whether the score is the upper end of the confidence band: then `r_t &lt;= 2 sqrt(beta_t) sigma_(t-1)(x_t)` while the band holds f.
     * Srinivas et al. 2010, Lemma 5.2.
     */
    default boolean isOptimistic() {
        return false;
    }

    /** Ends what the policy has running outside this process; the trial calls it after the last round, whatever happened. */
    default void close() {
    }

    /** The times of a program of its own; empty for rules that run in this process. */
    default Optional<ExchangeTimes> exchangeTimes() {
        return Optional.empty();
    }

    /** What is promised for this rule's confidence band and by whom; empty for rules without a band or without a promise. */
    default Optional<ScheduleFamily> schedule() {
        return Optional.empty();
    }

    /**
     * What has to be true for the guarantee of {@link #schedule} or for {@link #boundOnMean}; by default what the schedule's family says, and
     * without one the Bayesian model on a finite set.
     */
    default List<Premise> premises() {
        return schedule().map(family -> family.assumption().premises()).orElse(Premise.BAYESIAN);
    }

    /**
     * A proved bound on the expected regret `E R_T` of this rule, over the prior and the noise, where there is one.
     *
     * @param exploration T rounds and an upper bound on `gamma_T`
     */
    default Optional<RegretBound> boundOnMean(Exploration exploration) {
        return Optional.empty();
    }
}
