package io.github.regretbench.bandit;

import io.github.regretbench.gp.ArmLoop;
import java.util.BitSet;
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

    /**
     * Scores within this distance of the highest are ties: rounding differs by algorithm, decisions should not. The distance is relative to the
     * highest score or, where that is near zero because its terms cancel, to the scores' own {@linkplain Scratch unit}.
     */
    static final double TOLERANCE = 1e-12;

    abstract int choose(int[] tied, int count, UniformRandomProvider random);

    /**
     * The arm with the highest score.
     *
     * @param scratch holds the scores, and how many arms tied afterwards
     * @param policyName for the message when a score is NaN
     */
    int best(Scratch scratch, UniformRandomProvider random, String policyName) {
        scratch.collect();
        double[] scores = scratch.scores;
        int[] tied = scratch.tied;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < tied.length; i = next(i, tied[i])) {
            if (tied[i] >= 0) {
                if (Double.isNaN(scores[tied[i]])) {
                    throw new IllegalStateException("policy '%s' scored arm %d as NaN".formatted(policyName, tied[i]));
                }
                highest = Math.max(highest, scores[tied[i]]);
            }
        }
        double threshold = scratch.threshold(highest);
        int count = 0;
        int i = 0;
        while (i < tied.length) {
            int arm = tied[i];
            i = next(i, arm);
            if (arm >= 0 && scores[arm] >= threshold && !scratch.excluded.get(arm)) {
                tied[count++] = arm;
            }
        }
        scratch.count = count;
        scratch.last = choose(tied, count, random);
        return scratch.last;
    }

    /** The index after that of a candidate, or of what ends a part's. */
    private static int next(int i, int candidate) {
        return candidate >= 0 ? i + 1 : ~candidate;
    }

    /** Buffers of one trial, so that rounds allocate nothing, and the unit that its scores are measured in. */
    static final class Scratch {
        private final double unit;
        private final double[] scores;
        private final int[] tied;
        private final ArmLoop loop;
        private final ArmLoop.Part collect = this::collect;
        private BitSet excluded = new BitSet();
        private int count;
        private int last;

        Scratch(int arms, double unit) {
            this(arms, unit, ArmLoop.SEQUENTIAL);
        }

        Scratch(int arms, double unit, ArmLoop loop) {
            this.unit = unit;
            this.loop = loop;
            scores = new double[arms];
            tied = new int[arms];
        }

        private double threshold(double highest) {
            return Double.isInfinite(highest) ? highest : highest - TOLERANCE * Math.max(unit, Math.abs(highest));
        }

        /** The scores of a round, written by the policy. */
        double[] scores() {
            return scores;
        }

        /** Arms that may not be chosen, whatever their scores. */
        void exclude(BitSet arms) {
            excluded = arms;
            for (int arm = arms.nextSetBit(0); arm >= 0; arm = arms.nextSetBit(arm + 1)) {
                scores[arm] = Double.NEGATIVE_INFINITY;
            }
        }

        /** Writes the arms that may be the best into {@code tied}. */
        private void collect() {
            loop.over(scores.length, collect);
        }

        /**
         * Those of a part of the arms, in the order of the arms, then ~to if there is room: arms within the tolerance of the highest score
         * met so far, and NaN. Any arm's score would do to begin with; that of the last choice is seldom far from the highest.
         */
        private void collect(int from, int to) {
            double highest = scores[last];
            double threshold = threshold(highest);
            int end = from;
            for (int arm = from; arm < to; arm++) {
                double score = scores[arm];
                if (!(score < threshold)) {
                    tied[end++] = arm;
                    if (score > highest) {
                        highest = score;
                        threshold = threshold(highest);
                    }
                }
            }
            if (end < to) {
                tied[end] = ~to;
            }
        }

        /** How many arms had the highest score of the round, the chosen one included. */
        int tied() {
            return count;
        }
    }
}
