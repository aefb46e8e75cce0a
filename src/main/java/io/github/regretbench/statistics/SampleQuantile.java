package io.github.regretbench.statistics;

/** Quantiles of a sample. */
public final class SampleQuantile {
    private SampleQuantile() {
    }

    /**
     * Interpolated linearly between the values next to the rank `1 + (n - 1) p`; for p = 1/2 the median. Type 7 of Hyndman and Fan, The
     * American Statistician 50, 1996, which R and NumPy take when nothing is said.
     *
     * @param sorted at least one value, in increasing order
     * @param p from 0 to 1
     */
    public static double of(double[] sorted, double p) {
        if (sorted.length == 0 || !(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("the %s-quantile of %d values; expected a number from 0 to 1 and at least one value"
                    .formatted(p, sorted.length));
        }
        double place = (sorted.length - 1) * p;
        int below = (int) place;
        double rest = place - below;
        return rest == 0 ? sorted[below] : sorted[below] + rest * (sorted[below + 1] - sorted[below]);
    }
}
