package io.github.regretbench.gp;

/** The exact algorithms behind {@link Posterior}. They differ in cost, and in moments by rounding alone. n arms, t observations. */
public enum PosteriorForm {
    /**
     * The cheapest by counting multiplications: rows, merged now and then, unless more of them are read than features cost, and these are
     * exact.
     */
    AUTO,
    /**
     * A row of `L^-1 K` for each run of plays of one arm: n multiplications for each row since the arm's last play, or all for a new arm;
     * 8 n bytes per row. The cheapest while arms hardly repeat, or soon.
     */
    ROWS,
    /**
     * The weight space of the r features of K: `n r + 3 r^2` multiplications a round however large t is. What the features leave out, at
     * most {@link Prior#remainder}, is missing from all variances: with K singular to rounding and noise variances below some 1e10 times
     * that, an arm played very often is not right to 1e-8 of its own variance. {@link #AUTO} does not choose it there.
     */
    FEATURES,
    /**
     * The m distinct arms played, repeats merged now and then, and rows since: at most some 5 n m multiplications a round and 40 n m bytes.
     * The cheapest for rough kernels on which arms repeat.
     */
    DISTINCT_ARMS,
    /** The whole n x n posterior covariance, `n^2` a round: simple, and never fewer than rows read, so {@link #AUTO} does not choose it. */
    DENSE
}
