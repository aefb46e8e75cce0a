package io.github.regretbench.theory;

import io.github.regretbench.Require;
import io.github.regretbench.StandardNormal;

/**
 * Upper bounds for f drawn from the prior `GP(0, k)`, with rewards `y = f(x) + N(0, s_2)` and the posterior formed with these very k and
 * `s_2`. Multipliers are squared throughout: `beta` multiplies a variance. {@code exploration} brings `s_2`, `k_max`, T and `gamma_T` (an
 * upper bound on it, or where said so the realised gain).
 */
public sealed interface BayesianBound extends RegretBound {

    /**
     * `R_T &lt;= sqrt(C_1 T beta_T gamma_T)` with probability at least `1 - delta`, for GP-UCB on a finite decision set with
     * `beta_t = 2 log((n t^2 pi^2) / (6 delta))`. Srinivas et al. 2010, Theorem 1.
     *
     * @param exploration `s_2`, `k_max`, T and `gamma_T` or the realised gain
     * @param beta `beta_T` of {@link SrinivasTheorem1}
     */
    @Statement(name = "srinivas-theorem-1", formula = "sqrt(C1 T beta_T gamma_T)", citation = "Srinivas et al. 2010, Theorem 1",
            policy = "GP-UCB with the schedule given",
            assumptions = "f ~ GP(0, k), Gaussian noise, finite D, GP-UCB with a schedule valid on D at level delta",
            guarantee = "R_T <= value for all T of the schedule with probability >= 1 - delta", order = "gp-ucb-vakili",
            status = Status.VERIFIED)
    record Theorem1(Exploration exploration, double beta) implements BayesianBound {

        /** @throws IllegalArgumentException unless `beta` is finite and >= 0 */
        public Theorem1 {
            Require.notNegative("beta", beta);
        }

        @Override
        public double value() {
            return exploration.sumOfWidths(beta);
        }
    }

    /**
     * `R_T &lt;= sqrt(C_1 T beta_T gamma_T) + 2` with probability at least `1 - delta`, for GP-UCB on a compact convex subset of
     * `[0, r]^d`. Srinivas et al. 2010, Theorem 2.
     *
     * @param exploration `s_2`, `k_max`, T and `gamma_T` or the realised gain
     * @param beta `beta_T` of Theorem 2's schedule
     */
    @Statement(name = "srinivas-theorem-2", formula = "sqrt(C1 T beta_T gamma_T) + 2", citation = "Srinivas et al. 2010, Theorem 2",
            policy = "GP-UCB with the schedule of Theorem 2", continuous = true,
            assumptions = "f ~ GP(0, k), Gaussian noise, D compact and convex in [0, r]^d, tails a exp(-(L/b)^2) of the partial "
                    + "derivatives of f, GP-UCB with Theorem 2's schedule",
            guarantee = "R_T <= value for all T with probability >= 1 - delta", order = "gp-ucb-vakili", status = Status.VERIFIED)
    record Theorem2(Exploration exploration, double beta) implements BayesianBound {

        /** @throws IllegalArgumentException unless `beta` is finite and >= 0 */
        public Theorem2 {
            Require.notNegative("beta", beta);
        }

        @Override
        public double value() {
            return exploration.sumOfWidths(beta) + RegretChain.PRINTED_DISCRETISATION;
        }
    }

    /**
     * Theorem 2 with the sum of `1 / t^2` not rounded up: `R_T &lt;= sqrt(C_1 T beta_T gamma_T) + pi^2 / 6`. Srinivas et al. 2010, proof of
     * Theorem 2 (Lemma 5.8).
     *
     * @param exploration `s_2`, `k_max`, T and `gamma_T` or the realised gain
     * @param beta `beta_T` of Theorem 2's schedule
     */
    @Statement(name = "srinivas-theorem-2-sharp", formula = "sqrt(C1 T beta_T gamma_T) + pi^2/6",
            citation = "Srinivas et al. 2010, proof of Theorem 2, sum of 1/t^2 not rounded up",
            policy = "GP-UCB with the schedule of Theorem 2", continuous = true,
            assumptions = "f ~ GP(0, k), Gaussian noise, D compact and convex in [0, r]^d, tails a exp(-(L/b)^2) of the partial "
                    + "derivatives of f, GP-UCB with Theorem 2's schedule",
            guarantee = "R_T <= value for all T with probability >= 1 - delta", order = "gp-ucb-vakili", status = Status.DERIVED)
    record Theorem2Sharp(Exploration exploration, double beta) implements BayesianBound {

