package io.github.regretbench.bandit;

import io.github.regretbench.gp.Prior;
import io.github.regretbench.theory.Model;

/**
 * The game of one trial, from which policies are created.
 *
 * @param model what the policies assume: f's prior, decision set included, noise, horizon, and `delta` for confidence schedules
 * @param objective f itself; only a clairvoyant may look
 * @param rewards how rewards differ from f: as in the model, unless the model is wrong
 * @param rules of the game
 */
public record Setting(Model model, Objective objective, Rewards rewards, Rules rules) {

    /** @throws IllegalArgumentException when the objective and the prior differ in size, or arms that may be played once are too few */
    public Setting {
        if (objective.size() != model.arms()) {
            throw new IllegalArgumentException("the objective has %d arms, the prior %d".formatted(objective.size(), model.arms()));
        }
        long left = model.arms() - rules.start().stream().mapToInt(Rules.Observation::arm).distinct().count();
        if (!rules.repeats() && model.horizon() > left) {
            throw new IllegalArgumentException(("without repeats %d arms cannot be played for %d rounds%s; lower 'horizon' to %d or less, or leave "
                    + "out 'repeats: no'").formatted(model.arms(), model.horizon(), rules.start().isEmpty() ? ""
                            : " after those of 'start'", left));
        }
    }

    /** A game whose rewards have the model's noise. */
    public static Setting asModelled(Model model, Objective objective) {
        return new Setting(model, objective, new Rewards.Drawn(NoiseLaw.GAUSSIAN, model.noiseVariance()), Rules.USUAL);
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
