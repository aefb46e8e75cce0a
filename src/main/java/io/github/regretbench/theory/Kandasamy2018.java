package io.github.regretbench.theory;

/**
 * `beta_t = 4 (d + 1) log t + 2 d log(d a b sqrt(pi))`, from the analysis of Thompson sampling under Theorem 2's assumption on
 * derivatives. Kandasamy et al. 2018, eq. 5 of the supplement.
 *
 * @param tail d, a and b, with `d a b sqrt(pi) >= 1`
 */
public record Kandasamy2018(ExponentialGradientTail tail) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException when `d a b sqrt(pi) &lt; 1`, so that `beta_1` would be negative */
    public Kandasamy2018 {
        if (!(tail.dimension() * tail.a() * tail.b() * Math.sqrt(Math.PI) >= 1)) {
            throw new IllegalArgumentException("d a b sqrt(pi) is below 1 for " + tail + ", which makes beta_1 negative; "
                    + "expected larger a or b, which are always allowed");
        }
    }

    @Override
    public double beta(int t) {
        int d = tail.dimension();
        return 4 * (d + 1.0) * StrictMath.log(Domain.round(t))
                + 2 * d * StrictMath.log(d * tail.a() * tail.b() * Math.sqrt(Math.PI));
    }
}
