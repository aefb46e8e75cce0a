package io.github.regretbench.theory;

import io.github.regretbench.Require;
import java.util.List;

/**
 * `beta_t = 2 log((2 pi^2 t^2) / (3 delta)) + 2 d log(t^2 d b r sqrt(log((4 d a) / delta)))`, for compact convex D in `[0, r]^d`. Srinivas
 * et al. 2010, Theorem 2, as printed; Lemmas 5.7 and 5.8 of the paper print another formula, which can be too small for the proof.
 * The argument of the second logarithm counts grid points but is no whole number: {@link SrinivasTheorem2} rounds it up.
 *
 * @param side r, in input units; > 0
 * @param tail d, a and b of the assumption on derivatives
 * @param delta the probability of failure, in (0, 1)
 */
public record SrinivasTheorem2Printed(double side, ExponentialGradientTail tail, double delta) implements ConfidenceSchedule {

    /**
     * @throws IllegalArgumentException when a component is outside its domain, or `d b r sqrt(log((4 d a) / delta)) &lt; 1`, so that
     *     the formula has less than one grid point in round 1
     */
    public SrinivasTheorem2Printed {
        Require.positive("the side", side);
        Require.probability("delta", delta);
        double points = tail.dimension() * side * tail.slope(delta / 4);
        if (!(points >= 1)) {
            throw new IllegalArgumentException("Theorem 2 as printed has a grid of %s points a side in round 1; expected at least 1, "
                    .formatted(points) + "or use SrinivasTheorem2, which rounds up");
        }
    }

    @Override
    public double beta(int t) {
        double round = Domain.round(t);
        return 2 * StrictMath.log(2 * Math.PI * Math.PI * round * round / (3 * delta))
                + 2 * tail.dimension() * StrictMath.log(round * round * tail.dimension() * side * tail.slope(delta / 4));
    }

    @Override
    public List<Premise> premises() {
        return List.of(new Premise.DrawnFromPrior(), new Premise.GaussianNoise(), new Premise.SlopeTail(tail));
    }
}
