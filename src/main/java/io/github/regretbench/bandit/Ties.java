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
        int[] tied = scratch.tied;
        // Any arm's score would do to begin with; that of the last choice is seldom far from the highest, and leaves few candidates.
        double highest = scores[scratch.last];
        double threshold = threshold(highest);
        int candidates = 0;
        for (int arm = 0; arm < scores.length; arm++) {
            double score = scores[arm];
            if (!(score < threshold)) {
                if (Double.isNaN(score)) {
                    throw new IllegalStateException("policy '%s' scored arm %d as NaN".formatted(policyName, arm));
                }
                tied[candidates++] = arm;
                if (score > highest) {
                    highest = score;
                    threshold = threshold(highest);
                }
            }
        }
        int count = 0;
        for (int i = 0; i < candidates; i++) {
            if (scores[tied[i]] >= threshold) {
                tied[count++] = tied[i];
            }
        }
        scratch.count = count;
        scratch.last = choose(tied, count, random);
        return scratch.last;
    }

    private static double threshold(double highest) {
        return Double.isInfinite(highest) ? highest : highest - TOLERANCE * Math.max(1, Math.abs(highest));
    }

    /** Buffers of one trial, so that rounds allocate nothing. */
    static final class Scratch {
        private final double[] scores;
        private final int[] tied;
        private int count;
        private int last;

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
