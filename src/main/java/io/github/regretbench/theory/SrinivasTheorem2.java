package io.github.regretbench.theory;

import io.github.regretbench.Require;
import java.util.List;

/**
 * `beta_t = 2 log((2 pi^2 t^2) / (3 delta)) + 2 d log(tau_t)`, `tau_t = max(1, ceil(t^2 d r L))`, for compact convex D in `[0, r]^d`,
 * where `P(sup |(df) / (dx_j)| > L " for some " j) &lt;= delta / 4`. Srinivas et al. 2010, Theorem 2, with a grid size that is a whole
 * number and any rigorous L in place of `b sqrt(log((4 d a) / delta))`: derived here. See {@link SrinivasTheorem2Printed} for the printed
 * formula.
 *
 * @param dimension d, >= 1
 * @param side r, in input units; > 0
 * @param slope L, in units of f per unit of input; >= 0
 * @param delta the probability of failure, in (0, 1)
 */
public record SrinivasTheorem2(int dimension, double side, double slope, double delta) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException when a component is outside its domain, NaN included */
    public SrinivasTheorem2 {
        Domain.atLeast(1, "the dimension", dimension);
        Require.positive("the side", side);
        Require.notNegative("the slope", slope);
        Require.probability("delta", delta);
    }

    /** The schedule whose L is the slope that the tail exceeds with probability at most delta/4. */
    public static SrinivasTheorem2 of(int dimension, double side, GradientTail tail, double delta) {
        Require.probability("delta", delta);
        return new SrinivasTheorem2(dimension, side, tail.slope(delta / 4), delta);
    }

    /** `tau_t`, the points a side of the grid of round t; a whole number >= 1. */
    public double gridSize(int t) {
        double round = Domain.round(t);
        return Math.max(1, Math.ceil(round * round * dimension * side * slope));
    }

    @Override
    public double beta(int t) {
        double round = Domain.round(t);
        return 2 * StrictMath.log(2 * Math.PI * Math.PI * round * round / (3 * delta)) + 2 * dimension * StrictMath.log(gridSize(t));
    }

    @Override
    public List<Premise> premises() {
        return List.of(new Premise.DrawnFromPrior(), new Premise.GaussianNoise(), new Premise.SlopeAtMost(slope, delta / 4));
    }
}
