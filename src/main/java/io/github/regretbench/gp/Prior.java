package io.github.regretbench.gp;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.space.Points;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The prior `f ~ GP(0, k)` on n arms: the vector f is `N(0, K)` with `K_(ij) = k(x_i, x_j)`. Immutable and shared by all trials of an
 * experiment.
 */
public final class Prior {
    /** So many features are looked for at first. */
    private static final int FEWEST_FEATURES = 32;
    /** What a posterior keeps of each arm. */
    private static final double MOMENT_BYTES = 28;
    /** Rows that take up to this share of the heap are kept without asking whether features would take less. */
    private static final double ROWS_SHARE = 0.25;
    /** Up to so many arms the rows of K that were asked for are kept: at most 512 MB. */
    private static final int KEPT_ARMS = 8192;
    /** One value of a kernel takes about as long as to look at so many arms. */
    private static final int KERNEL_COST = 16;

    /** Cubes of variances up to this and down to one over it, and sums of 10^9 of their squares, are doubles with all their digits. */
    private static final double LARGEST_VARIANCE = 0x1p300;

    private final Kernel kernel;
    private final Points points;
    private final double[] variances;
    private final AtomicReferenceArray<double[]> kept;
    /** K has no factor of this rank or less to working precision, as far as was tried. */
    private volatile int rankIsAbove;
    private volatile FeatureMap features;

    private Prior(Kernel kernel, Points points, double[] variances) {
        this.kernel = kernel;
        this.points = points;
        this.variances = variances;
        this.kept = new AtomicReferenceArray<>(variances.length <= KEPT_ARMS ? variances.length : 0);
    }

    /**
     * The prior with covariance function {@code kernel} on {@code points}. Rows of the n x n matrix K are computed when they are needed.
     *
     * @throws IllegalArgumentException when the kernel gives a variance not finite or negative on these points, or the largest is
     *         {@linkplain #requireInRange out of range}
     */
    public static Prior of(Kernel kernel, Points points) {
        double[] variances = new double[points.size()];
        for (int i = 0; i < variances.length; i++) {
            double[] x = points.point(i);
            variances[i] = kernel.value(x, x);
            if (!Double.isFinite(variances[i]) || variances[i] < 0) {
                throw unusable(kernel, points, variances[i], i, i);
            }
        }
        Prior prior = new Prior(kernel, points, variances);
        requireInRange("the largest variance of the kernel %s on these arms".formatted(kernel), prior.maximumVariance());
        return prior;
    }

