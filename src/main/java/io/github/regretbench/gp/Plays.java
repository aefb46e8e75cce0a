package io.github.regretbench.gp;

import java.util.Arrays;

/** How often each distinct arm was played and the sum of its rewards, in the order of first plays: sufficient for f. */
final class Plays {
    /** The place of an arm that was never played. */
    static final int NEVER = -1;

    private final int[] placeOf;
    private int count;
    private int[] arms = new int[8];
    private int[] times = new int[8];
    private double[] sums = new double[8];

    Plays(int size) {
        placeOf = new int[size];
        Arrays.fill(placeOf, NEVER);
    }

    private Plays(Plays other) {
        placeOf = other.placeOf.clone();
        count = other.count;
        arms = other.arms.clone();
        times = other.times.clone();
        sums = other.sums.clone();
    }

    /** Counts one more play. */
    void add(int arm, double reward) {
        int place = placeOf[arm];
        if (place == NEVER) {
            if (count == arms.length) {
                arms = Arrays.copyOf(arms, 2 * count);
                times = Arrays.copyOf(times, 2 * count);
                sums = Arrays.copyOf(sums, 2 * count);
            }
            place = count++;
            placeOf[arm] = place;
            arms[place] = arm;
        }
        times[place]++;
        sums[place] += reward;
    }

    /** The number m of distinct arms. */
    int count() {
        return count;
    }

    /** The place 0..m-1 of an arm in the order of first plays, or {@link #NEVER}. */
    int placeOf(int arm) {
        return placeOf[arm];
    }

    /** The arm at a place. */
    int arm(int place) {
        return arms[place];
    }

    /** How often the arm at a place was played, >= 1. */
    int times(int place) {
        return times[place];
    }

    /** Mean reward of the arm at a place. */
    double mean(int place) {
        return sums[place] / times[place];
    }

    Plays copy() {
        return new Plays(this);
    }
}
