package io.github.regretbench.bandit;

import io.github.regretbench.gp.Belief;
import io.github.regretbench.theory.ConfidenceBand;
import io.github.regretbench.theory.ScheduleFamily;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * GP-TS: plays the maximiser of a joint draw from GP(mu_(t-1), v_t^2 k_(t-1)), the posterior inflated to the width v_t of a confidence band.
 * Chowdhury and Gopalan 2017, Algorithm 2.
 *
 * @param band gives v_t^2
 */
public record GpTs(ConfidenceBand band) implements Policy {

    @Override
    public IntToDoubleFunction score(Round round) {
        Belief belief = round.belief();
        double[] draw = belief.draw(round.random());
        double inflation = Math.sqrt(beta(round));
        return arm -> belief.mean(arm) + inflation * (draw[arm] - belief.mean(arm));
    }

    @Override
    public double beta(Round round) {
        return band.beta(round.evidence());
    }

    @Override
    public Optional<ScheduleFamily> schedule() {
        return band.family();
    }
}
