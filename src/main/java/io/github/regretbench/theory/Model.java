package io.github.regretbench.theory;

import io.github.regretbench.Require;
import io.github.regretbench.gp.ArmLoop;
import io.github.regretbench.gp.Posterior;
import io.github.regretbench.gp.PosteriorForm;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.space.Points;

/**
 * The Gaussian-process model that a policy plays by, and the promise asked of it: all that schedules and bounds depend on. What is
 * costly, the bracket of `gamma_T`, is computed when it is first asked for and then shared between threads.
 */
public final class Model {
    private final Prior prior;
    private final double noiseVariance;
    private final int horizon;
    private final double delta;
    private final PosteriorForm form;
    /** What noise deviations at the arms are over the model's; null where they are all the same. */
    private final double[] noiseScale;
    /** Of f over that scale. */
    private final Prior scaled;
    private GainBracket gain;

    /**
     * A model of T rounds.
     *
     * @param prior `f ~ GP(0, k)` on the decision set
     * @param noiseVariance of the model, the regulariser `lambda` of its posterior, in squared units of f; > 0
     * @param horizon T >= 1
     * @param delta the probability with which a band may fail, in (0, 1)
     * @throws IllegalArgumentException when an argument is outside its domain, NaN included, or there is less noise than
     *         {@linkplain SignalToNoise#requireCarried can be carried}
     */
    public Model(Prior prior, double noiseVariance, int horizon, double delta) {
        this(prior, noiseVariance, horizon, delta, null, PosteriorForm.AUTO, null, prior);
    }

    /** A model whose bracket is known; null when it is not. */
    Model(Prior prior, double noiseVariance, int horizon, double delta, GainBracket gain) {
        this(prior, noiseVariance, horizon, delta, gain, PosteriorForm.AUTO, null, prior);
    }

    private Model(Prior prior, double noiseVariance, int horizon, double delta, GainBracket gain, PosteriorForm form, double[] noiseScale,
            Prior scaled) {
        Require.positive("the noise variance", noiseVariance);
        Domain.atLeast(1, "the horizon", horizon);
        Domain.failureProbability("delta", delta);
        SignalToNoise.requireCarried(noiseVariance, scaled.maximumVariance(), horizon);
        this.noiseScale = noiseScale;
        this.scaled = scaled;
        this.prior = prior;
        this.noiseVariance = noiseVariance;
        this.horizon = horizon;
        this.delta = delta;
        this.gain = gain;
        this.form = form;
    }

    /** `f ~ GP(0, k)` on the decision set. */
    public Prior prior() {
        return prior;
    }

    /** This model with its posteriors kept by a certain algorithm. */
    public synchronized Model keptAs(PosteriorForm posteriorForm) {
        return new Model(prior, noiseVariance, horizon, delta, gain, posteriorForm, noiseScale, scaled);
    }

    /**
     * This model with a noise variance of its own at each arm, known to the policies. The posterior is exact; the information gain is that of `1/2 log
     * det(I + S^(-1/2) K S^(-1/2))` with S the variances, as in Kirschner and Krause 2018.
     *
     * @param variances > 0, one per arm
     * @throws IllegalArgumentException when one is not, or there are too many arms
     */
    public synchronized Model withNoise(double[] variances) {
        double[] scale = new double[variances.length];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = Math.sqrt(Require.positive("the noise variance at arm " + i, variances[i]) / noiseVariance);
        }
        return new Model(prior, noiseVariance, horizon, delta, null, form, scale, prior.dividedBy(scale));
    }

    /** The same for another number of rounds. */
    public synchronized Model over(int rounds) {
        return rounds == horizon ? this : new Model(prior, noiseVariance, rounds, delta, null, form, noiseScale, scaled);
    }

    /** Whether the noise has the same variance at all arms. */
    public boolean hasEqualNoise() {
        return noiseScale == null;
    }

    /** The noise variance of the model at an arm. */
    public double noiseVariance(int arm) {
        return noiseScale == null ? noiseVariance : noiseVariance * noiseScale[arm] * noiseScale[arm];
    }

    /** The belief about f before the first round. */
    public Posterior posterior() {
        return posterior(ArmLoop.SEQUENTIAL);
    }

    /** The same with loops over arms run by {@code loop}. */
    public Posterior posterior(ArmLoop loop) {
        return noiseScale == null ? prior.observedWith(noiseVariance, form, loop) : scaled.observedWith(noiseVariance, form, loop, noiseScale);
    }

    /** The noise variance of the model, its regulariser `lambda`. */
    public double noiseVariance() {
        return noiseVariance;
    }

    /** T. */
    public int horizon() {
        return horizon;
    }

    /** `delta`. */
    public double delta() {
        return delta;
    }

    /** `n = |D|`. */
    public int arms() {
        return prior.size();
    }

    /**
     * Noise variance and `k_max`.
     *
     * @throws IllegalArgumentException when no arm has any variance
     */
    public SignalToNoise ratio() {
        return new SignalToNoise(noiseVariance, prior.maximumVariance());
    }

    /** Bounds on `gamma_1`, ..., `gamma_T` for this noise variance, with repetition. */
    public synchronized GainBracket gain() {
        if (gain == null) {
            gain = InformationGain.bracket(scaled, noiseVariance, horizon);
        }
        return gain;
    }

    /** The upper bound on `gamma_s` in nats, s = 0..T observations; `gamma_0` is 0. */
    public double gamma(int observations) {
        return observations == 0 ? 0 : gain().upper(observations);
    }

    /**
     * d.
     *
     * @throws IllegalArgumentException when arms are bare indices
     */
    public int dimension() {
        if (prior.points().isIndexOnly()) {
            throw new IllegalArgumentException("the decision set is a list of names, without dimension or distances; expected points "
                    + "with coordinates, or a schedule for any finite set such as theorem1");
        }
        return prior.points().dimension();
    }

    /**
     * r, the side of the smallest cube with sides along the axes that holds all arms, in input units. Theorem 2 of Srinivas et al. 2010
     * holds on any subset of a cube on which the slope of f is bounded, convex or not: one arm from each occupied cell of its grid
     * will do for the discretisation.
     *
     * @throws IllegalArgumentException when arms are bare indices, or all the same point
     */
    public double side() {
        double side = 0;
        for (int j = 0; j < dimension(); j++) {
            side = Math.max(side, extent(prior.points(), j));
        }
        return Require.positive("the side of the cube around all arms", side);
    }

    private static double extent(Points points, int j) {
        double lower = points.point(0)[j];
        double upper = lower;
        for (int i = 1; i < points.size(); i++) {
            double x = points.point(i)[j];
            lower = Math.min(lower, x);
            upper = Math.max(upper, x);
        }
        return upper - lower;
    }

    /**
     * How steep draws of the prior can be on the cube around all arms: by Rice's formula in one dimension, by chaining in more.
     *
     * @throws IllegalArgumentException when arms are bare indices or all the same point, or nothing is known for the kernel
     */
    public GradientTail gradientTail() {
        SpectralMoments moments = SpectralMoments.of(prior.kernel());
        return dimension() == 1 ? new RiceGradientTail(moments, side()) : new ChainingGradientTail(moments, dimension(), side());
    }
}
