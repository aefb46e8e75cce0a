package io.github.regretbench.theory;

import io.github.regretbench.gp.Spectrum;

/**
 * Upper bounds on `gamma_T` from the eigenvalues `l_1 >= l_2 >= cdots` of K alone: T observations are distributed over independent
 * directions of variance `l_i`, `gamma_T &lt;= max { 1/2 sum_i log(1 + (m_i l_i) / s_2) : m_i >= 0, sum_i m_i = T }`, with `m_i` real or
 * whole.
 *
 * <p>For counts c, `I(c) = 1/2 sum_i log(1 + s_i^2 / s_2)` with `s_i` the singular values of `K^(1/2) diag(c)^(1/2)`; their squares are
 * weakly log-majorised by `l_i c_((i))` (Horn, Proc. Nat. Acad. Sci. 36, 1950), and `u -> log(1 + e^u)` is increasing and convex. So the
 * factor `1 / (1 - 1/e)` of Srinivas et al. 2010, eq. 8 and Lemma 7.6, is not needed.
 */
public final class WaterFilling {
    private final double noiseVariance;
    private final double[] eigenvalues;

    private WaterFilling(double noiseVariance, double[] eigenvalues) {
        this.noiseVariance = noiseVariance;
        this.eigenvalues = eigenvalues;
    }

    /**
     * Water-filling over the positive eigenvalues of a prior's covariance.
     *
     * @param noiseVariance `s_2 > 0`
     */
    public static WaterFilling of(Spectrum spectrum, double noiseVariance) {
        InformationGain.requireNoiseVariance(noiseVariance);
        int positive = 0;
        while (positive < spectrum.rank() && spectrum.eigenvalue(positive + 1) > 0) {
            positive++;
        }
        double[] eigenvalues = new double[positive];
        for (int i = 0; i < positive; i++) {
            eigenvalues[i] = spectrum.eigenvalue(i + 1);
        }
        return new WaterFilling(noiseVariance, eigenvalues);
    }

    /** The number of directions that water reaches: the largest m with `(T + a_1 + cdots + a_m) / m > a_m`, `a_i = s_2 / l_i`. */
    private int reached(double horizon, int support) {
        double sum = 0;
        int m = 0;
        while (m < Math.min(support, eigenvalues.length)) {
            double a = noiseVariance / eigenvalues[m];
            if (!(horizon + sum + a > (m + 1) * a)) {
                break;
            }
            sum += a;
            m++;
        }
        return m;
    }

    /**
     * The water level `W = (T + a_1 + cdots + a_m) / m` of real `m_i = max(0, W - a_i)`, `a_i = s_2 / l_i`.
     *
     * @param horizon T > 0
     */
    public double level(double horizon) {
        return level(horizon, reached(horizon, eigenvalues.length));
    }

    private double level(double horizon, int reached) {
        double sum = horizon;
        for (int i = 0; i < reached; i++) {
            sum += noiseVariance / eigenvalues[i];
        }
        return sum / reached;
    }

    /**
     * The bound with real `m_i`, `1/2 sum_i log(W / a_i)` over the directions reached, in nats.
     *
     * @param horizon T > 0
     */
    public double real(double horizon) {
        return real(horizon, eigenvalues.length);
    }

    /**
     * The bound with real `m_i` on the {@code support} leading directions only. It is valid for support >= min(T, rank): at most T whole
     * `m_i` are positive.
     *
     * @param horizon T > 0
     */
    public double real(double horizon, int support) {
        int reached = reached(horizon, support);
        double level = level(horizon, reached);
        double sum = 0;
        for (int i = 0; i < reached; i++) {
            sum += StrictMath.log(level * eigenvalues[i] / noiseVariance);
        }
        return 0.5 * sum;
    }

    /**
     * The bound with whole `m_i` in nats, never above the real ones. The objective is separable and concave, so the T best increments
     * `1/2 log((s_2 + (m+1) l) / (s_2 + m l))` give every horizon in turn.
     *
     * @return the bounds for T = 0..horizon
     */
    public double[] integer(int horizon) {
        double[] bounds = new double[horizon + 1];
        int[] plays = new int[eigenvalues.length];
        double[] increments = new double[eigenvalues.length];
        for (int i = 0; i < increments.length; i++) {
            increments[i] = increment(i, 0);
        }
        for (int t = 1; t <= horizon; t++) {
            bounds[t] = bounds[t - 1];
            int best = 0;
            // Beyond the first direction that was never used, increments only fall.
            for (int i = 1; i < increments.length && plays[i - 1] > 0; i++) {
                best = increments[i] > increments[best] ? i : best;
            }
            if (increments.length > 0) {
                bounds[t] += increments[best];
                plays[best]++;
                increments[best] = increment(best, plays[best]);
            }
        }
        return bounds;
    }

    private double increment(int i, int plays) {
        return 0.5 * StrictMath.log1p(eigenvalues[i] / (noiseVariance + plays * eigenvalues[i]));
    }

    /**
     * Srinivas et al. 2010, eq. 8, as printed: the whole-number bound times `1 / (1 - 1/e)`. For comparison; {@link #integer} is a
     * bound already.
     *
     * @return the bounds for T = 0..horizon
     */
    public double[] paperEquation8(int horizon) {
        double[] bounds = integer(horizon);
        for (int t = 0; t <= horizon; t++) {
            bounds[t] /= -StrictMath.expm1(-1);
        }
        return bounds;
    }

    /**
     * `1/2 sum_(i &lt;= T) log(1 + l_i / s_2)`, a bound on the largest gain of a <em>set</em> of T different arms; not one on `gamma_T`,
     * whose arms may repeat. Ko, Lee and Queyranne, Operations Research 43, 1995.
     */
    public double koLeeQueyranne(int horizon) {
        double sum = 0;
        for (int i = 0; i < Math.min(horizon, eigenvalues.length); i++) {
            sum += increment(i, 0);
        }
        return sum;
    }
}
