package io.github.regretbench.theory;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;
import io.github.regretbench.gp.Prior;
import java.util.Locale;

/**
 * The two variances that turn information into variance. Because `v / log(1 + v / s_2)` increases with v, T observations with
 * gain `I = 1/2 sum_t log(1 + (sigma_(t-1)^2(x_t)) / s_2)` satisfy `sum_t sigma_(t-1)^2(x_t) &lt;= C' I`. Srinivas et al. 2010, Lemmas 5.3
 * and 5.4, for `k(x, x) &lt;= 1`; any `k_max`: Garnett, "Bayesian Optimization",
 * chapter 10, note 35.
 *
 * <p>The printed constant `8 / log(1 + 1 / s_2)` is for `k(x, x) &lt;= 1`. With an empirical covariance it is too small: for `k_max = 95.6`
 * and `s_2 = 4.78` it gives 42.1 where 251.2 is needed.
 *
 * @param noiseVariance `s_2 > 0`, the noise variance (or regulariser) of the posterior whose variances are summed
 * @param maximumVariance `k_max = max_x k(x, x) > 0`, in the same unit
 */
public record SignalToNoise(double noiseVariance, double maximumVariance) {

    /** @throws IllegalArgumentException unless both are finite and > 0 and their ratio is as well */
    public SignalToNoise {
        Require.positive("the noise variance", noiseVariance);
        Require.positive("the maximum of k(x, x)", maximumVariance);
        Require.positive("the ratio of the maximum of k(x, x) to the noise variance", maximumVariance / noiseVariance);
    }

    /**
     * The least `s_2 / (T k_max)` that double arithmetic carries, 16 units in the last place of 1: below it the share of one observation in the
     * sum of T is lost to rounding, and posterior variances become zero or negative.
     */
    public static final double LEAST_CARRIED = 0x1p-48;
    /** Posterior moments are off by about this, as a share of themselves, times `k_max / s_2`: measured against 60 digits. */
    private static final double ROUNDING = 1e-14;

    /**
     * Refuses what cannot be carried, before anything is computed with it.
     *
     * @param horizon T, rounds
     * @throws IllegalArgumentException when `s_2 / (T k_max)` is below {@link #LEAST_CARRIED}, or not a number
     */
    public static void requireCarried(double noiseVariance, double maximumVariance, int horizon) {
        double share = noiseVariance / maximumVariance / horizon;
        if (maximumVariance > 0 && !(share >= LEAST_CARRIED)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "the noise variance %s is %.1e of T k_max = %d * %s, and double "
                    + "arithmetic carries no less than %.1e of it; use a noise variance of at least %.1e", PlainDouble.format(noiseVariance), share,
                    horizon, PlainDouble.format(maximumVariance), LEAST_CARRIED, LEAST_CARRIED * maximumVariance * horizon * 1.05));
        }
        Prior.requireInRange("the noise variance", noiseVariance);
    }

    /** About how far posterior moments are off, as a share of themselves. */
    public double relativeRounding() {
        return ROUNDING * Math.max(1, maximumVariance / noiseVariance);
    }

    /** `C' = (2 k_max) / log(1 + k_max / s_2)`, in units of variance per nat. */
    public double cPrime() {
        return 2 * maximumVariance / StrictMath.log1p(maximumVariance / noiseVariance);
    }

    /** `C_1 = 4 C' = (8 k_max) / log(1 + k_max / s_2)`, in units of variance per nat. */
    public double c1() {
        return 4 * cPrime();
    }
}
