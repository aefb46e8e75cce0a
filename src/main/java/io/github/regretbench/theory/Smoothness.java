package io.github.regretbench.theory;

/** A kernel as far as orders of growth depend on it: its family, the dimension, and for Matern nu. Length scales are constants. */
public sealed interface Smoothness {

    /** d, the dimension of the decision set. */
    int dimension();

    /**
     * k(x, y) = x . y.
     *
     * @param dimension d >= 1
     */
    record Linear(int dimension) implements Smoothness {

        /** @throws IllegalArgumentException unless d >= 1 */
        public Linear {
            Domain.atLeast(1, "the dimension", dimension);
        }
    }

    /**
     * The squared exponential kernel.
     *
     * @param dimension d >= 1
     */
    record SquaredExponential(int dimension) implements Smoothness {

        /** @throws IllegalArgumentException unless d >= 1 */
        public SquaredExponential {
            Domain.atLeast(1, "the dimension", dimension);
        }
    }

    /**
     * Matern kernels.
     *
     * @param dimension d >= 1
     * @param nu > 0
     */
    record Matern(int dimension, double nu) implements Smoothness {

        /** @throws IllegalArgumentException unless d >= 1 and nu is finite and > 0 */
        public Matern {
            Domain.atLeast(1, "the dimension", dimension);
            Domain.positive("nu", nu);
        }
    }
}