    /**
     * Refuses variances whose products are no doubles; 0 is none of them.
     *
     * @param what it is of, for the message
     * @throws IllegalArgumentException unless the variance is 0 or from `2^-300` to `2^300`
     */
    public static void requireInRange(String what, double variance) {
        if (variance > LARGEST_VARIANCE || variance > 0 && variance < 1 / LARGEST_VARIANCE) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s is %s, and products of such variances are no doubles; expected a "
                    + "variance from %.1e to %.1e: write f in another unit", what, PlainDouble.format(variance), 1 / LARGEST_VARIANCE,
                    LARGEST_VARIANCE));
        }
    }

    private static IllegalArgumentException unusable(Kernel kernel, Points points, double value, int i, int j) {
        return new IllegalArgumentException("the kernel %s gives %s for arms %s and %s; expected a finite number%s"
                .formatted(kernel, value, points.id(i), points.id(j), i == j ? " >= 0" : ""));
    }

    /** The number n of arms. */
    public int size() {
        return variances.length;
    }

    /** The decision set. */
    public Points points() {
        return points;
    }

    /** The covariance function. */
    public Kernel kernel() {
        return kernel;
    }

    /**
     * Prior covariance `K_(ij)` of f at arms i and j.
     *
     * @throws IllegalArgumentException when the kernel gives a value not finite
     */
    public double covariance(int i, int j) {
        return i == j ? variances[i] : kept.length() > 0 ? row(i)[j] : evaluate(i, points.point(i), j);
    }

    /** Prior variance `K_(ii)` of f at arm i. */
    public double variance(int i) {
        return variances[i];
    }

    /** `k_max = max_i K_(ii)`, which every bound of the theory needs. */
    public double maximumVariance() {
        double maximum = 0;
        for (int i = 0; i < size(); i++) {
            maximum = Math.max(maximum, variance(i));
        }
        return maximum;
    }

    /**
     * Row i of K; not to be modified.
     *
     * @throws IllegalArgumentException when the kernel gives a value not finite
     */
    double[] row(int i) {
        return row(i, ArmLoop.SEQUENTIAL);
    }

    double[] row(int i, ArmLoop loop) {
        double[] row = i < kept.length() ? kept.get(i) : null;
        if (row == null) {
            double[] made = new double[variances.length];
            double[] x = points.point(i);
            loop.over(made.length, KERNEL_COST, (from, to) -> {
                for (int j = from; j < to; j++) {
                    double[] other = j < kept.length() ? kept.get(j) : null;
                    made[j] = other != null ? other[i] : i == j ? variances[i] : evaluate(i, x, j);
                }
            });
            row = made;
            if (i < kept.length()) {
                kept.set(i, row);
            }
        }
        return row;
    }

    /** `K_(ij)`, the later arm first, so that K is symmetric to the bit whatever the kernel. */
    private double evaluate(int i, double[] x, int j) {
        double value = i > j ? kernel.value(x, points.point(j)) : kernel.value(points.point(j), x);
        if (!Double.isFinite(value)) {
            throw unusable(kernel, points, value, Math.max(i, j), Math.min(i, j));
        }
        return value;
    }

    /**
     * One draw of f over all arms: `f = Phi^T z` with `Phi^T Phi = K` and z standard normal, one normal for each unit of rank. K is
     * matched to {@link PivotedCholesky#RELATIVE_RESIDUAL} of its trace, so no jitter is added.
     *
     * @return n values of f
     */
    public double[] draw(UniformRandomProvider random) {
        FeatureMap phi = features();
        double[] f = new double[size()];
        phi.combine(standardNormal(random, phi.rank()), phi.scratch(), f);
        return f;
    }

    /**
     * A random function of the RKHS of k on the arms: `f = Phi^T c` with `Phi^T Phi = K` and c uniform on the sphere of radius B in
     * `RR^r`, so that `||f||_k^2 = f^T K^+ f = B^2` exactly. (The norm of a prior draw is about `sqrt(r)`.) Karhunen-Loeve form.
     *
     * @param norm B > 0
     * @return n values of f
     * @throws IllegalArgumentException unless the norm is finite and > 0 and K has rank >= 1
     */
    public double[] drawOfNorm(double norm, UniformRandomProvider random) {
        FeatureMap phi = features();
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
        phi.combine(c, phi.scratch(), f);
        return f;
    }

    /** The numerical rank r of K that {@link #draw} uses. */
    public int rank() {
        return features().rank();
    }

    /**
     * The largest variance that the r features leave out, `max_i (K - Phi^T Phi)_(ii) >= 0`: at most
     * {@link PivotedCholesky#RELATIVE_RESIDUAL} of the trace of K, and 0 where r = n. `K - Phi^T Phi` is positive semi-definite.
     */
    public double remainder() {
        return features().largestResidual();
    }

    /** `K = Phi^T Phi`, made at the first call and shared. */
    FeatureMap features() {
        FeatureMap made = features;
        if (made == null) {
            synchronized (this) {
                made = features;
                if (made == null) {
                    made = features(size()).orElseThrow();
                }
            }
        }
        return made;
    }

    /**
     * The same where K has rank `mostRank` at most to working precision, else nothing: rough kernels on many points have too many features to
     * be of use to few rounds. Finding that out costs `n "mostRank"^2` multiplications, once.
     */
    synchronized Optional<FeatureMap> features(int mostRank) {
        if (features == null && rankIsAbove == 0) {
            features = GridFeatures.of(this).orElse(null);
        }
        if (features == null && mostRank > rankIsAbove) {
            features = PivotedCholesky.ofRankAtMost(mostRank, this).orElse(null);
            rankIsAbove = mostRank;
        }
        return Optional.ofNullable(features);
    }

    /**
     * Multiplications per round with features; infinite where they are more than those with so many rows, as far as is known. Looking twice
     * as far as is asked for makes looking as cheap as the rows were.
     */
    double featureCost(int rows) {
        FeatureMap made = features;
        if (made == null && rows >= rankIsAbove) {
            made = features(Math.min(size(), 2 * rows + FEWEST_FEATURES)).orElse(null);
        }
        return made == null ? Double.POSITIVE_INFINITY : Features.cost(made);
    }

    /** Memory in bytes that this takes at most: as many rows of K as are kept and, where there are none, the features, once they are made. */
    public double bytes() {
        FeatureMap made = features;
        return kept.length() > 0 ? 16.0 * size() * size() : 8.0 * size() + (made == null ? 0 : made.bytes());
    }

    /**
     * Memory in bytes that a posterior takes at most, about.
     *
     * @param horizon the number of rewards that it is conditioned on
     */
    public double posteriorBytes(double noiseVariance, int horizon, PosteriorForm form) {
        double n = size();
        double distinct = Math.min(n, horizon);
        double moments = MOMENT_BYTES * n;
        return moments + switch (form) {
            case ROWS -> 8 * n * horizon;
            case DENSE -> 8 * n * n;
            case DISTINCT_ARMS -> 8 * n * (Math.min(horizon, DistinctArms.mostRows(n, distinct)) + distinct) + 4 * distinct * distinct;
            case FEATURES -> weightSpaceBytes();
            case AUTO -> automaticBytes(noiseVariance, horizon);
        };
    }

    /** A policy that tries new arms only loses `(t - c)^2 / 2` rows against features that cost c of them. */
    private double automaticBytes(double noiseVariance, int horizon) {
        double rows = posteriorBytes(noiseVariance, horizon, PosteriorForm.DISTINCT_ARMS) - MOMENT_BYTES * size();
        boolean fits = rows <= Runtime.getRuntime().maxMemory() * ROWS_SHARE;
        boolean pays = kept.length() == 0 && !fits && features(Math.min(size(), horizon)).isPresent() && Features.areExact(this, noiseVariance);
        return pays ? 8.0 * size() * Math.min(horizon, rowsBeforeFeatures()) + weightSpaceBytes() : rows;
    }

    private double rowsBeforeFeatures() {
        double features = Features.cost(features());
        return Math.ceil(features / size() + Math.sqrt(2 * Posterior.patience(features) / size())) + 1;
    }

    private double weightSpaceBytes() {
        return 8.0 * features().rank() * features().rank();
    }

    static double[] standardNormal(UniformRandomProvider random, int count) {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        double[] z = new double[count];
        for (int i = 0; i < count; i++) {
            z[i] = normal.sample();
        }
        return z;
    }

    /** The posterior before any observation, for rewards y = f(x) + N(0, noiseVariance), by the cheapest algorithm. */
    public Posterior observedWith(double noiseVariance) {
        return observedWith(noiseVariance, PosteriorForm.AUTO);
    }

    /**
     * The posterior before any observation, by a certain algorithm.
     *
     * @param noiseVariance `s_2 > 0` of rewards `y = f(x) + N(0, s_2)`, in squared units of f
     * @throws IllegalArgumentException unless 0 &lt; noiseVariance &lt; infinity
     */
    public Posterior observedWith(double noiseVariance, PosteriorForm form) {
        return observedWith(noiseVariance, form, ArmLoop.SEQUENTIAL);
    }

    /** The same with loops over arms run by {@code loop}; its moments do not depend on it. */
    public Posterior observedWith(double noiseVariance, PosteriorForm form, ArmLoop loop) {
        return new Posterior(this, noiseVariance, form, loop);
    }

    /**
     * The posterior of f before any observation, where this is the prior of `f / rho`, for rewards whose noise differs from arm to arm: `y =
     * f(x) + N(0, s_2 rho(x)^2)`. With f and y divided by `rho` the noise is equal: exact.
     *
     * @param noiseVariance `s_2 > 0`, in squared units of f
     * @param scale `rho > 0` of each of the n arms
     */
    public Posterior observedWith(double noiseVariance, PosteriorForm form, ArmLoop loop, double[] scale) {
        return new Posterior(this, noiseVariance, form, loop, scale);
    }

    /**
     * `f / rho` on the same arms.
     *
     * @param scale `rho > 0` of each of the n arms
     * @throws IllegalArgumentException when there are more arms than covariances that are kept
     */
    public Prior dividedBy(double[] scale) {
        if (size() > KEPT_ARMS) {
            throw new IllegalArgumentException("noise that differs from arm to arm takes the covariances of all pairs of %d arms; expected at most %d"
                    .formatted(size(), KEPT_ARMS));
        }
        double[][] matrix = new double[size()][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = row(i).clone();
            for (int j = 0; j < matrix.length; j++) {
                matrix[i][j] /= scale[i] * scale[j];
            }
        }
        List<String> ids = IntStream.range(0, size()).mapToObj(points::id).toList();
        return of(GramMatrix.known(matrix), Points.indexed(ids));
    }

    /**
     * The posterior after rewards of 0, for what does not depend on rewards; as costly as one round for each distinct arm.
     *
     * @param noiseVariance `s_2 > 0` of rewards `y = f(x) + N(0, s_2)`, in squared units of f
     * @param times how often each of the n arms was played
     * @throws IllegalArgumentException unless 0 &lt; noiseVariance &lt; infinity
     */
    public Posterior observedWith(double noiseVariance, int[] times) {
        return new Posterior(this, noiseVariance, times);
    }
}
