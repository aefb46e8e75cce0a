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
     * short. Where pairs depend on each other, their shares are counted in as many pairs as they amount to.
     *
     * @param pieces independent pieces behind the pairs, >= 1: their number where all are independent
     */
    public Interval interval(double level, int pieces) {
        double confidence = (1 + Domain.probability("the level", level)) / 2;
        long doubled = 2 * lower + ties;
        Proportion below = new Proportion(Math.floorDiv(doubled * pieces, 2 * pairs), pieces);
        Proportion above = new Proportion(-Math.floorDiv(-doubled * pieces, 2 * pairs), pieces);
        return new Interval(estimate(), below.lowerLimit(confidence), above.upperLimit(confidence));
    }
}
