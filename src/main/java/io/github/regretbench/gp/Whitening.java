package io.github.regretbench.gp;

import java.util.function.IntToDoubleFunction;

/**
 * Independent coordinates of `f ~ N(0, K)`: `z_k` is what f at the k-th pivot of `K = Phi^T Phi` adds to f at the pivots before, over its
 * standard deviation given them. If the prior is right they are independent draws from `N(0, 1)`, and `sum z_k^2 = f^T K^+ f` is chi-square of
 * as many degrees of freedom. Early ones are coarse features of f, late ones fine details.
 *
 * <p>A singular K has fewer coordinates than arms: they end where the variance that is left is below {@link #RELATIVE_RESIDUAL} of the
 * whole. Functions drawn by {@link Prior#draw} miss 1e-14 of it, a millionth of what the last coordinate is about.
 */
public final class Whitening {
    /** Every coordinate has a conditional variance above this share of the mean prior variance: a deviation of 1e-4 of the signal's. */
    public static final double RELATIVE_RESIDUAL = 1e-8;
    /** Of more arms, this many are looked at, evenly spread: f at any arms is normal, and a factor of rank n takes n^3 operations. */
    public static final int MOST_ARMS = 1024;

    private final PivotedCholesky factor;
    private final int[] arms;
    private final boolean whole;
    private final double remainder;

    private Whitening(PivotedCholesky factor, int[] arms, boolean whole, double remainder) {
        this.factor = factor;
        this.arms = arms;
        this.whole = whole;
        this.remainder = remainder;
    }

    /** The coordinates of functions on the arms of a prior. */
    public static Whitening of(Prior prior) {
        int n = Math.min(prior.size(), MOST_ARMS);
        int[] arms = new int[n];
        double trace = 0;
        for (int i = 0; i < n; i++) {
            arms[i] = (int) ((long) i * prior.size() / n);
            trace += prior.variance(arms[i]);
        }
        PivotedCholesky factor = PivotedCholesky.of(n, i -> prior.variance(arms[i]), i -> row(prior, arms, i), RELATIVE_RESIDUAL, 0,
                "the kernel " + prior.kernel());
        return new Whitening(factor, arms, factor.rank() == prior.size(), Math.max(factor.largestResidual(), RELATIVE_RESIDUAL * trace / n));
    }

    private static double[] row(Prior prior, int[] arms, int i) {
        if (arms.length == prior.size()) {
            return prior.row(i);
        }
        double[] row = new double[arms.length];
        for (int j = 0; j < row.length; j++) {
            row[j] = prior.covariance(arms[i], arms[j]);
        }
        return row;
    }

    /** r, the number of coordinates; 0 for a prior without variance. */
    public int rank() {
        return factor.rank();
    }

    /** How many arms are looked at. */
    public int arms() {
        return arms.length;
    }

    /** Whether nothing is left out: as many coordinates as arms, so that `sum z_k^2` is the squared RKHS norm of f on the arms. */
    public boolean isWhole() {
        return whole;
    }

    /** `z_1, ..., z_r` of a function by arm. Their squares sum to at most the squared norm of f in the RKHS of k on the arms. */
    public double[] coordinates(IntToDoubleFunction f) {
        double[][] rows = factor.rows();
        double[] z = new double[factor.rank()];
        for (int k = 0; k < z.length; k++) {
            int pivot = factor.pivot(k);
            double rest = f.applyAsDouble(arms[pivot]);
            for (int l = 0; l < k; l++) {
                rest -= rows[l][pivot] * z[l];
            }
            z[k] = rest / rows[k][pivot];
        }
        return z;
    }

    /**
     * The largest distance of f from what its coordinates say, over all arms looked at, in standard deviations of what they leave open at most:
     * at each arm normal with at most this deviation if the prior is right.
     */
    public double remainder(IntToDoubleFunction f) {
        double[] z = coordinates(f);
        double[] said = new double[arms.length];
        factor.addCombination(z, said);
        double largest = 0;
        for (int i = 0; i < said.length; i++) {
            largest = Math.max(largest, Math.abs(f.applyAsDouble(arms[i]) - said[i]));
        }
        return remainder > 0 ? largest / Math.sqrt(remainder) : largest > 0 ? Double.POSITIVE_INFINITY : 0;
    }
}
