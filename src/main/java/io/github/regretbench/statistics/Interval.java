package io.github.regretbench.statistics;

/**
 * An estimate with its confidence interval; the ends are NaN where the sample is too small to say.
 *
 * @param estimate the estimate
 * @param lower lower end
 * @param upper upper end
 */
public record Interval(double estimate, double lower, double upper) {

    /** Whether there are ends. */
    public boolean isKnown() {
        return !Double.isNaN(lower) && !Double.isNaN(upper);
    }
}
