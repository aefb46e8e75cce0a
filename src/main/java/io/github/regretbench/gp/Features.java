package io.github.regretbench.gp;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The posterior in weight space: K = Phi^T Phi with r rows of Phi from {@link PivotedCholesky}, f = Phi^T w, w ~ N(0, I), hence
 * precision A = I + sum_t phi_t phi_t^T / s2 = R^T R. Rasmussen and Williams 2006, eqs. 2.8 and 2.11. O(n r + r^2) a round whatever the
 * number of observations.
 *
 * <p>R is updated by rotations (LINPACK's dchud), which add and never subtract; the features decay as the pivots do, so A is graded, and
 * its Cholesky factor gives variances phi^T A^-1 phi = |R^-T phi|^2 with small relative error however many observations there are.
 */
final class Features implements Conditioning {
    /** What the features leave out of f acts like noise; it may have this share of the noise's variance. */
    private static final double NEGLIGIBLE = 1e-8;

    private final Prior prior;
    private final double noiseVariance;
    private final double[][] phi;
    private final double[][] r;
    private final double[] weights;
    private final double[] feature;
    private final double[] solved;

    /** The state after the observations that {@code arms} holds. */
    Features(Prior prior, double noiseVariance, DistinctArms arms) {
        this.prior = prior;
        this.noiseVariance = noiseVariance;
        phi = prior.factor().rows();
        int rank = phi.length;
        r = new double[rank][rank];
        weights = new double[rank];
        feature = new double[rank];
        solved = new double[rank];
        for (int k = 0; k < rank; k++) {
            r[k][k] = 1;
        }
        for (int place = 0; place < arms.count(); place++) {
            double noise = noiseVariance / arms.plays(place);
            load(arms.arm(place));
            double variance = solve();
            observe(arms.rewardSum(place) / arms.plays(place), Math.sqrt(variance + noise), noise);
        }
    }

    private Features(Features other) {
        prior = other.prior;
        noiseVariance = other.noiseVariance;
        phi = other.phi;
        r = Arrays.stream(other.r).map(double[]::clone).toArray(double[][]::new);
        weights = other.weights.clone();
        feature = other.feature.clone();
        solved = other.solved.clone();
    }

    /** Whether the numerical rank of K is as good as its rank for observations with this noise. */
    static boolean areExact(Prior prior, double noiseVariance) {
        return prior.factor().residual() <= NEGLIGIBLE * noiseVariance;
    }

    private void load(int arm) {
        for (int k = 0; k < phi.length; k++) {
            feature[k] = phi[k][arm];
        }
    }

    /** solved = A^-1 phi for the loaded arm. Returns its posterior variance phi^T A^-1 phi. */
    private double solve() {
        forward(feature);
        double variance = squaredNorm();
        backward();
        return variance;
    }

    /**
     * Takes in an observation of the loaded and solved arm; destroys the loaded feature. The mean weights move by the innovation, which
     * keeps the accuracy that solving A w = b anew would lose to the condition of A.
     */
    private void observe(double value, double pivot, double noise) {
        double innovation = value;
        for (int k = 0; k < feature.length; k++) {
            innovation = Math.fma(-feature[k], weights[k], innovation);
        }
        double step = innovation / (pivot * pivot);
        double scale = 1 / Math.sqrt(noise);
        for (int k = 0; k < feature.length; k++) {
            weights[k] = Math.fma(step, solved[k], weights[k]);
            feature[k] *= scale;
        }
        for (int k = 0; k < feature.length; k++) {
            double[] row = r[k];
            double diagonal = Math.sqrt(Math.fma(row[k], row[k], feature[k] * feature[k]));
            double cosine = row[k] / diagonal;
            double sine = feature[k] / diagonal;
            for (int j = k; j < feature.length; j++) {
                double rotated = Math.fma(cosine, row[j], sine * feature[j]);
                feature[j] = Math.fma(cosine, feature[j], -sine * row[j]);
                row[j] = rotated;
            }
        }
    }

    /** solved = R^-T x, by rows of R. */
    private void forward(double[] x) {
        System.arraycopy(x, 0, solved, 0, solved.length);
        for (int k = 0; k < solved.length; k++) {
            double[] row = r[k];
            double value = solved[k] / row[k];
            solved[k] = value;
            for (int j = k + 1; j < solved.length; j++) {
                solved[j] = Math.fma(-value, row[j], solved[j]);
            }
        }
    }

    /** solved = R^-1 solved. */
    private void backward() {
        for (int k = solved.length - 1; k >= 0; k--) {
            double[] row = r[k];
            double sum = solved[k];
            for (int j = k + 1; j < solved.length; j++) {
                sum = Math.fma(-row[j], solved[j], sum);
            }
            solved[k] = sum / row[k];
        }
    }

    private double squaredNorm() {
        double sum = 0;
        for (double value : solved) {
            sum = Math.fma(value, value, sum);
        }
        return sum;
    }

    @Override
    public double covarianceRow(int arm, double[] row) {
        load(arm);
        double variance = solve();
        Arrays.fill(row, 0);
        Rows.addCombination(solved, phi, phi.length, row);
        row[arm] = variance;
        return variance;
    }

    @Override
    public void observe(int arm, double reward, double[] standardisedRow, double pivot) {
        observe(reward, pivot, noiseVariance);
    }

    @Override
    public double covariance(int i, int j) {
        load(i);
        forward(feature);
        double[] first = solved.clone();
        load(j);
        forward(feature);
        double sum = 0;
        for (int k = 0; k < first.length; k++) {
            sum = Math.fma(first[k], solved[k], sum);
        }
        return sum;
    }

    /** Variances from the rows of R^-T Phi, made one after the other by forward substitution over all arms at once: O(n r^2). */
    @Override
    public void moments(double[] mean, double[] variance) {
        Arrays.fill(mean, 0);
        Rows.addCombination(weights, phi, phi.length, mean);
        Arrays.fill(variance, 0);
        double[][] whitened = new double[phi.length][];
        double[] column = new double[phi.length];
        for (int k = 0; k < phi.length; k++) {
            for (int s = 0; s < k; s++) {
                column[s] = r[s][k] / r[k][k];
            }
            double[] row = phi[k].clone();
            for (int j = 0; j < row.length; j++) {
                row[j] /= r[k][k];
            }
            Rows.subtractCombination(column, whitened, k, row);
            whitened[k] = row;
            Rows.addSquares(row, variance);
        }
    }

    /** Mean weights plus R^-1 z with z standard normal. */
    @Override
    public double[] draw(UniformRandomProvider random) {
        System.arraycopy(Prior.standardNormal(random, phi.length), 0, solved, 0, solved.length);
        backward();
        double[] f = new double[prior.size()];
        Rows.addCombination(solved, phi, phi.length, f);
        Rows.addCombination(weights, phi, phi.length, f);
        return f;
    }

    @Override
    public double cost() {
        return cost(prior.size(), phi.length);
    }

    static double cost(int arms, int rank) {
        return (double) rank * (arms + 3.0 * rank);
    }

    @Override
    public Features copy() {
        return new Features(this);
    }
}
