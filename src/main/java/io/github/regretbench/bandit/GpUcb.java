package io.github.regretbench.bandit;

import io.github.regretbench.gp.Belief;
import io.github.regretbench.theory.ConfidenceBand;
import io.github.regretbench.theory.ScheduleFamily;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * GP-UCB: plays argmax mu_(t-1)(x) + sqrt(beta_t) sigma_(t-1)(x). Srinivas et al. 2010, Algorithm 1 and eq. 6.
 *
 * @param band beta_t
 */
public record GpUcb(ConfidenceBand band) implements Policy {

    @Override
    public IntToDoubleFunction score(Round round) {
        Belief belief = round.belief();
        double width = Math.sqrt(beta(round));
        return arm -> belief.mean(arm) + width * belief.standardDeviation(arm);
    }

    @Override
    public double beta(Round round) {
        return band.beta(round.evidence());
    }

    @Override
    public boolean isOptimistic() {
        return true;
    }

    @Override
    public Optional<ScheduleFamily> schedule() {
        return band.family();
    }
}
