package io.github.regretbench.gp;

import io.github.regretbench.kernel.Kernel;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * A covariance matrix given entry by entry, as a kernel of indices: of strings, graphs, molecules or whatever else has a kernel of its own. Its
 * inputs are the indices of an {@linkplain io.github.regretbench.space.Points#indexed index-only} set.
 */
public final class GramMatrix implements Kernel {
    /** What rounding in the program that wrote the matrix may have done, as a fraction of its largest variance. */
    private static final double TOLERANCE = 1e-9;

    private final double[][] matrix;

    private GramMatrix(double[][] matrix) {
        this.matrix = matrix;
    }

    /**
     * The kernel of a matrix.
     *
     * @param matrix n x n, symmetric and positive semi-definite to 1e-9 of its largest diagonal entry; its lower half is used
     * @throws IllegalArgumentException when it is not, which names the row and the column where it is not symmetric
     */
    public static GramMatrix of(double[][] matrix) {
        int n = matrix.length;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            if (matrix[i].length != n) {
                throw new IllegalArgumentException("row %d has %d numbers and there are %d rows; expected a square matrix".formatted(i + 1,
                        matrix[i].length, n));
            }
            largest = Math.max(largest, matrix[i][i]);
        }
        double[][] copy = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                if (!(Math.abs(matrix[i][j] - matrix[j][i]) <= TOLERANCE * largest)) {
                    throw new IllegalArgumentException("the matrix has %s in row %d, column %d, and %s in row %d, column %d; expected it to be symmetric"
                            .formatted(matrix[i][j], i + 1, j + 1, matrix[j][i], j + 1, i + 1));
                }
                copy[i][j] = matrix[i][j];
                copy[j][i] = matrix[i][j];
            }
        }
        requirePositiveSemiDefinite(copy, largest);
        return new GramMatrix(copy);
    }

    /** The kernel of a matrix that is known to be a covariance; not copied. */
    static GramMatrix known(double[][] matrix) {
        return new GramMatrix(matrix);
    }

    private static void requirePositiveSemiDefinite(double[][] matrix, double largest) {
        DMatrixRMaj shifted = new DMatrixRMaj(matrix);
        for (int i = 0; i < matrix.length; i++) {
            shifted.add(i, i, TOLERANCE * largest);
        }
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(matrix.length, true);
        if (largest <= 0 || !cholesky.decompose(shifted)) {
            throw new IllegalArgumentException("the matrix is not positive semi-definite, so it is no covariance; expected k(x, y) of a kernel, "
                    + "not distances");
        }
    }

    /** The number n of indices. */
    public int size() {
        return matrix.length;
    }

    @Override
    public double value(double[] x, double[] y) {
        return matrix[index(x)][index(y)];
    }

    private int index(double[] x) {
        int i = (int) x[0];
        if (x.length != 1 || i != x[0]) {
            throw new IllegalArgumentException("a Gram matrix needs an index-only set of arms");
        }
        return Objects.checkIndex(i, matrix.length);
    }

    @Override
    public String toString() {
        return "gram(size=" + matrix.length + ")";
    }
}
