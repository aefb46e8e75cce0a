package io.github.regretbench.bandit;

import io.github.regretbench.gp.Belief;
import io.github.regretbench.theory.RandomisedSchedule;
import io.github.regretbench.theory.ScheduleFamily;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * GP-UCB whose beta_t is drawn anew in each round, from the policy's own stream: IRGP-UCB (Takeno, Inatsu and Karasuyama 2023), RGP-UCB
 * (Berk et al. 2020).
 */
public final class RandomisedGpUcb implements Policy {
    private final RandomisedSchedule schedule;
    private double beta = Double.NaN;

    /** The rule for a schedule of beta_t. */
    public RandomisedGpUcb(RandomisedSchedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public IntToDoubleFunction score(Round round) {
        beta = schedule.draw(round.number(), round.random());
        double width = Math.sqrt(beta);
        Belief belief = round.belief();
        return arm -> belief.mean(arm) + width * belief.standardDeviation(arm);
    }

    @Override
    public double beta(Round round) {
        return beta;
    }

    @Override
    public boolean isOptimistic() {
        return true;
    }

    @Override
    public Optional<ScheduleFamily> schedule() {
        return schedule.family();
    }
}
