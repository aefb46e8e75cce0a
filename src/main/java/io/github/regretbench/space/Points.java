package io.github.regretbench.space;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An immutable list of n points in R^d, each with an identifier: the decision set D. An arm is an index 0..n-1 into it.
 *
 * <p>Sets that have no geometry, such as sensors whose covariance is estimated from data, are {@linkplain #indexed index
 * only}: point i has the single coordinate i.
 */
public final class Points {
    private final double[][] coordinates;
    /** Of an index-only set; other points are called by their index. */
    private final Optional<List<String>> ids;
    private final Optional<List<Points>> axes;

    private Points(double[][] coordinates, Optional<List<String>> ids, Optional<List<Points>> axes) {
        this.coordinates = coordinates;
        this.ids = ids;
        this.axes = axes;
    }

    /**
     * Points with the given coordinates (one row a point, copied), identified by "0", "1", ...
     *
     * @throws IllegalArgumentException without points, with rows of different length, or with a coordinate not finite
     */
    public static Points of(double[]... rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("a decision set needs at least one point");
        }
        int dimension = rows[0].length;
        if (dimension == 0) {
            throw new IllegalArgumentException("a point needs at least one coordinate");
        }
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != dimension) {
                throw new IllegalArgumentException("point %d has %d coordinates, point 0 has %d"
                        .formatted(i, rows[i].length, dimension));
            }
            for (double c : rows[i]) {
                if (!Double.isFinite(c)) {
                    throw new IllegalArgumentException("point %d has the coordinate %s; coordinates are finite numbers"
                            .formatted(i, c));
                }
            }
            copy[i] = rows[i].clone();
        }
        return new Points(copy, Optional.empty(), Optional.empty());
    }

    /** An index-only set: point i is called {@code ids.get(i)} and has the single coordinate i. */
    public static Points indexed(List<String> ids) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("a decision set needs at least one point");
        }
        if (new HashSet<>(ids).size() != ids.size()) {
            throw new IllegalArgumentException("two points of an index-only set have the same identifier");
        }
        double[][] index = new double[ids.size()][];
        for (int i = 0; i < index.length; i++) {
            index[i] = new double[] {i};
        }
        return new Points(index, Optional.of(List.copyOf(ids)), Optional.empty());
    }

    /**
     * The Cartesian product of sets of points of one dimension each; the last coordinate varies fastest.
     *
     * @throws IllegalArgumentException without axes, or when one is index only or has points of more than one dimension
     */
    public static Points product(List<Points> axes) {
        int size = 1;
        for (Points axis : axes) {
            if (axis.isIndexOnly() || axis.dimension() != 1) {
                throw new IllegalArgumentException("the axes of a product have one coordinate a point");
            }
            size = Math.multiplyExact(size, axis.size());
        }
        if (axes.isEmpty()) {
            throw new IllegalArgumentException("a product needs at least one axis");
        }
        double[][] rows = new double[size][axes.size()];
        for (int i = 0; i < size; i++) {
            int rest = i;
            for (int j = axes.size() - 1; j >= 0; j--) {
                Points axis = axes.get(j);
                rows[i][j] = axis.coordinates[rest % axis.size()][0];
                rest /= axis.size();
            }
        }
        return new Points(rows, Optional.empty(), Optional.of(List.copyOf(axes)));
    }

    /** The one-dimensional sets that these points are the Cartesian product of, when they were made so; the last varies fastest. */
    public Optional<List<Points>> axes() {
        return axes;
    }

    /** The number n of points. */
    public int size() {
        return coordinates.length;
    }

    /** The dimension d; 1 for an index-only set. */
    public int dimension() {
        return coordinates[0].length;
    }

    /** Whether the points are bare indices without geometry. */
    public boolean isIndexOnly() {
        return ids.isPresent();
    }

    /** The identifier of point {@code i}. */
    public String id(int i) {
        return ids.isPresent() ? ids.get().get(i) : Integer.toString(Objects.checkIndex(i, size()));
    }

    /** A copy of the coordinates of point {@code i}. */
    public double[] point(int i) {
        return coordinates[i].clone();
    }

    /**
     * These points with coordinate j divided by {@code lengthScales.get(j)}: an isotropic kernel on the result is the
     * kernel with one length scale per dimension on these.
     */
    public Points dividedBy(List<Double> lengthScales) {
        if (lengthScales.size() != dimension()) {
            throw new IllegalArgumentException("%d length scales for points of dimension %d"
                    .formatted(lengthScales.size(), dimension()));
        }
        double[][] rows = new double[size()][dimension()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = coordinates[i][j] / lengthScales.get(j);
            }
        }
        return of(rows);
    }
}
