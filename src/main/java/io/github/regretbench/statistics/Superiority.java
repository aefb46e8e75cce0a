package io.github.regretbench.statistics;

/**
 * How often the first of two paired values is the lower one: `P(A &lt; B) + 1/2 P(A = B)`, 1/2 where neither is superior. Grissom,
 * Journal of Applied Psychology 79, 1994; ties as in Vargha and Delaney, Journal of Educational and Behavioral Statistics 25, 2000.
 *
 * @param lower pairs in which the first is lower
 * @param ties pairs of equal values
 * @param pairs all pairs, >= 1
 */
public record Superiority(long lower, long ties, long pairs) {

    /** @throws IllegalArgumentException unless there is a pair and the counts fit into their number */
    public Superiority {
        if (!(pairs >= 1 && lower >= 0 && ties >= 0 && lower + ties <= pairs)) {
            throw new IllegalArgumentException("%d lower and %d equal in %d pairs; expected at least one pair and no more of both"
                    .formatted(lower, ties, pairs));
        }
    }

    /** Counts the signs of paired differences, first minus second. */
    public static Superiority of(double[] differences) {
        long lower = 0;
        long ties = 0;
        for (double d : Domain.sample(differences, 1)) {
            lower += d < 0 ? 1 : 0;
            ties += d == 0 ? 1 : 0;
        }
        return new Superiority(lower, ties, differences.length);
    }

    /** (lower + ties / 2) / pairs. */
    public double estimate() {
        return (lower + ties / 2.0) / pairs;
    }

    /**
     * Clopper and Pearson's interval, a tie counted as half a pair and the limits taken for the whole numbers below and above: never too
     * short.
     */
    public Interval interval(double level) {
        long doubled = 2 * lower + ties;
        return limits(estimate(), doubled / 2, (doubled + 1) / 2, pairs, level);
    }

    /**
     * The same for pairs that come in pieces, those of a piece dependent on each other: a piece counts as a single pair, lower by the share
     * of its own pairs, ties half. Shares vary less than zeros and ones with the same mean, and their sum is rounded outwards. Without ends
     * for a single piece, of which nothing is known but itself.
     *
     * @param shares one a piece, from 0 to 1
     */
    public static Interval interval(double[] shares, double level) {
        double sum = SampleMean.of(Domain.sample(shares, 1)) * shares.length;
        Proportion below = Proportion.atMostSum(sum, shares.length);
        Proportion above = Proportion.atLeastSum(sum, shares.length);
        return shares.length < 2 ? new Interval(sum, Double.NaN, Double.NaN) : limits(sum / shares.length, below.events(), above.events(), shares.length, level);
    }

    /** What a difference counts for, first minus second: 1 where the first is lower, 1/2 where they are equal, else 0. */
    public static double share(double difference) {
        return difference < 0 ? 1 : difference == 0 ? 0.5 : 0;
    }

    private static Interval limits(double estimate, long below, long above, long n, double level) {
        double confidence = (1 + Domain.probability("the level", level)) / 2;
        return new Interval(estimate, new Proportion(below, n).lowerLimit(confidence), new Proportion(above, n).upperLimit(confidence));
    }
}
