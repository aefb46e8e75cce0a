package io.github.regretbench.experiment;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.bandit.ObjectiveKind;
import io.github.regretbench.bandit.Rewards;
import io.github.regretbench.bandit.TestFunction;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.theory.Model;
import io.github.regretbench.theory.Premise;
import io.github.regretbench.theory.RiceGradientTail;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Holds the premises of what is promised for a policy against the game that the experiment plays. */
final class PremiseCheck {
    /** Digits that a user gives of a deviation or a norm; a guarantee does not hang on the rest. */
    private static final double TOLERANCE = 1e-9;

    private final Experiment experiment;
    private final Model model;
    private final Rewards rewards;
    private final PlayedFunctions functions;

    /** Whether a premise is true of the experiment. */
    enum State {
        /** It is. */
        HOLDS,
        /** It is not. */
        FAILS,
        /** Nobody can know, or this program does not. */
        CANNOT_BE_KNOWN
    }

    /**
     * A premise held against the experiment.
     *
     * @param policy whose promise rests on it
     * @param premise what has to be true
     * @param state whether it is
     * @param why in words
     */
    record Held(String policy, Premise premise, State state, String why) {
    }

    PremiseCheck(Bench bench, PlayedFunctions functions) {
        this.experiment = bench.experiment();
        this.model = bench.model();
        this.rewards = bench.rewards();
        this.functions = functions;
    }

    /** All premises of a policy's promise. */
    List<Held> of(String policy, List<Premise> premises) {
        List<Premise> all = new ArrayList<>(premises);
        if (!experiment.rules().repeats()) {
            all.add(new Premise.ArmsMayRepeat());
        }
        if (!model.hasEqualNoise()) {
            all.add(new Premise.EqualNoise());
        }
        if (experiment.rules().start().isPresent()) {
            all.add(new Premise.NothingBefore());
        }
        if (experiment.kernel() instanceof ModelKernel.Fitted) {
            all.add(new Premise.KernelGiven());
        }
        return all.stream().map(premise -> held(policy, premise)).toList();
    }

    /** All together: fails where one fails, else unknown where one is. */
    static State together(List<Held> held) {
        return held.stream().map(Held::state).reduce(State.HOLDS, (a, b) -> a == State.FAILS || b == State.FAILS ? State.FAILS
                : a == State.HOLDS ? b : a);
    }

    private Held held(String policy, Premise premise) {
        if (premise instanceof Premise.DrawnFromPrior) {
            return drawn(policy, premise);
        } else if (premise instanceof Premise.GaussianNoise) {
            return gaussian(policy, premise);
        } else if (premise instanceof Premise.FiniteArms) {
            return new Held(policy, premise, State.HOLDS, model.arms() + " arms");
        } else if (premise instanceof Premise.SlopeAtMost slopes) {
            return slope(policy, slopes);
        } else if (premise instanceof Premise.SlopeTail tail) {
            return tail(policy, tail);
        } else if (premise instanceof Premise.NormAtMost norm) {
            return norm(policy, norm);
        } else if (premise instanceof Premise.SubGaussianNoise noise) {
            return subGaussian(policy, premise, noise.deviation() * (1 + TOLERANCE));
        } else if (premise instanceof Premise.BoundedNoise) {
            double bound = rewards.bound();
            double allowed = Math.sqrt(model.noiseVariance());
            return decided(policy, premise, bound <= allowed * (1 + TOLERANCE), bound < Double.POSITIVE_INFINITY
                    ? "the rewards' noise, %s, goes up to %s and that root is %s".formatted(rewards, rounded(bound), rounded(allowed))
                    : "%s noise has no bound".formatted(rewards));
        } else if (premise instanceof Premise.Regulariser regulariser) {
            return decided(policy, premise, regulariser.isMetBy(model), "it is " + rounded(model.noiseVariance()));
        }
        if (premise instanceof Premise.ArmsMayRepeat) {
            return new Held(policy, premise, State.FAILS, "each arm is played once at most");
        }
        if (premise instanceof Premise.KernelGiven) {
            return new Held(policy, premise, State.FAILS, "it is " + experiment.kernel());
        }
        if (premise instanceof Premise.EqualNoise) {
            return new Held(policy, premise, State.FAILS, "the table has a variance per arm, for which no bound is proved here");
        }
        if (premise instanceof Premise.NothingBefore) {
            return new Held(policy, premise, State.CANNOT_BE_KNOWN, "nobody knows how the rewards of 'start' came about");
        }
        return new Held(policy, premise, State.CANNOT_BE_KNOWN, "no program can check these words");
    }

    /** Holds where R is known to be small enough, fails where it is known to be larger. */
    private Held subGaussian(String policy, Premise premise, double allowed) {
        double most = rewards.subGaussianAtMost();
        if (most == Double.POSITIVE_INFINITY) {
            return decided(policy, premise, false, "%s noise has tails too heavy for any R".formatted(rewards));
        }
        double least = rewards.subGaussianAtLeast();
        String why = "that of the rewards' noise, %s, is %s".formatted(rewards, least == most ? rounded(most)
                : "between " + rounded(least) + " and " + rounded(most));
        return most <= allowed || least > allowed ? decided(policy, premise, most <= allowed, why)
                : new Held(policy, premise, State.CANNOT_BE_KNOWN, why);
    }

