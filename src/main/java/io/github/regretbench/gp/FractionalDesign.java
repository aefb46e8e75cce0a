package io.github.regretbench.gp;

import io.github.regretbench.Require;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What would be known of f if arm x had been played `m_x` times, `m_x >= 0` any real number: the posterior given one reward a played arm
 * with noise variance `s_2 / m_x`. Whole numbers give the {@link Posterior} after those plays. With weights `w_x = m_x / T` it is a
 * design measure of Kiefer and Wolfowitz, Canad. J. Math. 12, 1960, regularised by the prior.
 *
 * <p>In weight space: `K = Phi^T Phi + R` with r features from the pivoted Cholesky factor; `A = I + 1/s_2 sum_x m_x phi_x phi_x^T` and
 * `B = A^-1` give covariances `phi_x^T B phi_y`. R, whose diagonal is at most {@link #remainder}, is left out, so all moments are those
 * of the process with covariance `Phi^T Phi`. As R is positive semi-definite, gains of whole numbers of plays are never above the true
 * ones.
 *
 * <p>Where fewer than r arms S are played, by them: with `D = diag(m_S / s_2)` and `A = I + D^(1/2) K_(SS) D^(1/2)` the covariances are
 * `K_(xy) - K_(xS) D^(1/2) A^-1 D^(1/2) K_(Sy)` and nothing is left out. It is the same by the matrix inversion lemma but for the
 * subtraction, in which digits cancel; hence only while there is not much signal.
 *
 * <p>With p rows in A, `O(p^2 max(r, p))` for the gain and `O(n p^2)` more when a moment is asked for, on all processors. Not to be
 * shared by threads.
 */
public final class FractionalDesign {
    /** `(T k_max) / s_2` up to which variances may be differences: an ulp of `k_max` is then 1e-11 of a play's share `s_2 / T`. */
    private static final double LITTLE_SIGNAL = 1e5;

    private final Prior prior;
    private final double noiseVariance;
    private final double[][] phi;
    private final double[] plays;
    private final boolean byFeatures;
    private final double[][] rows;
    private final double[][] factor;
    private final double informationGain;
    private double[][] whitened;
    private double[] variance;

    private FractionalDesign(Prior prior, double noiseVariance, double[][] phi, IntToDoubleFunction plays) {
        this.prior = prior;
        this.noiseVariance = noiseVariance;
        this.phi = phi;
        this.plays = new double[prior.size()];
        for (int x = 0; x < this.plays.length; x++) {
            this.plays[x] = plays.applyAsDouble(x);
            if (!(this.plays[x] >= 0 && this.plays[x] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("arm " + x + " is played " + this.plays[x] + " times; expected a finite number >= 0");
            }
        }
        int[] support = IntStream.range(0, prior.size()).filter(x -> this.plays[x] > 0).toArray();
        byFeatures = support.length >= phi.length || horizon() * prior.maximumVariance() / noiseVariance > LITTLE_SIGNAL;
        rows = byFeatures ? phi : scaledCovariances(support);
        factor = byFeatures ? precision(support) : scaledSupport(support);
        for (int k = 0; k < factor.length; k++) {
            factor[k][k] += 1;
        }
        ParallelAlgebra.factor(factor);
        double sum = 0;
        for (int k = 0; k < factor.length; k++) {
            sum += StrictMath.log(factor[k][k]);
        }
        // Nearly no plays: rounding can leave a diagonal an ulp below 1.
        informationGain = Math.max(0, sum);
    }

    /**
     * The design that plays arm x {@code plays.applyAsDouble(x)} times, with all features that {@link Prior#rank} counts.
     *
     * @throws IllegalArgumentException unless 0 &lt; noiseVariance &lt; infinity and every number of plays is finite and >= 0
     */
    public static FractionalDesign of(Prior prior, double noiseVariance, IntToDoubleFunction plays) {
        return of(prior, noiseVariance, 0, plays);
    }

    /**
     * The design that plays arm x {@code plays.applyAsDouble(x)} times, with as few features as leave out at most the given variance.
     *
     * @param negligible largest variance that may be left out at an arm, where fewer features than {@link Prior#rank} reach it
     * @throws IllegalArgumentException unless 0 &lt; noiseVariance &lt; infinity and every number of plays is finite and >= 0
     */
    public static FractionalDesign of(Prior prior, double noiseVariance, double negligible, IntToDoubleFunction plays) {
        Require.positive("the noise variance", noiseVariance);
        double[] left = prior.features().largestResiduals();
        int features = 0;
        while (features < prior.rank() && left[features] > negligible) {
            features++;
        }
        return new FractionalDesign(prior, noiseVariance, Arrays.copyOf(prior.features().rows(), features), plays);
    }

    /** The same features with other plays. */
    public FractionalDesign with(IntToDoubleFunction otherPlays) {
        return new FractionalDesign(prior, noiseVariance, phi, otherPlays);
    }

    /** The noise variance `s_2` of one reward. */
    public double noiseVariance() {
        return noiseVariance;
    }

    /** The largest variance that is left out: of the features, `max_x (K - Phi^T Phi)_(x x)`; else what {@link Prior#remainder} says. */
    public double remainder() {
        return byFeatures ? prior.features().largestResiduals()[phi.length] : prior.remainder();
    }

    /** The number n of arms. */
    public int size() {
        return plays.length;
    }

    /** The number of features: r, or the rank of K where nothing is left out. */
    public int dimension() {
        return byFeatures ? phi.length : prior.rank();
    }

    /** The number `m_x` of plays of an arm. */
    public double plays(int arm) {
        return plays[arm];
    }

    /** The number T of plays of all arms. */
    public double horizon() {
        double sum = 0;
        for (double count : plays) {
            sum += count;
        }
        return sum;
    }

    /** 1/2 log det A in nats. */
    public double informationGain() {
        return informationGain;
    }

    /** The posterior variance `phi_x^T B phi_x` of f at an arm. */
    public double variance(int arm) {
        whiten();
        return variance[arm];
    }

    /** `1/s_2 sum_x m_x phi_x^T B phi_x = r - tr B`: the number of directions that the data determine. */
    public double effectiveDimension() {
        double sum = 0;
        for (int x = 0; x < plays.length; x++) {
            sum = Math.fma(plays[x], variance(x) / noiseVariance, sum);
        }
        return sum;
    }

    /**
     * The posterior covariances `phi_x^T B phi_y` of f at some arms, a symmetric matrix in their order; `O(r m^2)` for m arms.
     *
     * @param arms indices 0..n-1
     */
    public double[][] covariances(int[] arms) {
        whiten();
        double[] signs = new double[whitened.length];
        Arrays.fill(signs, byFeatures ? 1 : -1);
        double[][] covariances = ParallelAlgebra.gram(signs, columns(whitened, arms), arms.length);
        for (int i = 0; i < arms.length && !byFeatures; i++) {
            for (int j = i; j < arms.length; j++) {
                covariances[i][j] += prior.covariance(arms[i], arms[j]);
            }
        }
        return ParallelAlgebra.symmetric(covariances);
    }

    /** Rows of `R^-T Phi`, or of `R^-T D^(1/2) K_S`: the columns' products are covariances, or what is taken from those of the prior. */
    private void whiten() {
        if (variance == null) {
            variance = new double[plays.length];
            whitened = ParallelAlgebra.solveTransposed(factor, rows);
            for (double[] row : whitened) {
                Rows.addSquares(row, variance);
            }
            for (int x = 0; x < plays.length && !byFeatures; x++) {
                variance[x] = prior.variance(x) - variance[x];
            }
        }
    }

    /** The upper triangle of A - I by features. */
    private double[][] precision(int[] support) {
        double[][] features = new double[support.length][phi.length];
        double[] weights = new double[support.length];
        for (int s = 0; s < support.length; s++) {
            weights[s] = plays[support[s]] / noiseVariance;
            for (int k = 0; k < phi.length; k++) {
                features[s][k] = phi[k][support[s]];
            }
        }
        return ParallelAlgebra.gram(weights, features, phi.length);
    }

    /** `D^(1/2) K_S`. */
    private double[][] scaledCovariances(int[] support) {
        double[][] scaled = new double[support.length][];
        for (int s = 0; s < support.length; s++) {
            double root = Math.sqrt(plays[support[s]] / noiseVariance);
            scaled[s] = prior.row(support[s]).clone();
            for (int x = 0; x < plays.length; x++) {
                scaled[s][x] *= root;
            }
        }
        return scaled;
    }

    /** `D^(1/2) K_(SS) D^(1/2)`. */
    private double[][] scaledSupport(int[] support) {
        double[][] columns = columns(rows, support);
        for (double[] row : columns) {
            for (int s = 0; s < support.length; s++) {
                row[s] *= Math.sqrt(plays[support[s]] / noiseVariance);
            }
        }
        return columns;
    }

    /** The rows, with some columns only. */
    private static double[][] columns(double[][] rows, int[] columns) {
        double[][] some = new double[rows.length][columns.length];
        for (int k = 0; k < rows.length; k++) {
            for (int j = 0; j < columns.length; j++) {
                some[k][j] = rows[k][columns[j]];
            }
        }
        return some;
    }
}
