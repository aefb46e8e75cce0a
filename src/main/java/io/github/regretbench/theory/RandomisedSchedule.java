package io.github.regretbench.theory;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A rule that draws `beta_t` anew in each round, independently of everything else. It is given by its quantiles, so that one draw takes
 * one uniform number from the stream whatever the parameters: the value of round t depends on the stream and on t alone.
 */
@FunctionalInterface
public non-sealed interface RandomisedSchedule extends Schedule {

    /**
     * The value that `beta_t`, the <em>squared</em> multiplier, does not exceed with probability u.
     *
     * @param t the round, t >= 1
     * @param u a probability in [0, 1)
     */
    double quantile(int t, double u);

    /** `beta_t` for the next number of the stream; to be drawn once a round. */
    default double draw(int t, UniformRandomProvider random) {
        return quantile(t, random.nextDouble());
    }

    /** {@inheritDoc} A draw; the round is all that counts of the evidence. */
    @Override
    default double beta(Evidence evidence, UniformRandomProvider random) {
        return draw(evidence.round(), random);
    }
}
