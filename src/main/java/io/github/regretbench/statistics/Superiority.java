package io.github.regretbench.statistics;

import io.github.regretbench.Require;

/**
 * How often the first of two paired values is the lower one: `P(A &lt; B) + 1/2 P(A = B)`, 1/2 where neither is superior. Grissom,
 * Journal of Applied Psychology 79, 1994; ties as in Vargha and Delaney, Journal of Educational and Behavioral Statistics 25, 2000.
 */
public final class Superiority {
    private Superiority() {
    }

    /** What a pair counts for by its difference, first minus second: 1 where the first is lower, 1/2 where they are equal, else 0. */
    public static double share(double difference) {
        return difference < 0 ? 1 : difference == 0 ? 0.5 : 0;
    }

    /**
     * The mean share and Clopper and Pearson's interval, the limits taken for the whole numbers of pairs below and above: never too short.
     * Pairs may come in pieces, those of a piece dependent on each other: a piece counts as a single pair, by its mean share. Such means
     * vary less than zeros and ones with the same mean. Without ends for a single piece, of which nothing is known but itself.
     *
     * @param shares one a piece, from 0 to 1
     */
    public static Interval interval(double[] shares, double level) {
        double mean = SampleMean.of(Domain.sample(shares, 1));
        double confidence = (1 + Require.probability("the level", level)) / 2;
        int n = shares.length;
        return n < 2 ? new Interval(mean, Double.NaN, Double.NaN) : new Interval(mean,
                Proportion.atMostSum(mean * n, n).lowerLimit(confidence), Proportion.atLeastSum(mean * n, n).upperLimit(confidence));
    }
}
