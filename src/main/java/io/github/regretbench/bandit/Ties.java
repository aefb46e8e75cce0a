package io.github.regretbench.bandit;

import java.util.function.IntToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How to choose among arms whose scores cannot be told apart. In round 1 every rule ties over all arms under a stationary
 * kernel, and symmetric grids tie later as well.
 */
public enum Ties {

    /** The lowest index, as MATLAB's max does: what the paper's Figure 5 was made with. */
    FIRST {
        @Override
        int choose(int[] tied, int count, UniformRandomProvider random) {
            return tied[0];
        }
    },

    /** Uniformly at random, from the trial's stream for ties. */
    UNIFORM {
        @Override
        int choose(int[] tied, int count, UniformRandomProvider random) {
            return count == 1 ? tied[0] : tied[random.nextInt(count)];
        }
    };

    /** Scores within this relative distance of the highest are ties: rounding differs by algorithm, decisions should not. */
    static final double TOLERANCE = 1e-12;

    abstract int choose(int[] tied, int count, UniformRandomProvider random);

    /**
     * Finds the highest score among n arms.
     *
     * @param policyName for the message when a score is NaN
     */
    Choice best(IntToDoubleFunction score, Scratch scratch, UniformRandomProvider random, String policyName) {
        double[] scores = scratch.scores;
        double highest = Double.NEGATIVE_INFINITY;
        for (int arm = 0; arm < scores.length; arm++) {
            double value = score.applyAsDouble(arm);
            if (Double.isNaN(value)) {
                throw new IllegalStateException("policy '%s' scored arm %d as NaN".formatted(policyName, arm));
            }
            scores[arm] = value;
            highest = Math.max(highest, value);
        }
        double threshold = Double.isInfinite(highest) ? highest : highest - TOLERANCE * Math.max(1, Math.abs(highest));
        int count = 0;
        for (int arm = 0; arm < scores.length; arm++) {
            if (scores[arm] >= threshold) {
                scratch.tied[count++] = arm;
            }
        }
        return new Choice(choose(scratch.tied, count, random), count);
    }

    /**
     * The arm chosen and the number of arms it tied with, itself included.
     *
     * @param arm the arm
     * @param tied how many arms had the highest score, >= 1
     */
    record Choice(int arm, int tied) {
    }

    /** Buffers of one trial, so that rounds allocate nothing. */
    static final class Scratch {
        private final double[] scores;
        private final int[] tied;

        Scratch(int arms) {
            scores = new double[arms];
            tied = new int[arms];
        }
    }
}
