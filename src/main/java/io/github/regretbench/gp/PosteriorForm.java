package io.github.regretbench.gp;

/** The exact algorithms behind {@link Posterior}. They differ in cost, and in moments by rounding alone. n arms, t observations. */
public enum PosteriorForm {
    /** The cheapest at each time, by counting multiplications; changes form as repeats pile up. */
    AUTO,
    /** One row of L^-1 K a round: at most n t multiplications in round t, 8 n t bytes. The cheapest while arms hardly repeat. */
    ROWS,
    /**
     * The weight space of the r features of K: n r + 3 r^2 multiplications a round however large t is. What the features leave out, at
     * most {@link Prior#remainder}, is missing from all variances: with K singular to rounding and noise variances below some 1e10 times
     * that, an arm played very often is not right to 1e-8 of its own variance. {@link #AUTO} does not choose it there.
     */
    FEATURES,
    /** The m distinct arms played, repeats merged: about 2 m (n + m) a round. The cheapest for rough kernels on which arms repeat. */
    DISTINCT_ARMS,
    /** The whole n x n posterior covariance: n^2 a round, for some dozen arms that are played for long. */
    DENSE
}
