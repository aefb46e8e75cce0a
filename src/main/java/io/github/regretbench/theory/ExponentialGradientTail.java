package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * The assumption as printed: `P(sup |(df) / (dx_j)| > L) &lt;= a exp(-(L/b)^2)` for each of d coordinates, hence
 * `"slope"(p) = b sqrt(log((d a) / p))`. Srinivas et al. 2010, Theorem 2.
 *
 * @param dimension d, >= 1
 * @param a without unit; > 0
 * @param b in units of f per unit of input; > 0
 */
public record ExponentialGradientTail(int dimension, double a, double b) implements GradientTail {

    /** @throws IllegalArgumentException unless d >= 1, a > 0 and b > 0, finite */
    public ExponentialGradientTail {
        Domain.atLeast(1, "the dimension", dimension);
        Require.positive("a", a);
        Require.positive("b", b);
    }

    /** {@inheritDoc} Zero where the assumption says that no slope at all is steeper with probability 1 - p. */
    @Override
    public double slope(double p) {
        Require.probability("p", p);
        return b * Math.sqrt(Math.max(0, StrictMath.log(dimension * a / p)));
    }
}
