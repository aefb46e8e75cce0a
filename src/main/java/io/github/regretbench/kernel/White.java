package io.github.regretbench.kernel;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;
import java.util.Arrays;
import java.util.List;

/**
 * White kernel `k(x, y) = "variance"` if `x = y`, else 0: values at different points are independent, so that a bandit with it
 * is the classical one with independent arms. Part of f, not observation noise. Rasmussen and Williams 2006, eq. 4.30.
 *
 * @param variance > 0
 */
public record White(double variance) implements DifferentiableKernel {

    /** @throws IllegalArgumentException unless 0 &lt; variance &lt; infinity */
    public White {
        Require.positive("the variance of white", variance);
    }

    @Override
    public double value(double[] x, double[] y) {
        Distances.requireSameDimension(x, y);
        return Arrays.equals(x, y) ? variance : 0;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("variance", Unit.VARIANCE));
    }

    @Override
    public double value(double[] x, double[] y, double[] derivatives, int first) {
        derivatives[first] = value(x, y);
        return derivatives[first];
    }

    @Override
    public String toString() {
        return "white(variance=" + PlainDouble.format(variance) + ")";
    }
}
