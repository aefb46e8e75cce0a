package io.github.regretbench.kernel;

import io.github.regretbench.PlainDouble;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Parameters that are one number for all coordinates or one per dimension. */
final class PerDimension {
    private PerDimension() {
    }

    /**
     * The value for coordinate {@code j} of {@code dimension}.
     *
     * @throws IllegalArgumentException when there are several values, but not {@code dimension}
     */
    static double at(String what, List<Double> values, int j, int dimension) {
        if (values.size() == 1) {
            return values.get(0);
        }
        if (values.size() != dimension) {
            throw new IllegalArgumentException("%d values %s of the %s for points of dimension %d; give one, or one per dimension"
                    .formatted(values.size(), values, what, dimension));
        }
        return values.get(j);
    }

    /** The kernels of the coordinates, where the kernel of all is their product. */
    static Optional<List<Kernel>> factors(int dimension, IntFunction<Kernel> ofCoordinate) {
        return Optional.of(IntStream.range(0, dimension).mapToObj(ofCoordinate).toList());
    }

    /** As {@link KernelExpression} reads it: a number, or a list. */
    static String text(List<Double> values) {
        return values.size() == 1 ? PlainDouble.format(values.get(0)) : list(values);
    }

    /** As {@link KernelExpression} reads it, a list also of one number. */
    static String list(List<Double> values) {
        return values.stream().map(PlainDouble::format).collect(Collectors.joining(", ", "[", "]"));
    }
}
