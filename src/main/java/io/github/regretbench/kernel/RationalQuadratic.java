package io.github.regretbench.kernel;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;

/**
 * Rational quadratic kernel `k(x, y) = (1 + |x - y|^2 / (2 alpha l^2))^(-alpha)`: a mixture of squared exponentials over length scales,
 * which it approaches as `alpha` grows. Rasmussen and Williams 2006, eq. 4.19.
 *
 * @param alpha shape, > 0
 * @param lengthScale `l > 0`, in input units
 */
public record RationalQuadratic(double alpha, double lengthScale) implements Kernel {

    /** @throws IllegalArgumentException unless both parameters are positive and finite */
    public RationalQuadratic {
        Require.positive("alpha of rq", alpha);
        Require.positive("the length scale of rq", lengthScale);
    }

    @Override
    public double value(double[] x, double[] y) {
        double r = Distances.scaled(x, y, lengthScale);
        return StrictMath.exp(-alpha * StrictMath.log1p(0.5 * r * r / alpha));
    }

    @Override
    public String toString() {
        return "rq(alpha=" + PlainDouble.format(alpha) + ", lengthscale=" + PlainDouble.format(lengthScale) + ")";
    }
}
