package io.github.regretbench.bandit;

import io.github.regretbench.Require;
import io.github.regretbench.gp.Belief;

/**
 * Most probable improvement (MPI, PI): plays `argmax Phi(z)`, `z = (mu - "incumbent" - xi) / s`, Kushner 1964. Phi increases, so z
 * itself is compared: no underflow, no artificial ties. With xi = 0 and an incumbent that is a posterior mean it degenerates
 * towards the mean-only rule. Without posterior variance the probability is 1 where `mu` exceeds the target, else 0.
 *
 * @param incumbent what to improve on
 * @param xi the least improvement that counts, in units of f
 */
public record ProbabilityOfImprovement(Incumbent incumbent, double xi) implements Policy {

    /** @throws IllegalArgumentException unless `xi` is finite */
    public ProbabilityOfImprovement {
        Require.finite("xi", xi);
    }

    @Override
    public void score(Round round, double[] scores) {
        Belief belief = round.belief();
        double target = incumbent.value(round) + xi;
        for (int arm = 0; arm < scores.length; arm++) {
            scores[arm] = standardised(belief.mean(arm) - target, belief.standardDeviation(arm));
        }
    }

    @Override
    public boolean isDimensionless() {
        return true;
    }

    private static double standardised(double excess, double deviation) {
        if (deviation == 0) {
            return excess > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return excess / deviation;
    }
}
