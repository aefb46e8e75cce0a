package io.github.regretbench.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What rank sums of k algorithms would be if the algorithms were alike: within each independent group of problems every order of the algorithms
 * is equally likely, ties as observed. Problems that share random numbers are one group, whose orders move together: nothing is assumed about how
 * they depend on each other. The law is exact while the possible sums can be counted, else sampled. Friedman 1937; the exchange within blocks is
 * Fisher's randomisation test.
 */
public final class RankPermutations {
    /** Sums that are looked at in counting before sampling is cheaper: about a second. */
    private static final long MOST_SUMS = 20_000_000;
    /** Samples: a p of 0.05 has a standard error of 0.0007. */
    private static final int SAMPLES = 100_000;
    /** Rank sums are counted as digits of one long. */
    private static final int LONG_BITS = 62;

    private final int algorithms;
    private final int problems;
    private final boolean exact;
    /** Probability by twice the sum of squared deviations, and by twice the range of the sums. */
    private final TreeMap<Long, Double> squares = new TreeMap<>();
    private final TreeMap<Long, Double> ranges = new TreeMap<>();

    private RankPermutations(int problems, List<int[]> groups, UniformRandomProvider random) {
        this.problems = problems;
        this.algorithms = groups.get(0).length;
        Map<Long, Double> counted = counted(groups);
        exact = counted != null;
        if (exact) {
            counted.forEach((key, probability) -> add(unpacked(key, bits(groups)), probability));
        } else {
            sample(groups, random);
        }
    }

    /**
     * The law for a table of results.
     *
     * @param results one row a problem, one column an algorithm; lower is better
     * @param groups the number of each problem's group; problems of different groups are independent
     * @param random for sampling where counting takes too long; not touched otherwise
     */
    static RankPermutations of(double[][] results, int[] groups, UniformRandomProvider random) {
        Map<Integer, int[]> sums = new TreeMap<>();
        for (int i = 0; i < results.length; i++) {
            int[] ranks = Ranks.doubled(results[i]);
            int[] sum = sums.computeIfAbsent(groups[i], g -> new int[ranks.length]);
            Arrays.setAll(sum, j -> sum[j] + ranks[j]);
        }
        return new RankPermutations(results.length, new ArrayList<>(sums.values()), random);
    }

    private static int bits(List<int[]> groups) {
        long most = 0;
        for (int[] group : groups) {
            most += Arrays.stream(group).max().orElseThrow() - Arrays.stream(group).min().orElseThrow();
        }
        return Long.SIZE - Long.numberOfLeadingZeros(most + 1);
    }

    /** Probabilities of all sums, up to the names of the algorithms and a shift; null when there are too many. */
    private Map<Long, Double> counted(List<int[]> groups) {
        int bits = bits(groups);
        if ((long) bits * algorithms > LONG_BITS) {
            return null;
        }
        Map<Long, Double> law = new HashMap<>(Map.of(packed(new int[algorithms], bits), 1.0));
        long looked = 0;
        for (int[] group : groups) {
            List<int[]> orders = orders(group, MOST_SUMS / law.size());
            looked += (long) law.size() * orders.size();
            if (orders.isEmpty() || looked > MOST_SUMS) {
                return null;
            }
            Map<Long, Double> next = new HashMap<>();
            law.forEach((key, probability) -> {
                int[] before = unpacked(key, bits);
                int[] sum = new int[algorithms];
                for (int[] order : orders) {
                    Arrays.setAll(sum, j -> before[j] + order[j]);
                    next.merge(packed(sum, bits), probability / orders.size(), Double::sum);
                }
            });
            law = next;
        }
        return law;
    }

