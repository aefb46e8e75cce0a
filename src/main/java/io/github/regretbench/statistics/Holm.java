package io.github.regretbench.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's step-down correction for several tests, valid whatever their dependence. Scandinavian Journal of Statistics 6, 1979. */
public final class Holm {
    private Holm() {
    }

    /**
     * Adjusted p values, in the order given: the i-th lowest of m becomes `max_(j &lt;= i) min(1, (m - j + 1) p_((j)))`. Rejecting those
     * at most alpha makes any false rejection at all with a probability of at most alpha.
     *
     * @throws IllegalArgumentException for a number outside [0, 1]
     */
    public static double[] adjusted(double[] pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("a p value is " + p + "; expected a number from 0 to 1");
            }
        }
        int[] order = IntStream.range(0, pValues.length).boxed().sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue).toArray();
        double[] adjusted = new double[pValues.length];
        double before = 0;
        for (int i = 0; i < order.length; i++) {
            before = Math.max(before, Math.min(1, (order.length - i) * pValues[order[i]]));
            adjusted[order[i]] = before;
        }
        return adjusted;
    }
}