        /** @throws IllegalArgumentException unless `beta` is finite and >= 0 */
        public Theorem2Sharp {
            Require.notNegative("beta", beta);
        }

        @Override
        public double value() {
            return exploration.sumOfWidths(beta) + RegretChain.DISCRETISATION;
        }
    }

    /**
     * `E R_T &lt;= sqrt(k_max) + sqrt(C' T gamma_T beta_T)`, `beta_T = 2 log(((T^2 + 1) n) / sqrt(2 pi))`, for Thompson sampling and for
     * UCB with this `beta_t`; for `k_max = 1` that is `1 + 2 sqrt((T gamma_T log(((T^2 + 1) n) / sqrt(2 pi))) / log(1 + 1/s_2))`. The
     * additive 1 is <em>unverified</em>; {@link RussoVanRoySharp} has a proof with less. Other `k_max`: f and noise divided by
     * `sqrt(k_max)`. Russo and Van Roy 2014, as restated by Garnett, "Bayesian Optimization", chapter 10.
     *
     * @param exploration `s_2`, `k_max`, T and `gamma_T`
     * @param arms n >= 2
     */
    @Statement(name = "russo-van-roy", formula = "sqrt(k_max) + sqrt(C' T gamma_T 2 log((T^2 + 1) n / sqrt(2 pi)))",
            citation = "Russo and Van Roy 2014; form after Garnett, Bayesian Optimization, chapter 10",
            policy = "Thompson sampling, or GP-UCB with russo-van-roy",
            assumptions = "f ~ GP(0, k), Gaussian noise, finite D with n >= 2, Thompson sampling or UCB with that beta_t",
            guarantee = "E R_T <= value", order = "gp-ucb-vakili", status = Status.UNVERIFIED)
    record RussoVanRoy(Exploration exploration, int arms) implements BayesianBound {

        /** @throws IllegalArgumentException unless n >= 2 */
        public RussoVanRoy {
            Domain.atLeast(2, "the number of arms", arms);
        }

        @Override
        public double value() {
            return Math.sqrt(exploration.ratio().maximumVariance()) + leading(exploration, arms);
        }

        private static double leading(Exploration exploration, int arms) {
            return Math.sqrt(beta(exploration.horizon(), arms)) * exploration.sumOfDeviations();
        }

        private static double beta(double t, int arms) {
            return 2 * StrictMath.log((t * t + 1) * arms / Math.sqrt(2 * Math.PI));
        }
    }

    /**
     * {@link RussoVanRoy} with the additive term the proof gives: `sqrt(k_max) c_n`, `c_n = sum_t n (phi(u_t) - u_t Phi(-u_t))`,
     * `u_t = sqrt(beta_t)`, instead of `sqrt(k_max)`. The crude `phi(u) >= phi(u) - u Phi(-u)` would give `sum_t 1 / (t^2 + 1) = 1.0767`.
     * Derived: `E (f(x) - mu - u sigma)_+ = sigma (phi(u) - u Phi(-u))`, summed over arms and rounds with `sigma &lt;= sqrt(k_max)`.
     *
     * @param exploration `s_2`, `k_max`, T and `gamma_T`
     * @param arms n >= 2
     */
    @Statement(name = "russo-van-roy-sharp", formula = "sqrt(k_max) c_n + sqrt(C' T gamma_T 2 log((T^2 + 1) n / sqrt(2 pi)))",
            citation = "Russo and Van Roy 2014, with the exact sum of expected excesses",
            policy = "Thompson sampling, or GP-UCB with russo-van-roy",
            assumptions = "f ~ GP(0, k), Gaussian noise, finite D with n >= 2, Thompson sampling or UCB with that beta_t",
            guarantee = "E R_T <= value", order = "gp-ucb-vakili", status = Status.DERIVED)
    record RussoVanRoySharp(Exploration exploration, int arms) implements BayesianBound {
        /** Terms added one by one; the rest is an integral with the first correction of Euler and Maclaurin, next term 1e-17. */
        private static final int TERMS = 1000;
        /** Step of the trapezoidal rule after `t = t_0 exp(exp(x - exp(-x)))`, which makes the integrand decay doubly exponentially. */
        private static final double STEP = 1.0 / 32;
        /** Where the transformed integrand is below 1e-20 of its maximum: |k| STEP at most 4. */
        private static final int NODES = 128;

