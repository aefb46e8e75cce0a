package io.github.regretbench.kernel;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Squared-exponential (RBF) kernel `k(x, y) = exp(-|x - y|^2 / (2 l^2))`. Rasmussen and Williams 2006, eq. 4.9.
 *
 * @param lengthScale `l > 0`, in input units
 */
public record SquaredExponential(double lengthScale) implements Isotropic {

    /** @throws IllegalArgumentException unless 0 &lt; lengthScale &lt; infinity */
    public SquaredExponential {
        Require.positive("the length scale of se", lengthScale);
    }

    @Override
    public double value(double[] x, double[] y) {
        double squared = Distances.squared(x, y);
        double scale = lengthScale * lengthScale;
        if (scale >= Double.MIN_NORMAL && scale < Double.POSITIVE_INFINITY && squared < Double.POSITIVE_INFINITY) {
            return StrictMath.exp(-0.5 * squared / scale);
        }
        double r = Distances.scaled(x, y, lengthScale);
        return StrictMath.exp(-0.5 * r * r);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(LENGTH_SCALE);
    }

    @Override
    public double value(double[] x, double[] y, double[] derivatives, int first) {
        double r = Distances.scaled(x, y, lengthScale);
        double value = value(x, y);
        derivatives[first] = value == 0 ? 0 : r * r * value;
        return value;
    }

    @Override
    public Optional<List<Kernel>> factors(int dimension) {
        return Optional.of(Collections.nCopies(dimension, this));
    }

    @Override
    public String toString() {
        return "se(lengthscale=" + PlainDouble.format(lengthScale) + ")";
    }
}
