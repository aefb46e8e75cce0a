package io.github.regretbench.bandit;

import io.github.regretbench.gp.Prior;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Objectives of one given norm in the reproducing kernel Hilbert space of k on the decision set, in a random direction: the truth of
 * Srinivas et al. 2010, Theorem 3, and of every later frequentist bound. Prior draws are no such truth: their norm grows with |D|.
 *
 * @param prior gives k and the decision set
 * @param norm `||f||_k > 0`
 */
public record RkhsSphere(Prior prior, double norm) implements ObjectiveFamily {

    @Override
    public Objective objective(int trial, UniformRandomProvider random) {
        return Objective.of(prior.drawOfNorm(norm, random));
    }
}
