package io.github.regretbench.theory;

import io.github.regretbench.Require;
import java.util.Optional;

/**
 * `beta_t` Gamma-distributed with shape `kappa_t = log((n (t^2 + 1)) / sqrt(2 pi)) / log(1 + theta/2)` and scale `theta`, independent:
 * RGP-UCB on a finite decision set. The shape is what makes `n / sqrt(2 pi) E exp(-beta_t / 2) = 1 / (t^2 + 1)`, as {@link
 * RussoVanRoy} without randomness. After Berk et al. 2020, with n inside: derived here. The authors' public code swaps shape and
 * scale.
 *
 * @param arms `n = |D|`, >= 2
 * @param theta the scale, in units of `beta`; > 0
 */
public record RgpUcb(int arms, double theta) implements RandomisedSchedule {

    /** @throws IllegalArgumentException unless n >= 2 and 0 &lt; theta &lt; infinity */
    public RgpUcb {
        Domain.arms(arms, 2);
        Require.positive("theta", theta);
    }

    /** `kappa_t > 0`. */
    public double shape(int t) {
        double round = Domain.round(t);
        return StrictMath.log(arms * (round * round + 1) / Math.sqrt(2 * Math.PI)) / StrictMath.log1p(theta / 2);
    }

    /** {@inheritDoc} By `n / sqrt(2 pi) E exp(-beta_t / 2) = 1 / (t^2 + 1)` and `E beta_t = theta kappa_t`. */
    @Override
    public Optional<RegretBound> boundOnMean(Exploration exploration) {
        double tails = 0;
        double betas = 0;
        for (int t = 1; t <= exploration.horizon(); t++) {
            double round = t;
            tails += 1 / (round * round + 1);
            betas += theta * shape(t);
        }
        return Optional.of(new BayesianBound.RandomisedUcb(exploration, arms, Math.sqrt(2 * Math.PI) / arms * tails, betas));
    }

    @Override
    public double quantile(int t, double u) {
        return theta * GammaDistribution.quantile(shape(t), u);
    }
}
