package io.github.regretbench.kernel;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;
import java.util.List;

/**
 * Linear kernel `k(x, y) = "variance" * x^T y + "bias"`: Bayesian linear regression with weights `N(0, "variance" * I)` and an offset
 * `N(0, "bias")`. Rasmussen and Williams 2006, section 4.2.2. Not bounded by 1: the largest prior variance on a decision set
 * is `"variance" * max |x|^2 + "bias"`.
 *
 * @param variance of each weight, > 0
 * @param bias variance of the offset, >= 0
 */
public record Linear(double variance, double bias) implements DifferentiableKernel {

    /** @throws IllegalArgumentException unless variance > 0 and bias >= 0, both finite */
    public Linear {
        Require.positive("the variance of linear", variance);
        Require.notNegative("the bias of linear", bias);
    }

    @Override
    public double value(double[] x, double[] y) {
        Distances.requireSameDimension(x, y);
        double dot = 0;
        for (int j = 0; j < x.length; j++) {
            dot += x[j] * y[j];
        }
        return variance * dot + bias;
    }

    /** The variance of the weights; the bias is given. */
    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("variance", Unit.VARIANCE));
    }

    @Override
    public double value(double[] x, double[] y, double[] derivatives, int first) {
        double value = value(x, y);
        derivatives[first] = value - bias;
        return value;
    }

    @Override
    public String toString() {
        return "linear(variance=" + PlainDouble.format(variance) + ", bias=" + PlainDouble.format(bias) + ")";
    }
}
