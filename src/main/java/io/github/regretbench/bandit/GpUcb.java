package io.github.regretbench.bandit;

import io.github.regretbench.gp.Belief;
import io.github.regretbench.theory.ConfidenceSchedule;
import java.util.function.IntToDoubleFunction;

/**
 * GP-UCB: plays argmax mu_(t-1)(x) + sqrt(beta_t) sigma_(t-1)(x). Srinivas et al. 2010, Algorithm 1 and eq. 6.
 *
 * @param schedule beta_t
 */
public record GpUcb(ConfidenceSchedule schedule) implements Policy {

    @Override
    public IntToDoubleFunction score(Round round) {
        Belief belief = round.belief();
        double width = schedule.width(round.number());
        return arm -> belief.mean(arm) + width * belief.standardDeviation(arm);
    }

    @Override
    public double beta(int t) {
        return schedule.beta(t);
    }
}
