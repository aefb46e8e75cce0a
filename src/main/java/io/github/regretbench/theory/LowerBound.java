package io.github.regretbench.theory;

import io.github.regretbench.Require;
import io.github.regretbench.gp.Prior;


/**
 * What no algorithm can beat for all f of RKHS norm at most B: finite decision set, `k(x, x) &lt;= 1`, noise `N(0, "sd"^2)`. With explicit
 * constants; {@link ScarlettOrder} has orders alone.
 */
public sealed interface LowerBound extends RegretBound {

    /**
     * `inf_"algorithms" max_f E R_T >= min(1, Delta_k) "sd" / 16 sqrt(T d_T)`. Ma and Scarlett 2026.
     *
     * @param horizon T >= 1
     * @param noiseDeviation sd > 0, a standard deviation
     * @param diameter `Delta_k = max_(x, x') sqrt(k(x, x) + k(x', x') - 2 k(x, x')) >= 0`
     * @param effectiveDimension `d_T = tr(M (M + rho I)^-1)` >= 0 with `rho = "sd"^2 / (B^2 T)`, M the second-moment operator of the
     *        regularised D-optimal design for noise variance `"sd"^2 / B^2`
     */
    @Statement(name = "minimax-effective-dimension", formula = "min(1, Delta_k) (sd / 16) sqrt(T d_T)", citation = "Ma and Scarlett 2026",
            policy = "any algorithm",
            assumptions = "finite D, k(x, x) <= 1, noise N(0, sd^2), worst f of RKHS norm <= B",
            guarantee = "minimax R_T >= value", order = "lower-ma-scarlett", status = Status.VERIFIED)
    record EffectiveDimension(int horizon, double noiseDeviation, double diameter, double effectiveDimension) implements LowerBound {
        /** `h = T / 4`: the difference quotient loses 11 percent of `d_T` where V grows as log T, and dulls the bounds' gaps eightfold. */
        private static final int STEP_PART = 4;
        /** What sums of logarithms are off by is below this times 1 + V. */
        private static final double ROUNDING = 1e-9;

        /** @throws IllegalArgumentException unless T >= 1, sd > 0 and the others are finite and >= 0 */
        public EffectiveDimension {
            Domain.atLeast(1, "the horizon", horizon);
            Require.positive("the noise deviation", noiseDeviation);
            Require.notNegative("the diameter", diameter);
            Require.notNegative("the effective dimension", effectiveDimension);
        }

        /**
         * The bound for a model, whatever its `k_max`: the ball of radius B for k is that of radius `B sqrt(k_max)` for `k / k_max`.
         * `V(T) = max_w Phi(w)` is concave in T with slope `d_T / (2 T)`, so `d_T >= (2 T (V(T + h) - V(T))) / h`; `V(T + h)` is bounded
         * by a greedy design, `V(T)` by certificates. At least {@link InformationGain}'s `d_T`.
         *
         * @param noiseDeviation sd > 0
         * @param norm B > 0
         */
        public static EffectiveDimension of(Prior prior, int horizon, double noiseDeviation, double norm) {
            InformationGain weaker = InformationGain.of(prior, horizon, noiseDeviation, norm);
            double noiseVariance = noiseDeviation * noiseDeviation / (norm * norm);
            int step = (horizon + STEP_PART - 1) / STEP_PART;
            double above = GreedyDesign.of(prior, noiseVariance, horizon + step).gain(horizon + step);
            double below = largestGain(prior, noiseVariance, horizon);
            double dimension = 2.0 * horizon * (above - below - ROUNDING * (1 + above)) / step;
            return new EffectiveDimension(horizon, noiseDeviation, weaker.diameter(), Math.max(dimension, weaker.effectiveDimension()));
        }

        /** An upper bound on `V(T)`. */
        private static double largestGain(Prior prior, double noiseVariance, int horizon) {
            return io.github.regretbench.theory.InformationGain.certificates(prior, noiseVariance, horizon).stream()
                    .mapToDouble(certificate -> certificate.upperBound(horizon)).min().orElse(Double.POSITIVE_INFINITY);
        }

        @Override
        public double value() {
            return Math.min(1, diameter) * noiseDeviation / 16 * Math.sqrt(horizon * effectiveDimension);
        }
    }

    /**
     * {@link EffectiveDimension} by `d_T >= (2 gamma_T) / (1 + log(1 + (B^2 T) / "sd"^2))`:
     * `inf_"algorithms" max_f E R_T >= min(1, Delta_k) (sqrt(2) "sd") / 16 sqrt((T gamma_T) / (1 + log(1 + (B^2 T) / "sd"^2)))`. Ma and
     * Scarlett 2026.
     *
     * @param horizon T >= 1
     * @param noiseDeviation sd > 0, a standard deviation
     * @param diameter `Delta_k >= 0`
     * @param norm B > 0, of the norm and not of its square
     * @param gain a <em>lower</em> bound on `gamma_T` for noise variance `"sd"^2 / B^2`, in nats, such as greedy's gain
     */
    @Statement(name = "minimax-information-gain",
            formula = "min(1, Delta_k) (sqrt(2) sd / 16) sqrt(T gamma_T / (1 + log(1 + B^2 T / sd^2)))", citation = "Ma and Scarlett 2026",
            policy = "any algorithm",
            assumptions = "finite D, k(x, x) <= 1, noise N(0, sd^2), worst f of RKHS norm <= B",
            guarantee = "minimax R_T >= value", status = Status.VERIFIED)
    record InformationGain(int horizon, double noiseDeviation, double diameter, double norm, double gain) implements LowerBound {

        /** @throws IllegalArgumentException unless T >= 1, sd > 0, B > 0 and the others are finite and >= 0 */
        public InformationGain {
            Domain.atLeast(1, "the horizon", horizon);
            Require.positive("the noise deviation", noiseDeviation);
            Require.notNegative("the diameter", diameter);
            Require.positive("the norm", norm);
            Require.notNegative("the information gain", gain);
        }

        /**
         * The bound for a model, whatever its `k_max`: the ball of radius B for k is that of radius `B sqrt(k_max)` for `k / k_max`.
         *
         * @param noiseDeviation sd > 0
         * @param norm B > 0
         */
        public static InformationGain of(Prior prior, int horizon, double noiseDeviation, double norm) {
            double maximum = prior.maximumVariance();
            double gain = GreedyDesign.of(prior, noiseDeviation * noiseDeviation / (norm * norm), horizon).gain(horizon);
            return new InformationGain(horizon, noiseDeviation, LowerBound.diameter(prior) / Math.sqrt(maximum), norm * Math.sqrt(maximum),
                    gain);
        }

        /** `(2 gamma_T) / (1 + log(1 + (B^2 T) / "sd"^2)) &lt;= d_T`. */
        double effectiveDimension() {
            double ratio = norm / noiseDeviation;
            return 2 * gain / (1 + StrictMath.log1p(ratio * ratio * horizon));
        }

        @Override
        public double value() {
            return new EffectiveDimension(horizon, noiseDeviation, diameter, effectiveDimension()).value();
        }
    }

    /** `Delta_k`. */
    private static double diameter(Prior prior) {
        double largest = 0;
        for (int x = 0; x < prior.size(); x++) {
            for (int y = 0; y < x; y++) {
                largest = Math.max(largest, prior.variance(x) + prior.variance(y) - 2 * prior.covariance(x, y));
            }
        }
        return Math.sqrt(largest);
    }
}
