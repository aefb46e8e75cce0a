package io.github.regretbench.bandit;

import io.github.regretbench.gp.ArmLoop;
import io.github.regretbench.gp.Belief;

/**
 * Follows a rule's confidence band through a run: whether f ever left it anywhere, and how wide it was at the arms played. What
 * Srinivas et al. 2010, Lemmas 5.1 and 5.2, are about.
 */
final class BandWatch {
    /** f is outside a band only by more than the rounding of some thousand updates, as a fraction of `k_max`. */
    private static final double ROUNDING = 1e-12;

    private final Objective f;
    private final double slack;
    private final ArmLoop loop;
    private volatile boolean outside;
    private boolean banded;
    private int leftAt;
    private double sumOfWidths = Double.NaN;
    private double largestBeta = Double.NaN;

    BandWatch(Setting setting, ArmLoop loop) {
        this.loop = loop;
        f = setting.objective();
        slack = ROUNDING * setting.prior().maximumVariance();
    }

    /**
     * Looks at the band of round t, before its reward.
     *
     * @param beta the squared multiplier, NaN when the rule has none
     * @param belief `mu_(t-1)` and `sigma_(t-1)`
     * @param arm the arm about to be played
     */
    void look(int t, double beta, Belief belief, int arm) {
        if (Double.isNaN(beta)) {
            return;
        }
        if (!banded) {
            banded = true;
            sumOfWidths = 0;
            largestBeta = beta;
        }
        largestBeta = Math.max(largestBeta, beta);
        sumOfWidths += 2 * Math.sqrt(beta) * belief.standardDeviation(arm);
        if (leftAt == 0) {
            loop.over(f.size(), (from, to) -> {
                if (isOutside(beta, belief, from, to)) {
                    outside = true;
                }
            });
            leftAt = outside ? t : 0;
        }
    }

    private boolean isOutside(double beta, Belief belief, int from, int to) {
        for (int arm = from; arm < to; arm++) {
            double error = f.value(arm) - belief.mean(arm);
            if (error * error > beta * belief.variance(arm) + slack) {
                return true;
            }
        }
        return false;
    }

    /** `sum_s 2 sqrt(beta_s) sigma_(s-1)(x_s)` so far; NaN without a band. */
    double sumOfWidths() {
        return sumOfWidths;
    }

    /** `max_s beta_s` so far; NaN without a band. */
    double largestBeta() {
        return largestBeta;
    }

    /** The first round in which f was outside at some arm, 0 when it never was, -1 without a band. */
    int leftAt() {
        return banded ? leftAt : Trial.Outcome.NO_BAND;
    }
}
