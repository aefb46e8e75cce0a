package io.github.regretbench.gp;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * What a posterior remembers of its observations, in one of several exact forms: enough to give the posterior covariance `C_a` of any arm a
 * with all arms. Means and variances over all arms are the {@link Posterior}'s.
 */
interface Conditioning {

    /** Which form this is. */
    PosteriorForm form();

    /**
     * Prepares to play an arm.
     *
     * @return its posterior variance `C_(aa) >= 0`, accurate relative to itself
     */
    double prepare(int arm);

    /**
     * Takes in a reward of the arm that {@link #prepare} was last asked about: with `c = C_a / p` adds c z to the mean and subtracts
     * `c^2` from the variance of every arm, in one pass over the arms.
     *
     * @param pivot p, the standard deviation of the reward, `sqrt("variance" + "noise")`
     * @param innovation z, the reward's distance from its mean in units of p
     */
    void observe(int arm, double reward, double pivot, double innovation, Moments moments);

    /** Posterior covariance of f at two arms. */
    double covariance(int i, int j);

    /** Writes the moments of all arms anew, without what rounding added to those that were updated round by round. */
    void renew(Moments moments);

    /** Whether {@link #renew} is due, because it makes the rounds that follow cheaper or takes less memory. */
    default boolean isRenewalDue() {
        return false;
    }

    /** One joint posterior draw. */
    double[] draw(UniformRandomProvider random, Moments moments);

    /** Multiplications that the last observation cost, about. */
    double cost();

    /** Multiplications that {@link #renew} would cost, about. */
    double renewalCost();

    /**
     * A copy that shares nothing that changes.
     *
     * @param plays the copy's
     */
    Conditioning copy(Plays plays);
}
