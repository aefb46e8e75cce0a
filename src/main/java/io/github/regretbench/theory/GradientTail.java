package io.github.regretbench.theory;

/** How steep a draw f of the prior can be on its domain: what Theorem 2 of Srinivas et al. 2010 assumes. */
@FunctionalInterface
public interface GradientTail {

    /**
     * A slope L with `P(sup |(df) / (dx_j)| > L " for some coordinate " j) &lt;= p`.
     *
     * @param p in (0, 1)
     * @return L >= 0, in units of f per unit of input
     */
    double slope(double p);
}
