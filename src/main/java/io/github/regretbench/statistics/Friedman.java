package io.github.regretbench.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Friedman's test that k algorithms rank alike over N problems, by permutation, beside Iman and Davenport's F, whose law is right for many
 * problems only. Friedman, JASA 32, 1937; Iman and Davenport, Communications in Statistics A 9, 1980; for comparing algorithms Demsar, JMLR 7,
 * 2006.
 *
 * @param problems N: problems, not runs
 * @param independent how many groups of problems are independent of each other
 * @param averageRanks `R_j` by algorithm; rank 1 is the lowest value, equal values share their mean rank
 * @param chiSquare `(12 N) / (k (k+1)) sum_j (R_j - (k+1)/2)^2`
 * @param tieCorrectedChiSquare the same over `1 - (sum (t^3 - t)) / (N (k^3 - k))` for groups of t equal values
 * @param imanDavenport `F = ((N-1) chi^2) / (N (k-1) - chi^2)`, infinite if every problem ranks alike
 * @param chiSquareP p value of chiSquare, k-1 degrees of freedom; too large with ties
 * @param imanDavenportP p value of F, (k-1) and (k-1)(N-1) degrees of freedom; too large with ties
 * @param p the p value by permutation, ties as they are: exact, or sampled where the orders are too many to count
 * @param isExact whether p is exact
 * @param criticalDifference average ranks this far apart or farther differ, all pairs together at {@link #ALPHA}, by the same permutations;
 *        infinite when none can
 */
public record Friedman(int problems, int independent, List<Double> averageRanks, double chiSquare, double tieCorrectedChiSquare,
        double imanDavenport, double chiSquareP, double imanDavenportP, double p, boolean isExact, double criticalDifference) {
    /** The false-alarm probability of the comparison of all pairs. */
    public static final double ALPHA = 0.05;

    /** Copies the list. */
    public Friedman {
        averageRanks = List.copyOf(averageRanks);
    }

    /**
     * Tests a table of results.
     *
     * @param results one row a problem, one column an algorithm; lower is better
     * @param groups the group of each problem: problems that share random numbers are in one, different groups are independent
     * @param random for sampling permutations where they are too many to count
     * @throws IllegalArgumentException for fewer than two problems or algorithms, rows of several lengths or values that are not finite
     */
    public static Friedman of(double[][] results, int[] groups, UniformRandomProvider random) {
        int n = results.length;
        int k = n == 0 ? 0 : results[0].length;
        if (n < 2 || k < 2 || Arrays.stream(results).anyMatch(row -> row.length != k)) {
            throw new IllegalArgumentException("a table of %d problems and %d algorithms; expected at least two of each, every row as long"
                    .formatted(n, k));
        }
        int[] doubledRankSums = new int[k];
        double ties = 0;
        for (double[] row : results) {
            int[] doubledRanks = Ranks.doubled(Domain.sample(row, 2));
            for (int j = 0; j < k; j++) {
                doubledRankSums[j] += doubledRanks[j];
                int alike = doubledRanks[j];
                double t = Arrays.stream(doubledRanks).filter(rank -> rank == alike).count();
                ties += t * t - 1;      // over the t members of a group: t^3 - t
            }
        }
        List<Double> averageRanks = new ArrayList<>();
        double squares = 0;
        for (int sum : doubledRankSums) {
            double rank = sum / (2.0 * n);
            averageRanks.add(rank);
            squares += (rank - (k + 1) / 2.0) * (rank - (k + 1) / 2.0);
        }
        RankPermutations law = RankPermutations.of(results, groups, random);
        return of(n, (int) Arrays.stream(groups).distinct().count(), averageRanks, 12.0 * n / (k * (k + 1.0)) * squares,
                1 - ties / (n * ((double) k * k * k - k)), law, law.p(doubledRankSums));
    }

    private static Friedman of(int n, int independent, List<Double> averageRanks, double chiSquare, double untied, RankPermutations law,
            double p) {
        double freedom = averageRanks.size() - 1;
        double within = n * freedom - chiSquare;
        double f = within > 0 ? (n - 1) * chiSquare / within : Double.POSITIVE_INFINITY;
        double rest = freedom * (n - 1);
        return new Friedman(n, independent, averageRanks, chiSquare, untied > 0 ? chiSquare / untied : 0, f,
                Gamma.regularizedGammaQ(freedom / 2, chiSquare / 2),
                Beta.regularizedBeta(rest / (rest + freedom * f), rest / 2, freedom / 2), p, law.isExact(), law.criticalDifference(ALPHA));
    }

    /** Whether there is anything to conclude from: at least two groups of problems that are independent of each other. */
    public boolean allowsVerdict() {
        return independent > 1;
    }

    /** Whether the algorithms can be told apart. */
    public boolean differ() {
        return allowsVerdict() && p <= ALPHA;
    }

    /**
     * The groups that a critical-difference diagram joins by a bar: algorithms whose average ranks lie closer than the critical difference, as
     * many as possible in each, at least two; lowest ranks first. All are in one group unless they {@link #differ}: pairs are compared only
     * after Friedman's test has rejected. Demsar 2006, section 3.2.2.
     *
     * @return indices into {@link #averageRanks}, by increasing rank
     */
    public List<List<Integer>> alike() {
        List<Integer> order = IntStream.range(0, averageRanks.size()).boxed().sorted(Comparator.comparing(averageRanks::get)).toList();
        if (!differ()) {
            return List.of(order);
        }
        List<List<Integer>> groups = new ArrayList<>();
        int covered = 0;
        for (int first = 0; first < order.size(); first++) {
            int end = first;
            while (end < order.size() && isCloser(order.get(first), order.get(end))) {
                end++;
            }
            if (end - first > 1 && end > covered) {
                groups.add(order.subList(first, end));
                covered = end;
            }
        }
        return groups;
    }

    /** Rank sums are whole or half: rounding of their means must not decide. */
    private boolean isCloser(int one, int other) {
        double apart = Math.rint(2 * problems * (averageRanks.get(other) - averageRanks.get(one)));
        return !(apart >= Math.rint(2 * problems * criticalDifference));
    }
}
