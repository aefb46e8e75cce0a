package io.github.regretbench.bandit;

import io.github.regretbench.gp.Belief;
import io.github.regretbench.theory.Premise;
import io.github.regretbench.theory.Schedule;
import io.github.regretbench.theory.ScheduleFamily;
import java.util.List;
import java.util.Optional;

/**
 * GP-TS: plays the maximiser of a joint draw from `GP(mu_(t-1), v_t^2 k_(t-1))`, the posterior inflated to the width `v_t` of a
 * confidence band. Chowdhury and Gopalan 2017, Algorithm 2.
 */
public final class GpTs implements Policy {
    private final Schedule schedule;
    private double beta = Double.NaN;

    /** The rule for a schedule of `v_t^2`. */
    public GpTs(Schedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public void score(Round round, double[] scores) {
        beta = schedule.beta(round.evidence(), round.random());
        double inflation = Math.sqrt(beta);
        Belief belief = round.belief();
        double[] draw = belief.draw(round.random());
        for (int arm = 0; arm < scores.length; arm++) {
            scores[arm] = belief.mean(arm) + inflation * (draw[arm] - belief.mean(arm));
        }
    }

    @Override
    public double beta() {
        return beta;
    }

    @Override
    public Optional<ScheduleFamily> schedule() {
        return schedule.family();
    }

    @Override
    public List<Premise> premises() {
        return schedule.premises();
    }
}
