package io.github.regretbench.kernel;

import io.github.regretbench.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Periodic kernel `k(x, y) = exp(-2 sum_i sin^2(pi (x_i - y_i) / p_i) / l_i^2)`. Rasmussen and Williams 2006, eq. 4.31, coordinate by
 * coordinate.
 *
 * @param periods `p_i > 0`, in input units: one for all coordinates, or one per dimension
 * @param lengthScales `l_i > 0`, without a unit: one for all coordinates, or one per dimension
 */
public record Periodic(List<Double> periods, List<Double> lengthScales) implements DifferentiableKernel {

    /** @throws IllegalArgumentException unless all numbers are positive and finite */
    public Periodic {
        periods = List.copyOf(periods);
        lengthScales = List.copyOf(lengthScales);
        periods.forEach(p -> Require.positive("a period of periodic", p));
        lengthScales.forEach(l -> Require.positive("a length scale of periodic", l));
    }

    @Override
    public double value(double[] x, double[] y) {
        Distances.requireSameDimension(x, y);
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            double periodsApart = (x[j] - y[j]) / PerDimension.at("period", periods, j, x.length);
            // The nearest whole number is taken off exactly, so that the sine is accurate many periods away too.
            double s = StrictMath.sin(Math.PI * (periodsApart - Math.rint(periodsApart)))
                    / PerDimension.at("length scale", lengthScales, j, x.length);
            sum += s * s;
        }
        return StrictMath.exp(-2 * sum);
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(Collections.nCopies(periods.size(), new Parameter("period", Unit.INPUT)));
        parameters.addAll(Collections.nCopies(lengthScales.size(), new Parameter("lengthscale", Unit.NONE)));
        return parameters;
    }

    /**
     * {@inheritDoc} With `delta_i = (x_i - y_i) / p_i` they are sums over the coordinates of `2 pi delta_i sin(2 pi delta_i) k / l_i^2` and
     * `4 sin^2(pi delta_i) k / l_i^2`.
     */
    @Override
    public double value(double[] x, double[] y, double[] derivatives, int first) {
        double value = value(x, y);
        Arrays.fill(derivatives, first, first + periods.size() + lengthScales.size(), 0);
        for (int j = 0; j < x.length && value > 0; j++) {
            double l = PerDimension.at("length scale", lengthScales, j, x.length);
            double periodsApart = (x[j] - y[j]) / PerDimension.at("period", periods, j, x.length);
            double angle = Math.PI * (periodsApart - Math.rint(periodsApart));
            double s = StrictMath.sin(angle) / l;
            derivatives[first + (periods.size() == 1 ? 0 : j)] += 2 * Math.PI * periodsApart * StrictMath.sin(2 * angle) / l / l * value;
            derivatives[first + periods.size() + (lengthScales.size() == 1 ? 0 : j)] += 4 * s * s * value;
        }
        return value;
    }

    @Override
    public Optional<List<Kernel>> factors(int dimension) {
        return PerDimension.factors(dimension, j -> new Periodic(
                List.of(PerDimension.at("period", periods, j, dimension)),
                List.of(PerDimension.at("length scale", lengthScales, j, dimension))));
    }

    @Override
    public String toString() {
        return "periodic(period=" + PerDimension.text(periods) + ", lengthscale=" + PerDimension.text(lengthScales) + ")";
    }
}
