package io.github.regretbench.kernel;

import io.github.regretbench.Require;
import java.util.List;
import java.util.Optional;

/**
 * Gibbs' non-stationary kernel `k(x, y) = prod_i sqrt((2 l_i(x) l_i(y)) / (l_i(x)^2 + l_i(y)^2)) exp(-(x_i - y_i)^2 / (l_i(x)^2 + l_i(y)^2))`
 * with length scales `l_i(x) = exp(a_i + b_i x_i)` that change along the axes: a function that is smooth here and rough there.
 * Rasmussen and Williams 2006, eq. 4.32.
 *
 * @param logLengthScales `a_i`, the logarithm of the length scale at 0: one for all coordinates, or one per dimension
 * @param slopes `b_i`, per input unit: one for all coordinates, or one per dimension; all 0 makes a squared exponential
 */
public record Gibbs(List<Double> logLengthScales, List<Double> slopes) implements Kernel {

    /** @throws IllegalArgumentException unless all numbers are finite */
    public Gibbs {
        logLengthScales = List.copyOf(logLengthScales);
        slopes = List.copyOf(slopes);
        logLengthScales.forEach(a -> Require.finite("a log length scale of gibbs", a));
        slopes.forEach(b -> Require.finite("a slope of gibbs", b));
    }

    @Override
    public double value(double[] x, double[] y) {
        Distances.requireSameDimension(x, y);
        double product = 1;
        for (int j = 0; j < x.length; j++) {
            double a = PerDimension.at("log length scale", logLengthScales, j, x.length);
            double b = PerDimension.at("slope", slopes, j, x.length);
            // l(x) l(y) / (l(x)^2 + l(y)^2) = 1 / (2 cosh(a + b x - (a + b y))): no square overflows, and it is exactly 1/2 at x = y.
            double cosh = StrictMath.cosh(b * (x[j] - y[j]));
            if (cosh == Double.POSITIVE_INFINITY) {
                return 0;
            }
            double apart = (x[j] - y[j]) / StrictMath.exp(a + 0.5 * b * (x[j] + y[j]));
            product *= StrictMath.exp(-0.5 * apart * apart / cosh) / Math.sqrt(cosh);
        }
        return product;
    }

    @Override
    public Optional<List<Kernel>> factors(int dimension) {
        return PerDimension.factors(dimension, j -> new Gibbs(
                List.of(PerDimension.at("log length scale", logLengthScales, j, dimension)),
                List.of(PerDimension.at("slope", slopes, j, dimension))));
    }

    @Override
    public String toString() {
        return "gibbs(loglengthscale=" + PerDimension.text(logLengthScales) + ", slope=" + PerDimension.text(slopes) + ")";
    }
}
