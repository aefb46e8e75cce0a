package io.github.regretbench.gp;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * What a posterior remembers of its observations, in one of several exact forms: enough to give the posterior covariance of any arm
 * with all arms. Means and variances over all arms are the {@link Posterior}'s.
 */
interface Conditioning {

    /**
     * Prepares to play an arm: writes the posterior covariance of f at that arm with f at every arm.
     *
     * @param row n numbers, overwritten
     * @return the posterior variance of the arm, accurate relative to itself
     */
    double covarianceRow(int arm, double[] row);

    /**
     * Takes in a reward of the arm that {@link #covarianceRow} was last asked about.
     *
     * @param standardisedRow its covariance row divided by the standard deviation of the reward, sqrt(variance + noise); not kept
     * @param pivot that standard deviation
     */
    void observe(int arm, double reward, double[] standardisedRow, double pivot);

    /** Posterior covariance of f at two arms. */
    double covariance(int i, int j);

    /** Writes the moments of all arms anew, without what rounding added to those that were updated round by round. */
    void moments(double[] mean, double[] variance);

    /** One joint posterior draw. */
    double[] draw(UniformRandomProvider random);

    /** Multiplications that one more round costs. */
    double cost();

    /** A copy that shares nothing that changes. */
    Conditioning copy();
}
