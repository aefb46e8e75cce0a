package io.github.regretbench.gp;

/** The exact algorithms behind {@link Posterior}. They differ in cost, and in moments by rounding alone. n arms, t observations. */
public enum PosteriorForm {
    /**
     * The cheapest at each time, by counting multiplications: rows, merged now and then, as long as those read in the last rounds are fewer
     * than what features or the whole covariance, where these are exact and fit, cost in any round.
     */
    AUTO,
    /**
     * One row of L^-1 K a round: n multiplications for each round since the arm's last play, n t for a new arm in round t; 8 n t bytes. The
     * cheapest while arms hardly repeat, or soon.
     */
    ROWS,
    /**
     * The weight space of the r features of K: n r + 3 r^2 multiplications a round however large t is. What the features leave out, at
     * most {@link Prior#remainder}, is missing from all variances: with K singular to rounding and noise variances below some 1e10 times
     * that, an arm played very often is not right to 1e-8 of its own variance. {@link #AUTO} does not choose it there.
     */
    FEATURES,
    /**
     * The m distinct arms played, repeats merged now and then, and rows in between: n multiplications for each round since the arm's last
     * play, at most some 5 n m; 40 n m bytes. The cheapest for rough kernels on which arms repeat.
     */
    DISTINCT_ARMS,
    /** The whole n x n posterior covariance: n^2 a round, for some dozen arms that are played for long. */
    DENSE
}
