package io.github.regretbench.kernel;

/**
 * Overlap kernel of categorical inputs, `k(x, y) = 1/d sum_i 1[x_i = y_i]`: the share of coordinates that agree. Ru et al. 2020.
 */
public record Overlap() implements Kernel {

    @Override
    public double value(double[] x, double[] y) {
        Distances.requireSameDimension(x, y);
        int agree = 0;
        for (int j = 0; j < x.length; j++) {
            agree += x[j] == y[j] ? 1 : 0;
        }
        return (double) agree / x.length;
    }

    @Override
    public String toString() {
        return "overlap";
    }
}
