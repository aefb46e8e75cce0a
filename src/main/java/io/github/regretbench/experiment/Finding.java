package io.github.regretbench.experiment;

import io.github.regretbench.statistics.Interval;

/**
 * One statement of theory about one policy, held against its runs.
 *
 * @param policy its name, or {@link #EVERY_POLICY}
 * @param check what was checked
 * @param source the name of the schedule or the bound that promises it; empty when nobody does
 * @param trials N
 * @param violations trials in which the statement failed at some point; {@link #NOT_COUNTED} for statements about means and distributions
 * @param estimate the rate of violations, or the mean regret, with one-sided limits; NaN for distributions
 * @param allowed the rate or the mean that was promised not to be exceeded; NaN without a promise
 * @param answer what the runs say
 */
record Finding(String policy, Check check, String source, int trials, int violations, Interval estimate, double allowed,
        Answer answer) {
    /** In place of a policy's name, which has no blanks, for what all policies meet. */
    static final String EVERY_POLICY = "every policy";
    /** In place of a number of violations. */
    static final int NOT_COUNTED = -1;

    /** What is checked. */
    enum Check {
        /** What has to be true for the promises about the policy is true of this experiment. */
        ASSUMPTIONS,
        /** The functions played on are draws from the policies' prior. */
        FUNCTIONS,
        /** Errors of rewards are independent draws from the model's normal distribution. */
        NOISE,
        /** mu_(t-1)(x) +- sqrt(beta_t) sigma_(t-1)(x) holds f(x) at all arms x in all rounds t. */
        BAND,
        /** R_T &lt;= sum 2 sqrt(beta_t) sigma_(t-1)(x_t) at all recorded T. */
        CONFIDENCE,
        /** R_T &lt;= sqrt(C1 T beta_T I(y_T; f_T)) at all recorded T. */
        REALISED,
        /** R_T &lt;= sqrt(C1 T beta_T gamma_T) at all recorded T. */
        WORST_CASE,
        /** The steps from level to level, which are algebra: a violation is a mistake in a number, not bad luck. */
        ALGEBRA,
        /** The mean of R_T is at most the bound on E R_T. */
        EXPECTED_REGRET,
        /** Innovations are independent draws from N(0, 1). */
        CALIBRATION
    }

    /** What the runs say of a statement. */
    enum Answer {
        /** True, at the stated confidence. */
        HOLDS,
        /** False, at the stated confidence. */
        VIOLATED,
        /** The runs are too few to decide. */
        CANNOT_TELL,
        /** Assumptions: not true of this experiment. */
        FAILS,
        /** Assumptions: nobody can know. */
        CANNOT_BE_KNOWN,
        /** A law that some test rejects. */
        REJECTED,
        /** No test rejects it; that it is true cannot be shown. */
        NOT_REJECTED,
        /** Nobody promises it, or not under what is true here. */
        NO_GUARANTEE
    }
}
