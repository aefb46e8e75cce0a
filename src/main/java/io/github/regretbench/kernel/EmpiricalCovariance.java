package io.github.regretbench.kernel;

import java.util.Objects;

/**
 * The covariance of n measured quantities, estimated from m joint observations:
 * `K = 1/(m-1) sum_r (y_r - bar(y)) (y_r - bar(y))^T`, unbiased, positive semi-definite, of rank at most m - 1. Its inputs are the
 * indices of an {@linkplain io.github.regretbench.space.Points#indexed index-only} set. The objective of a bandit with
 * this kernel has to be centred by the same {@link #mean}. Srinivas et al. 2010, section 6 (sensor networks).
 */
public final class EmpiricalCovariance implements Kernel {
    private final double[][] covariance;
    private final double[] mean;
    private final int observations;

    private EmpiricalCovariance(double[][] covariance, double[] mean, int observations) {
        this.covariance = covariance;
        this.mean = mean;
        this.observations = observations;
    }

    /**
     * Estimates from rows, one joint observation each; sums run in row order.
     *
     * @param rows m x n, m >= 2, all finite
     */
    public static EmpiricalCovariance of(double[][] rows) {
        int m = rows.length;
        if (m < 2) {
            throw new IllegalArgumentException("a covariance needs at least two observations, got " + m);
        }
        int n = rows[0].length;
        double[] mean = new double[n];
        for (double[] row : rows) {
            for (int j = 0; j < n; j++) {
                if (!Double.isFinite(row[j])) {
                    throw new IllegalArgumentException("an observation of quantity " + j + " is " + row[j]);
                }
                mean[j] += row[j];
            }
        }
        for (int j = 0; j < n; j++) {
            mean[j] /= m;
        }
        double[][] covariance = new double[n][n];
        double[] centred = new double[n];
        for (double[] row : rows) {
            for (int j = 0; j < n; j++) {
                centred[j] = row[j] - mean[j];
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += centred[i] * centred[j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] /= m - 1;
                covariance[j][i] = covariance[i][j];
            }
        }
        return new EmpiricalCovariance(covariance, mean, m);
    }

    /** The number n of quantities. */
    public int size() {
        return mean.length;
    }

    /** The mean of quantity {@code i} over the observations. */
    public double mean(int i) {
        return mean[i];
    }

    @Override
    public double value(double[] x, double[] y) {
        return covariance[index(x)][index(y)];
    }

    private int index(double[] x) {
        int i = (int) x[0];
        if (x.length != 1 || i != x[0]) {
            throw new IllegalArgumentException("an empirical covariance needs an index-only set of arms");
        }
        return Objects.checkIndex(i, mean.length);
    }

    @Override
    public String toString() {
        return "empirical(quantities=" + mean.length + ", observations=" + observations + ")";
    }
}
