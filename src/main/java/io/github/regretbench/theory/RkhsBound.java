package io.github.regretbench.theory;

import io.github.regretbench.Require;


/**
 * Upper bounds for one fixed f with norm at most B in the reproducing kernel Hilbert space of k. {@code width} is the
 * multiplier of the posterior standard deviation, {@code beta} its square. Gains and posteriors belong to the regulariser
 * `lambda` of the bound, which need not be the noise variance; it takes the place of the noise variance in {@link SignalToNoise}.
 */
public sealed interface RkhsBound extends RegretBound {

    /**
     * `R_T &lt;= sqrt(C_1 T beta_T gamma_T)` with probability at least `1 - delta`, for GP-UCB with
     * `beta_t = 2 Bsq + 300 gamma_t log^3(t / delta)`, where Bsq bounds the <em>squared</em> norm. Srinivas et al. 2010, Theorem 3.
     *
     * @param exploration `s_2`, `k_max`, T and `gamma_T`
     * @param beta `beta_T` of Theorem 3's schedule
     */
    @Statement(name = "srinivas-theorem-3", formula = "sqrt(C1 T beta_T gamma_T)", citation = "Srinivas et al. 2010, Theorem 3",
            policy = "GP-UCB with theorem3",
            assumptions = "squared RKHS norm of f <= Bsq, martingale noise bounded by sqrt(s2), GP-UCB with Theorem 3's schedule",
            guarantee = "R_T <= value for all T with probability >= 1 - delta", status = Status.VERIFIED)
    record Theorem3(Exploration exploration, double beta) implements RkhsBound {

        /** @throws IllegalArgumentException unless `beta` is finite and >= 0 */
        public Theorem3 {
            Require.notNegative("beta", beta);
        }

        @Override
        public double value() {
            return exploration.sumOfWidths(beta);
        }
    }

    /**
     * `R_T &lt;= 2 m_T sqrt(T C'(lambda) I_T)` with probability at least `1 - delta`, for GP-UCB with the self-normalised multiplier
     * `m_t = B + R / sqrt(lambda) sqrt(2 log(1 / delta) + 2 I_t)`, of the realised gain `I_t` or of an upper bound on `gamma_t`. Derived
     * from Abbasi-Yadkori et al. 2011, Theorem 1.
     *
     * @param exploration `lambda`, `k_max`, T and `I_T` or `gamma_T` for `lambda`
     * @param width `m_T >= 0`
     */
    @Statement(name = "self-normalised-ucb", formula = "2 m_T sqrt(T C'(lambda) I_T)",
            citation = "derived from Abbasi-Yadkori, Pal and Szepesvari 2011, Theorem 1",
            policy = "GP-UCB with self-normalised or self-normalised-worst-case",
            assumptions = "RKHS norm of f <= B, R-sub-Gaussian noise, GP-UCB with the self-normalised multiplier for lambda",
            guarantee = "R_T <= value for all T with probability >= 1 - delta", order = "igp-ucb", status = Status.DERIVED)
    record SelfNormalisedUcb(Exploration exploration, double width) implements RkhsBound {

        /** @throws IllegalArgumentException unless the width is finite and >= 0 */
        public SelfNormalisedUcb {
            Require.notNegative("the width", width);
        }

        @Override
        public double value() {
            return 2 * width * exploration.sumOfDeviations();
        }
    }

    /**
     * `R_T &lt;= 4 m_T sqrt((T + 2) gamma_T)` with probability at least `1 - delta`, for IGP-UCB, which has `lambda = 1 + 2 / T` and
     * `m_T = B + R sqrt(2 (gamma_T + 1 + log(1 / delta)))`; `k(x, x) &lt;= 1`. The order is of Chowdhury and Gopalan 2017 (there the
     * multiplier is called `beta`); the constant 4 is derived: `v &lt;= 2 log(1 + v)` on [0, 1] gives
     * `sum_t sigma_(t-1)^2(x_t) &lt;= 4 (1 + 2 / T) gamma_T`.
     *
     * @param horizon T >= 1
     * @param gain `gamma_T` in nats for `lambda = 1 + 2 / T`, not for the noise variance
     * @param width `m_T >= 0`
     */
    @Statement(name = "igp-ucb", formula = "4 m_T sqrt((T + 2) gamma_T)", citation = "Chowdhury and Gopalan 2017; constant derived",
            policy = "GP-UCB with igp-ucb, its posterior with the noise variance 1 + 2/T",
            assumptions = "RKHS norm of f <= B, R-sub-Gaussian noise, k(x, x) <= 1, IGP-UCB with lambda = 1 + 2/T",
            guarantee = "R_T <= value with probability >= 1 - delta", order = "igp-ucb", status = Status.DERIVED)
    record IgpUcb(int horizon, double gain, double width) implements RkhsBound {

