package io.github.regretbench.theory;

import io.github.regretbench.Require;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * `sqrt(beta_t) = B + R_s sqrt(2 (gamma_(t-1) + 1 + log(1/delta)))`, IGP-UCB. Chowdhury and Gopalan 2017. The posterior must have the
 * {@linkplain #regulariser regulariser} `lambda = 1 + 2/T` as its noise variance, and `gamma` is to be computed with it.
 * {@link SelfNormalised} holds for every `lambda` and is never wider.
 *
 * @param normBound `B >= ||f||_k`, the norm and not its square; >= 0
 * @param noiseScale `R_s`, the sub-Gaussian constant of the noise, in units of f; >= 0
 * @param gamma an upper bound on `gamma_s` in nats, for `lambda`, from the number of observations s >= 0
 * @param horizon T, >= 1
 * @param delta the probability of failure, in (0, 1)
 */
public record ChowdhuryGopalan(double normBound, double noiseScale, IntToDoubleFunction gamma, int horizon, double delta)
        implements ConfidenceSchedule {

    /** @throws IllegalArgumentException when a component is outside its domain, NaN included */
    public ChowdhuryGopalan {
        Domain.normBound(normBound);
        Require.notNegative("the noise scale", noiseScale);
        Domain.atLeast(1, "the horizon", horizon);
        Require.probability("delta", delta);
    }

    /** `lambda = 1 + 2/T`, in squared units of f. */
    public double regulariser() {
        return 1 + 2.0 / horizon;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when t > T
     */
    @Override
    public double beta(int t) {
        double width = width(t);
        return width * width;
    }

    @Override
    public double width(int t) {
        Domain.roundUpTo(t, horizon);
        double information = Require.notNegative("gamma", gamma.applyAsDouble(t - 1));
        return normBound + noiseScale * Math.sqrt(2 * (information + 1 + StrictMath.log(1 / delta)));
    }

    @Override
    public List<Premise> premises() {
        return List.of(new Premise.NormAtMost(normBound), new Premise.SubGaussianNoise(noiseScale),
                new Premise.Regulariser(regulariser()));
    }
}
