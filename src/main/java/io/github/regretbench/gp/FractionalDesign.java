package io.github.regretbench.gp;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * What would be known of f if arm x had been played m_x times, m_x >= 0 any real number: the posterior given one reward a played arm with
 * noise variance s2 / m_x. Whole numbers give the {@link Posterior} after those plays. With weights w_x = m_x / T it is a design
 * measure of Kiefer and Wolfowitz, Canad. J. Math. 12, 1960, regularised by the prior.
 *
 * <p>In weight space: K = Phi^T Phi + R with r features from the pivoted Cholesky factor; A = I + sum_x m_x phi_x phi_x^T / s2 and
 * B = A^-1 give covariances phi_x^T B phi_y. A change of one m_x is a rank-one update, O(n r + r^2). R, whose diagonal is at most
 * {@link #remainder}, is left out, so all moments are those of the process with covariance Phi^T Phi. As R is positive semi-definite, gains
 * of whole numbers of plays are never above the true ones.
 */
public final class FractionalDesign {
    private final Prior prior;
    private final double noiseVariance;
    private final double[][] phi;
    private final double[] plays;
    private final double[][] inverse;
    private final double[] variance;
    private final double[] direction;
    private final double[] row;
    private final double[] feature;
    private final double remainder;
    private double informationGain;

    /**
     * The design that plays arm x {@code plays.applyAsDouble(x)} times, with all features that {@link Prior#rank} counts.
     *
     * @throws IllegalArgumentException unless 0 &lt; noiseVariance &lt; infinity and every number of plays is finite and >= 0
     */
    public FractionalDesign(Prior prior, double noiseVariance, IntToDoubleFunction plays) {
        this(prior, noiseVariance, 0, plays);
    }

    /**
     * The design that plays arm x {@code plays.applyAsDouble(x)} times, with as few features as leave out at most the given variance.
     *
     * @param negligible largest variance that may be left out at an arm, where fewer features than {@link Prior#rank} reach it
     * @throws IllegalArgumentException unless 0 &lt; noiseVariance &lt; infinity and every number of plays is finite and >= 0
     */
    public FractionalDesign(Prior prior, double noiseVariance, double negligible, IntToDoubleFunction plays) {
        if (!(noiseVariance > 0 && noiseVariance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the noise variance is " + noiseVariance + "; expected a finite number > 0");
        }
        this.prior = prior;
        this.noiseVariance = noiseVariance;
        double[] left = prior.features().largestResiduals();
        int features = 0;
        while (features < prior.rank() && left[features] > negligible) {
            features++;
        }
        remainder = left[features];
        phi = Arrays.copyOf(prior.features().rows(), features);
        int n = prior.size();
        this.plays = new double[n];
        for (int x = 0; x < n; x++) {
            this.plays[x] = plays.applyAsDouble(x);
            if (!(this.plays[x] >= 0 && this.plays[x] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("arm " + x + " is played " + this.plays[x] + " times; expected a finite number >= 0");
            }
        }
        inverse = new double[phi.length][phi.length];
        variance = new double[n];
        direction = new double[phi.length];
        row = new double[n];
        feature = new double[phi.length];
        renew();
    }

    /** The prior of f. */
    public Prior prior() {
        return prior;
    }

    /** The noise variance s2 of one reward. */
    public double noiseVariance() {
        return noiseVariance;
    }

    /** The largest variance that the features leave out, max_x (K - Phi^T Phi)_xx >= 0. */
    public double remainder() {
        return remainder;
    }

    /** The number n of arms. */
    public int size() {
        return plays.length;
    }

    /** The number r of features. */
    public int dimension() {
        return phi.length;
    }

    /** The number m_x of plays of an arm. */
    public double plays(int arm) {
        return plays[arm];
    }

    /** The posterior variance phi_x^T B phi_x of f at an arm. */
    public double variance(int arm) {
        return variance[arm];
    }

    /** The posterior covariance phi_x^T B phi_y of f at two arms; O(r^2). */
    public double covariance(int i, int j) {
        multiply(i);
        double sum = 0;
        for (int k = 0; k < phi.length; k++) {
            sum = Math.fma(direction[k], phi[k][j], sum);
        }
        return sum;
    }

    /**
     * Writes the posterior covariances of f at an arm with f at every arm; O(n r + r^2).
     *
     * @param row n numbers, overwritten
     */
    public void covariances(int arm, double[] row) {
        multiply(arm);
        Arrays.fill(row, 0);
        Rows.addCombination(direction, phi, phi.length, row);
    }

    /** 1/2 log det A in nats, as of the last {@link #renew}. */
    public double informationGain() {
        return informationGain;
    }

    /** sum_x m_x phi_x^T B phi_x / s2 = r - tr B: the number of directions that the data determine. */
    public double effectiveDimension() {
        double sum = 0;
        for (int x = 0; x < plays.length; x++) {
            sum = Math.fma(plays[x], variance[x] / noiseVariance, sum);
        }
        return sum;
    }

    /** direction = B phi_arm. */
    private void multiply(int arm) {
        for (int k = 0; k < phi.length; k++) {
            feature[k] = phi[k][arm];
        }
        Arrays.fill(direction, 0);
        Rows.addCombination(feature, inverse, phi.length, direction);
    }

    /**
     * Plays an arm {@code more} times more, or less often where negative, by the Sherman-Morrison formula. The information gain is not
     * updated; see {@link #renew}.
     *
     * @throws IllegalArgumentException when fewer than no plays would be left
     */
    public void add(int arm, double more) {
        if (!(plays[arm] + more >= 0)) {
            throw new IllegalArgumentException("arm " + arm + " is played " + plays[arm] + " times and cannot lose " + -more);
        }
        if (more == 0) {
            return;
        }
        covariances(arm, row);
        double scale = -1 / (noiseVariance / more + row[arm]);
        for (int x = 0; x < row.length; x++) {
            variance[x] = Math.fma(scale * row[x], row[x], variance[x]);
        }
        for (int k = 0; k < direction.length; k++) {
            Rows.addMultiple(scale * direction[k], direction, inverse[k]);
        }
        plays[arm] += more;
    }

    /** Computes everything anew from the numbers of plays, without what rounding added in updates; O((n + support) r^2). */
    public void renew() {
        double[][] r = upperFactor();
        informationGain = 0;
        for (int k = 0; k < r.length; k++) {
            informationGain += StrictMath.log(r[k][k]);
        }
        // Nearly no plays: rounding can leave a diagonal an ulp below 1.
        informationGain = Math.max(0, informationGain);
        Arrays.fill(variance, 0);
        for (double[] whitened : solveTransposed(r, phi)) {
            Rows.addSquares(whitened, variance);
        }
        double[][] identity = new double[r.length][r.length];
        for (int k = 0; k < r.length; k++) {
            identity[k][k] = 1;
            Arrays.fill(inverse[k], 0);
        }
        double[][] z = solveTransposed(r, identity);
        double[] column = new double[r.length];
        for (int i = 0; i < r.length; i++) {
            for (int k = 0; k < r.length; k++) {
                column[k] = z[k][i];
            }
            Rows.addCombination(column, z, r.length, inverse[i]);
        }
    }

    /** R with R^T R = A. */
    private double[][] upperFactor() {
        int rank = phi.length;
        int support = (int) Arrays.stream(plays).filter(m -> m > 0).count();
        double[][] features = new double[support][rank];
        double[] scaled = new double[support];
        int[] arms = new int[support];
        int s = 0;
        for (int x = 0; x < plays.length; x++) {
            if (plays[x] > 0) {
                arms[s] = x;
                for (int k = 0; k < rank; k++) {
                    features[s][k] = phi[k][x];
                }
                s++;
            }
        }
        double[][] r = new double[rank][rank];
        double[] column = new double[rank];
        for (int k = 0; k < rank; k++) {
            for (int i = 0; i < support; i++) {
                scaled[i] = plays[arms[i]] / noiseVariance * phi[k][arms[i]];
            }
            r[k][k] = 1;
            Rows.addCombination(scaled, features, support, r[k]);
            for (int i = 0; i < k; i++) {
                column[i] = r[i][k];
            }
            Rows.subtractCombination(column, r, k, r[k]);
            double root = Math.sqrt(r[k][k]);
            for (int j = 0; j < rank; j++) {
                r[k][j] = j < k ? 0 : r[k][j] / root;
            }
        }
        return r;
    }

    /** The rows of R^-T X. */
    private static double[][] solveTransposed(double[][] r, double[][] x) {
        double[][] solved = new double[r.length][];
        double[] column = new double[r.length];
        for (int k = 0; k < r.length; k++) {
            for (int i = 0; i < k; i++) {
                column[i] = r[i][k] / r[k][k];
            }
            double[] next = x[k].clone();
            for (int j = 0; j < next.length; j++) {
                next[j] /= r[k][k];
            }
            Rows.subtractCombination(column, solved, k, next);
            solved[k] = next;
        }
        return solved;
    }
}
