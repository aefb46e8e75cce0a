package io.github.regretbench.kernel;

/**
 * k(x, y) = first(x, y) second(x, y). Rasmussen and Williams 2006, section 4.2.4.
 *
 * @param first one factor
 * @param second the other
 */
public record Product(Kernel first, Kernel second) implements Kernel {

    @Override
    public double value(double[] x, double[] y) {
        return first.value(x, y) * second.value(x, y);
    }

    @Override
    public String toString() {
        return (first instanceof Sum ? "(" + first + ")" : first) + " * "
                + (second instanceof Sum || second instanceof Product || second instanceof Scaled
                        ? "(" + second + ")" : second);
    }
}
