package io.github.regretbench.theory;

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
        Domain.positive("the noise variance", noiseVariance);
        Domain.positive("the maximum of k(x, x)", maximumVariance);
        Domain.positive("the ratio of the maximum of k(x, x) to the noise variance", maximumVariance / noiseVariance);
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
