package io.github.regretbench.bandit;

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
     * The arm with the highest score.
     *
     * @param scratch holds the scores, and how many arms tied afterwards
     * @param policyName for the message when a score is NaN
     */
    int best(Scratch scratch, UniformRandomProvider random, String policyName) {
        double[] scores = scratch.scores;
        double highest = Double.NEGATIVE_INFINITY;
        for (int arm = 0; arm < scores.length; arm++) {
            if (!(scores[arm] <= highest)) {
                if (Double.isNaN(scores[arm])) {
                    throw new IllegalStateException("policy '%s' scored arm %d as NaN".formatted(policyName, arm));
                }
                highest = scores[arm];
            }
        }
        double threshold = Double.isInfinite(highest) ? highest : highest - TOLERANCE * Math.max(1, Math.abs(highest));
        int count = 0;
        for (int arm = 0; arm < scores.length; arm++) {
            if (scores[arm] >= threshold) {
                scratch.tied[count++] = arm;
            }
        }
        scratch.count = count;
        return choose(scratch.tied, count, random);
    }

    /** Buffers of one trial, so that rounds allocate nothing. */
    static final class Scratch {
        private final double[] scores;
        private final int[] tied;
        private int count;

        Scratch(int arms) {
            scores = new double[arms];
            tied = new int[arms];
        }

        /** The scores of a round, written by the policy. */
        double[] scores() {
            return scores;
        }

        /** How many arms had the highest score of the round, the chosen one included. */
        int tied() {
            return count;
        }
    }
}
