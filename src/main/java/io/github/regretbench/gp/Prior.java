package io.github.regretbench.gp;

import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.space.Points;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The prior f ~ GP(0, k) on n arms: the vector f is N(0, K) with K_ij = k(x_i, x_j). Immutable and shared by all trials of an
 * experiment.
 */
public final class Prior {
    private final Kernel kernel;
    private final Points points;
    private final double[][] covariance;
    private volatile PivotedCholesky factor;

    private Prior(Kernel kernel, Points points, double[][] covariance) {
        this.kernel = kernel;
        this.points = points;
        this.covariance = covariance;
    }

    /**
     * The prior with covariance function {@code kernel} on {@code points}; forms the n x n matrix K once.
     *
     * @throws IllegalArgumentException when the kernel gives a value not finite or a negative variance on these points
     */
    public static Prior of(Kernel kernel, Points points) {
        int n = points.size();
        double[][] x = new double[n][];
        for (int i = 0; i < n; i++) {
            x[i] = points.point(i);
        }
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value = kernel.value(x[i], x[j]);
                if (!Double.isFinite(value) || i == j && value < 0) {
                    throw new IllegalArgumentException("the kernel %s gives %s for arms %s and %s; expected a finite number%s"
                            .formatted(kernel, value, points.id(i), points.id(j), i == j ? " >= 0" : ""));
                }
                covariance[i][j] = value;
                covariance[j][i] = value;
            }
        }
        return new Prior(kernel, points, covariance);
    }

    /** The number n of arms. */
    public int size() {
        return covariance.length;
    }

    /** The decision set. */
    public Points points() {
        return points;
    }

    /** The covariance function. */
    public Kernel kernel() {
        return kernel;
    }

    /** Prior covariance K_ij of f at arms i and j. */
    public double covariance(int i, int j) {
        return covariance[i][j];
    }

    /** Prior variance K_ii of f at arm i. */
    public double variance(int i) {
        return covariance[i][i];
    }

    /** k_max = max_i K_ii, which every bound of the theory needs. */
    public double maximumVariance() {
        double maximum = 0;
        for (int i = 0; i < size(); i++) {
            maximum = Math.max(maximum, variance(i));
        }
        return maximum;
    }

    /** Row i of K, not copied. */
    double[] row(int i) {
        return covariance[i];
    }

    /**
     * One draw of f over all arms: f = Phi^T z with Phi^T Phi = K and z standard normal, one normal for each unit of rank. K is
     * matched to {@link PivotedCholesky#RELATIVE_RESIDUAL} of its trace, so no jitter is added.
     *
     * @return n values of f
     */
    public double[] draw(UniformRandomProvider random) {
        PivotedCholesky phi = factor();
        double[] z = standardNormal(random, phi.rank());
        double[] f = new double[size()];
        phi.addCombination(z, f);
        return f;
    }

    /**
     * A random function of the RKHS of k on the arms: f = Phi^T c with Phi^T Phi = K and c uniform on the sphere of radius B in R^r, so that
     * ||f||_k^2 = f^T K^+ f = B^2 exactly. (The norm of a prior draw is about sqrt(r).) Karhunen-Loeve form.
     *
     * @param norm B > 0
     * @return n values of f
     * @throws IllegalArgumentException unless the norm is finite and > 0 and K has rank >= 1
     */
    public double[] drawOfNorm(double norm, UniformRandomProvider random) {
        PivotedCholesky phi = factor();
        if (!(norm > 0 && norm < Double.POSITIVE_INFINITY) || phi.rank() == 0) {
            throw new IllegalArgumentException("there is no function of norm %s; expected a finite number > 0 and arms with variance"
                    .formatted(norm));
        }
        double[] c = standardNormal(random, phi.rank());
        double squares = 0;
        for (double value : c) {
            squares += value * value;
        }
        for (int k = 0; k < c.length; k++) {
            c[k] *= norm / Math.sqrt(squares);
        }
        double[] f = new double[size()];
        phi.addCombination(c, f);
        return f;
    }

    /** The numerical rank r of K that {@link #draw} uses. */
    public int rank() {
        return factor().rank();
    }

    /**
     * The largest variance that the r features leave out, max_i (K - Phi^T Phi)_ii >= 0: at most
     * {@link PivotedCholesky#RELATIVE_RESIDUAL} of the trace of K, and 0 where r = n. K - Phi^T Phi is positive semi-definite.
     */
    public double remainder() {
        return factor().largestResidual();
    }

    /** K = Phi^T Phi, made at the first call and shared. */
    PivotedCholesky factor() {
        PivotedCholesky made = factor;
        if (made == null) {
            synchronized (this) {
                made = factor;
                if (made == null) {
                    made = PivotedCholesky.of(this);
                    factor = made;
                }
            }
        }
        return made;
    }

    static double[] standardNormal(UniformRandomProvider random, int count) {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        double[] z = new double[count];
        for (int i = 0; i < count; i++) {
            z[i] = normal.sample();
        }
        return z;
    }

    /** The posterior before any observation, for rewards y = f(x) + N(0, noiseVariance). */
    public Posterior observedWith(double noiseVariance) {
        return new Posterior(this, noiseVariance);
    }
}
