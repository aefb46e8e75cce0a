package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * The chain of inequalities behind Theorems 1 and 2, all levels of one run, round by round:
 *
 * <ul>
 * <li>{@link #confidence()}: `R_T &lt;= sum_t 2 sqrt(beta_t) sigma_(t-1)(x_t) + c`
 * <li>{@link #realised()}: `&lt;= sqrt(C_1 T beta_T I(y_T; f_T)) + c`
 * <li>{@link #worstCase}: `&lt;= sqrt(C_1 T beta_T gamma_T) + c`
 * </ul>
 *
 * <p>Srinivas et al. 2010, Lemmas 5.2 to 5.4 and 5.8. The first step holds for GP-UCB whenever
 * `|f(x) - mu_(t-1)(x)| &lt;= sqrt(beta_t) sigma_(t-1)(x)` for all x and t, the event whose probability the schedule promises; a scaled
 * schedule promises none. The other steps are algebra and hold for every run. For `beta_T` the chain takes the largest `beta` so far, which
 * is `beta_T` of a nondecreasing schedule and keeps the chain valid for any other.
 *
 * @param ratio noise variance and `k_max`
 * @param discretisation `c >= 0` in units of f: 0 on a finite decision set, else {@link #PRINTED_DISCRETISATION} or
 *        {@link #DISCRETISATION}
 * @param rounds T so far
 * @param sumOfWidths `sum_t 2 sqrt(beta_t) sigma_(t-1)(x_t)`, in units of f
 * @param beta the largest `beta_t` so far, a squared multiplier
 * @param gain `I(y_T; f_T)` in nats
 */
public record RegretChain(SignalToNoise ratio, double discretisation, int rounds, double sumOfWidths, double beta, double gain) {
    /**
     * `sum_t 1 / t^2 = pi^2 / 6`, what rounding `x^**` to Theorem 2's grids costs in all rounds together. Srinivas et al. 2010, Lemma 5.8.
     */
    public static final double DISCRETISATION = Math.PI * Math.PI / 6;
    /** The same rounded up, as printed in Srinivas et al. 2010, Theorem 2. */
    public static final double PRINTED_DISCRETISATION = 2;
    /** Posterior variances and gains come with the rounding of some thousand updates; a wrong `k_max` or `gamma_T` is wrong by more. */
    private static final double ROUNDING = 1e-9;

    /** @throws IllegalArgumentException when a number is negative or not finite */
    public RegretChain {
        Require.notNegative("the discretisation term", discretisation);
        Domain.atLeast(0, "the number of rounds", rounds);
        Require.notNegative("the sum of confidence widths", sumOfWidths);
        Require.notNegative("beta", beta);
        Require.notNegative("the information gain", gain);
    }

    /** The chain before round 1. */
    public static RegretChain start(SignalToNoise ratio, double discretisation) {
        return new RegretChain(ratio, discretisation, 0, 0, 0, 0);
    }

    /**
     * The chain after one more round.
     *
     * @param betaOfRound `beta_t`, the squared multiplier of this round, >= 0
     * @param deviation `sigma_(t-1)(x_t)`, the posterior standard deviation of f at the arm played, before its reward
     * @throws IllegalArgumentException when either is negative or not finite, or `sigma^2` exceeds `k_max`: `C_1` is then too small
     */
    public RegretChain then(double betaOfRound, double deviation) {
        Require.notNegative("beta of round " + (rounds + 1), betaOfRound);
        double variance = Require.notNegative("the deviation of round " + (rounds + 1), deviation) * deviation;
        if (variance > ratio.maximumVariance() * (1 + ROUNDING)) {
            throw new IllegalArgumentException(("the posterior variance of round %d is %s, above the maximum %s of k(x, x); "
                    + "give the maximum over all arms").formatted(rounds + 1, variance, ratio.maximumVariance()));
        }
        return new RegretChain(ratio, discretisation, rounds + 1, sumOfWidths + 2 * Math.sqrt(betaOfRound) * deviation,
                Math.max(beta, betaOfRound), gain + 0.5 * StrictMath.log1p(variance / ratio.noiseVariance()));
    }

    /** `sum_t 2 sqrt(beta_t) sigma_(t-1)(x_t) + c`, in units of f. */
    public double confidence() {
        return sumOfWidths + discretisation;
    }

    /** `sqrt(C_1 T beta_T I(y_T; f_T)) + c`, in units of f. */
    public double realised() {
        return with(gain);
    }

    /**
     * `sqrt(C_1 T beta_T gamma_T) + c`, in units of f.
     *
     * @param gamma an upper bound on `gamma_T` in nats, over sequences with repetition and for the chain's noise variance
     * @throws IllegalArgumentException when this run already gained more than {@code gamma}, which is then no upper bound
     */
    public double worstCase(double gamma) {
        if (!(gamma >= gain * (1 - ROUNDING))) {
            throw new IllegalArgumentException(("gamma is %s, but this run gained %s nats in %d rounds; expected an upper "
                    + "bound on the gain of any sequence with repetition, such as greedy's gain / (1 - 1/e)")
                    .formatted(gamma, gain, rounds));
        }
        return with(gamma);
    }

    private double with(double information) {
        return discretisation + (rounds == 0 ? 0 : new Exploration(ratio, rounds, information).sumOfWidths(beta));
    }
}
