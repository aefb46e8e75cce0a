package io.github.regretbench.theory;

import io.github.regretbench.gp.Posterior;
import io.github.regretbench.gp.Prior;
import java.util.Arrays;

/**
 * Uncertainty sampling: round t plays an arm of largest posterior variance, the lowest index among ties. This is the greedy maximiser of
 * the information gain `F(A) = 1/2 log det(I + K_A / s_2)`, a monotone submodular function of multisets, so `F(A_T) >= (1 - 1/e) gamma_T`.
 * Srinivas et al. 2010, eqs. 4 and 5, after Nemhauser, Wolsey and Fisher, Mathematical Programming 14, 1978.
 */
public final class GreedyDesign {
    /** Variances this close, relative to the largest, are tied: symmetric sets have exact ties that rounding must not break. */
    private static final double TIED = 1e-12;

    private final double noiseVariance;
    private final int[] arms;
    private final double[] gains;
    private final double[] maximumVariances;

    private GreedyDesign(double noiseVariance, int[] arms, double[] gains, double[] maximumVariances) {
        this.noiseVariance = noiseVariance;
        this.arms = arms;
        this.gains = gains;
        this.maximumVariances = maximumVariances;
    }

    /**
     * The greedy design of T rounds.
     *
     * @param noiseVariance `s_2 > 0`, in squared units of f
     * @param horizon T >= 1
     * @throws IllegalArgumentException when an argument is outside its domain or K is not positive semi-definite
     */
    public static GreedyDesign of(Prior prior, double noiseVariance, int horizon) {
        InformationGain.requireHorizon(horizon);
        Posterior posterior = prior.observedWith(noiseVariance);
        int[] arms = new int[horizon];
        double[] gains = new double[horizon + 1];
        double[] variances = new double[horizon + 1];
        for (int t = 0; t <= horizon; t++) {
            int best = mostUncertain(posterior);
            gains[t] = posterior.informationGain();
            variances[t] = maximum(posterior);
            if (t < horizon) {
                arms[t] = best;
                posterior.observe(best, 0);
            }
        }
        return new GreedyDesign(noiseVariance, arms, gains, variances);
    }

    private static double maximum(Posterior posterior) {
        double maximum = 0;
        for (int x = 0; x < posterior.size(); x++) {
            maximum = Math.max(maximum, posterior.variance(x));
        }
        return maximum;
    }

    /** The lowest index among arms of largest variance, those that rounding takes apart included. */
    static int mostUncertain(Posterior posterior) {
        double threshold = maximum(posterior) * (1 - TIED);
        int arm = 0;
        while (!(posterior.variance(arm) >= threshold)) {
            arm++;
        }
        return arm;
    }

    /** The number T of rounds. */
    public int horizon() {
        return arms.length;
    }

    /** The arm of round t = 1..T. */
    public int arm(int t) {
        return arms[t - 1];
    }

    /** `F(A_t)` in nats, t = 0..T: a lower bound on `gamma_t`. */
    public double gain(int t) {
        return gains[t];
    }

    /** `max_x sigma_t^2(x)` after t = 0..T rounds. */
    public double maximumVariance(int t) {
        return maximumVariances[t];
    }

    /** How often each of the n arms is among the first t. */
    double[] plays(int n, int t) {
        double[] plays = new double[n];
        for (int s = 0; s < t; s++) {
            plays[arms[s]]++;
        }
        return plays;
    }

    /**
     * `(F(A_t)) / (1 - 1/e) >= gamma_t`. Srinivas et al. 2010, eq. 5.
     *
     * @param t 0..T
     */
    public double submodularUpperBound(int t) {
        return gains[t] / -StrictMath.expm1(-1);
    }

    /**
     * `min_(0 &lt;= s &lt;= T) (F(A_s) + t/2 log(1 + (max_x sigma_s^2(x)) / s_2)) >= gamma_t`: t further plays gain at most this each, by
     * submodularity. Nemhauser, Wolsey and Fisher 1978; never above
     * {@link #submodularUpperBound}. In t it is the lower envelope of T + 1 lines of falling slope; O(T) for all t.
     *
     * @param largest the largest t, which may be above T
     * @return the bounds for t = 0..largest
     */
    public double[] onlineUpperBounds(int largest) {
        int horizon = horizon();
        double[] slopes = new double[horizon + 1];
        for (int s = 0; s <= horizon; s++) {
            slopes[s] = 0.5 * StrictMath.log1p(maximumVariances[s] / noiseVariance);
        }
        int[] hull = new int[horizon + 1];
        int count = 0;
        for (int s = 0; s <= horizon; s++) {
            if (count > 0 && slopes[s] >= slopes[hull[count - 1]]) {
                continue;
            }
            while (count > 1 && crossing(slopes, hull[count - 2], s) <= crossing(slopes, hull[count - 2], hull[count - 1])) {
                count--;
            }
            hull[count++] = s;
        }
        double[] bounds = new double[largest + 1];
        int place = 0;
        for (int t = 0; t <= largest; t++) {
            while (place + 1 < count && gains[hull[place + 1]] + t * slopes[hull[place + 1]]
                    <= gains[hull[place]] + t * slopes[hull[place]]) {
                place++;
            }
            bounds[t] = gains[hull[place]] + t * slopes[hull[place]];
        }
        return bounds;
    }

    /** Where the later of two lines becomes the lower one. */
    private double crossing(double[] slopes, int early, int late) {
        return (gains[late] - gains[early]) / (slopes[early] - slopes[late]);
    }

    @Override
    public String toString() {
        return "greedy " + Arrays.toString(arms);
    }
}