        /** @throws IllegalArgumentException unless T >= 1 and the others are finite and >= 0 */
        public IgpUcb {
            Domain.atLeast(1, "the horizon", horizon);
            Require.notNegative("the information gain", gain);
            Require.notNegative("the width", width);
        }

        @Override
        public double value() {
            return 4 * width * Math.sqrt((horizon + 2.0) * gain);
        }
    }

    /**
     * `f(x^**) - f(argmax mu_T) &lt;= 2 m sqrt((C'(lambda) gamma_T) / T)` with probability at least `1 - delta`, for T rounds of playing
     * the arm of highest posterior variance, `m = B + R / sqrt(lambda) sqrt(2 log((2 n) / delta))`. Derived: the design does not depend
     * on the noise, hence no gain in m, and `max_x sigma_T^2(x)` is at most the average of `sigma_(t-1)^2(x_t)`.
     *
     * @param exploration `lambda`, `k_max`, T and `gamma_T` for `lambda`, or the realised gain
     * @param width m >= 0
     */
    @Statement(name = "mvr-simple-regret", formula = "2 m sqrt(C'(lambda) gamma_T / T)",
            citation = "derived; cf. Vakili et al. 2021 (Optimal order simple regret)",
            policy = "variance-only (maximum variance reduction)",
            assumptions = "RKHS norm of f <= B, R-sub-Gaussian noise, finite D, maximum variance reduction, argmax mu_T recommended",
            guarantee = "simple regret <= value with probability >= 1 - delta", order = "mvr-simple", status = Status.DERIVED)
    record MaximumVarianceReduction(Exploration exploration, double width) implements RkhsBound {

        /** @throws IllegalArgumentException unless the width is finite and >= 0 */
        public MaximumVarianceReduction {
            Require.notNegative("the width", width);
        }

        @Override
        public double value() {
            return 2 * width * Math.sqrt(exploration.sumOfVariances() / exploration.horizon());
        }
    }

    /**
     * {@link MaximumVarianceReduction} for small noise: `f(x^**) - f(argmax mu_T) &lt;= 8 m sqrt((lambda gamma_T) / T)` once
     * `T >= 6 gamma_T`, because then `max_x sigma_T(x) &lt;= 4 sqrt((lambda gamma_T) / T)`. Iwazaki and Takeno 2025, Lemma 3.1.
     *
     * @param horizon `T >= 6 gamma_T`
     * @param regulariser `lambda > 0`
     * @param gain `gamma_T` in nats for `lambda`
     * @param width m >= 0
     */
    @Statement(name = "mvr-simple-regret-small-noise", formula = "8 m sqrt(lambda gamma_T / T)",
            citation = "Iwazaki and Takeno 2025, Lemma 3.1, with the non-adaptive band",
            policy = "variance-only (maximum variance reduction)",
            assumptions = "RKHS norm of f <= B, R-sub-Gaussian noise, finite D, maximum variance reduction, argmax mu_T recommended, "
                    + "T >= 6 gamma_T",
            guarantee = "simple regret <= value with probability >= 1 - delta", order = "mvr-simple", status = Status.DERIVED)
    record MaximumVarianceReductionSmallNoise(int horizon, double regulariser, double gain, double width) implements RkhsBound {

        /** @throws IllegalArgumentException unless `T >= 6 gamma_T`, `lambda > 0` and the others are finite and >= 0 */
        public MaximumVarianceReductionSmallNoise {
            Domain.atLeast(1, "the horizon", horizon);
            Require.positive("the regulariser", regulariser);
            Require.notNegative("the information gain", gain);
            Require.notNegative("the width", width);
            if (horizon < 6 * gain) {
                throw new IllegalArgumentException("the horizon is " + horizon + "; this bound needs at least 6 gamma_T = " + 6 * gain);
            }
        }

        @Override
        public double value() {
            return 8 * width * Math.sqrt(regulariser * gain / horizon);
        }
    }
}
