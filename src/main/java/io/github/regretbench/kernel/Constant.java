package io.github.regretbench.kernel;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Constant kernel `k(x, y) = "variance"`: f is one unknown number. Rasmussen and Williams 2006, section 4.2.1.
 *
 * @param variance > 0
 */
public record Constant(double variance) implements DifferentiableKernel {

    /** @throws IllegalArgumentException unless 0 &lt; variance &lt; infinity */
    public Constant {
        Require.positive("the variance of constant", variance);
    }

    @Override
    public double value(double[] x, double[] y) {
        Distances.requireSameDimension(x, y);
        return variance;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("variance", Unit.VARIANCE));
    }

    @Override
    public double value(double[] x, double[] y, double[] derivatives, int first) {
        derivatives[first] = value(x, y);
        return variance;
    }

    /** {@inheritDoc} One with this variance, the others with variance 1. */
    @Override
    public Optional<List<Kernel>> factors(int dimension) {
        List<Kernel> factors = new ArrayList<>(Collections.nCopies(dimension, new Constant(1)));
        factors.set(0, this);
        return Optional.of(List.copyOf(factors));
    }

    @Override
    public String toString() {
        return "constant(variance=" + PlainDouble.format(variance) + ")";
    }
}
