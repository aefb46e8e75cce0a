package io.github.regretbench.theory;

import io.github.regretbench.gp.Spectrum;

/** Upper bounds on `gamma_T` in closed form, in nats. Sharper ones: {@link WaterFilling}, {@link PathBound}, {@link DesignCertificate}. */
public final class GainUpperBounds {
    private GainUpperBounds() {
    }

    /**
     * `T/2 log(1 + k_max / s_2)`: no play gains more than the first. Hadamard's inequality; Cover and Thomas 2006, section 17.9. Exact
     * for T = 1.
     *
     * @param horizon T >= 0
     * @param maximumVariance `k_max = max_x k(x, x) >= 0`
     * @param noiseVariance `s_2 > 0`
     */
    public static double hadamard(double horizon, double maximumVariance, double noiseVariance) {
        InformationGain.requireNoiseVariance(noiseVariance);
        return 0.5 * horizon * StrictMath.log1p(maximumVariance / noiseVariance);
    }

    /**
     * `q/2 log(1 + (T k_max) / (q s_2))` for a covariance of rank at most q, by Jensen's inequality on the eigenvalues. For the linear
     * kernel on `|x| &lt;= L` in `RR^d`: `q = d`, `k_max = L^2`. Ma and Scarlett 2026, eq. 34.
     *
     * @param horizon T >= 0
     * @param rank q >= 0
     * @param maximumVariance `k_max >= 0`
     * @param noiseVariance `s_2 > 0`
     */
    public static double jensen(double horizon, int rank, double maximumVariance, double noiseVariance) {
        InformationGain.requireNoiseVariance(noiseVariance);
        return rank == 0 ? 0 : 0.5 * rank * StrictMath.log1p(horizon * maximumVariance / (rank * noiseVariance));
    }

    /**
     * `min_m (m/2 log(1 + (T k_P) / (m s_2)) + T/2 log(1 + d_R / s_2))`, with `k_P` the largest variance of the part of f in the m leading
     * eigenfunctions and `d_R` the largest variance of the rest. After Vakili, Khezeli and Picheny, AISTATS 2021, Theorem 3.
     *
     * @param horizon T >= 0
     * @param noiseVariance `s_2 > 0`
     */
    public static double finiteSpectrum(double horizon, Spectrum spectrum, double noiseVariance) {
        double best = Double.POSITIVE_INFINITY;
        for (int m = 0; m <= spectrum.rank(); m++) {
            best = Math.min(best, jensen(horizon, m, spectrum.explainedVariance(m), noiseVariance)
                    + hadamard(horizon, spectrum.remainingVariance(m), noiseVariance));
        }
        return best;
    }
}
