package io.github.regretbench.gp;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/**
 * `K = Phi^T Phi` for a positive semi-definite K, by Cholesky with complete pivoting, stopped when the trace of the remainder is
 * below {@link #RELATIVE_RESIDUAL} of the trace of K. Smooth kernels have a numerical rank r far below n (19 for the paper's
 * 1000-point set-up), and no jitter is needed however singular K is. `O(n r^2)`. N. J. Higham, Accuracy and Stability of
 * Numerical Algorithms, 2002, section 10.3.
 */
final class PivotedCholesky implements FeatureMap {
    /** What is left out has a standard deviation of 1e-7 of the signal's: the rounding level of K itself, squared root taken. */
    static final double RELATIVE_RESIDUAL = 1e-14;
    /** A pivot this far below zero, relative to the trace, is no rounding error: the matrix is not a covariance. */
    private static final double INDEFINITE = -1e-8;

    private final double[][] rows;
    private final int[] pivots;
    private final double residual;
    private final double largestResidual;

    private PivotedCholesky(double[][] rows, int[] pivots, double residual, double largestResidual) {
        this.rows = rows;
        this.pivots = pivots;
        this.residual = residual;
        this.largestResidual = largestResidual;
    }

    static PivotedCholesky of(Prior prior) {
        return of(prior, RELATIVE_RESIDUAL);
    }

    /** The factor of a prior's K if it has at most so many rows. */
    static Optional<PivotedCholesky> ofRankAtMost(int most, Prior prior) {
        return of(prior.size(), prior::variance, prior::row, RELATIVE_RESIDUAL, 0, "the kernel " + prior.kernel(), most);
    }

    static PivotedCholesky of(Prior prior, double relativeResidual) {
        return of(prior.size(), prior::variance, prior::row, relativeResidual, 0, "the kernel " + prior.kernel());
    }

    /**
     * The factor of any positive semi-definite n x n matrix.
     *
     * @param diagonal its diagonal
     * @param matrixRow its rows, asked for at pivots only and not modified
     * @param relativeResidual share of the trace to stop below
     * @param trueTo what its entries are true to, in their unit: nothing is told from zero below it; 0 where they are true to rounding
     * @param what it is, for the message when it is not positive semi-definite
     */
    static PivotedCholesky of(int n, IntToDoubleFunction diagonal, IntFunction<double[]> matrixRow, double relativeResidual, double trueTo,
            String what) {
        return of(n, diagonal, matrixRow, relativeResidual, trueTo, what, n).orElseThrow();
    }

    private static Optional<PivotedCholesky> of(int n, IntToDoubleFunction diagonal, IntFunction<double[]> matrixRow, double relativeResidual,
            double trueTo, String what, int most) {
        double[] remainder = new double[n];
        double trace = 0;
        for (int i = 0; i < n; i++) {
            remainder[i] = diagonal.applyAsDouble(i);
            trace += remainder[i];
        }
        double[][] rows = new double[Math.min(n, 64)][];
        double[] weights = new double[n];
        int[] pivots = new int[n];
        int rank = 0;
        double left = trace;
        double negligible = Math.max(relativeResidual * trace, trueTo);
        double indefinite = INDEFINITE * trace - n * trueTo;
        double largest = 0;
        while (rank < n) {
            int pivot = 0;
            left = 0;
            for (int i = 0; i < n; i++) {
                left += Math.max(0, remainder[i]);
                pivot = remainder[i] > remainder[pivot] ? i : pivot;
                if (remainder[i] < indefinite) {
                    throw new IllegalArgumentException(what + " is not positive semi-definite on these arms");
                }
            }
            largest = Math.max(0, remainder[pivot]);
            if (!(left > negligible)) {
                break;
            }
            if (rank == most) {
                return Optional.empty();
            }
            double[] row = matrixRow.apply(pivot).clone();
            for (int k = 0; k < rank; k++) {
                weights[k] = -rows[k][pivot];
            }
            ParallelAlgebra.addCombination(weights, rows, rank, row);
            double root = Math.sqrt(remainder[pivot]);
            for (int j = 0; j < n; j++) {
                row[j] /= root;
                remainder[j] -= row[j] * row[j];
            }
            // Exactly done: rounding must not let the same pivot come back.
            remainder[pivot] = 0;
            rows = rank == rows.length ? Arrays.copyOf(rows, Math.min(n, 2 * rank)) : rows;
            pivots[rank] = pivot;
            rows[rank++] = row;
        }
        return Optional.of(new PivotedCholesky(Arrays.copyOf(rows, rank), Arrays.copyOf(pivots, rank), rank == n ? 0 : left,
                rank == n ? 0 : largest));
    }

    @Override
    public int rank() {
        return rows.length;
    }

    /** The column that row k was made at: there row k has the root of what the rows before left, and the rows after have 0. */
    int pivot(int k) {
        return pivots[k];
    }

    @Override
    public double residual() {
        return residual;
    }

    @Override
    public double largestResidual() {
        return largestResidual;
    }

    @Override
    public void load(int arm, double[] feature) {
        for (int k = 0; k < rows.length; k++) {
            feature[k] = rows[k][arm];
        }
    }

    @Override
    public double[][] scratch() {
        return new double[0][];
    }

    @Override
    public void combine(double[] weights, double[][] scratch, double[] y) {
        Arrays.fill(y, 0);
        Rows.addCombination(weights, rows, rows.length, y);
    }

    @Override
    public int blocks() {
        return rows.length == 0 ? 0 : rows[0].length;
    }

    @Override
    public void absorb(double[] weights, double[][] scratch, double z, Moments moments, int from, int to) {
        Rows.absorb(0, null, weights, rows, 0, rows.length, z, moments.row, moments, from, to);
    }

    @Override
    public double cost() {
        return rows.length == 0 ? 0 : (double) rows.length * rows[0].length;
    }

    @Override
    public double bytes() {
        return 8 * cost();
    }

    @Override
    public double[][] rows() {
        return rows;
    }

    /** f += sum_k z_k Phi_k. */
    void addCombination(double[] z, double[] f) {
        Rows.addCombination(z, rows, rank(), f);
    }
}
