package io.github.regretbench.kernel;

/**
 * `k(x, y) = "first"(x, y) + "second"(x, y)`: f is the sum of two independent processes. Rasmussen and Williams 2006, section
 * 4.2.4.
 *
 * @param first one summand
 * @param second the other
 */
public record Sum(Kernel first, Kernel second) implements Kernel {

    @Override
    public double value(double[] x, double[] y) {
        return first.value(x, y) + second.value(x, y);
    }

    @Override
    public String toString() {
        return first + " + " + (second instanceof Sum ? "(" + second + ")" : second);
    }
}
