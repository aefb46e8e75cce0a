package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * `sqrt(beta) = B + R_s / sqrt(lambda) sqrt(2 log((2 n N) / delta))`: {@link NonAdaptive} at every arm after each of N batches within
 * which no arm depends on the batch's noise. For batched pure exploration, Li and Scarlett 2022; this constant is derived here by
 * a union bound, and the paper's is similar (from memory).
 *
 * @param normBound `B >= ||f||_k`, the norm and not its square; >= 0
 * @param noiseScale `R_s`, the sub-Gaussian constant of the noise, in units of f; >= 0
 * @param regulariser `lambda`, the noise variance of the posterior of one batch, in squared units of f; > 0
 * @param arms `n = |D|`, >= 1
 * @param batches N, >= 1
 * @param delta the probability of failure, in (0, 1)
 */
public record BatchedPureExploration(double normBound, double noiseScale, double regulariser, int arms, int batches, double delta)
        implements ConfidenceSchedule {

    /** @throws IllegalArgumentException when a component is outside its domain, NaN included */
    public BatchedPureExploration {
        Domain.normBound(normBound);
        Require.notNegative("the noise scale", noiseScale);
        Require.positive("the regulariser lambda", regulariser);
        Domain.arms(arms, 1);
        Domain.atLeast(1, "the number of batches", batches);
        Require.probability("delta", delta);
    }

    /** {@inheritDoc} The same in every round. */
    @Override
    public double beta(int t) {
        return new NonAdaptive(normBound, noiseScale, regulariser, delta / batches).everywhere(arms).beta(t);
    }
}
