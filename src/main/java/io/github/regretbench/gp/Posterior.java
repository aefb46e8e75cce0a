package io.github.regretbench.gp;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The exact posterior of `f ~ N(0, K)` over n arms after t rewards `y_s = f(x_s) + N(0, s_2)`, updated one observation at a time.
 * Rasmussen and Williams 2006, eqs. 2.25 and 2.26; Srinivas et al. 2010, eqs. 1 and 2.
 *
 * <p>With `c = C_a / p` the standardised posterior covariance of the played arm a with all arms, `p^2 = C_(aa) + s_2`, an observation adds
 * `(y - "mean"_a) / p c` to the mean and subtracts `c^2` from the variance. Where c comes from is a matter of cost alone, see
 * {@link PosteriorForm}. Repeated arms are no edge case, and once the cheapest form does not grow with t, a round allocates nothing.
 */
public final class Posterior implements Belief {
    /** Moments are made anew after 1, 4, 16, 64 and then every so many rounds, so that updates cannot drift ... */
    private static final int RENEW_EVERY = 256;
    /** ... but so seldom that it costs at most a 32nd part of the time. */
    private static final int RENEWAL_SHARE = 32;
    /** Fewer observations than this are cheap in any case, and do not justify factorising K. */
    private static final int FEW = 8;
    /** Rows may cost as much more than features as so many rounds of these: policies explore first, and read few rows later ... */
    private static final int PATIENCE = 32;
    /** ... but not more multiplications than this: rows that do not fit into 8 MB of cache cost more than the count says. */
    private static final double MOST_LOST = 1 << 20;

    private final Prior prior;
    private final ArmLoop loop;
    private final double noiseVariance;
    private final boolean automatic;
    /** Noise deviations over that of the model, where they differ from arm to arm: everything inside is f and y divided by them. */
    private final double[] scale;
    private final Moments moments;
    private final Plays plays;
    private final Set<PosteriorForm> used = EnumSet.noneOf(PosteriorForm.class);
    private Conditioning conditioning;
    private double informationGain;
    private int observations;
    private int renewedAt;
    private double spent;
    private double lost;

    /** @throws IllegalArgumentException unless 0 &lt; noiseVariance &lt; infinity */
    Posterior(Prior prior, double noiseVariance, PosteriorForm form, ArmLoop loop) {
        this(prior, noiseVariance, form, loop, null);
    }

    /**
     * The same for noise whose deviation differs from arm to arm.
     *
     * @param prior of f divided by the scale
     * @param scale the noise deviation at each arm over that of the model; null where it is 1
     */
    Posterior(Prior prior, double noiseVariance, PosteriorForm form, ArmLoop loop, double[] scale) {
        if (!(noiseVariance > 0 && noiseVariance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the noise variance is " + noiseVariance
                    + "; expected a finite number > 0 (1e-6 of the signal variance stands for nearly noise-free)");
        }
        this.prior = prior;
        this.loop = loop;
        this.noiseVariance = noiseVariance;
        this.automatic = form == PosteriorForm.AUTO;
        this.scale = scale;
        this.moments = new Moments(prior.size());
        this.plays = new Plays(prior.size());
        become(automatic ? PosteriorForm.ROWS : form);
        for (int i = 0; i < prior.size(); i++) {
            moments.variance[i] = prior.variance(i);
        }
    }

    /** After so many rewards of 0 of each arm. */
    Posterior(Prior prior, double noiseVariance, int[] times) {
        this(prior, noiseVariance, PosteriorForm.AUTO, ArmLoop.SEQUENTIAL);
        for (int x = 0; x < times.length; x++) {
            for (int t = 0; t < times[x]; t++) {
                plays.add(x, 0);
                observations++;
            }
        }
        informationGain = FractionalDesign.of(prior, noiseVariance, x -> times[x]).informationGain();
        become(PosteriorForm.DISTINCT_ARMS);
        conditioning.renew(moments);
    }

    private Posterior(Posterior other) {
        prior = other.prior;
        loop = ArmLoop.SEQUENTIAL;      // another thread may use the copy
        noiseVariance = other.noiseVariance;
        automatic = other.automatic;
        scale = other.scale;
        moments = other.moments.copy();
        plays = other.plays.copy();
        used.addAll(other.used);
        conditioning = other.conditioning.copy(plays);
        informationGain = other.informationGain;
        observations = other.observations;
        renewedAt = other.renewedAt;
        spent = other.spent;
        lost = other.lost;
    }

