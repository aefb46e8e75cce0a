package io.github.regretbench.space;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * An immutable list of n points in R^d, each with an identifier: the decision set D. An arm is an index 0..n-1 into it.
 *
 * <p>Sets that have no geometry, such as sensors whose covariance is estimated from data, are {@linkplain #indexed index
 * only}: point i has the single coordinate i.
 */
public final class Points {
    private final double[][] coordinates;
    private final List<String> ids;
    private final boolean indexOnly;

    private Points(double[][] coordinates, List<String> ids, boolean indexOnly) {
        this.coordinates = coordinates;
        this.ids = ids;
        this.indexOnly = indexOnly;
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
        List<String> ids = new ArrayList<>(rows.length);
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
            ids.add(Integer.toString(i));
        }
        return new Points(copy, List.copyOf(ids), false);
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
        return new Points(index, List.copyOf(ids), true);
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
        return indexOnly;
    }

    /** The identifier of point {@code i}. */
    public String id(int i) {
        return ids.get(i);
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
