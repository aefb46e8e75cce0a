package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * T rounds and the information they gained, or could have gained at most: what every upper bound on regret starts from.
 *
 * @param ratio noise variance and `k_max`
 * @param horizon T >= 1 rounds
 * @param gain in nats, >= 0: the realised `I(y_T; f_T) = 1/2 log det(I + K_T / s_2)`, or an upper bound on `gamma_T`, its maximum over
 *        sequences of arms <em>with</em> repetition, for the same `s_2`
 */
public record Exploration(SignalToNoise ratio, int horizon, double gain) {

    /** @throws IllegalArgumentException unless T >= 1 and the gain is finite and >= 0 */
    public Exploration {
        Domain.atLeast(1, "the horizon", horizon);
        Require.notNegative("the information gain", gain);
    }

    /** `C' I >= sum_t sigma_(t-1)^2(x_t)`. Srinivas et al. 2010, Lemma 5.4. */
    public double sumOfVariances() {
        return ratio.cPrime() * gain;
    }

    /** `sqrt(C' T I) >= sum_t sigma_(t-1)(x_t)`, by the Cauchy-Schwarz inequality. Srinivas et al. 2010, Lemma 5.4. */
    public double sumOfDeviations() {
        return Math.sqrt(horizon * sumOfVariances());
    }

    /**
     * `sqrt(C_1 T beta I) >= sum_t 2 sqrt(beta_t) sigma_(t-1)(x_t)` for `beta_t &lt;= beta`. Srinivas et al. 2010, Lemma 5.4.
     *
     * @param beta the largest squared multiplier of the T rounds, >= 0
     */
    double sumOfWidths(double beta) {
        return 2 * Math.sqrt(beta) * sumOfDeviations();
    }
}
