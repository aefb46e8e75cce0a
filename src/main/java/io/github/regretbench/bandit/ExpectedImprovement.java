package io.github.regretbench.bandit;

import io.github.regretbench.Require;
import io.github.regretbench.StandardNormal;
import io.github.regretbench.gp.Belief;

/**
 * Expected improvement, `s h(z)` with `z = (mu - "incumbent" - xi) / s` and `h(z) = phi(z) + z Phi(z)`, compared through its logarithm so
 * that it neither underflows nor ties where z is far below zero. Mockus, Tiesis and Zilinskas 1978; log form as in Ament et
 * al. 2023. Without posterior variance it is `max(mu - "incumbent" - xi, 0)`.
 *
 * @param incumbent what to improve on
 * @param xi the least improvement that counts, in units of f
 */
public record ExpectedImprovement(Incumbent incumbent, double xi) implements Policy {

    /** Far more than the rounding of the bounds and than the tolerance of ties, so that every arm that could tie is examined. */
    private static final double MARGIN = 1e-9;
    private static final double LOG_ROOT_2_PI = 0.5 * StrictMath.log(2 * Math.PI);
    private static final double DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);

    /** @throws IllegalArgumentException unless `xi` is finite */
    public ExpectedImprovement {
        Require.finite("xi", xi);
    }

    /** {@inheritDoc} Examines the arm with the highest {@link #logBound bound}, then only those whose bound is no lower than what it reached. */
    @Override
    public void score(Round round, double[] scores) {
        Belief belief = round.belief();
        double target = incumbent.value(round) + xi;
        // A power of two: dividing by it is exact, and the logarithm does not depend on the unit of f.
        double inverse = 1 / round.unit();
        int promising = -1;
        for (int arm = 0; arm < scores.length; arm++) {
            scores[arm] = logBound((belief.mean(arm) - target) * inverse, belief.standardDeviation(arm) * inverse);
            if ((promising < 0 || scores[arm] > scores[promising]) && round.isAvailable(arm)) {
                promising = arm;
            }
        }
        double reached = log((belief.mean(promising) - target) * inverse, belief.standardDeviation(promising) * inverse);
        double hopeless = reached - MARGIN * Math.max(1, Math.abs(reached));
        for (int arm = 0; arm < scores.length; arm++) {
            scores[arm] = scores[arm] < hopeless ? Double.NEGATIVE_INFINITY
                    : log((belief.mean(arm) - target) * inverse, belief.standardDeviation(arm) * inverse);
        }
    }

    @Override
    public boolean isDimensionless() {
        return true;
    }

    /**
     * An upper bound on {@link #log} without a logarithm or an exponential, at most 0.03 too large. For `x = -z >= 0` Mills' ratio is at
     * least `pi / ((pi - 1) x + r)`, `r = sqrt(x^2 + 2 pi)` (Boyd 1959), hence `h(z) &lt;= phi(z) (2 pi) / ((r + x) ((pi - 1) x + r))`;
     * beyond, `h(z) = z + h(-z)` and `exp(-u) &lt;= 1 / (1 + u + u^2 / 2)`.
     */
    static double logBound(double excess, double deviation) {
        if (deviation == 0) {
            return log(excess, deviation);
        }
        double z = excess / deviation;
        double x = Math.abs(z);
        double root = Math.sqrt(z * z + 2 * Math.PI);
        double tail = 2 * Math.PI / ((root + x) * ((Math.PI - 1) * x + root));
        double half = z * z / 2;
        return z <= 0 ? LogBound.of(deviation * tail) - half - LOG_ROOT_2_PI
                : LogBound.of(deviation * (z + tail * DENSITY_AT_0 / (1 + half + half * half / 2)));
    }

    /** log of the expected improvement of `N("excess", "deviation"^2)` over 0. */
    static double log(double excess, double deviation) {
        if (deviation == 0) {
            return StrictMath.log(Math.max(0, excess));
        }
        return StrictMath.log(deviation) + StandardNormal.logImprovement(excess / deviation);
    }
}