        /** @throws IllegalArgumentException unless n >= 2 */
        public RussoVanRoySharp {
            Domain.atLeast(2, "the number of arms", arms);
        }

        @Override
        public double value() {
            return Math.sqrt(exploration.ratio().maximumVariance()) * constant(arms) + RussoVanRoy.leading(exploration, arms);
        }

        /**
         * `c_n = sum_(t >= 1) n (phi(u_t) - u_t Phi(-u_t))`, `u_t^2 = 2 log(((t^2 + 1) n) / sqrt(2 pi))`: 0.2597 for n = 2, decreasing.
         *
         * @throws IllegalArgumentException unless n >= 2
         */
        public static double constant(int arms) {
            Domain.atLeast(2, "the number of arms", arms);
            double sum = 0;
            for (int t = 1; t <= TERMS; t++) {
                sum += excess(t, arms);
            }
            return sum + integralFrom(TERMS + 0.5, arms) + (excess(TERMS + 1, arms) - excess(TERMS, arms)) / 24;
        }

        /** `n phi(u_t) = 1 / (t^2 + 1)`. */
        private static double excess(double t, int arms) {
            double u = Math.sqrt(RussoVanRoy.beta(t, arms));
            return (1 - u * StandardNormal.millsRatio(u)) / (t * t + 1);
        }

        private static double integralFrom(double start, int arms) {
            double sum = 0;
            for (int k = -NODES; k <= NODES; k++) {
                double x = k * STEP;
                double s = StrictMath.exp(x - StrictMath.exp(-x));
                double t = start * StrictMath.exp(s);
                sum += excess(t, arms) * t * s * (1 + StrictMath.exp(-x));
            }
            return STEP * sum;
        }
    }

    /**
     * `E R_T &lt;= (sqrt(k_max) n) / sqrt(2 pi) sum_t E exp(-beta_t / 2) + sqrt(C' gamma_T sum_t E beta_t)`, for UCB with random or fixed
     * `beta_t >= 0`, independent of f and the noise given the history. Derived; the Bayesian argument of Russo and Van Roy 2014. Other
     * `k_max` than 1: f and noise divided by `sqrt(k_max)`.
     *
     * @param exploration `s_2`, `k_max`, T and `gamma_T`
     * @param arms n >= 2
     * @param sumOfTails sum over t &lt;= T of `E exp(-beta_t / 2)`, in [0, T]
     * @param sumOfBetas sum over t &lt;= T of `E beta_t`, >= 0
     */
    @Statement(name = "randomised-ucb", formula = "sqrt(k_max) n / sqrt(2 pi) sum_t E exp(-beta_t / 2) + sqrt(C' gamma_T sum_t E beta_t)",
            citation = "after Russo and Van Roy 2014",
            policy = "GP-UCB with the schedule given",
            assumptions = "f ~ GP(0, k), Gaussian noise, finite D with n >= 2, UCB with "
                    + "beta_t independent of f and the noise given the history",
            guarantee = "E R_T <= value", status = Status.DERIVED)
    record RandomisedUcb(Exploration exploration, int arms, double sumOfTails, double sumOfBetas) implements BayesianBound {

