package io.github.regretbench.bandit;

import io.github.regretbench.gp.Belief;
import io.github.regretbench.gp.Posterior;
import org.apache.commons.rng.UniformRandomProvider;

/** A belief whose numbers were chosen: independent arms after two observations. Its draws are 0, 7, 3, 1. */
record FixedBelief(double[] means, double[] deviations) implements Belief {

    @Override
    public int size() {
        return means.length;
    }

    @Override
    public int observations() {
        return 2;
    }

    @Override
    public double mean(int arm) {
        return means[arm];
    }

    @Override
    public double variance(int arm) {
        return deviations[arm] * deviations[arm];
    }

    @Override
    public double standardDeviation(int arm) {
        return deviations[arm];
    }

    @Override
    public double covariance(int i, int j) {
        return i == j ? variance(i) : 0;
    }

    @Override
    public double informationGain() {
        return 0;
    }

    @Override
    public double[] draw(UniformRandomProvider random) {
        return new double[] {0, 7, 3, 1};
    }

    @Override
    public Posterior copy() {
        throw new AssertionError("no rule copies the posterior");
    }
}
