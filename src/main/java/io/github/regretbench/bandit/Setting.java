package io.github.regretbench.bandit;

import io.github.regretbench.gp.Prior;

/**
 * The game of one trial, from which policies are created.
 *
 * @param prior the Gaussian-process model of f, decision set included
 * @param noiseVariance of the policies' model, > 0
 * @param horizon T, >= 1
 * @param delta failure probability for confidence schedules, in (0, 1)
 * @param objective f itself; only a clairvoyant may look
 * @param rewardNoiseVariance of the Gaussian noise on rewards, > 0: the model's, unless the model is wrong
 */
public record Setting(Prior prior, double noiseVariance, int horizon, double delta, Objective objective, double rewardNoiseVariance) {

    /** @throws IllegalArgumentException when the objective and the prior differ in size, or the horizon is not positive */
    public Setting {
        if (objective.size() != prior.size()) {
            throw new IllegalArgumentException("the objective has %d arms, the prior %d".formatted(objective.size(),
                    prior.size()));
        }
        if (horizon < 1) {
            throw new IllegalArgumentException("the horizon is " + horizon + "; expected at least one round");
        }
    }

    /** n = |D|. */
    public int arms() {
        return prior.size();
    }
}
