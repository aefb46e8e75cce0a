package io.github.regretbench.theory;


/**
 * What no algorithm can beat for all f of RKHS norm at most B: finite decision set, k(x, x) &lt;= 1, noise N(0, sd^2). With explicit
 * constants; {@link ScarlettOrder} has orders alone.
 */
public sealed interface LowerBound extends RegretBound {

    /**
     * inf over algorithms of max over f of E R_T >= min(1, Delta_k) (sd / 16) sqrt(T d_T). Ma and Scarlett 2026.
     *
     * @param horizon T >= 1
     * @param noiseDeviation sd > 0, a standard deviation
     * @param diameter Delta_k = max_(x, x') sqrt(k(x, x) + k(x', x') - 2 k(x, x')) >= 0
     * @param effectiveDimension d_T = tr(M (M + rho I)^-1) >= 0 with rho = sd^2 / (B^2 T), M the second-moment operator of the regularised
     *        D-optimal design for noise variance sd^2 / B^2
     */
    @Statement(name = "minimax-effective-dimension", formula = "min(1, Delta_k) (sd / 16) sqrt(T d_T)", citation = "Ma and Scarlett 2026",
            assumptions = "finite D, k(x, x) <= 1, noise N(0, sd^2), worst f of RKHS norm <= B",
            guarantee = "minimax R_T >= value", status = Status.VERIFIED)
    record EffectiveDimension(int horizon, double noiseDeviation, double diameter, double effectiveDimension) implements LowerBound {

        /** @throws IllegalArgumentException unless T >= 1, sd > 0 and the others are finite and >= 0 */
        public EffectiveDimension {
            Domain.atLeast(1, "the horizon", horizon);
            Domain.positive("the noise deviation", noiseDeviation);
            Domain.nonNegative("the diameter", diameter);
            Domain.nonNegative("the effective dimension", effectiveDimension);
        }

        @Override
        public double value() {
            return Math.min(1, diameter) * noiseDeviation / 16 * Math.sqrt(horizon * effectiveDimension);
        }
    }

    /**
     * {@link EffectiveDimension} by d_T >= 2 gamma_T / (1 + log(1 + B^2 T / sd^2)): minimax R_T >=
     * min(1, Delta_k) (sqrt(2) sd / 16) sqrt(T gamma_T / (1 + log(1 + B^2 T / sd^2))). Ma and Scarlett 2026.
     *
     * @param horizon T >= 1
     * @param noiseDeviation sd > 0, a standard deviation
     * @param diameter Delta_k >= 0
     * @param norm B > 0, of the norm and not of its square
     * @param gain a <em>lower</em> bound on gamma_T for noise variance sd^2 / B^2, in nats, such as greedy's gain
     */
    @Statement(name = "minimax-information-gain",
            formula = "min(1, Delta_k) (sqrt(2) sd / 16) sqrt(T gamma_T / (1 + log(1 + B^2 T / sd^2)))", citation = "Ma and Scarlett 2026",
            assumptions = "finite D, k(x, x) <= 1, noise N(0, sd^2), worst f of RKHS norm <= B",
            guarantee = "minimax R_T >= value", status = Status.VERIFIED)
    record InformationGain(int horizon, double noiseDeviation, double diameter, double norm, double gain) implements LowerBound {

        /** @throws IllegalArgumentException unless T >= 1, sd > 0, B > 0 and the others are finite and >= 0 */
        public InformationGain {
            Domain.atLeast(1, "the horizon", horizon);
            Domain.positive("the noise deviation", noiseDeviation);
            Domain.nonNegative("the diameter", diameter);
            Domain.positive("the norm", norm);
            Domain.nonNegative("the information gain", gain);
        }

        @Override
        public double value() {
            double ratio = norm / noiseDeviation;
            double dimension = 2 * gain / (1 + StrictMath.log1p(ratio * ratio * horizon));
            return new EffectiveDimension(horizon, noiseDeviation, diameter, dimension).value();
        }
    }
}
