package io.github.regretbench.kernel;

import java.util.List;

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

    /** As {@link KernelExpression} reads it: a number, or a list. */
    static String text(List<Double> values) {
        return values.size() == 1 ? values.get(0).toString() : values.toString();
    }
}
