package io.github.regretbench.gp;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * What is known of f after some observations, read only: the posterior N(mean, covariance) of f over all arms. Moments are of
 * f itself, never of a noisy reward.
 */
public interface Belief {

    /** The number n of arms. */
    int size();

    /** The number t of observations so far. */
    int observations();

    /** Posterior mean of f at an arm. */
    double mean(int arm);

    /** Posterior variance of f at an arm, >= 0. */
    double variance(int arm);

    /** Square root of {@link #variance}. */
    default double standardDeviation(int arm) {
        return Math.sqrt(variance(arm));
    }

    /** Posterior covariance of f at two arms. */
    double covariance(int i, int j);

    /** Information gain so far in nats, `I(y_t; f_t) = 1/2 log det(I + K_t / "noiseVariance")`. */
    double informationGain();

    /** One joint draw of f over all arms from the posterior. */
    double[] draw(UniformRandomProvider random);

    /** An independent copy that can be conditioned further. */
    Posterior copy();
}
