package io.github.regretbench.theory;

/** A rule that says how wide the confidence band of round t is: mean plus or minus `sqrt(beta_t)` standard deviations. */
@FunctionalInterface
public interface ConfidenceSchedule extends ConfidenceBand {

    /**
     * `beta_t`, the <em>squared</em> multiplier of the posterior standard deviation in round t.
     *
     * @param t the round, t >= 1
     */
    double beta(int t);

    /** `sqrt(beta_t)`, the multiplier of the posterior standard deviation in round t. */
    default double width(int t) {
        return Math.sqrt(beta(t));
    }

    /** {@inheritDoc} Here the round is all that counts. */
    @Override
    default double beta(Evidence evidence) {
        return beta(evidence.round());
    }

    /** This schedule with `beta_t` multiplied by {@code factor} > 0. */
    default ConfidenceSchedule scaledBy(double factor) {
        return new ScaledSchedule(this, factor);
    }
}
