package io.github.regretbench.space;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The box [lower_1, upper_1] x ... x [lower_d, upper_d].
 *
 * @param lower the d lower ends
 * @param upper the d upper ends, each at least its lower end
 */
public record Box(List<Double> lower, List<Double> upper) {

    /** @throws IllegalArgumentException unless the ends are finite, ordered and equally many */
    public Box {
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
        if (lower.isEmpty() || lower.size() != upper.size()) {
            throw new IllegalArgumentException("a box needs as many lower as upper ends, at least one; got %d and %d"
                    .formatted(lower.size(), upper.size()));
        }
        for (int j = 0; j < lower.size(); j++) {
            double a = lower.get(j);
            double b = upper.get(j);
            if (!(Double.isFinite(a) && Double.isFinite(b) && a <= b)) {
                throw new IllegalArgumentException("side %d of the box runs from %s to %s; expected finite, ordered ends"
                        .formatted(j, a, b));
            }
        }
    }

    /** The unit cube [0, 1]^d. */
    public static Box unit(int dimension) {
        return new Box(Collections.nCopies(dimension, 0.0), Collections.nCopies(dimension, 1.0));
    }

    /** The dimension d. */
    public int dimension() {
        return lower.size();
    }

    /**
     * The number of points of {@link #grid}.
     *
     * @throws IllegalArgumentException unless there is one positive count per side and the grid has fewer than 2^31 points
     */
    public int gridSize(List<Integer> counts) {
        if (counts.size() != dimension()) {
            throw new IllegalArgumentException("a grid on a box of dimension %d needs %d counts, got %d"
                    .formatted(dimension(), dimension(), counts.size()));
        }
        long size = 1;
        for (int count : counts) {
            if (count < 1) {
                throw new IllegalArgumentException("a grid needs at least one point a side, got " + count);
            }
            size *= count;
            if (size > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("the grid " + counts + " has more points than an array can hold");
            }
        }
        return (int) size;
    }

    /**
     * The uniform grid with {@code counts.get(j)} points along side j, both ends included (a single point sits in the
     * middle). The last coordinate varies fastest.
     *
     * @throws IllegalArgumentException as {@link #gridSize}, and when points along a side are not distinct
     */
    public Points grid(List<Integer> counts) {
        gridSize(counts);
        IntStream.range(0, dimension()).forEach(side -> requireDistinct(side, counts.get(side)));
        return Points.product(IntStream.range(0, dimension()).mapToObj(side -> Points.of(IntStream.range(0, counts.get(side))
                .mapToObj(index -> new double[] {coordinate(side, index, counts.get(side))}).toArray(double[][]::new))).toList());
    }

    private void requireDistinct(int side, int count) {
        for (int index = 1; index < count; index++) {
            double x = coordinate(side, index, count);
            if (x == coordinate(side, index - 1, count) && Double.isFinite(x)) {
                throw new IllegalArgumentException(("side %d of the grid has %d points from %s to %s, which are not distinct; give the side a "
                        + "larger length, or the count 1").formatted(side, count, lower.get(side), upper.get(side)));
            }
        }
    }

    /** Weighted so that both ends are exact and the grid is symmetric about the middle. */
    private double coordinate(int side, int index, int count) {
        double a = lower.get(side);
        double b = upper.get(side);
        return count == 1 ? a + (b - a) / 2 : (a * (count - 1 - index) + b * index) / (count - 1);
    }
}
