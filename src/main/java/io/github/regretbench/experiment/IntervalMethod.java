package io.github.regretbench.experiment;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;
import java.util.Locale;

/**
 * How confidence intervals of means over trials are made.
 *
 * @param kind the method
 * @param level of confidence, in (0, 1)
 * @param blockLength for block means: about the length of a block in positions of the objectives' sequence
 * @param resamples of bootstraps and of simulated samples; (resamples + 1)(1 - level)/2 should be whole
 */
public record IntervalMethod(Kind kind, double level, int blockLength, int resamples) {

    /** Bootstrap resamples when an experiment does not say: the 2.5% quantile is the 50th of 1999 values. */
    static final int RESAMPLES = 1999;
    /** Fewer leave the ends of an interval to chance. */
    static final int LEAST_RESAMPLES = 99;
    /** More are a slip of the keyboard. */
    static final int MOST_RESAMPLES = 10_000_000;

    /** The methods. */
    public enum Kind {
        /** Student's t over independent objectives: their trials, or the means of the trials that share one. */
        STUDENT_T,
        /** Student's t over means of consecutive blocks of the objectives' sequence, whose neighbours may still correlate. */
        BLOCK_MEANS
    }

    /** @throws IllegalArgumentException unless 0 &lt; level &lt; 1, blockLength >= 1 (1 without blocks) and resamples >= 99 */
    public IntervalMethod {
        Require.probability("'level'", level);
        if (blockLength < 1 || resamples < LEAST_RESAMPLES) {
            throw new IllegalArgumentException("expected a 'blockLength' of at least 1 and 'resamples' of at least " + LEAST_RESAMPLES);
        }
        if (kind == Kind.STUDENT_T && blockLength != 1) {
            throw new IllegalArgumentException("student-t intervals have no 'blockLength'; leave it out or use block-means");
        }
    }

    /**
     * A few words for captions and tables, N among them.
     *
     * @param trials of each policy
     * @param pieces N: independent trials, distinct objectives, or blocks of them
     */
    public String description(int trials, int pieces) {
        String many = pieces == 1 ? "" : "s";
        String counted = kind == Kind.BLOCK_MEANS ? String.format(Locale.ROOT, "block%s of about %d objectives", many, blockLength)
                : pieces == trials ? "trial" + many : String.format(Locale.ROOT, "distinct objective%s of %d trials", many, trials);
        return pieces < 2 ? String.format(Locale.ROOT, "no intervals: N = %d %s", pieces, counted)
                : String.format(Locale.ROOT, "%s Student t intervals over N = %d %s%s", PlainDouble.percent(level, 6),
                        pieces, counted, kind == Kind.BLOCK_MEANS ? ", neighbours correlating by up to 1/4" : "");
    }
}