        /** @throws IllegalArgumentException unless n >= 2 and both sums are finite and >= 0 */
        public RandomisedUcb {
            Domain.atLeast(2, "the number of arms", arms);
            Require.notNegative("the sum of E exp(-beta_t / 2)", sumOfTails);
            Require.notNegative("the sum of E beta_t", sumOfBetas);
        }

        /** The bound for a schedule that is not random. */
        public static RandomisedUcb of(Exploration exploration, int arms, ConfidenceSchedule schedule) {
            double tails = 0;
            double betas = 0;
            for (int t = 1; t <= exploration.horizon(); t++) {
                double beta = schedule.beta(t);
                tails += StrictMath.exp(-beta / 2);
                betas += beta;
            }
            return new RandomisedUcb(exploration, arms, tails, betas);
        }

        @Override
        public double value() {
            return Math.sqrt(exploration.ratio().maximumVariance()) * arms / Math.sqrt(2 * Math.PI) * sumOfTails
                    + Math.sqrt(exploration.sumOfVariances() * sumOfBetas);
        }
    }

    /**
     * `E R_T &lt;= sqrt(C' T gamma_T (2 + 2 log(n / 2)))`, for Thompson sampling, IRGP-UCB (`beta_t = 2 log(n / 2) + Z_t`, `Z_t`
     * exponential with mean 2) and PIMS. Derived: `E max_x (Z_x)_+^2 &lt;= 2 log(n / 2) + 2` for standard normal `Z_x`, and the
     * Cauchy-Schwarz inequality. In agreement with the abstracts of Takeno et al. 2023 and 2024; their constants are unverified.
     *
     * @param exploration `s_2`, `k_max`, T and `gamma_T`
     * @param arms n >= 2
     */
    @Statement(name = "tight-bayes", formula = "sqrt(C' T gamma_T (2 + 2 log(n / 2)))",
            citation = "derived; cf. Takeno, Inatsu and Karasuyama 2023 and Takeno et al. 2024",
            policy = "Thompson sampling, PIMS, or GP-UCB with irgp-ucb, and no other schedule",
            assumptions = "f ~ GP(0, k), Gaussian noise, finite D with n >= 2, Thompson sampling, IRGP-UCB or PIMS",
            guarantee = "E R_T <= value", order = "thompson-irgp-pims", status = Status.DERIVED)
    record Tight(Exploration exploration, int arms) implements BayesianBound {

        /** @throws IllegalArgumentException unless n >= 2 */
        public Tight {
            Domain.atLeast(2, "the number of arms", arms);
        }

        @Override
        public double value() {
            return Math.sqrt(2 + 2 * StrictMath.log(arms / 2.0)) * exploration.sumOfDeviations();
        }
    }

    /**
     * `E R_T &lt;= pi^2 / 6 + sqrt(C' gamma_T sum_t (2 + s_t))`, for IRGP-UCB on `[0, r]^d` with `beta_t = s_t + Z_t`,
     * `s_t = 2 log(tau_t^d / 2)`, `Z_t` exponential with mean 2, and grids of `tau_t^d` points fine enough that rounding costs at most
     * `1 / t^2` in expectation. Derived as {@link Tight}; the algorithm is of Takeno, Inatsu and Karasuyama 2023.
     *
     * @param exploration `s_2`, `k_max`, T and `gamma_T`
     * @param sumOfBetas sum over t &lt;= T of `E beta_t = 2 + s_t`, >= 0
     */
    @Statement(name = "tight-bayes-continuous", formula = "pi^2/6 + sqrt(C' gamma_T sum_t (2 + s_t))",
            citation = "derived; cf. Takeno, Inatsu and Karasuyama 2023",
            policy = "GP-UCB with irgp-ucb-continuous", continuous = true,
            assumptions = "f ~ GP(0, k), Gaussian noise, D compact in [0, r]^d, tails a exp(-(L/b)^2) of the partial derivatives of f "
                    + "with a d >= 1, IRGP-UCB",
            guarantee = "E R_T <= value", order = "gp-ucb-vakili", status = Status.DERIVED)
    record TightContinuous(Exploration exploration, double sumOfBetas) implements BayesianBound {

