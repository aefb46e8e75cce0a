package io.github.regretbench.bandit;

import io.github.regretbench.StandardNormal;
import io.github.regretbench.gp.Belief;
import java.util.function.IntToDoubleFunction;

/**
 * Expected improvement, s h(z) with z = (mu - incumbent - xi) / s and h(z) = phi(z) + z Phi(z), compared through its logarithm so
 * that it neither underflows nor ties where z is far below zero. Mockus, Tiesis and Zilinskas 1978; log form as in Ament et
 * al. 2023. Without posterior variance it is max(mu - incumbent - xi, 0).
 *
 * @param incumbent what to improve on
 * @param xi the least improvement that counts, in units of f
 */
public record ExpectedImprovement(Incumbent incumbent, double xi) implements Policy {

    /** @throws IllegalArgumentException unless xi is finite */
    public ExpectedImprovement {
        ProbabilityOfImprovement.requireFinite(xi);
    }

    @Override
    public IntToDoubleFunction score(Round round) {
        Belief belief = round.belief();
        double target = incumbent.value(round) + xi;
        return arm -> log(belief.mean(arm) - target, belief.standardDeviation(arm));
    }

    /** log of the expected improvement of N(excess, deviation^2) over 0. */
    static double log(double excess, double deviation) {
        if (deviation == 0) {
            return StrictMath.log(Math.max(0, excess));
        }
        return StrictMath.log(deviation) + StandardNormal.logImprovement(excess / deviation);
    }
}
