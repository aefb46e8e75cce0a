package io.github.regretbench.statistics;

import java.util.Arrays;

/** Ranks from 1 for the lowest on; equal values share the mean of their ranks. */
final class Ranks {
    private Ranks() {
    }

    /** Twice the rank of each value, which is whole. */
    static int[] doubled(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int[] ranks = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int first = lowerBound(sorted, values[i]);
            int end = first;
            while (end < sorted.length && sorted[end] == values[i]) {
                end++;
            }
            ranks[i] = first + 1 + end;
        }
        return ranks;
    }

    /** How many sorted values are lower. */
    private static int lowerBound(double[] sorted, double value) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
