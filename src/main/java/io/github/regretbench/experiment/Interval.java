package io.github.regretbench.experiment;

/**
 * A mean over trials with its confidence interval; the ends are NaN where there are too few trials to say.
 *
 * @param mean the mean
 * @param lower lower end
 * @param upper upper end
 */
public record Interval(double mean, double lower, double upper) {

    /** Whether there are ends. */
    public boolean isKnown() {
        return !Double.isNaN(lower) && !Double.isNaN(upper);
    }
}