    /** All different orders of some numbers; none when there are more than so many. */
    private static List<int[]> orders(int[] numbers, long most) {
        int[] order = numbers.clone();
        Arrays.sort(order);
        List<int[]> orders = new ArrayList<>();
        while (true) {
            orders.add(order.clone());
            if (orders.size() > most) {
                return List.of();
            }
            int i = order.length - 2;
            while (i >= 0 && order[i] >= order[i + 1]) {
                i--;
            }
            if (i < 0) {
                return orders;
            }
            int j = order.length - 1;
            while (order[j] <= order[i]) {
                j--;
            }
            swap(order, i, j);
            for (int a = i + 1, b = order.length - 1; a < b; a++, b--) {
                swap(order, a, b);
            }
        }
    }

    private static void swap(int[] numbers, int i, int j) {
        int number = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = number;
    }

    /** Sums are alike whatever the algorithms are called, and only their differences count. */
    private static long packed(int[] sums, int bits) {
        int[] sorted = sums.clone();
        Arrays.sort(sorted);
        long key = 0;
        for (int sum : sorted) {
            key = key << bits | sum - sorted[0];
        }
        return key;
    }

    private int[] unpacked(long key, int bits) {
        int[] sums = new int[algorithms];
        long rest = key;
        for (int j = algorithms - 1; j >= 0; j--) {
            sums[j] = (int) (rest & (1L << bits) - 1);
            rest >>>= bits;
        }
        return sums;
    }

    private void sample(List<int[]> groups, UniformRandomProvider random) {
        int[] sum = new int[algorithms];
        for (int i = 0; i < SAMPLES; i++) {
            Arrays.fill(sum, 0);
            for (int[] group : groups) {
                int[] order = group.clone();
                for (int j = algorithms - 1; j > 0; j--) {
                    swap(order, j, random.nextInt(j + 1));
                }
                Arrays.setAll(sum, j -> sum[j] + order[j]);
            }
            add(sum, 1.0 / SAMPLES);
        }
    }

    private void add(int[] sums, double probability) {
        squares.merge(squares(sums), probability, Double::sum);
        ranges.merge((long) Arrays.stream(sums).max().orElseThrow() - Arrays.stream(sums).min().orElseThrow(), probability, Double::sum);
    }

    /** `k sum_j s_j^2 - (sum_j s_j)^2`, a whole number that increases with Friedman's statistic. */
    private static long squares(int[] sums) {
        long sum = 0;
        long squares = 0;
        for (int s : sums) {
            sum += s;
            squares += (long) s * s;
        }
        return sums.length * squares - sum * sum;
    }

    /** Whether every possible sum was counted; sampled otherwise. */
    boolean isExact() {
        return exact;
    }

    /**
     * The p value of Friedman's statistic: the probability that rank sums spread at least as much. Of a sample `(1 + "as many") / (1 + "samples")`,
     * which is never too small.
     *
     * @param doubledRankSums twice the observed sums
     */
    double p(int[] doubledRankSums) {
        double tail = squares.tailMap(squares(doubledRankSums), true).values().stream().mapToDouble(Double::doubleValue).sum();
        return Math.min(1, atMost(tail));
    }

    /** A tail probability: of a sample `(1 + k) / (1 + n)` for k of n, which is never too small. */
    private double atMost(double tail) {
        return exact ? tail : (1 + tail * SAMPLES) / (1 + SAMPLES);
    }

    /**
     * The least difference of two average ranks that is as large as the largest of all such differences with a probability of at most alpha:
     * Nemenyi's comparison of all pairs with the permutations' law, exact or sampled, instead of a normal one. Infinite when no difference is so rare.
     */
    double criticalDifference(double alpha) {
        double tail = 0;
        double least = Double.POSITIVE_INFINITY;
        for (Map.Entry<Long, Double> range : ranges.descendingMap().entrySet()) {
            tail += range.getValue();
            // Sums of many products of fractions: a tail that is alpha but for rounding is alpha.
            if (atMost(tail) > alpha * (1 + 1e-12)) {
                break;
            }
            least = range.getKey() / (2.0 * problems);
        }
        return least;
    }
}
