package io.github.regretbench.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * Friedman's test that k algorithms rank alike over N problems, with Iman and Davenport's sharper F. Friedman, JASA 32, 1937; Iman and
 * Davenport, Communications in Statistics A 9, 1980; for comparing algorithms Demsar, JMLR 7, 2006.
 *
 * @param problems N: problems, not runs
 * @param averageRanks `R_j` by algorithm; rank 1 is the lowest value, equal values share their mean rank
 * @param chiSquare `(12 N) / (k (k+1)) sum_j (R_j - (k+1)/2)^2`
 * @param tieCorrectedChiSquare the same over `1 - (sum (t^3 - t)) / (N (k^3 - k))` for groups of t equal values
 * @param imanDavenport `F = ((N-1) chi^2) / (N (k-1) - chi^2)`, infinite if every problem ranks alike
 * @param chiSquareP p value of chiSquare, k-1 degrees of freedom; too large with ties
 * @param imanDavenportP p value of F, (k-1) and (k-1)(N-1) degrees of freedom; too large with ties
 */
public record Friedman(int problems, List<Double> averageRanks, double chiSquare, double tieCorrectedChiSquare, double imanDavenport,
        double chiSquareP, double imanDavenportP) {

    /** Copies the list. */
    public Friedman {
        averageRanks = List.copyOf(averageRanks);
    }

    /**
     * Tests a table of results.
     *
     * @param results one row a problem, one column an algorithm; lower is better
     * @throws IllegalArgumentException for fewer than two problems or algorithms, rows of several lengths or values that are not finite
     */
    public static Friedman of(double[][] results) {
        int n = results.length;
        int k = n == 0 ? 0 : results[0].length;
        if (n < 2 || k < 2 || Arrays.stream(results).anyMatch(row -> row.length != k)) {
            throw new IllegalArgumentException("a table of %d problems and %d algorithms; expected at least two of each, every row as long"
                    .formatted(n, k));
        }
        long[] doubledRankSums = new long[k];
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
        for (long sum : doubledRankSums) {
            double rank = sum / (2.0 * n);
            averageRanks.add(rank);
            squares += (rank - (k + 1) / 2.0) * (rank - (k + 1) / 2.0);
        }
        return of(n, averageRanks, 12.0 * n / (k * (k + 1.0)) * squares, 1 - ties / (n * ((double) k * k * k - k)));
    }

    private static Friedman of(int n, List<Double> averageRanks, double chiSquare, double untied) {
        double freedom = averageRanks.size() - 1;
        double within = n * freedom - chiSquare;
        double f = within > 0 ? (n - 1) * chiSquare / within : Double.POSITIVE_INFINITY;
        double rest = freedom * (n - 1);
        return new Friedman(n, averageRanks, chiSquare, untied > 0 ? chiSquare / untied : 0, f,
                Gamma.regularizedGammaQ(freedom / 2, chiSquare / 2),
                Beta.regularizedBeta(rest / (rest + freedom * f), rest / 2, freedom / 2));
    }

    /**
     * Nemenyi's critical difference `q sqrt((k (k+1)) / (6 N))`: average ranks farther apart differ, all pairs together at a false-alarm
     * probability of alpha. q is the upper alpha quantile of the range of k standard normal variables, over `sqrt 2`. Demsar 2006, eq. 3.2.
     */
    public double criticalDifference(double alpha) {
        int k = averageRanks.size();
        return StudentizedRange.upperQuantile(k, alpha) / Math.sqrt(2) * Math.sqrt(k * (k + 1.0) / (6.0 * problems));
    }

    /**
     * The least p that N problems can give. It is `(k!)^(1-N)`, the probability, if all orders are equally likely on each problem, that
     * all problems rank alike. The F law, which is an approximation, can promise less with few problems.
     */
    public double leastP() {
        double logFactorial = 0;
        for (int i = 2; i <= averageRanks.size(); i++) {
            logFactorial += StrictMath.log(i);
        }
        return StrictMath.exp((1 - problems) * logFactorial);
    }

    /**
     * The groups that a critical-difference diagram joins by a bar: algorithms whose average ranks lie within the critical difference, as
     * many as possible in each, at least two; lowest ranks first. Demsar 2006, section 3.2.2.
     *
     * @return indices into {@link #averageRanks}, by increasing rank
     */
    public List<List<Integer>> alike(double criticalDifference) {
        List<Integer> order = IntStream.range(0, averageRanks.size()).boxed().sorted(Comparator.comparing(averageRanks::get)).toList();
        List<List<Integer>> groups = new ArrayList<>();
        int covered = 0;
        for (int first = 0; first < order.size(); first++) {
            int end = first;
            while (end < order.size() && averageRanks.get(order.get(end)) - averageRanks.get(order.get(first)) <= criticalDifference) {
                end++;
            }
            if (end - first > 1 && end > covered) {
                groups.add(order.subList(first, end));
                covered = end;
            }
        }
        return groups;
    }
}
