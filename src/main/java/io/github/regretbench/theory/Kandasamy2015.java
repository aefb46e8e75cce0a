package io.github.regretbench.theory;

/**
 * `beta_t = 0.2 d log(2 t)`, for practice: no guarantee. Kandasamy, Schneider and Poczos 2015: their beta_t is the squared multiplier.
 *
 * @param dimension d, >= 1
 */
public record Kandasamy2015(int dimension) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException unless d >= 1 */
    public Kandasamy2015 {
        Domain.atLeast(1, "the dimension", dimension);
    }

    @Override
    public double beta(int t) {
        return 0.2 * dimension * StrictMath.log(2 * Domain.round(t));
    }
}