    /** Goes over to another form in the present state. */
    void become(PosteriorForm form) {
        conditioning = switch (form) {
            case FEATURES -> new Features(prior, noiseVariance, plays, loop);
            case DISTINCT_ARMS -> new DistinctArms(prior, noiseVariance, plays, loop);
            case DENSE -> new DenseCovariance(prior, noiseVariance, plays);
            case ROWS, AUTO -> new ObservationRows(prior, noiseVariance, plays, new MergedArms(prior, noiseVariance, loop), loop);
        };
        used.add(conditioning.form());
        renewedAt = observations;
        spent = 0;
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
        observeScaled(arm, scale == null ? reward : reward / scale[arm]);
    }

    private void observeScaled(int arm, double reward) {
        double before = moments.mean[arm];
        double armVariance = conditioning.prepare(arm);
        double pivot = Math.sqrt(armVariance + noiseVariance);
        double innovation = (reward - before) / pivot;
        conditioning.observe(arm, reward, pivot, innovation, moments);
        // What subtraction would cancel: the variance of the arm itself, C s2 / (C + s2).
        moments.mean[arm] = before + armVariance / pivot * innovation;
        moments.variance[arm] = armVariance * noiseVariance / (armVariance + noiseVariance);
        plays.add(arm, reward);
        informationGain += 0.5 * StrictMath.log1p(armVariance / noiseVariance);
        observations++;
        spent += conditioning.cost() + prior.size();
        if (automatic) {
            chooseForm();
        }
        if (isRenewalDue()) {
            conditioning.renew(moments);
            renewedAt = observations;
            spent = 0;
        }
    }

    private boolean isRenewalDue() {
        return conditioning.isRenewalDue()
                || observations - renewedAt >= Math.min(3 * renewedAt, RENEW_EVERY) && spent >= RENEWAL_SHARE * conditioning.renewalCost();
    }

    /**
     * A cheaper form from here on. What rows cost depends on how soon arms are played again; features cost the same whatever is played, and
     * are kept once rows have lost too much against them.
     */
    private void chooseForm() {
        if (conditioning.form() == PosteriorForm.FEATURES || observations < FEW) {
            return;
        }
        double features = prior.featureCost((int) (conditioning.cost() / prior.size()));
        lost = Math.max(0, lost + conditioning.cost() - features);
        if (lost > patience(features) && Features.areExact(prior, noiseVariance)) {
            become(PosteriorForm.FEATURES);
        } else if (conditioning instanceof ObservationRows rows && DistinctArms.mergingPays(prior, plays, rows)) {
            become(PosteriorForm.DISTINCT_ARMS);
        }
    }

    /** Multiplications that rows may lose against features that cost so many a round. */
    static double patience(double features) {
        return Math.min(PATIENCE * features, MOST_LOST);
    }

    /** The forms in which this posterior was kept so far, {@link PosteriorForm#AUTO} not among them. */
    public Set<PosteriorForm> formsUsed() {
        return Collections.unmodifiableSet(used);
    }

    @Override
    public int size() {
        return prior.size();
    }

    @Override
    public int observations() {
        return observations;
    }

    @Override
    public double mean(int arm) {
        return scale == null ? moments.mean[arm] : scale[arm] * moments.mean[arm];
    }

    /** {@inheritDoc} Rounding can leave a true variance near zero a few ulps of the prior variance below it; that reads as 0. */
    @Override
    public double variance(int arm) {
        double variance = Math.max(0, moments.variance[arm]);
        return scale == null ? variance : scale[arm] * scale[arm] * variance;
    }

    @Override
    public double covariance(int i, int j) {
        return scale == null ? conditioning.covariance(i, j) : scale[i] * scale[j] * conditioning.covariance(i, j);
    }

    @Override
    public double informationGain() {
        return informationGain;
    }

    /** {@inheritDoc} Exact: by Matheron's rule or in weight space. Wilson et al., ICML 2020, eqs. 8 and 12. */
    @Override
    public double[] draw(UniformRandomProvider random) {
        double[] f = conditioning.draw(random, moments);
        for (int arm = 0; scale != null && arm < f.length; arm++) {
            f[arm] *= scale[arm];
        }
        return f;
    }

    @Override
    public Posterior copy() {
        return new Posterior(this);
    }
}
