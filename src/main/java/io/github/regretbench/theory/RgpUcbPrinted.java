package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * `beta_t` Gamma-distributed with shape `kappa_t = log((t^2 + 1) / sqrt(2 pi)) / log(1 + theta/2)` and scale `theta`: RGP-UCB without
 * the number of arms. Berk et al. 2020; <strong>unverified</strong>: the form is from memory. In round 1 the logarithm is negative
 * and no such distribution exists; `beta_1` is 0 here, the limit of shape 0. See {@link RgpUcb} for finite decision sets.
 *
 * @param theta the scale, in units of `beta`; > 0
 */
public record RgpUcbPrinted(double theta) implements RandomisedSchedule {

    /** @throws IllegalArgumentException unless 0 &lt; theta &lt; infinity */
    public RgpUcbPrinted {
        Require.positive("theta", theta);
    }

    /** `kappa_t`, and 0 in round 1. */
    public double shape(int t) {
        double round = Domain.round(t);
        return t == 1 ? 0 : StrictMath.log((round * round + 1) / Math.sqrt(2 * Math.PI)) / StrictMath.log1p(theta / 2);
    }

    @Override
    public double quantile(int t, double u) {
        double shape = shape(t);
        return shape == 0 ? 0 : theta * GammaDistribution.quantile(shape, u);
    }
}
