package io.github.regretbench.theory;

import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How far a rule such as GP-UCB trusts its model: `beta` for each round, from the round alone ({@link ConfidenceSchedule}), from what is
 * known before the round ({@link ConfidenceBand}) or drawn anew each time ({@link RandomisedSchedule}).
 */
public sealed interface Schedule permits ConfidenceBand, RandomisedSchedule {

    /**
     * `beta`, the <em>squared</em> multiplier of the posterior standard deviation; to be asked for once a round.
     *
     * @param evidence what is known before the round
     * @param random for schedules that draw, one number per round; others leave it alone
     */
    double beta(Evidence evidence, UniformRandomProvider random);

    /** What is claimed for this kind of schedule and by whom; empty for those that are not in {@link ScheduleFamily#all}. */
    default Optional<ScheduleFamily> family() {
        return ScheduleFamily.of(getClass());
    }

    /**
     * What has to be true for the guarantee of {@link #family}, with this schedule's own numbers; by default what the family says in words.
     * Never asked for schedules that guarantee nothing.
     */
    default List<Premise> premises() {
        return family().map(family -> family.assumption().premises()).orElse(List.of());
    }

    /**
     * A proved bound on the expected regret of GP-UCB with this schedule, where there is one; f drawn from the prior.
     *
     * @param exploration T rounds and an upper bound on `gamma_T`
     */
    default Optional<RegretBound> boundOnMean(Exploration exploration) {
        return Optional.empty();
    }
}
