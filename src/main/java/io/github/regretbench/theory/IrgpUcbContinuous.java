package io.github.regretbench.theory;

import io.github.regretbench.Require;
import java.util.List;
import java.util.Optional;

/**
 * `beta_t = s_t + Z_t`, `Z_t` exponential with mean 2, `s_t = 2 d log(tau_t) - 2 log 2`,
 * `tau_t = ceil(b d r t^2 (sqrt(log(a d)) + sqrt(pi)/2))`: IRGP-UCB on `[0, r]^d` under Theorem 2's assumption
 * `P(sup |(df) / (dx_j)| > L) &lt;= a exp(-(L/b)^2)`. Takeno, Inatsu and Karasuyama 2023; constants derived here with
 * `E max_j sup |(df) / (dx_j)| &lt;= b (sqrt(log(a d)) + sqrt(pi)/2)`. `tau_t` is at least 2 here: a finer grid keeps the guarantee, and
 * with a single point `s_t` would be negative.
 *
 * @param side r, in input units; > 0
 * @param tail d, a and b, with a d >= 1
 */
public record IrgpUcbContinuous(double side, ExponentialGradientTail tail) implements RandomisedSchedule {

    /** @throws IllegalArgumentException unless 0 &lt; r &lt; infinity and a d >= 1 */
    public IrgpUcbContinuous {
        Require.positive("the side", side);
        if (!(tail.a() * tail.dimension() >= 1)) {
            throw new IllegalArgumentException("a d is %s; IRGP-UCB needs at least 1, and a larger a is always allowed"
                    .formatted(tail.a() * tail.dimension()));
        }
    }

    /** `s_t`, the smallest value of `beta_t`. */
    public double shift(int t) {
        double round = Domain.round(t);
        int d = tail.dimension();
        double slope = tail.b() * (Math.sqrt(StrictMath.log(tail.a() * d)) + Math.sqrt(Math.PI) / 2);
        double gridSize = Math.max(2, Math.ceil(slope * d * side * round * round));
        return 2 * d * StrictMath.log(gridSize) - 2 * StrictMath.log(2);
    }

    @Override
    public Optional<RegretBound> boundOnMean(Exploration exploration) {
        double sumOfBetas = 0;
        for (int t = 1; t <= exploration.horizon(); t++) {
            sumOfBetas += 2 + shift(t);
        }
        return Optional.of(new BayesianBound.TightContinuous(exploration, sumOfBetas));
    }

    /** {@inheritDoc} `s_t - 2 log(1 - u)`. */
    @Override
    public double quantile(int t, double u) {
        return shift(t) + Exponential.quantile(u);
    }

    @Override
    public List<Premise> premises() {
        return List.of(new Premise.DrawnFromPrior(), new Premise.GaussianNoise(), new Premise.SlopeTail(tail));
    }
}
