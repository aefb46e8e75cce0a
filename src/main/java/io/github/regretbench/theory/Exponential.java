package io.github.regretbench.theory;

/** The exponential distribution with rate 1/2, that of `2 log(1/q)` for q uniform. */
final class Exponential {
    private Exponential() {
    }

    /** `-2 log(1 - u)`, 0 &lt;= u &lt; 1. */
    static double quantile(double u) {
        if (!(u >= 0 && u < 1)) {
            throw new IllegalArgumentException("u is " + u + "; expected a probability in [0, 1)");
        }
        return -2 * StrictMath.log1p(-u);
    }
}
