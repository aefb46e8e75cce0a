package io.github.regretbench.gp;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.eig.SymmetricQRAlgorithmDecomposition_DDRM;
import org.ejml.dense.row.decomposition.hessenberg.TridiagonalDecompositionHouseholder_DDRM;

/**
 * Eigenvalues of the prior covariance `K = sum_a l_a q_a q_a^T`, `l_1 >= l_2 >= cdots > 0`, and what the leading eigenpairs explain at
 * each arm.
 *
 * <p>Computed from the r features `K = Phi^T Phi` of the pivoted Cholesky factor: `Phi Phi^T = U diag(l) U^T` has the same nonzero
 * eigenvalues, and `l_a q_a^2(x) = (u_a^T phi_x)^2`. `O(n r^2 + r^3)` instead of `O(n^3)`. Absolute error a few ulps of `l_1`.
 * G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed. 2013, section 8.3 (Householder tridiagonalisation, implicit QR).
 */
public final class Spectrum {
    private final int arms;
    private final double[] eigenvalues;
    private final double[] leading;
    private final double[] remaining;

    private Spectrum(int arms, double[] eigenvalues, double[] leading, double[] remaining) {
        this.arms = arms;
        this.eigenvalues = eigenvalues;
        this.leading = leading;
        this.remaining = remaining;
    }

    /**
     * The spectrum of a prior's covariance.
     *
     * @throws IllegalArgumentException when the kernel is not positive semi-definite on the arms
     */
    public static Spectrum of(Prior prior) {
        double[][] phi = prior.features().rows();
        int rank = phi.length;
        int n = prior.size();
        double[] eigenvalues = new double[rank];
        double[][] directions = new double[rank][];
        if (rank > 0) {
            decompose(phi, eigenvalues, directions);
        }
        double[] explained = new double[n];
        double[] leading = new double[rank + 1];
        double[] remaining = new double[rank + 1];
        double[] projection = new double[n];
        for (int m = 0; m <= rank; m++) {
            if (m > 0) {
                Arrays.fill(projection, 0);
                Rows.addCombination(directions[m - 1], phi, rank, projection);
                Rows.addSquares(projection, explained);
            }
            for (int x = 0; x < n; x++) {
                leading[m] = Math.max(leading[m], explained[x]);
                remaining[m] = Math.max(remaining[m], prior.variance(x) - explained[x]);
            }
        }
        return new Spectrum(n, eigenvalues, leading, remaining);
    }

    /** Writes eigenvalues in decreasing order and the matching unit eigenvectors of `Phi Phi^T`. */
    private static void decompose(double[][] phi, double[] eigenvalues, double[][] directions) {
        int rank = phi.length;
        DMatrixRMaj gram = new DMatrixRMaj(rank, rank);
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int x = 0; x < phi[i].length; x++) {
                    sum = Math.fma(phi[i][x], phi[j][x], sum);
                }
                gram.set(i, j, sum);
                gram.set(j, i, sum);
            }
        }
        // Named classes, not EJML's factory, which goes over to concurrent ones when the matrix is large.
        SymmetricQRAlgorithmDecomposition_DDRM solver = new SymmetricQRAlgorithmDecomposition_DDRM(
                new TridiagonalDecompositionHouseholder_DDRM(), true);
        if (!solver.decompose(gram)) {
            throw new IllegalStateException("the QR algorithm did not converge on a " + rank + " x " + rank + " matrix");
        }
        Integer[] order = new Integer[rank];
        for (int a = 0; a < rank; a++) {
            order[a] = a;
        }
        Arrays.sort(order, (a, b) -> Double.compare(solver.getEigenvalue(b).real, solver.getEigenvalue(a).real));
        for (int a = 0; a < rank; a++) {
            eigenvalues[a] = Math.max(0, solver.getEigenvalue(order[a]).real);
            directions[a] = solver.getEigenVector(order[a]).data.clone();
        }
    }

    /** The number n of arms, hence of eigenvalues with those that vanish. */
    public int arms() {
        return arms;
    }

    /** The numerical rank r of K. */
    public int rank() {
        return eigenvalues.length;
    }

    /** The i-th largest eigenvalue `l_i` of K, i = 1..n; 0 beyond the rank. */
    public double eigenvalue(int i) {
        if (i < 1 || i > arms) {
            throw new IllegalArgumentException("eigenvalue " + i + " of " + arms + "; they count from 1");
        }
        return i <= rank() ? eigenvalues[i - 1] : 0;
    }

    /** `max_x sum_(a &lt;= m) l_a q_a^2(x)`, the largest variance of what the m leading eigenpairs explain; m = 0..r. */
    public double explainedVariance(int m) {
        return leading[m];
    }

    /** `max_x (K_(x x) - sum_(a &lt;= m) l_a q_a^2(x))`, the largest variance of what they leave, >= 0; m = 0..r. */
    public double remainingVariance(int m) {
        return remaining[m];
    }
}
