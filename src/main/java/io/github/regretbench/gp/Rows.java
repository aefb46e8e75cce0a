package io.github.regretbench.gp;

import java.util.Arrays;

/**
 * y = or += sum_k w_k rows_k over contiguous rows, four at a time: the loops that the just-in-time compiler turns into vector
 * code (one array per row with the same index; a flat array with offsets is three times slower). The order of summation is
 * fixed and every step is a fused multiply-add, so the bits are the same on every machine and for any split of the arms.
 */
final class Rows {
    private Rows() {
    }

    /** y += sum over k &lt; count of weights[k] rows[k]. */
    static void addCombination(double[] weights, double[][] rows, int count, double[] y) {
        addCombination(weights, rows, 0, count, y, 0, y.length);
    }

    /** y += sum over first &lt;= k &lt; first + count of weights[k] rows[k], for indices from..to-1. */
    static void addCombination(double[] weights, double[][] rows, int first, int count, double[] y, int from, int to) {
        int k = first;
        for (; k + 4 <= first + count; k += 4) {
            fuse(weights[k], rows[k], weights[k + 1], rows[k + 1], weights[k + 2], rows[k + 2], weights[k + 3], rows[k + 3], y, from, to);
        }
        for (; k < first + count; k++) {
            addMultiple(weights[k], rows[k], y, from, to);
        }
    }

    /**
     * c = start base + sum over first &lt;= k &lt; first + count of weights[k] rows[k], then mean += c z and variance -= c^2. The first rows
     * are added together with the base, the last together with the moments, all in one pass where they are at most three: loops over more
     * arrays than seven are too long for the compiler to make vector code of.
     *
     * @param base the row to start from; null for none
     * @param z the innovation
     */
    static void absorb(double start, double[] base, double[] weights, double[][] rows, int first, int count, double z, double[] c,
            Moments moments, int from, int to) {
        int end = first + count;
        int k = first;
        if (count <= 3 && base != null) {
            absorbAll(start, base, weight(weights, k, end), row(rows, k, end, base), weight(weights, k + 1, end),
                    row(rows, k + 1, end, base), weight(weights, k + 2, end), row(rows, k + 2, end, base), c, z, moments.mean,
                    moments.variance, from, to);
            return;
        }
        if (count <= 3) {
            Arrays.fill(c, from, to, 0);
        } else {
            startFrom(base == null ? 0 : start, base == null ? rows[k] : base, weights[k], rows[k], weights[k + 1], rows[k + 1],
                    weights[k + 2], rows[k + 2], weights[k + 3], rows[k + 3], c, from, to);
            k += 4;
        }
        for (; k + 4 < end; k += 4) {
            fuse(weights[k], rows[k], weights[k + 1], rows[k + 1], weights[k + 2], rows[k + 2], weights[k + 3], rows[k + 3], c, from, to);
        }
        absorbLast(weight(weights, k, end), row(rows, k, end, c), weight(weights, k + 1, end), row(rows, k + 1, end, c),
                weight(weights, k + 2, end), row(rows, k + 2, end, c), weight(weights, k + 3, end), row(rows, k + 3, end, c), c, z,
                moments.mean, moments.variance, from, to);
    }

    /** In place of absent rows another one has weight 0, which changes nothing. */
    private static double weight(double[] weights, int k, int end) {
        return k < end ? weights[k] : 0;
    }

    private static double[] row(double[][] rows, int k, int end, double[] other) {
        return k < end ? rows[k] : other;
    }

    private static void absorbAll(double w, double[] r, double w0, double[] r0, double w1, double[] r1, double w2, double[] r2, double[] c,
            double z, double[] mean, double[] variance, int from, int to) {
        for (int j = from; j < to; j++) {
            double value = Math.fma(w2, r2[j], Math.fma(w1, r1[j], Math.fma(w0, r0[j], w * r[j])));
            c[j] = value;
            mean[j] = Math.fma(value, z, mean[j]);
            variance[j] = Math.fma(-value, value, variance[j]);
        }
    }

    private static void absorbLast(double w0, double[] r0, double w1, double[] r1, double w2, double[] r2, double w3, double[] r3,
            double[] c, double z, double[] mean, double[] variance, int from, int to) {
        for (int j = from; j < to; j++) {
            double value = Math.fma(w3, r3[j], Math.fma(w2, r2[j], Math.fma(w1, r1[j], Math.fma(w0, r0[j], c[j]))));
            c[j] = value;
            mean[j] = Math.fma(value, z, mean[j]);
            variance[j] = Math.fma(-value, value, variance[j]);
        }
    }

    private static void fuse(double w0, double[] r0, double w1, double[] r1, double w2, double[] r2, double w3, double[] r3,
            double[] y, int from, int to) {
        for (int j = from; j < to; j++) {
            y[j] = Math.fma(w3, r3[j], Math.fma(w2, r2[j], Math.fma(w1, r1[j], Math.fma(w0, r0[j], y[j]))));
        }
    }

    private static void startFrom(double w, double[] r, double w0, double[] r0, double w1, double[] r1, double w2, double[] r2, double w3,
            double[] r3, double[] y, int from, int to) {
        for (int j = from; j < to; j++) {
            y[j] = Math.fma(w3, r3[j], Math.fma(w2, r2[j], Math.fma(w1, r1[j], Math.fma(w0, r0[j], w * r[j]))));
        }
    }

    /** y = w r. */
    static void multiply(double w, double[] r, double[] y, int from, int to) {
        for (int j = from; j < to; j++) {
            y[j] = w * r[j];
        }
    }

    /** y += w r. */
    static void addMultiple(double w, double[] r, double[] y) {
        addMultiple(w, r, y, 0, y.length);
    }

    /** y += w r for indices from..to-1. */
    static void addMultiple(double w, double[] r, double[] y, int from, int to) {
        for (int j = from; j < to; j++) {
            y[j] = Math.fma(w, r[j], y[j]);
        }
    }

    /** mean += c z and variance -= c^2 for c = w r. */
    static void absorb(double w, double[] r, double z, Moments moments, int from, int to) {
        double[] mean = moments.mean;
        double[] variance = moments.variance;
        for (int j = from; j < to; j++) {
            double c = w * r[j];
            mean[j] = Math.fma(c, z, mean[j]);
            variance[j] = Math.fma(-c, c, variance[j]);
        }
    }

    /** mean += c z and variance -= c^2 for the moments' row c. */
    static void absorb(double z, Moments moments, int from, int to) {
        double[] c = moments.row;
        double[] mean = moments.mean;
        double[] variance = moments.variance;
        for (int j = from; j < to; j++) {
            mean[j] = Math.fma(c[j], z, mean[j]);
            variance[j] = Math.fma(-c[j], c[j], variance[j]);
        }
    }

    /** y_j += r_j^2. */
    static void addSquares(double[] r, double[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] = Math.fma(r[j], r[j], y[j]);
        }
    }

    /** sum over k &lt; count of x_k y_k, in the order of k. */
    static double dot(double[] x, double[] y, int count) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum = Math.fma(x[k], y[k], sum);
        }
        return sum;
    }
}