    private static Held decided(String policy, Premise premise, boolean holds, String why) {
        return new Held(policy, premise, holds ? State.HOLDS : State.FAILS, why);
    }

    private Held drawn(String policy, Premise premise) {
        if (experiment.objective().is(ObjectiveKind.TABLE)) {
            return new Held(policy, premise, State.CANNOT_BE_KNOWN, "there is one function, measured");
        }
        if (experiment.objective().is(ObjectiveKind.TEST_ROW)) {
            return new Held(policy, premise, State.CANNOT_BE_KNOWN, "the functions are measured and the prior is estimated");
        }
        if (experiment.norm().isPresent()) {
            return new Held(policy, premise, State.FAILS, "the functions have the fixed RKHS norm " + rounded(experiment.norm().get()));
        }
        if (experiment.objective().is(ObjectiveKind.PRIOR_DRAW)) {
            String truth = experiment.truth().kernel().orElse(experiment.kernel().toString());
            return decided(policy, premise, isTrueKernel(), "drawn from GP(0, %s)".formatted(truth));
        }
        boolean known = TestFunction.isNamed(experiment.objective().kind().name());
        return new Held(policy, premise, known ? State.FAILS : State.CANNOT_BE_KNOWN, known
                ? "the function is always " + experiment.objective().kind().name()
                : "RegretBench does not know how '%s' makes functions".formatted(experiment.objective().kind().name()));
    }

    /** Whether functions have the policies' kernel: by value, however the two are written. */
    private boolean isTrueKernel() {
        return experiment.truth().kernel().map(text -> text.equals(experiment.kernel().toString())
                || KernelExpression.parse(text).equals(model.prior().kernel())).orElse(true);
    }

    private Held gaussian(String policy, Premise premise) {
        boolean sameLaw = rewards.isGaussian();
        boolean sameVariance = Math.abs(rewards.variance() - model.noiseVariance()) <= TOLERANCE * model.noiseVariance();
        return decided(policy, premise, sameLaw && sameVariance, "%s%s".formatted(sameLaw ? "" : "the rewards' noise is " + rewards + "; ",
                sameVariance ? "variance " + rounded(model.noiseVariance()) : "the rewards have the variance %s and the model has %s".formatted(
                        rounded(rewards.variance()), rounded(model.noiseVariance()))));
    }

    private Held slope(String policy, Premise.SlopeAtMost slopes) {
        try {
            double proved = model.gradientTail().slope(slopes.probability());
            return new Held(policy, slopes, proved <= slopes.slope() * (1 + TOLERANCE) ? State.HOLDS : State.CANNOT_BE_KNOWN,
                    "proved for the kernel with the slope " + rounded(proved));
        } catch (IllegalArgumentException e) {
            return new Held(policy, slopes, State.CANNOT_BE_KNOWN, "nothing is known of the kernel's slopes");
        }
    }

    private Held tail(String policy, Premise.SlopeTail slopes) {
        try {
            if (model.gradientTail() instanceof RiceGradientTail rice) {
                boolean covered = slopes.tail().a() >= rice.a() * (1 - TOLERANCE) && slopes.tail().b() >= rice.b() * (1 - TOLERANCE);
                return new Held(policy, slopes, covered ? State.HOLDS : State.CANNOT_BE_KNOWN,
                        "proved for the kernel with a = %s and b = %s".formatted(rounded(rice.a()), rounded(rice.b())));
            }
            return new Held(policy, slopes, State.CANNOT_BE_KNOWN, "a and b are proved in one dimension only");
        } catch (IllegalArgumentException e) {
            return new Held(policy, slopes, State.CANNOT_BE_KNOWN, "nothing is known of the kernel's slopes");
        }
    }

    private Held norm(String policy, Premise.NormAtMost norm) {
        boolean sameKernel = isTrueKernel();
        if (experiment.norm().isPresent() && sameKernel) {
            return decided(policy, norm, experiment.norm().get() <= norm.bound() * (1 + TOLERANCE),
                    "the functions have the norm " + rounded(experiment.norm().get()));
        }
        double atLeast = functions.largestNorm();
        String largest = "the largest norm of %d functions is %s%s".formatted(functions.trials().length,
                functions.isExact() ? "" : "at least ", rounded(atLeast));
        if (atLeast > norm.bound() * (1 + TOLERANCE)) {
            return new Held(policy, norm, State.FAILS, largest);
        }
        return functions.isExact() ? new Held(policy, norm, State.HOLDS, largest)
                : new Held(policy, norm, State.CANNOT_BE_KNOWN, largest + " and the rest is finer than can be computed");
    }

    private static String rounded(double value) {
        return Double.isFinite(value) ? PlainDouble.format(new BigDecimal(value).round(new MathContext(4)).doubleValue()) : "unbounded";
    }
}
