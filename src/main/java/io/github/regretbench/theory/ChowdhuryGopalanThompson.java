package io.github.regretbench.theory;

import io.github.regretbench.Require;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * `v_t = B + R_s sqrt(2 (gamma_(t-1) + 1 + log(2/delta)))`: GP-TS plays the maximiser of a draw from `GP(mu_(t-1), v_t^2 k_(t-1))`, and
 * `beta_t` is `v_t^2`. Chowdhury and Gopalan 2017; <strong>unverified</strong>: the 2/delta is from memory. It is {@link
 * ChowdhuryGopalan} at delta/2, with the same {@linkplain ChowdhuryGopalan#regulariser regulariser} 1 + 2/T.
 *
 * @param normBound `B >= ||f||_k`, the norm and not its square; >= 0
 * @param noiseScale `R_s`, the sub-Gaussian constant of the noise, in units of f; >= 0
 * @param gamma an upper bound on `gamma_s` in nats, for `lambda`, from the number of observations s >= 0
 * @param horizon T, >= 1
 * @param delta the probability of failure, in (0, 1)
 */
public record ChowdhuryGopalanThompson(double normBound, double noiseScale, IntToDoubleFunction gamma, int horizon, double delta)
        implements ConfidenceSchedule {

    /** @throws IllegalArgumentException when a component is outside its domain, NaN included */
    public ChowdhuryGopalanThompson {
        Require.probability("delta", delta);
        new ChowdhuryGopalan(normBound, noiseScale, gamma, horizon, delta / 2);
    }

    private ChowdhuryGopalan atHalfDelta() {
        return new ChowdhuryGopalan(normBound, noiseScale, gamma, horizon, delta / 2);
    }

    /** `lambda = 1 + 2/T`, in squared units of f. */
    public double regulariser() {
        return atHalfDelta().regulariser();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when t > T
     */
    @Override
    public double beta(int t) {
        return atHalfDelta().beta(t);
    }

    @Override
    public double width(int t) {
        return atHalfDelta().width(t);
    }

    @Override
    public List<Premise> premises() {
        return List.of(new Premise.NormAtMost(normBound), new Premise.SubGaussianNoise(noiseScale),
                new Premise.Regulariser(regulariser()));
    }
}
