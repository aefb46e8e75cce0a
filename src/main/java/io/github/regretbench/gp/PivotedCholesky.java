package io.github.regretbench.gp;

import java.util.Arrays;

/**
 * K = Phi^T Phi for a positive semi-definite K, by Cholesky with complete pivoting, stopped when the trace of the remainder is
 * below {@link #RELATIVE_RESIDUAL} of the trace of K. Smooth kernels have a numerical rank r far below n (19 for the paper's
 * 1000-point set-up), and no jitter is needed however singular K is. O(n r^2). N. J. Higham, Accuracy and Stability of
 * Numerical Algorithms, 2002, section 10.3.
 */
final class PivotedCholesky {
    /** What is left out has a standard deviation of 1e-7 of the signal's: the rounding level of K itself, squared root taken. */
    static final double RELATIVE_RESIDUAL = 1e-14;
    /** A pivot this far below zero, relative to the trace, is no rounding error: the matrix is not a covariance. */
    private static final double INDEFINITE = -1e-8;

    private final double[][] rows;
    private final double residual;
    private final double largestResidual;

    private PivotedCholesky(double[][] rows, double residual, double largestResidual) {
        this.rows = rows;
        this.residual = residual;
        this.largestResidual = largestResidual;
    }

    static PivotedCholesky of(Prior prior) {
        int n = prior.size();
        double[] remainder = new double[n];
        double trace = 0;
        for (int i = 0; i < n; i++) {
            remainder[i] = prior.variance(i);
            trace += remainder[i];
        }
        double[][] rows = new double[n][];
        double[] weights = new double[n];
        int rank = 0;
        double left = trace;
        double largest = 0;
        while (rank < n) {
            int pivot = 0;
            left = 0;
            for (int i = 0; i < n; i++) {
                left += Math.max(0, remainder[i]);
                pivot = remainder[i] > remainder[pivot] ? i : pivot;
                if (remainder[i] < INDEFINITE * trace) {
                    throw new IllegalArgumentException("the kernel %s is not positive semi-definite on these arms"
                            .formatted(prior.kernel()));
                }
            }
            largest = Math.max(0, remainder[pivot]);
            if (!(left > RELATIVE_RESIDUAL * trace)) {
                break;
            }
            double[] row = prior.row(pivot).clone();
            for (int k = 0; k < rank; k++) {
                weights[k] = rows[k][pivot];
            }
            Rows.subtractCombination(weights, rows, rank, row);
            double root = Math.sqrt(remainder[pivot]);
            for (int j = 0; j < n; j++) {
                row[j] /= root;
                remainder[j] -= row[j] * row[j];
            }
            // Exactly done: rounding must not let the same pivot come back.
            remainder[pivot] = 0;
            rows[rank++] = row;
        }
        return new PivotedCholesky(Arrays.copyOf(rows, rank), rank == n ? 0 : left, rank == n ? 0 : largest);
    }

    /** The rank rows of Phi, n numbers each; not to be modified. */
    double[][] rows() {
        return rows;
    }

    /** The trace of K - Phi^T Phi: no variance of the remainder is larger. */
    double residual() {
        return residual;
    }

    /** The largest diagonal entry of K - Phi^T Phi. */
    double largestResidual() {
        return largestResidual;
    }

    /** The largest diagonal entry of K - Phi_m^T Phi_m for the first m = 0..r rows; it falls with m. */
    double[] largestResiduals() {
        double[] largest = new double[rank() + 1];
        largest[rank()] = largestResidual;
        if (rank() > 0) {
            double[] explained = new double[rows[0].length];
            Arrays.fill(explained, largestResidual);
            for (int m = rank() - 1; m >= 0; m--) {
                Rows.addSquares(rows[m], explained);
                largest[m] = Arrays.stream(explained).max().orElseThrow();
            }
        }
        return largest;
    }

    int rank() {
        return rows.length;
    }

    /** f += sum_k z_k Phi_k. */
    void addCombination(double[] z, double[] f) {
        Rows.addCombination(z, rows, rank(), f);
    }
}
