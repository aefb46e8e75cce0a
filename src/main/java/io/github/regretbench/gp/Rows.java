package io.github.regretbench.gp;

/**
 * y += or -= sum_k w_k rows_k over contiguous rows, four at a time: the loop that the just-in-time compiler turns into vector
 * code (one array per row with the same index; a flat array with offsets is three times slower). The order of summation is
 * fixed and every step is a fused multiply-add, so the bits are the same on every machine.
 */
final class Rows {
    private Rows() {
    }

    /** y += sum over k &lt; count of weights[k] rows[k]. */
    static void addCombination(double[] weights, double[][] rows, int count, double[] y) {
        int k = 0;
        for (; k + 4 <= count; k += 4) {
            fuse(weights[k], rows[k], weights[k + 1], rows[k + 1], weights[k + 2], rows[k + 2], weights[k + 3], rows[k + 3], y);
        }
        for (; k < count; k++) {
            addMultiple(weights[k], rows[k], y);
        }
    }

    /** y -= sum over k &lt; count of weights[k] rows[k]. */
    static void subtractCombination(double[] weights, double[][] rows, int count, double[] y) {
        int k = 0;
        for (; k + 4 <= count; k += 4) {
            fuse(-weights[k], rows[k], -weights[k + 1], rows[k + 1], -weights[k + 2], rows[k + 2], -weights[k + 3], rows[k + 3],
                    y);
        }
        for (; k < count; k++) {
            addMultiple(-weights[k], rows[k], y);
        }
    }

    private static void fuse(double w0, double[] r0, double w1, double[] r1, double w2, double[] r2, double w3, double[] r3,
            double[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] = Math.fma(w3, r3[j], Math.fma(w2, r2[j], Math.fma(w1, r1[j], Math.fma(w0, r0[j], y[j]))));
        }
    }

    /** y += w r. */
    static void addMultiple(double w, double[] r, double[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] = Math.fma(w, r[j], y[j]);
        }
    }

    /** y_j -= r_j^2. */
    static void subtractSquares(double[] r, double[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] = Math.fma(-r[j], r[j], y[j]);
        }
    }

    /** y_j += r_j^2. */
    static void addSquares(double[] r, double[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] = Math.fma(r[j], r[j], y[j]);
        }
    }
}
