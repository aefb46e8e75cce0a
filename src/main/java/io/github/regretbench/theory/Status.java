package io.github.regretbench.theory;

/** How far a formula can be relied upon. */
public enum Status {
    /** Checked against the text of the source, or a public restatement of it. */
    VERIFIED,
    /** Proved from verified statements. */
    DERIVED,
    /** From memory, at least in a constant: for plots, never for a test of the theory. */
    UNVERIFIED
}
