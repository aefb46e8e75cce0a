package io.github.regretbench.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * `k(x, y) = "first"(x, y) * "second"(x, y)`. Rasmussen and Williams 2006, section 4.2.4.
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
    public Optional<List<Kernel>> factors(int dimension) {
        return first.factors(dimension).flatMap(one -> second.factors(dimension).map(other -> IntStream.range(0, dimension)
                .<Kernel>mapToObj(j -> new Product(one.get(j), other.get(j))).toList()));
    }

    @Override
    public String toString() {
        return (first instanceof Sum || first instanceof Scaled ? "(" + first + ")" : first) + " * "
                + (second instanceof Sum || second instanceof Product || second instanceof Scaled
                        ? "(" + second + ")" : second);
    }
}
