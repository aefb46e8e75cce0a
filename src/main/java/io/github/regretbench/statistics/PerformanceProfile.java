package io.github.regretbench.statistics;

import java.util.Arrays;

/**
 * For each algorithm the share of instances on which it comes within a factor of the best algorithm there. Dolan and More, Mathematical
 * Programming 91, 2002. An algorithm as good as a best of 0 has the ratio 1, any other there infinity.
 */
public final class PerformanceProfile {
    /** Equal values that were summed in another order still are within a factor of 1. */
    private static final double ROUNDING = 1e-12;

    private final double[][] ratios;

    private PerformanceProfile(double[][] ratios) {
        this.ratios = ratios;
    }

    /**
     * The profile of a table of results.
     *
     * @param results one row an instance, one column an algorithm; >= 0, lower is better
     * @throws IllegalArgumentException for an empty table, rows of several lengths or a value that is negative or not finite
     */
    public static PerformanceProfile of(double[][] results) {
        int algorithms = results.length == 0 ? 0 : results[0].length;
        if (algorithms == 0 || Arrays.stream(results).anyMatch(row -> row.length != algorithms)) {
            throw new IllegalArgumentException("a table of %d instances and %d algorithms; expected at least one of each, every row as long"
                    .formatted(results.length, algorithms));
        }
        double[][] ratios = new double[algorithms][results.length];
        for (int i = 0; i < results.length; i++) {
            double best = Arrays.stream(Domain.sample(results[i], 1)).min().orElseThrow();
            if (best < 0) {
                throw new IllegalArgumentException("instance %d has the result %s; expected numbers >= 0".formatted(i, best));
            }
            for (int j = 0; j < algorithms; j++) {
                ratios[j][i] = results[i][j] == best ? 1 : results[i][j] / best;
            }
        }
        Arrays.stream(ratios).forEach(Arrays::sort);
        return new PerformanceProfile(ratios);
    }

    /** `rho(tau)`, the share of instances on which an algorithm's ratio to the best is at most `tau`. */
    public double share(int algorithm, double tau) {
        double limit = tau * (1 + ROUNDING);
        int within = 0;
        while (within < ratios[algorithm].length && ratios[algorithm][within] <= limit) {
            within++;
        }
        return (double) within / ratios[algorithm].length;
    }
}
