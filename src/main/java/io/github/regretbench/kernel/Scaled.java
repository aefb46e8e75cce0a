package io.github.regretbench.kernel;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * `k(x, y) = "variance" * "base"(x, y)`. Rasmussen and Williams 2006, section 4.2.4.
 *
 * @param variance the factor, > 0: the signal variance when `"base"(x, x) = 1`
 * @param base the kernel to multiply
 */
public record Scaled(double variance, Kernel base) implements Kernel {

    /** @throws IllegalArgumentException unless 0 &lt; variance &lt; infinity */
    public Scaled {
        Require.positive("the factor before a kernel", variance);
    }

    @Override
    public double value(double[] x, double[] y) {
        return variance * base.value(x, y);
    }

    /** {@inheritDoc} The first of them is multiplied. */
    @Override
    public Optional<List<Kernel>> factors(int dimension) {
        return base.factors(dimension).map(factors -> {
            List<Kernel> scaled = new ArrayList<>(factors);
            scaled.set(0, new Scaled(variance, factors.get(0)));
            return List.copyOf(scaled);
        });
    }

    @Override
    public String toString() {
        return PlainDouble.format(variance) + " * " + (base instanceof Sum || base instanceof Scaled ? "(" + base + ")" : base);
    }
}
