package io.github.regretbench.learning;

/** Symmetric systems of as many equations as a kernel has parameters. */
final class SmallSystem {
    /** A pivot below this share of its diagonal entry is rounding or a sign that the matrix is not positive definite: the entry takes its place. */
    private static final double LEAST_PIVOT = 1e-10;

    private SmallSystem() {
    }

    /** `A^-1 b` for a positive definite A; for another, near enough to be a direction: a modified Cholesky factorisation. */
    static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        double[][] l = new double[n][n];
        double[] d = new double[n];
        for (int j = 0; j < n; j++) {
            double pivot = a[j][j];
            for (int k = 0; k < j; k++) {
                pivot -= l[j][k] * l[j][k] * d[k];
            }
            double size = Math.abs(a[j][j]);
            d[j] = pivot > LEAST_PIVOT * size ? pivot : Math.max(size, 1);
            l[j][j] = 1;
            for (int i = j + 1; i < n; i++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k] * d[k];
                }
                l[i][j] = sum / d[j];
            }
        }
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= l[i][k] * x[k];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            x[i] /= d[i];
            for (int k = i + 1; k < n; k++) {
                x[i] -= l[k][i] * x[k];
            }
        }
        return x;
    }
}
