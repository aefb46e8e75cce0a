package io.github.regretbench.kernel;

import java.util.List;

/** A kernel with derivatives by the logarithms of its parameters, so that these can be fitted to data. */
public interface DifferentiableKernel extends Kernel {

    /** What there are derivatives by, in the order of {@link #value(double[], double[], double[], int)}. */
    List<Parameter> parameters();

    /**
     * The covariance `k(x, y)` and its derivatives `theta_p (del k) / (del theta_p)` by `log theta_p`.
     *
     * @param derivatives where these are written, from index {@code first} on
     */
    double value(double[] x, double[] y, double[] derivatives, int first);

    /**
     * One number > 0 that a kernel depends on.
     *
     * @param name as its family writes it; stands once per dimension where there is one number per dimension
     * @param unit what it is measured in
     */
    record Parameter(String name, Unit unit) {
    }

    /** What a parameter is measured in: this says which values of it are plausible. */
    enum Unit {
        /** As coordinates: length scales and periods. */
        INPUT,
        /** As squares of f: variances. */
        VARIANCE,
        /** A number without a unit, such as the shape of a kernel. */
        NONE
    }
}
