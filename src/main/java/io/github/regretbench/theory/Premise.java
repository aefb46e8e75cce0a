package io.github.regretbench.theory;

import io.github.regretbench.PlainDouble;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * One thing that has to be true for a promise to be made, with its numbers, so that it can be held against the game that is played. What
 * is always so in a game here is left out: a posterior with mean 0, arms that may depend on the past, errors independent over rounds.
 */
public sealed interface Premise {

    /** The Bayesian model on a finite set: Srinivas et al. 2010, Theorem 1, and every bound on expected regret. */
    List<Premise> BAYESIAN = List.of(new DrawnFromPrior(), new GaussianNoise(), new FiniteArms());

    /** f is a draw from the prior that the posterior starts from. */
    record DrawnFromPrior() implements Premise {
        @Override
        public String toString() {
            return "f is drawn from the prior";
        }
    }

    /** Errors are normal with the posterior's noise variance. */
    record GaussianNoise() implements Premise {
        @Override
        public String toString() {
            return "the noise is Gaussian with the model's variance";
        }
    }

    /** D is finite. */
    record FiniteArms() implements Premise {
        @Override
        public String toString() {
            return "D is finite";
        }
    }

    /**
     * Draws of the prior on the cube around the arms are rarely steeper than L.
     *
     * @param slope L, in units of f per unit of input
     * @param probability of a steeper slope in some coordinate, at most
     */
    record SlopeAtMost(double slope, double probability) implements Premise {
        @Override
        public String toString() {
            return "P(a slope of f exceeds %s) <= %s".formatted(rounded(slope), PlainDouble.format(probability));
        }
    }

    /**
     * Slopes of draws of the prior on the cube around the arms have these tails.
     *
     * @param tail a and b
     */
    record SlopeTail(ExponentialGradientTail tail) implements Premise {
        @Override
        public String toString() {
            return "P(sup |df/dx_j| > L) <= %s exp(-(L/%s)^2)".formatted(PlainDouble.format(tail.a()), PlainDouble.format(tail.b()));
        }
    }

    /**
     * f is fixed, and its norm in the RKHS of the posterior's kernel is bounded.
     *
     * @param bound `B >= ||f||`
     */
    record NormAtMost(double bound) implements Premise {
        @Override
        public String toString() {
            return "||f|| <= " + rounded(bound);
        }
    }

    /**
     * Errors are sub-Gaussian.
     *
     * @param deviation `R_s`, in units of f
     */
    record SubGaussianNoise(double deviation) implements Premise {
        @Override
        public String toString() {
            return "the noise is sub-Gaussian with R = " + rounded(deviation);
        }
    }

    /** Errors never exceed the root of the posterior's noise variance. */
    record BoundedNoise() implements Premise {
        @Override
        public String toString() {
            return "the noise is bounded by the root of the model's noise variance";
        }
    }

    /**
     * The posterior's noise variance.
     *
     * @param lambda what it has to be
     */
    record Regulariser(double lambda) implements Premise {
        /** Digits that a user gives of it; the guarantee does not hang on the rest. */
        private static final double TOLERANCE = 1e-6;

        /** Whether the model's noise variance is it, to six digits. */
        public boolean isMetBy(Model model) {
            return Math.abs(model.noiseVariance() - lambda) <= TOLERANCE * lambda;
        }

        @Override
        public String toString() {
            return "the posterior's regulariser is " + rounded(lambda);
        }
    }

    /** An arm may be played again: a bound on regret against the best arm needs it in every round. */
    record ArmsMayRepeat() implements Premise {
        @Override
        public String toString() {
            return "any arm may be played in any round";
        }
    }

    /** The kernel was chosen without a look at the data: bands and bounds are for one that is known, not for one that fits. */
    record KernelGiven() implements Premise {
        @Override
        public String toString() {
            return "the kernel was given before any data were seen";
        }
    }

    /** The noise variance of the model does not depend on the arm. */
    record EqualNoise() implements Premise {
        @Override
        public String toString() {
            return "the noise variance is the same at all arms";
        }
    }

    /** Every observation was made in the game, by its rules. */
    record NothingBefore() implements Premise {
        @Override
        public String toString() {
            return "there are no observations but the game's own";
        }
    }

    /**
     * Something that no program can check.
     *
     * @param text what
     */
    record Stated(String text) implements Premise {
        @Override
        public String toString() {
            return text;
        }
    }

    private static String rounded(double value) {
        return PlainDouble.format(new BigDecimal(value).round(new MathContext(7)).doubleValue());
    }
}
