package io.github.regretbench.theory;

import io.github.regretbench.Require;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * `sqrt(beta_t) = B + R_s / sqrt(lambda) sqrt(2 log(1/delta) + 2 gamma_(t-1))`: {@link SelfNormalised} with the information gain
 * replaced by its maximum, so that `beta_t` is known before the first round. Derived from Abbasi-Yadkori, Pal and Szepesvari 2011,
 * Theorem 1.
 *
 * @param band B, `R_s`, `lambda` and `delta`
 * @param gamma an upper bound on `gamma_s` in nats, for `lambda`, from the number of observations s >= 0
 */
public record SelfNormalisedWorstCase(SelfNormalised band, IntToDoubleFunction gamma) implements ConfidenceSchedule {

    @Override
    public double beta(int t) {
        double width = width(t);
        return width * width;
    }

    @Override
    public double width(int t) {
        Domain.round(t);
        return band.width(Require.notNegative("gamma", gamma.applyAsDouble(t - 1)));
    }

    @Override
    public List<Premise> premises() {
        return band.premises();
    }
}
