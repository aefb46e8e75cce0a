package io.github.regretbench.bandit;

import io.github.regretbench.gp.ArmLoop;
import io.github.regretbench.gp.Belief;

/** The arm of highest posterior mean, lowest index first: what a rule would answer if it were asked now. */
final class Recommendation {
    private final ArmLoop loop;
    private int arm;
    private double highest;

    Recommendation(ArmLoop loop) {
        this.loop = loop;
    }

    /** The arm by a belief. */
    int by(Belief belief) {
        int guess = arm;        // any arm would do; that of the round before saves following a rising mean upwards
        highest = belief.mean(guess);
        loop.over(belief.size(), (from, to) -> search(belief, guess, from, to));
        return arm;
    }

    private void search(Belief belief, int guess, int from, int to) {
        int best = guess;
        double mean = belief.mean(guess);
        for (int i = from; i < to; i++) {
            if (belief.mean(i) >= mean && (belief.mean(i) > mean || i < best)) {
                mean = belief.mean(i);
                best = i;
            }
        }
        merge(best, mean);
    }

    private synchronized void merge(int other, double mean) {
        if (mean > highest || mean == highest && other < arm) {
            highest = mean;
            arm = other;
        }
    }
}
