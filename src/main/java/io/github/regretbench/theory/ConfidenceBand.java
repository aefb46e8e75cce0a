package io.github.regretbench.theory;

import java.util.Optional;

/**
 * A rule that says how wide the band of a round is, from what is known before the round: mean plus or minus sqrt(beta)
 * standard deviations. Rules that need the number of the round alone are {@link ConfidenceSchedule}s.
 */
@FunctionalInterface
public interface ConfidenceBand {

    /**
     * beta, the <em>squared</em> multiplier of the posterior standard deviation.
     *
     * @param evidence what is known before the round
     */
    double beta(Evidence evidence);

    /** sqrt(beta), the multiplier of the posterior standard deviation. */
    default double width(Evidence evidence) {
        return Math.sqrt(beta(evidence));
    }

    /** What is claimed for this kind of band and by whom; empty for bands that are not in {@link ScheduleFamily#ALL}. */
    default Optional<ScheduleFamily> family() {
        return ScheduleFamily.of(getClass());
    }
}
