package io.github.regretbench.bandit;

import io.github.regretbench.gp.Prior;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Objectives drawn independently from a Gaussian-process prior on the decision set. Srinivas et al. 2010, section 6 (synthetic
 * data).
 *
 * @param prior what to draw from
 */
public record PriorDraws(Prior prior) implements ObjectiveFamily {

    @Override
    public Objective objective(int trial, UniformRandomProvider random) {
        return Objective.of(prior.draw(random));
    }
}
