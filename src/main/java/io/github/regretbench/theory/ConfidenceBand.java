package io.github.regretbench.theory;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A rule that says how wide the band of a round is, from what is known before the round: mean plus or minus `sqrt(beta)`
 * standard deviations. Rules that need the number of the round alone are {@link ConfidenceSchedule}s.
 */
@FunctionalInterface
public non-sealed interface ConfidenceBand extends Schedule {

    /**
     * `beta`, the <em>squared</em> multiplier of the posterior standard deviation.
     *
     * @param evidence what is known before the round
     */
    double beta(Evidence evidence);

    /** `sqrt(beta)`, the multiplier of the posterior standard deviation. */
    default double width(Evidence evidence) {
        return Math.sqrt(beta(evidence));
    }

    /** {@inheritDoc} Nothing is drawn. */
    @Override
    default double beta(Evidence evidence, UniformRandomProvider random) {
        return beta(evidence);
    }
}
