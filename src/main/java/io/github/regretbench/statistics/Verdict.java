package io.github.regretbench.statistics;

/** What a sample says of a statement. */
public enum Verdict {
    /** True, at the stated confidence. */
    HOLDS,
    /** False, at the stated confidence. */
    VIOLATED,
    /** The sample is too small to decide. */
    CANNOT_TELL
}
