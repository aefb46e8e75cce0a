package io.github.regretbench.statistics;

import io.github.regretbench.StandardNormal;
import java.util.Arrays;

/**
 * Wilcoxon's signed-rank test that paired differences are symmetric about 0. Differences of 0 are left out; equal sizes share their mean
 * rank. Wilcoxon, Biometrics Bulletin 1, 1945.
 *
 * @param differences n, those other than 0
 * @param positiveRanks `W^+`, the sum of the ranks of `|d|` over positive d
 * @param twoSided p value: twice the smaller of the others, at most 1
 * @param greater `P(W^+ >= "observed")`, the p value that is small where differences are positive
 * @param less `P(W^+ &lt;= "observed")`, small where they are negative
 */
public record WilcoxonSignedRank(int differences, double positiveRanks, double twoSided, double greater, double less) {
    /** Up to this n the p values are exact: all `2^n` signs are counted, for the ranks as they are, ties included. */
    private static final int EXACT_UP_TO = 25;

    /**
     * Beyond n = 25 by the normal distribution with mean `(n (n+1))/4`, variance `(sum r^2) / 4` over the ranks r (which includes ties) and
     * continuity correction 1/2.
     *
     * @throws IllegalArgumentException for a difference that is not finite
     */
    public static WilcoxonSignedRank of(double[] differences) {
        double[] nonZero = Arrays.stream(Domain.sample(differences, 1)).filter(d -> d != 0).toArray();
        int[] doubledRanks = Ranks.doubled(Arrays.stream(nonZero).map(Math::abs).toArray());
        long doubledSum = 0;
        for (int i = 0; i < nonZero.length; i++) {
            doubledSum += nonZero[i] > 0 ? doubledRanks[i] : 0;
        }
        double greater = nonZero.length <= EXACT_UP_TO ? exactTail(doubledRanks, doubledSum) : normalTail(doubledRanks, doubledSum);
        long mirrored = Arrays.stream(doubledRanks).asLongStream().sum() - doubledSum;
        double less = nonZero.length <= EXACT_UP_TO ? exactTail(doubledRanks, mirrored) : normalTail(doubledRanks, mirrored);
        return new WilcoxonSignedRank(nonZero.length, doubledSum / 2.0, Math.min(1, 2 * Math.min(greater, less)), greater, less);
    }

    /** `P(2 W^+ >= "observed")` with every sign a fair coin. */
    private static double exactTail(int[] doubledRanks, long observed) {
        int total = Arrays.stream(doubledRanks).sum();
        long[] ways = new long[total + 1];
        ways[0] = 1;
        for (int rank : doubledRanks) {
            for (int sum = total; sum >= rank; sum--) {
                ways[sum] += ways[sum - rank];
            }
        }
        long atLeast = 0;
        for (int sum = (int) observed; sum <= total; sum++) {
            atLeast += ways[sum];
        }
        return (double) atLeast / (1L << doubledRanks.length);
    }

    private static double normalTail(int[] doubledRanks, long observed) {
        double mean = 0;
        double variance = 0;
        for (int rank : doubledRanks) {
            mean += rank / 4.0;
            variance += (double) rank * rank / 16;
        }
        return StandardNormal.cdf(-(observed / 2.0 - 0.5 - mean) / Math.sqrt(variance));
    }
}
