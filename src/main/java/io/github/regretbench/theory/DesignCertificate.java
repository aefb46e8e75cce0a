package io.github.regretbench.theory;

import io.github.regretbench.gp.FractionalDesign;

/**
 * A certified upper bound on `gamma_(T')` for every T', from any weights w on the arms at one horizon T. With `rho = s_2 / T`,
 * `A = I + 1/rho sum_x w_x phi_x phi_x^T`, `B = A^-1` and `Phi(w) = 1/2 log det A`, concave in w:
 *
 * <p>For any positive definite B, `log det A' &lt;= tr(B A') - log det B - q`. With A' of any other weights at horizon T' and the best
 * multiple of B, `gamma_(T') &lt;= q/2 log(1/q (tau + (T' s) / s_2)) - ell / 2`, where `tau = tr B`, `s = max_x phi_x^T B phi_x`,
 * `ell = log det B` and q is the dimension of the feature space. The weights need not be optimal; where they are and `T' = T`, this is
 * `max_w Phi(w)` exactly. Kiefer and Wolfowitz, Canad. J. Math. 12, 1960 (equivalence theorem).
 *
 * <p>The features may leave out variances up to {@code remainder}, which can add `T'/2 log(1 + "remainder" / s_2)` to a gain.
 *
 * @param dimension q >= 1
 * @param effectiveDimension `d = q - tau = 1/rho sum_x w_x sigma_w^2(x)`, in [0, q]
 * @param maximumVariance `s = max_x sigma_w^2(x)`, in squared units of f
 * @param gain `Phi(w) = -ell / 2` in nats
 * @param noiseVariance `s_2`, in squared units of f
 * @param remainder the largest variance that the features leave out
 */
public record DesignCertificate(int dimension, double effectiveDimension, double maximumVariance, double gain, double noiseVariance,
        double remainder) {

    /** @throws IllegalArgumentException when a number is outside its domain */
    public DesignCertificate {
        if (!(dimension >= 1 && effectiveDimension >= 0 && maximumVariance >= 0 && gain >= 0 && noiseVariance > 0 && remainder >= 0)) {
            throw new IllegalArgumentException(("a certificate has a dimension >= 1, a noise variance > 0 and no negative number; got "
                    + "dimension %s, effective dimension %s, variance %s, gain %s, noise %s, remainder %s").formatted(dimension,
                    effectiveDimension, maximumVariance, gain, noiseVariance, remainder));
        }
    }

    /** The certificate that a design gives, as it was last computed anew. */
    public static DesignCertificate of(FractionalDesign design) {
        double maximum = 0;
        for (int x = 0; x < design.size(); x++) {
            maximum = Math.max(maximum, design.variance(x));
        }
        return new DesignCertificate(design.dimension(), design.effectiveDimension(), maximum, design.informationGain(),
                design.noiseVariance(), design.remainder());
    }

    /** `(T' s) / s_2 - d`: at `T' = T` twice the gap. */
    private double excess(double horizon, double variance) {
        return horizon * variance / noiseVariance - effectiveDimension;
    }

    /**
     * `"gap"(w) = 1/2 ((T max_x sigma_w^2(x)) / s_2 - d)` in nats, where T is the horizon of the weights: what `Phi(w)` can lack at most.
     */
    public double gap(double horizon) {
        return 0.5 * excess(horizon, maximumVariance);
    }

    /**
     * `Phi(w) + q/2 log(1 + 1/q ((T' s) / s_2 - d)) >= gamma_(T')` in nats, with what the remainder can add.
     *
     * @param horizon T' > 0, not only that of the weights
     */
    public double upperBound(double horizon) {
        return gain + 0.5 * dimension * StrictMath.log1p(excess(horizon, maximumVariance) / dimension) + remainderGain(horizon);
    }

    /** `Phi(w) + 1/2 ((T' s) / s_2 - d) >= gamma_(T')` in nats: weaker than {@link #upperBound}, but it does not need q. */
    public double linearUpperBound(double horizon) {
        return continuousUpperBound(horizon, 0);
    }

    /**
     * The bound on a continuous domain D of which the arms are a finite subset G. `B &lt;= I`, so `sigma_w` changes by at most the distance
     * `|phi_x - phi_y| = sqrt(k(x,x) + k(y,y) - 2 k(x,y))`, and `max_D sigma_w &lt;= max_G sigma_w + h`.
     *
     * @param horizon T' > 0
     * @param h `sup_(x in D) min_(g in G) |phi_x - phi_g|`, in units of f; 0 where D = G
     * @return `Phi(w) + 1/2 ((T' (sqrt(s) + h)^2) / s_2 - d)` in nats
     */
    public double continuousUpperBound(double horizon, double h) {
        if (!(h >= 0)) {
            throw new IllegalArgumentException("the distance h to the closest arm is " + h + "; expected a number >= 0");
        }
        double deviation = Math.sqrt(maximumVariance + remainder) + h;
        return gain + 0.5 * excess(horizon, deviation * deviation);
    }

    private double remainderGain(double horizon) {
        return 0.5 * horizon * StrictMath.log1p(remainder / noiseVariance);
    }
}
