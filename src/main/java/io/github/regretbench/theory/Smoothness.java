package io.github.regretbench.theory;

import io.github.regretbench.Require;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.Scaled;
import io.github.regretbench.kernel.Stretched;
import java.util.Optional;

/** A kernel as far as orders of growth depend on it: its family, the dimension, and for Matern `nu`. Length scales are constants. */
public sealed interface Smoothness {

    /** d, the dimension of the decision set. */
    int dimension();

    /** That of a kernel on points of dimension d; empty for sums, products and kernels that no order is known for. */
    static Optional<Smoothness> of(Kernel kernel, int dimension) {
        if (kernel instanceof Scaled scaled) {
            return of(scaled.base(), dimension);
        }
        if (kernel instanceof Stretched stretched) {
            return of(stretched.base(), dimension);
        }
        return Optional.ofNullable(kernel instanceof io.github.regretbench.kernel.Matern matern ? new Matern(dimension, matern.nu())
                : kernel instanceof io.github.regretbench.kernel.SquaredExponential ? new SquaredExponential(dimension)
                : kernel instanceof io.github.regretbench.kernel.Linear ? new Linear(dimension) : null);
    }

    /**
     * `k(x, y) = x^T y`.
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

        /** @throws IllegalArgumentException unless d >= 1 and `nu` is finite and > 0 */
        public Matern {
            Domain.atLeast(1, "the dimension", dimension);
            Require.positive("nu", nu);
        }
    }
}
