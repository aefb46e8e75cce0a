package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * `beta_t` of another schedule times a factor. The experiments of Srinivas et al. 2010 (section 6) divide Theorem 1's `beta_t`
 * by 5, a number found by cross-validation. With a factor below 1 no guarantee survives.
 *
 * @param schedule the schedule to scale
 * @param factor of `beta_t`, the squared multiplier; > 0
 */
public record ScaledSchedule(ConfidenceSchedule schedule, double factor) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException unless 0 &lt; factor &lt; infinity */
    public ScaledSchedule {
        Require.positive("the factor of beta", factor);
    }

    @Override
    public double beta(int t) {
        return factor * schedule.beta(t);
    }
}
