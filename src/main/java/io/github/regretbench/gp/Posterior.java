package io.github.regretbench.gp;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * The exact posterior of f ~ N(0, K) over n arms after t rewards y_s = f(x_s) + N(0, s2), updated one observation at a time.
 * Rasmussen and Williams 2006, eqs. 2.25 and 2.26; Srinivas et al. 2010, eqs. 1 and 2.
 *
 * <p>With c = C_a / p the standardised posterior covariance of the played arm a with all arms, p^2 = C_aa + s2, an observation adds
 * c (y - mean_a) / p to the mean and subtracts c^2 from the variance. Where c comes from is a matter of cost alone: {@link DistinctArms},
 * O(n m) a round for m distinct arms, until {@link Features}, O(n r + r^2) for K of numerical rank r, is cheaper. Neither forms a matrix of
 * t observations, so cost and memory do not grow with t, and repeated arms are no edge case.
 */
public final class Posterior implements Belief {
    /** Moments of all arms are made anew after 1, 2, 4, ... and then every so many rounds, so that updates cannot drift. */
    private static final int RENEW_EVERY = 256;
    /** Fewer distinct arms than this are cheap in any case, and do not justify factorising K. */
    private static final int FEW_ARMS = 8;

    private final Prior prior;
    private final double noiseVariance;
    private final double[] mean;
    private final double[] variance;
    private final double[] row;
    private Conditioning conditioning;
    private double informationGain;
    private int observations;

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
        this.row = new double[prior.size()];
        this.conditioning = new DistinctArms(prior, noiseVariance);
        for (int i = 0; i < variance.length; i++) {
            variance[i] = prior.variance(i);
        }
    }

    private Posterior(Posterior other) {
        prior = other.prior;
        noiseVariance = other.noiseVariance;
        mean = other.mean.clone();
        variance = other.variance.clone();
        row = other.row.clone();
        conditioning = other.conditioning.copy();
        informationGain = other.informationGain;
        observations = other.observations;
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
        double armVariance = conditioning.covarianceRow(arm, row);
        double pivot = Math.sqrt(armVariance + noiseVariance);
        absorb(pivot, (reward - mean[arm]) / pivot);
        // What subtraction would cancel: the variance of the arm itself, C s2 / (C + s2).
        variance[arm] = armVariance * noiseVariance / (armVariance + noiseVariance);
        conditioning.observe(arm, reward, row, pivot);
        informationGain += 0.5 * StrictMath.log1p(armVariance / noiseVariance);
        observations++;
        chooseForm();
        if (observations % RENEW_EVERY == 0 || Integer.bitCount(observations) == 1 && observations < RENEW_EVERY) {
            conditioning.moments(mean, variance);
        }
    }

    private void absorb(double pivot, double innovation) {
        for (int j = 0; j < row.length; j++) {
            double c = row[j] / pivot;
            row[j] = c;
            mean[j] = Math.fma(c, innovation, mean[j]);
            variance[j] = Math.fma(-c, c, variance[j]);
        }
    }

    /** The cheaper form from here on: the number of distinct arms only grows, the rank of K stays. */
    private void chooseForm() {
        if (conditioning instanceof DistinctArms arms && arms.count() >= FEW_ARMS
                && conditioning.cost() > Features.cost(prior.size(), prior.rank()) && Features.areExact(prior, noiseVariance)) {
            conditioning = new Features(prior, noiseVariance, arms);
        }
    }

    /** Goes over to features now, whatever the cost; for tests that compare the forms. */
    void useFeatures() {
        if (conditioning instanceof DistinctArms arms) {
            conditioning = new Features(prior, noiseVariance, arms);
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
        return conditioning.covariance(i, j);
    }

    @Override
    public double informationGain() {
        return informationGain;
    }

    /** {@inheritDoc} Exact: by Matheron's rule or in weight space. Wilson et al., ICML 2020, eqs. 8 and 12. */
    @Override
    public double[] draw(UniformRandomProvider random) {
        return conditioning.draw(random);
    }

    @Override
    public Posterior copy() {
        return new Posterior(this);
    }
}
