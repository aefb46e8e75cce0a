package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * `beta_t = c` in every round. No guarantee: the expected regret of GP-UCB with a constant `beta` can grow linearly (Takeno, Inatsu
 * and Karasuyama 2024, abstract of arXiv 2409.00979), which makes it a negative control.
 *
 * @param value c, the squared multiplier; >= 0
 */
public record ConstantBeta(double value) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException unless `0 &lt;= c &lt; oo` */
    public ConstantBeta {
        Require.notNegative("the constant beta", value);
    }

    @Override
    public double beta(int t) {
        Domain.round(t);
        return value;
    }
}
