package io.github.regretbench.kernel;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;
import java.util.List;

/**
 * Rational quadratic kernel `k(x, y) = (1 + |x - y|^2 / (2 alpha l^2))^(-alpha)`: a mixture of squared exponentials over length scales,
 * which it approaches as `alpha` grows. Rasmussen and Williams 2006, eq. 4.19.
 *
 * @param alpha shape, > 0
 * @param lengthScale `l > 0`, in input units
 */
public record RationalQuadratic(double alpha, double lengthScale) implements Isotropic {
    private static final Parameter ALPHA = new Parameter("alpha", Unit.NONE);
    /** Below this s the difference `s / (1 + s) - log(1 + s)` is summed as a power series, whose terms beyond the ninth are below an ulp. */
    private static final double SMALL = 0.01;
    private static final int TERMS = 9;

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
    public List<Parameter> parameters() {
        return List.of(ALPHA, LENGTH_SCALE);
    }

    /** {@inheritDoc} With `s = r^2 / (2 alpha)` they are `alpha k (s / (1 + s) - log(1 + s))` and `r^2 k / (1 + s)`. */
    @Override
    public double value(double[] x, double[] y, double[] derivatives, int first) {
        double r = Distances.scaled(x, y, lengthScale);
        double s = 0.5 * r * r / alpha;
        double value = StrictMath.exp(-alpha * StrictMath.log1p(s));
        derivatives[first] = value == 0 ? 0 : alpha * value * slope(s);
        derivatives[first + 1] = value == 0 ? 0 : 2 * alpha * (s / (1 + s)) * value;
        return value;
    }

    /** `s / (1 + s) - log(1 + s) = sum_(k >= 2) (-1)^(k+1) (1 - 1 / k) s^k`. */
    private static double slope(double s) {
        if (s >= SMALL) {
            return s / (1 + s) - StrictMath.log1p(s);
        }
        double sum = 0;
        for (int k = TERMS; k >= 2; k--) {
            sum = s * (sum + (k % 2 == 0 ? -1 : 1) * (1 - 1.0 / k));
        }
        return s * sum;
    }

    @Override
    public String toString() {
        return "rq(alpha=" + PlainDouble.format(alpha) + ", lengthscale=" + PlainDouble.format(lengthScale) + ")";
    }
}
