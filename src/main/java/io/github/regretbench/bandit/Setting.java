package io.github.regretbench.bandit;

import io.github.regretbench.gp.Prior;
import io.github.regretbench.theory.Model;

/**
 * The game of one trial, from which policies are created.
 *
 * @param model what the policies assume: f's prior, decision set included, noise, horizon, and `delta` for confidence schedules
 * @param objective f itself; only a clairvoyant may look
 * @param rewardNoiseVariance of the noise on rewards, > 0: the model's, unless the model is wrong
 * @param noise its law: Gaussian, unless the model is wrong
 */
public record Setting(Model model, Objective objective, double rewardNoiseVariance, NoiseLaw noise) {

    /** @throws IllegalArgumentException when the objective and the prior differ in size */
    public Setting {
        if (objective.size() != model.arms()) {
            throw new IllegalArgumentException("the objective has %d arms, the prior %d".formatted(objective.size(), model.arms()));
        }
    }

    /** A game whose rewards have the model's noise. */
    public static Setting asModelled(Model model, Objective objective) {
        return new Setting(model, objective, model.noiseVariance(), NoiseLaw.GAUSSIAN);
    }

    /** The Gaussian-process model of f. */
    public Prior prior() {
        return model.prior();
    }

    /** The model's noise variance. */
    public double noiseVariance() {
        return model.noiseVariance();
    }

    /** T. */
    public int horizon() {
        return model.horizon();
    }

    /** `n = |D|`. */
    public int arms() {
        return model.arms();
    }
}
