package io.github.regretbench.bandit;

import io.github.regretbench.gp.Belief;
import io.github.regretbench.theory.ConfidenceSchedule;
import io.github.regretbench.theory.Exploration;
import io.github.regretbench.theory.Premise;
import io.github.regretbench.theory.RegretBound;
import io.github.regretbench.theory.Schedule;
import io.github.regretbench.theory.ScheduleFamily;
import java.util.List;
import java.util.Optional;

/**
 * GP-UCB: plays `argmax_x mu_(t-1)(x) + sqrt(beta_t) sigma_(t-1)(x)`. Srinivas et al. 2010, Algorithm 1 and eq. 6. Schedules that draw
 * `beta_t` make it IRGP-UCB (Takeno, Inatsu and Karasuyama 2023) or RGP-UCB (Berk et al. 2020); they draw from the policy's own stream.
 */
public final class GpUcb implements Policy {
    private final Schedule schedule;
    private double beta = Double.NaN;

    /** The rule for a schedule of `beta_t`. */
    public GpUcb(Schedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public void score(Round round, double[] scores) {
        beta = schedule instanceof ConfidenceSchedule ofRound ? ofRound.beta(round.number())
                : schedule.beta(round.evidence(), round.random());
        double width = Math.sqrt(beta);
        Belief belief = round.belief();
        round.loop().over(scores.length, (from, to) -> {
            for (int arm = from; arm < to; arm++) {
                scores[arm] = belief.mean(arm) + width * belief.standardDeviation(arm);
            }
        });
    }

    @Override
    public double beta() {
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

    @Override
    public List<Premise> premises() {
        return schedule.premises();
    }

    @Override
    public Optional<RegretBound> boundOnMean(Exploration exploration) {
        return schedule.boundOnMean(exploration);
    }
}
