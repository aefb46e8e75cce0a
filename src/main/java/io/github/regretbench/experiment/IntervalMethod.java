package io.github.regretbench.experiment;

/**
 * How confidence intervals of means over trials are made.
 *
 * @param kind the method
 * @param level of confidence, in (0, 1)
 * @param blockLength for moving blocks: the length of a block in positions of the objectives' sequence
 * @param resamples of bootstraps; (resamples + 1)(1 - level)/2 should be whole
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
        /** Student's t over independent trials. */
        STUDENT_T,
        /** Percentiles of the circular moving-block bootstrap over the objectives' sequence. */
        MOVING_BLOCKS
    }

    /** @throws IllegalArgumentException unless 0 &lt; level &lt; 1, blockLength >= 1 (1 without blocks) and resamples >= 99 */
    public IntervalMethod {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("'level' is " + level + "; expected a fraction strictly between 0 and 1");
        }
        if (blockLength < 1 || resamples < LEAST_RESAMPLES) {
            throw new IllegalArgumentException("expected a 'blockLength' of at least 1 and 'resamples' of at least " + LEAST_RESAMPLES);
        }
        if (kind == Kind.STUDENT_T && blockLength != 1) {
            throw new IllegalArgumentException("student-t intervals have no 'blockLength'; leave it out or use moving-blocks");
        }
    }

    /** One line for captions and tables. */
    public String description() {
        return kind == Kind.STUDENT_T ? Math.round(100 * level) + "% Student t intervals over trials"
                : "%d%% moving-block bootstrap intervals (blocks of %d rows, %d resamples)".formatted(Math.round(100 * level),
                        blockLength, resamples);
    }
}
