package io.github.regretbench.experiment;

import java.util.List;

/**
 * One trial of one policy as it is stored.
 *
 * @param policy its name in the experiment
 * @param trial its number, from 0
 * @param rounds those that were recorded, in order
 */
public record StoredRun(String policy, int trial, List<Round> rounds) {

    /**
     * One recorded round.
     *
     * @param t the round, from 1
     * @param arm the arm played, x_t
     * @param instantRegret f(x*) - f(x_t)
     * @param cumulativeRegret R_t
     * @param bestSampledRegret simple regret of the best arm sampled up to t
     * @param recommendedRegret simple regret of argmax mu_t
     * @param informationGain I(y_1..t; f), nats
     * @param beta the squared multiplier beta_t, NaN for rules without one
     */
    public record Round(int t, int arm, double instantRegret, double cumulativeRegret, double bestSampledRegret, double recommendedRegret,
            double informationGain, double beta) {
    }

    /** Copies the rounds. */
    public StoredRun {
        rounds = List.copyOf(rounds);
    }
}
