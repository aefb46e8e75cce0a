package io.github.regretbench.gp;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The exact posterior of f ~ N(0, K) over n arms after t rewards y_s = f(x_s) + N(0, s2), updated one observation at a time.
 *
 * <p>Kept as the rows of V = L^-1 K_X., where L L^T = K_XX + s2 I is the Cholesky factor of the t observations: row s holds
 * the covariance of every arm with the s-th standardised innovation. Then mean = V^T L^-1 y, variance = diag(K - V^T V),
 * covariance = K - V^T V. An observation appends one row in O(n t), without refactorisation and without a triangular solve
 * over all arms; repeated arms are ordinary rows. Rasmussen and Williams 2006, eqs. 2.25, 2.26 and algorithm 2.1; Srinivas
 * et al. 2010, eqs. 1 and 2.
 */
public final class Posterior implements Belief {
    private final Prior prior;
    private final double noiseVariance;
    private final double[] mean;
    private final double[] variance;
    private double informationGain;

    private int observations;
    private int[] arms = new int[16];
    private double[] rewards = new double[16];
    private double[][] rows = new double[16][];
    private double[] pivots = new double[16];
    private double[] weights = new double[16];

    /** @throws IllegalArgumentException unless 0 &lt; noiseVariance &lt; infinity */
    Posterior(Prior prior, double noiseVariance) {
        if (!(noiseVariance > 0 && noiseVariance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the noise variance is " + noiseVariance
                    + "; expected a finite number > 0 (1e-6 of the signal variance stands for nearly noise-free)");
        }
        this.prior = prior;
        this.noiseVariance = noiseVariance;
        this.mean = new double[prior.size()];
        this.variance = new double[prior.size()];
        for (int i = 0; i < variance.length; i++) {
            variance[i] = prior.variance(i);
        }
    }

    private Posterior(Posterior other) {
        prior = other.prior;
        noiseVariance = other.noiseVariance;
        mean = other.mean.clone();
        variance = other.variance.clone();
        informationGain = other.informationGain;
        observations = other.observations;
        arms = other.arms.clone();
        rewards = other.rewards.clone();
        rows = other.rows.clone();       // a row is never changed once written
        pivots = other.pivots.clone();
        weights = other.weights.clone();
    }

    /**
     * Conditions on one more reward.
     *
     * @param arm the arm that was played, 0..n-1
     * @param reward y, in units of f
     * @throws IllegalArgumentException when the reward is not finite
     */
    public void observe(int arm, double reward) {
        if (!Double.isFinite(reward)) {
            throw new IllegalArgumentException("the reward of arm " + arm + " is " + reward + "; expected a finite number");
        }
        reserve();
        double[] row = prior.row(arm).clone();
        for (int s = 0; s < observations; s++) {
            weights[s] = rows[s][arm];
        }
        Rows.subtractCombination(weights, rows, observations, row);
        double armVariance = variance(arm);
        double pivot = Math.sqrt(armVariance + noiseVariance);
        double innovation = (reward - mean[arm]) / pivot;
        absorb(row, pivot, innovation);
        informationGain += 0.5 * StrictMath.log1p(armVariance / noiseVariance);
        arms[observations] = arm;
        rewards[observations] = reward;
        pivots[observations] = pivot;
        rows[observations] = row;
        observations++;
    }

    private void absorb(double[] row, double pivot, double innovation) {
        for (int j = 0; j < row.length; j++) {
            double v = row[j] / pivot;
            row[j] = v;
            mean[j] = Math.fma(v, innovation, mean[j]);
            variance[j] = Math.fma(-v, v, variance[j]);
        }
    }

    private void reserve() {
        if (observations == arms.length) {
            int capacity = 2 * observations;
            arms = Arrays.copyOf(arms, capacity);
            rewards = Arrays.copyOf(rewards, capacity);
            rows = Arrays.copyOf(rows, capacity);
            pivots = Arrays.copyOf(pivots, capacity);
            weights = Arrays.copyOf(weights, capacity);
        }
    }

    @Override
    public int size() {
        return mean.length;
    }

    @Override
    public int observations() {
        return observations;
    }

    @Override
    public double mean(int arm) {
        return mean[arm];
    }

    /** {@inheritDoc} Rounding can leave a true variance near zero a few ulps of the prior variance below it; that reads as 0. */
    @Override
    public double variance(int arm) {
        return Math.max(0, variance[arm]);
    }

    @Override
    public double covariance(int i, int j) {
        double covariance = prior.covariance(i, j);
        for (int s = 0; s < observations; s++) {
            covariance = Math.fma(-rows[s][i], rows[s][j], covariance);
        }
        return covariance;
    }

    @Override
    public double informationGain() {
        return informationGain;
    }

    /**
     * {@inheritDoc} Exact, by Matheron's rule: a prior draw g, corrected by the posterior mean of what it misses in the data,
     * f = g + K_.X (K_XX + s2 I)^-1 (y - g_X - e) with e ~ N(0, s2 I). O(n t + n rank). Wilson et al., Efficiently sampling
     * functions from Gaussian process posteriors, ICML 2020, eq. 12.
     */
    @Override
    public double[] draw(UniformRandomProvider random) {
        double[] f = prior.draw(random);
        double[] noise = Prior.standardNormal(random, observations);
        double noiseDeviation = Math.sqrt(noiseVariance);
        double[] whitened = new double[observations];
        for (int t = 0; t < observations; t++) {
            double residual = rewards[t] - f[arms[t]] - noiseDeviation * noise[t];
            for (int s = 0; s < t; s++) {
                residual = Math.fma(-rows[s][arms[t]], whitened[s], residual);
            }
            whitened[t] = residual / pivots[t];
        }
        Rows.addCombination(whitened, rows, observations, f);
        return f;
    }

    @Override
    public Posterior copy() {
        return new Posterior(this);
    }
}
