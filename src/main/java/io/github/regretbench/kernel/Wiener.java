package io.github.regretbench.kernel;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Wiener kernel `k(x, y) = min(x, y)` on `x >= 0`, Brownian motion; in d dimensions the Brownian sheet, `prod_i min(x_i, y_i)`. Not
 * stationary: the prior variance is `prod_i x_i`. Rasmussen and Williams 2006, appendix B.2.
 */
public record Wiener() implements Kernel {

    @Override
    public double value(double[] x, double[] y) {
        Distances.requireSameDimension(x, y);
        double product = 1;
        for (int j = 0; j < x.length; j++) {
            double least = Math.min(x[j], y[j]);
            if (!(least >= 0)) {
                throw new IllegalArgumentException("the kernel wiener starts at 0, but a coordinate is " + least
                        + "; shift the points so that none is negative");
            }
            product *= least;
        }
        return product;
    }

    @Override
    public Optional<List<Kernel>> factors(int dimension) {
        return Optional.of(Collections.nCopies(dimension, this));
    }

    @Override
    public String toString() {
        return "wiener";
    }
}
