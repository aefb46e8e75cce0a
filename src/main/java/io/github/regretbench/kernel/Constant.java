package io.github.regretbench.kernel;

/**
 * Constant kernel k(x, y) = variance: f is one unknown number. Rasmussen and Williams 2006, section 4.2.1.
 *
 * @param variance > 0
 */
public record Constant(double variance) implements Kernel {

    /** @throws IllegalArgumentException unless 0 &lt; variance &lt; infinity */
    public Constant {
        Distances.requirePositive("the variance of constant", variance);
    }

    @Override
    public double value(double[] x, double[] y) {
        Distances.requireSameDimension(x, y);
        return variance;
    }

    @Override
    public String toString() {
        return "constant(variance=" + variance + ")";
    }
}
