package io.github.regretbench.bandit;

import io.github.regretbench.gp.Prior;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Objectives of one given norm in the reproducing kernel Hilbert space of k on the arms, in a random one of its r directions: a truth of
 * Srinivas et al. 2010, Theorem 3. Prior draws are no such truth: their norm grows with |D|. The mean square of f(x) is `B^2 (k(x, x)) / r`, so
 * that f shrinks as arms are added wherever that raises the rank r of K, for rough kernels most; {@link RkhsExpansion} does not.
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
