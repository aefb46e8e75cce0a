package io.github.regretbench.kernel;

import java.util.List;
import java.util.Optional;

/**
 * A covariance function `k(x, y)`: symmetric and positive semi-definite. {@code toString} of the kernels here, but
 * for {@link EmpiricalCovariance}, gives the expression that {@link KernelExpression} reads back to the same values, bit by bit.
 */
@FunctionalInterface
public interface Kernel {

    /**
     * The covariance `k(x, y)` of `f(x)` and `f(y)`.
     *
     * @param x coordinates of the first point, length d
     * @param y coordinates of the second point, length d
     */
    double value(double[] x, double[] y);

    /**
     * Kernels `k_1, ..., k_d` of single coordinates with `k(x, y) = k_1(x_1, y_1) cdots k_d(x_d, y_d)`, where there are such: on a grid the
     * covariance matrix is then a Kronecker product.
     *
     * @param dimension d >= 1
     */
    default Optional<List<Kernel>> factors(int dimension) {
        return dimension == 1 ? Optional.of(List.of(this)) : Optional.empty();
    }

    /** This kernel multiplied by {@code variance} > 0. */
    default Kernel scaledBy(double variance) {
        return variance == 1 ? this : new Scaled(variance, this);
    }

    /** The sum of this and another kernel. */
    default Kernel plus(Kernel other) {
        return new Sum(this, other);
    }

    /** The product of this and another kernel. */
    default Kernel times(Kernel other) {
        return new Product(this, other);
    }

    /** This kernel with the inputs divided by one length scale per dimension. */
    default Kernel withLengthScales(List<Double> lengthScales) {
        return new Stretched(this, lengthScales);
    }
}
