package io.github.regretbench.gp;

import java.util.Arrays;

/**
 * `K = Phi^T Phi + R` with r features `phi_x` of each arm x, the columns of Phi, and R positive semi-definite and negligible. Immutable and
 * shared between threads.
 */
interface FeatureMap {

    /** The number r of features. */
    int rank();

    /** The trace of R: no variance of the remainder is larger. */
    double residual();

    /** The largest diagonal entry of R. */
    double largestResidual();

    /** Writes the feature vector phi of an arm, r numbers. */
    void load(int arm, double[] feature);

    /** Buffers for {@link #combine}, one set for each thread. */
    double[][] scratch();

    /** `y = Phi^T w`. */
    void combine(double[] weights, double[][] scratch, double[] y);

    /** The number of blocks, equally many arms each, that {@link #absorb} can be split into. */
    int blocks();

    /** Makes what all blocks need of the weights. */
    default void gather(double[] weights, double[][] scratch) {
    }

    /**
     * For gathered weights and the arms of the blocks from..to-1 sets the moments' row to `c = Phi^T w`, and adds c z to the means and
     * subtracts `c^2` from the variances.
     */
    void absorb(double[] weights, double[][] scratch, double z, Moments moments, int from, int to);

    /** Multiplications in {@link #combine}. */
    double cost();

    /** Memory that all this takes, {@link #rows} of a grid not included. */
    double bytes();

    /** The r rows of Phi, n numbers each; not to be modified. */
    double[][] rows();

    /** The largest diagonal entry of `K - Phi_m^T Phi_m` for the first m = 0..r rows; it falls with m. */
    default double[] largestResiduals() {
        double[] largest = new double[rank() + 1];
        largest[rank()] = largestResidual();
        if (rank() > 0) {
            double[][] rows = rows();
            double[] explained = new double[rows[0].length];
            Arrays.fill(explained, largestResidual());
            for (int m = rank() - 1; m >= 0; m--) {
                Rows.addSquares(rows[m], explained);
                largest[m] = Arrays.stream(explained).max().orElseThrow();
            }
        }
        return largest;
    }
}
