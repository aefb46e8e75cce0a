package io.github.regretbench.gp;

import java.util.stream.IntStream;

/**
 * Dense algebra on arrays of rows, in blocks that stay in the cache, on all processors. Blocks are divided by the sizes alone and each
 * entry is the same fused multiply-adds in the same order whichever thread makes it, so the bits do not depend on the number of threads.
 */
final class ParallelAlgebra {
    /** Rows of a product that are made together: with four rows of a factor they fit into a megabyte of cache up to 4000 columns. */
    private static final int ROWS = 16;
    /** Rows of a Cholesky factor between two meetings of the threads. */
    private static final int PANEL = 64;
    /** Columns of a triangular system that are solved together; enough for vector code, and 1000 rows of them fit into the cache. */
    private static final int COLUMNS = 128;

    /** Multiplications from which on one sum of rows is shared: they take ten times as long as to wake a thread. */
    private static final long WORTH_SHARING = 1L << 20;
    /** Parts of the columns of such a sum. */
    private static final int SHARES = 8;

    private ParallelAlgebra() {
    }

    /** Work on the indices from (inclusive) to (exclusive). */
    private interface Block {
        void run(int from, int to);
    }

    private static void blocks(int from, int to, int size, Block work) {
        IntStream.range(0, (to - from + size - 1) / size).parallel()
                .forEach(b -> work.run(from + b * size, Math.min(to, from + (b + 1) * size)));
    }

    /** y += sum over k &lt; count of weights[k] rows[k]. */
    static void addCombination(double[] weights, double[][] rows, int count, double[] y) {
        int size = (long) count * y.length < WORTH_SHARING ? y.length : (y.length + SHARES - 1) / SHARES;
        blocks(0, y.length, size, (from, to) -> Rows.addCombination(weights, rows, 0, count, y, from, to));
    }

    /** `G_(ij) = sum_s w_s X_(si) X_(sj)` for j >= i and {@code size} columns of X; what is left of the diagonal is not to be read. */
    static double[][] gram(double[] weights, double[][] x, int size) {
        double[][] product = new double[size][size];
        blocks(0, size, ROWS, (from, to) -> {
            double[][] coefficients = new double[to - from][x.length];
            for (int s = 0; s < x.length; s++) {
                for (int i = from; i < to; i++) {
                    coefficients[i - from][s] = weights[s] * x[s][i];
                }
            }
            addProduct(coefficients, x, x.length, from, product, from);
        });
        return product;
    }

    /** Copies what is right of the diagonal to the left of it. */
    static double[][] symmetric(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                a[i][j] = a[j][i];
            }
        }
        return a;
    }

    /** Rows first, first + 1, ... of y += coefficients times the first {@code count} rows of x, columns from {@code column} on. */
    private static void addProduct(double[][] coefficients, double[][] x, int count, int column, double[][] y, int first) {
        for (int s = 0; s < count; s += 4) {
            for (int i = 0; i < coefficients.length; i++) {
                Rows.addCombination(coefficients[i], x, s, Math.min(4, count - s), y[first + i], column, y[first + i].length);
            }
        }
    }

    /** Overwrites the upper triangle of a positive definite A with R, `R^T R = A`; zeroes the rest. */
    static void factor(double[][] a) {
        for (int start = 0; start < a.length; start += PANEL) {
            int panel = start;
            int end = Math.min(a.length, start + PANEL);
            blocks(panel, end, PANEL / ROWS, (from, to) -> {
                double[][] coefficients = new double[to - from][panel];
                for (int i = 0; i < panel; i++) {
                    for (int k = from; k < to; k++) {
                        coefficients[k - from][i] = -a[i][k];
                    }
                }
                addProduct(coefficients, a, panel, panel, a, from);
            });
            for (int k = panel; k < end; k++) {
                double[] column = new double[k];
                for (int i = panel; i < k; i++) {
                    column[i] = -a[i][k];
                }
                Rows.addCombination(column, a, panel, k - panel, a[k], k, a.length);
                double root = Math.sqrt(a[k][k]);
                for (int j = 0; j < a.length; j++) {
                    a[k][j] = j < k ? 0 : a[k][j] / root;
                }
            }
        }
    }

    /** The rows of `R^-T X` for an upper triangular R. */
    static double[][] solveTransposed(double[][] r, double[][] x) {
        int size = r.length;
        int n = size == 0 ? 0 : x[0].length;
        double[][] minusTransposed = new double[size][];
        for (int k = 0; k < size; k++) {
            minusTransposed[k] = new double[k];
            for (int i = 0; i < k; i++) {
                minusTransposed[k][i] = -r[i][k];
            }
        }
        double[][] solved = new double[size][n];
        blocks(0, n, COLUMNS, (from, to) -> {
            double[][] tile = new double[size][to - from];
            for (int k = 0; k < size; k++) {
                System.arraycopy(x[k], from, tile[k], 0, to - from);
            }
            forward(minusTransposed, r, tile);
            for (int k = 0; k < size; k++) {
                System.arraycopy(tile[k], 0, solved[k], from, to - from);
            }
        });
        return solved;
    }

    private static void forward(double[][] minusTransposed, double[][] r, double[][] tile) {
        double[][] panel = new double[ROWS][];
        for (int start = 0; start < r.length; start += ROWS) {
            int end = Math.min(r.length, start + ROWS);
            double[][] coefficients = end - start == ROWS ? panel : new double[end - start][];
            System.arraycopy(minusTransposed, start, coefficients, 0, end - start);
            addProduct(coefficients, tile, start, 0, tile, start);
            for (int k = start; k < end; k++) {
                Rows.addCombination(minusTransposed[k], tile, start, k - start, tile[k], 0, tile[k].length);
                for (int j = 0; j < tile[k].length; j++) {
                    tile[k][j] /= r[k][k];
                }
            }
        }
    }
}
