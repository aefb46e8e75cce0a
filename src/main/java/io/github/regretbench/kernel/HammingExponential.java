package io.github.regretbench.kernel;

import io.github.regretbench.Require;
import java.util.List;
import java.util.Optional;

/**
 * Exponential kernel of the weighted Hamming distance of categorical inputs, `k(x, y) = exp(-1/d sum_(i : x_i ne y_i) theta_i)`. Hutter,
 * Hoos and Leyton-Brown 2011.
 *
 * @param theta `theta_i > 0`, how much a difference counts: one for all coordinates, or one per dimension
 */
public record HammingExponential(List<Double> theta) implements Kernel {

    /** @throws IllegalArgumentException unless all weights are positive and finite */
    public HammingExponential {
        theta = List.copyOf(theta);
        theta.forEach(t -> Require.positive("theta of hammingexp", t));
    }

    @Override
    public double value(double[] x, double[] y) {
        Distances.requireSameDimension(x, y);
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += x[j] == y[j] ? 0 : PerDimension.at("weight theta", theta, j, x.length);
        }
        return StrictMath.exp(-sum / x.length);
    }

    @Override
    public Optional<List<Kernel>> factors(int dimension) {
        return PerDimension.factors(dimension, j -> new HammingExponential(
                List.of(PerDimension.at("weight theta", theta, j, dimension) / dimension)));
    }

    @Override
    public String toString() {
        return "hammingexp(theta=" + PerDimension.text(theta) + ")";
    }
}