        /** @throws IllegalArgumentException unless the sum is finite and >= 0 */
        public TightContinuous {
            Require.notNegative("the sum of E beta_t", sumOfBetas);
        }

        @Override
        public double value() {
            return RegretChain.DISCRETISATION + Math.sqrt(exploration.sumOfVariances() * sumOfBetas);
        }
    }

    /**
     * Bayesian simple regret &lt;= `(C_0 + S_T) / T + sqrt((C_2 beta_T gamma_T) / T)`, `C_0 = pi^2 / 6 + (sqrt(2) pi^(3/2)) / 12 = 2.301`,
     * `S_T = sum_(t=1)^T sqrt(beta_t / (pi a)) / t^2`, `C_2 = 2 / log(1 + 1/s_2)`, for sequential Thompson sampling on `[0,1]^d` with `k_max = 1`
     * and `beta_t` of {@link Kandasamy2018}. Kandasamy et al. 2018, Theorem 11 and Corollary 15 of the supplement, with two corrections that are
     * derived: their proof ends in `sqrt(2 pi) / 12` where the displayed sum is `(sqrt(2) pi^(3/2)) / 12`, and it bounds the widths at the grid's
     * points by the gain of the plays, which costs `S_T` because `|sigma([x]) - sigma(x)| &lt;= 1 / (t^2 sqrt(pi a))`.
     *
     * @param exploration `s_2`, `k_max` (which has to be 1), T and `gamma_T`
     * @param tail d, a and b of Theorem 2's assumption
     */
    @Statement(name = "kandasamy-sequential-thompson",
            formula = "(pi^2/6 + sqrt(2) pi^(3/2)/12 + sum_t sqrt(beta_t / (pi a)) / t^2) / T + sqrt(C' beta_T gamma_T / T)",
            citation = "Kandasamy et al. 2018, with both gaps of the proof closed",
            policy = "Thompson sampling", continuous = true,
            assumptions = "f ~ GP(0, k) on [0,1]^d, k_max = 1, slopes as in Theorem 2 of Srinivas et al. 2010, Gaussian noise, sequential "
                    + "Thompson sampling",
            guarantee = "Bayesian simple regret <= value", status = Status.DERIVED)
    record SequentialThompson(Exploration exploration, ExponentialGradientTail tail) implements BayesianBound {
        /** `sum_t 1 / (t^2 sqrt(2 pi))`: what f exceeds its upper bounds by at the points of the grids, or at the arms of a finite set. */
        static final double EXCESS = Math.sqrt(2) * Math.PI * Math.sqrt(Math.PI) / 12;
        /** The same and the distance to the grids, of the best point and of the played one: `sum_t 2 / (2 t^2)`. */
        private static final double C0 = Math.PI * Math.PI / 6 + EXCESS;

        /** @throws IllegalArgumentException unless `k_max` is 1 */
        public SequentialThompson {
            if (exploration.ratio().maximumVariance() != 1) {
                throw new IllegalArgumentException("the maximum of k(x, x) is " + exploration.ratio().maximumVariance()
                        + "; this bound is stated for 1: divide f by the square root");
            }
        }

        /** `S_T`. */
        double widthsOffTheGrid() {
            Kandasamy2018 schedule = new Kandasamy2018(tail);
            double sum = 0;
            for (int t = 1; t <= exploration.horizon(); t++) {
                sum += Math.sqrt(schedule.beta(t) / (Math.PI * tail.a())) / ((double) t * t);
            }
            return sum;
        }

        @Override
        public double value() {
            double beta = new Kandasamy2018(tail).beta(exploration.horizon());
            return (C0 + widthsOffTheGrid() + Math.sqrt(beta) * exploration.sumOfDeviations()) / exploration.horizon();
        }
    }

