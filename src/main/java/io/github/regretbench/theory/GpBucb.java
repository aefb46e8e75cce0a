package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * `beta_t = e^(2 C) beta_("fb"[t] + 1)'`, for batches of b rounds whose rewards come at the batch's end: `"fb"[t] = b floor((t-1)/b)`
 * rewards are known in round t, and C bounds the information that pending rewards hold on f, which is how much hallucinated
 * observations can shrink a standard deviation. After Desautels, Krause and Burdick 2014, GP-BUCB; derived here. `mu` after s
 * rewards goes with `beta_(s+1)'` as everywhere here: the index `"fb"[t]` would ask for `beta_0'` in the first batch.
 *
 * @param sequential beta', the schedule of the sequential rule, such as Theorem 1's
 * @param pendingInformation C, in nats; >= 0
 * @param batchSize b, >= 1
 */
public record GpBucb(ConfidenceSchedule sequential, double pendingInformation, int batchSize) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException unless 0 &lt;= C &lt; infinity and b >= 1 */
    public GpBucb {
        Require.notNegative("the information of pending rewards", pendingInformation);
        Domain.atLeast(1, "the batch size", batchSize);
    }

    @Override
    public double beta(int t) {
        Domain.round(t);
        int known = (t - 1) / batchSize * batchSize;
        return StrictMath.exp(2 * pendingInformation) * sequential.beta(known + 1);
    }
}