    /**
     * Bayesian simple regret &lt;= `(sqrt(k_max) (sqrt(2) pi^(3/2)) / 12) / T + sqrt((C' beta_T gamma_T) / T)`, `beta_t = 2 log(n t^2)`, for
     * sequential Thompson sampling on n arms. The argument of Kandasamy et al. 2018 without a grid: `E (f(x) - U_t(x))_+` over n arms is at most
     * `sqrt(k_max) n exp(-beta_t / 2) / sqrt(2 pi) = sqrt(k_max) / (t^2 sqrt(2 pi))`. Derived.
     *
     * @param exploration `s_2`, `k_max`, T and `gamma_T`
     * @param arms n >= 1
     */
    @Statement(name = "sequential-thompson-finite", formula = "sqrt(k_max) sqrt(2) pi^(3/2)/12 / T + sqrt(C' 2 log(n T^2) gamma_T / T)",
            citation = "after Kandasamy et al. 2018",
            policy = "Thompson sampling",
            assumptions = "f ~ GP(0, k), Gaussian noise, finite D, sequential Thompson sampling",
            guarantee = "Bayesian simple regret <= value", status = Status.DERIVED)
    record SequentialThompsonFinite(Exploration exploration, int arms) implements BayesianBound {

        /** @throws IllegalArgumentException unless n >= 1 */
        public SequentialThompsonFinite {
            Domain.atLeast(1, "the number of arms", arms);
        }

        @Override
        public double value() {
            double t = exploration.horizon();
            double beta = 2 * StrictMath.log(arms * t * t);
            return (Math.sqrt(exploration.ratio().maximumVariance()) * SequentialThompson.EXCESS
                    + Math.sqrt(beta) * exploration.sumOfDeviations()) / t;
        }
    }

    /**
     * `R_T &lt;= (max_t nu_t + zeta_T) sqrt(C' T gamma_T)` with probability at least `1 - delta`, for a rule that plays
     * `argmin_x (m_t - mu_(t-1)(x)) / (sigma_(t-1)(x))` towards targets `m_t >= f(x^**)`, where `nu_t` is the value of that minimum: EST,
     * and PI with a valid target. Derived; the rule is of Wang, Zhou and Jegelka 2016.
     *
     * @param exploration `s_2`, `k_max`, T and `gamma_T` or the realised gain
     * @param nu max over t &lt;= T of `nu_t`, >= 0
     * @param delta in (0, 1)
     */
    @Statement(name = "valid-target", formula = "(max_t nu_t + zeta_T) sqrt(C' T gamma_T)",
            citation = "derived; rule of Wang, Zhou and Jegelka 2016",
            policy = "the rule argmin (m_t - mu) / sigma for targets m_t",
            assumptions = "f ~ GP(0, k), Gaussian noise, every target m_t >= f(x*)",
            guarantee = "R_T <= value with probability >= 1 - delta", status = Status.DERIVED)
    record ValidTarget(Exploration exploration, double nu, double delta) implements BayesianBound {

        /** @throws IllegalArgumentException unless `nu` is finite and >= 0 and 0 &lt; delta &lt; 1 */
        public ValidTarget {
            Require.notNegative("nu", nu);
            Require.probability("delta", delta);
        }

        /**
         * `zeta_T = sqrt(2 log(pi_T / (2 delta)))`, `pi_t = (pi^2 t^2) / 6`: `f(x_t) >= mu - zeta_t sigma` fails with probability at most
         * `delta / pi_t`. Where that is above 1/2, `zeta = 0` will do.
         */
        public double zeta() {
            double t = exploration.horizon();
            return Math.sqrt(Math.max(0, 2 * StrictMath.log(Math.PI * Math.PI * t * t / (12 * delta))));
        }

        @Override
        public double value() {
            return (nu + zeta()) * exploration.sumOfDeviations();
        }
    }
}
