package io.github.regretbench.theory;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Registry;
import io.github.regretbench.kernel.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A kind of schedule that can be named in an experiment file: what is claimed for it and by whom, in a form that a program can read, and
 * how to make one.
 *
 * @param name as written in files, e.g. {@code theorem1}
 * @param parameters name and default of each, in the order of printing; null where a value must be given
 * @param type the class of its instances
 * @param formula of `beta`, the squared multiplier, or of its root, as text
 * @param assumption what has to be true of f, the noise and the choice of arms
 * @param guarantee what then holds
 * @param citation where the formula comes from
 * @param status how the formula was checked
 * @param constructor from the model and checked arguments to the schedule; empty for bands that are no rule to play by, because arms
 *        have to be chosen without looking at rewards, or rewards have to come in batches
 */
public record ScheduleFamily(String name, List<Parameter> parameters, Class<? extends Schedule> type, String formula,
        Assumption assumption, Guarantee guarantee, String citation, Status status,
        Optional<BiFunction<Model, Arguments, Schedule>> constructor) {

    private static final String SRINIVAS = "Srinivas et al. 2010, ";
    private static final String ABBASI = "Abbasi-Yadkori, Pal and Szepesvari 2011, ";
    private static final String CHOWDHURY = "Chowdhury and Gopalan 2017";
    private static final String VAKILI = "Vakili et al. 2021, optimal order simple regret";
    private static final String TAKENO = "Takeno, Inatsu and Karasuyama 2023";

    private static final List<Parameter> NONE = List.of();
    /** `B >= ||f||` and `R_s`. */
    private static final List<Parameter> NORM = List.of(new Parameter("norm", null), new Parameter("noiseDeviation", null));
    /** Of the assumption on slopes, `P(sup |(df) / (dx_j)| > L) &lt;= a exp(-(L/b)^2)`. */
    private static final List<Parameter> TAIL = List.of(new Parameter("a", null), new Parameter("b", null));
    private static final List<Parameter> THETA = List.of(new Parameter("theta", null));

    /** The kinds that come with RegretBench, in the order of {@code regretbench list schedules}. */
    private static final List<ScheduleFamily> BUILT_IN = List.of(
            new ScheduleFamily("theorem1", NONE, SrinivasTheorem1.class, "beta = 2 log(n t^2 pi^2 / (6 delta))", Assumption.PRIOR_FINITE,
                    Guarantee.ALWAYS_EVERYWHERE, SRINIVAS + "Theorem 1", Status.VERIFIED,
                    by((m, a) -> new SrinivasTheorem1(m.arms(), m.delta()))),
            new ScheduleFamily("telescoping", NONE, TelescopingUnion.class, "beta = 2 log(n t (t + 1) / delta)", Assumption.PRIOR_FINITE,
                    Guarantee.ALWAYS_EVERYWHERE, "after " + SRINIVAS + "Theorem 1", Status.DERIVED,
                    by((m, a) -> new TelescopingUnion(m.arms(), m.delta()))),
            new ScheduleFamily("exact-quantile", NONE, ExactQuantile.class, "sqrt(beta) = -PhiInv(3 delta / (pi^2 t^2 n))",
                    Assumption.PRIOR_FINITE, Guarantee.ALWAYS_EVERYWHERE, "after " + SRINIVAS + "Theorem 1", Status.DERIVED,
                    by((m, a) -> new ExactQuantile(m.arms(), m.delta()))),
            new ScheduleFamily("fixed-horizon", NONE, FixedHorizon.class, "beta = 2 log(n T / delta)", Assumption.PRIOR_FINITE,
                    Guarantee.UP_TO_HORIZON, "after " + SRINIVAS + "Theorem 1", Status.DERIVED,
                    by((m, a) -> new FixedHorizon(m.arms(), m.horizon(), m.delta()))),
            new ScheduleFamily("scaled", List.of(Parameter.INNER, new Parameter("factor", 0.2)), ScaledSchedule.class,
                    "beta = factor beta'", Assumption.NOTHING, Guarantee.NONE, SRINIVAS + "section 6", Status.VERIFIED,
                    by((m, a) -> new ScaledSchedule(a.inner(m), a.number("factor")))),
            new ScheduleFamily("theorem2-printed", TAIL, SrinivasTheorem2Printed.class,
                    "beta = 2 log(2 pi^2 t^2 / (3 delta)) + 2 d log(t^2 d b r sqrt(log(4 d a / delta)))", Assumption.PRIOR_CONTINUOUS,
                    Guarantee.ALWAYS_ON_GRID, SRINIVAS + "Theorem 2", Status.VERIFIED,
                    by((m, a) -> new SrinivasTheorem2Printed(m.side(), a.tail(m), m.delta()))),
            new ScheduleFamily("theorem2", NONE, SrinivasTheorem2.class,
                    "beta = 2 log(2 pi^2 t^2 / (3 delta)) + 2 d log(tau), tau = max(1, ceil(t^2 d r L)), P(slope > L) <= delta/4",
                    Assumption.PRIOR_CONTINUOUS, Guarantee.ALWAYS_ON_GRID, "after " + SRINIVAS + "Theorem 2", Status.DERIVED,
                    by((m, a) -> SrinivasTheorem2.of(m.dimension(), m.side(), m.gradientTail(), m.delta()))),
            new ScheduleFamily("theorem3", List.of(new Parameter("squaredNorm", null)), SrinivasTheorem3.class,
                    "beta = 2 Bsq + 300 gamma_t log^3(t / delta), Bsq >= ||f||^2", Assumption.NORM_AND_BOUNDED_NOISE,
                    Guarantee.ALWAYS_EVERYWHERE, SRINIVAS + "Theorem 3", Status.VERIFIED,
                    by((m, a) -> new SrinivasTheorem3(a.number("squaredNorm"), m::gamma, m.delta()))),
            new ScheduleFamily("igp-ucb", NORM, ChowdhuryGopalan.class,
                    "sqrt(beta) = B + Rs sqrt(2 (gamma_(t-1) + 1 + log(1/delta))), lambda = 1 + 2/T", Assumption.NORM,
                    Guarantee.UP_TO_HORIZON, CHOWDHURY + ", IGP-UCB", Status.VERIFIED,
                    by((m, a) -> new ChowdhuryGopalan(a.norm(), a.noise(), a.regularised(m)::gamma, m.horizon(), m.delta()))),
            new ScheduleFamily("gp-ts", NORM, ChowdhuryGopalanThompson.class,
                    "sqrt(beta) = B + Rs sqrt(2 (gamma_(t-1) + 1 + log(2/delta))), lambda = 1 + 2/T", Assumption.NORM,
                    Guarantee.UP_TO_HORIZON, CHOWDHURY + ", GP-TS", Status.UNVERIFIED,
                    by((m, a) -> new ChowdhuryGopalanThompson(a.norm(), a.noise(), a.regularised(m)::gamma, m.horizon(), m.delta()))),
            new ScheduleFamily("self-normalised", NORM, SelfNormalised.class,
                    "sqrt(beta) = B + (Rs / sqrt(lambda)) sqrt(2 log(1/delta) + log det(I + K/lambda))", Assumption.NORM,
                    Guarantee.ALWAYS_EVERYWHERE, ABBASI + "Theorem 1", Status.VERIFIED, by((m, a) -> a.selfNormalised(m))),
            new ScheduleFamily("self-normalised-worst-case", NORM, SelfNormalisedWorstCase.class,
                    "sqrt(beta) = B + (Rs / sqrt(lambda)) sqrt(2 log(1/delta) + 2 gamma_(t-1))", Assumption.NORM,
                    Guarantee.ALWAYS_EVERYWHERE, "after " + ABBASI + "Theorem 1", Status.DERIVED,
                    by((m, a) -> new SelfNormalisedWorstCase(a.selfNormalised(m), m::gamma))),
            new ScheduleFamily("non-adaptive", NORM, NonAdaptive.class, "sqrt(beta) = B + (Rs / sqrt(lambda)) sqrt(2 log(1/delta))",
                    Assumption.NORM_AND_FIXED_DESIGN, Guarantee.ONE_POINT, VAKILI, Status.DERIVED, Optional.empty()),
            new ScheduleFamily("non-adaptive-sharp", NORM, NonAdaptiveSharp.class, "beta = B^2 + 2 (Rs^2 / lambda) log(1/delta)",
                    Assumption.NORM_AND_FIXED_DESIGN, Guarantee.ONE_POINT, "after " + VAKILI, Status.DERIVED, Optional.empty()),
            new ScheduleFamily("batched-pure-exploration", NORM, BatchedPureExploration.class,
                    "sqrt(beta) = B + (Rs / sqrt(lambda)) sqrt(2 log(2 n N / delta))", Assumption.NORM_AND_FIXED_DESIGN,
                    Guarantee.EVERY_BATCH, "after Li and Scarlett 2022", Status.DERIVED, Optional.empty()),
            new ScheduleFamily("russo-van-roy", NONE, RussoVanRoy.class, "beta = 2 log((t^2 + 1) n / sqrt(2 pi))",
                    Assumption.PRIOR_FINITE, Guarantee.EXPECTED_REGRET, "Russo and Van Roy 2014", Status.VERIFIED,
                    by((m, a) -> new RussoVanRoy(m.arms()))),
            new ScheduleFamily("irgp-ucb", NONE, IrgpUcb.class, "beta = 2 log(n/2) + Z, Z ~ Exp(mean 2)", Assumption.PRIOR_FINITE,
                    Guarantee.EXPECTED_REGRET, TAKENO, Status.DERIVED, by((m, a) -> new IrgpUcb(m.arms()))),
            new ScheduleFamily("irgp-ucb-continuous", TAIL, IrgpUcbContinuous.class,
                    "beta = 2 d log(tau) - 2 log 2 + Z, tau = ceil(b d r t^2 (sqrt(log(a d)) + sqrt(pi)/2)), Z ~ Exp(mean 2)",
                    Assumption.PRIOR_CONTINUOUS, Guarantee.EXPECTED_REGRET, TAKENO, Status.DERIVED,
                    by((m, a) -> new IrgpUcbContinuous(m.side(), a.tail(m)))),
            new ScheduleFamily("rgp-ucb", THETA, RgpUcb.class,
                    "beta ~ Gamma(shape log(n (t^2 + 1) / sqrt(2 pi)) / log(1 + theta/2), scale theta)", Assumption.PRIOR_FINITE,
                    Guarantee.EXPECTED_REGRET, "after Berk et al. 2020", Status.DERIVED,
                    by((m, a) -> new RgpUcb(m.arms(), a.number("theta")))),
            new ScheduleFamily("rgp-ucb-printed", THETA, RgpUcbPrinted.class,
                    "beta ~ Gamma(shape log((t^2 + 1) / sqrt(2 pi)) / log(1 + theta/2), scale theta)", Assumption.NOTHING, Guarantee.NONE,
                    "Berk et al. 2020", Status.UNVERIFIED, by((m, a) -> new RgpUcbPrinted(a.number("theta")))),
            new ScheduleFamily("oful", NORM, Oful.class,
                    "beta = radius^2 / lambda, radius = Rs sqrt(2 log(1/delta) + log(det V / det(lambda I))) + sqrt(lambda) S",
                    Assumption.LINEAR, Guarantee.ALWAYS_EVERYWHERE, ABBASI + "Theorem 2", Status.VERIFIED,
                    by((m, a) -> new Oful(a.norm(), a.noise(), a.linear(m).noiseVariance(), m.delta()))),
            new ScheduleFamily("oful-trace", NORM, OfulTrace.class,
                    "beta = radius^2 / lambda, radius = Rs sqrt(d log((1 + (t-1) L^2 / lambda) / delta)) + sqrt(lambda) S, d >= 2",
                    Assumption.LINEAR, Guarantee.ALWAYS_EVERYWHERE, ABBASI + "Theorem 2", Status.VERIFIED,
                    by((m, a) -> new OfulTrace(m.dimension(), a.rowBound(m), a.norm(), a.noise(), m.noiseVariance(), m.delta()))),
            new ScheduleFamily("gp-bucb", List.of(Parameter.INNER, new Parameter("information", null), new Parameter("batch", null)),
                    GpBucb.class, "beta = e^(2 C) beta'_(fb[t] + 1)", Assumption.AS_SEQUENTIAL, Guarantee.AS_SEQUENTIAL,
                    "after Desautels, Krause and Burdick 2014", Status.DERIVED, Optional.empty()),
            new ScheduleFamily("kandasamy2015", NONE, Kandasamy2015.class, "beta = 0.2 d log(2 t)", Assumption.NOTHING, Guarantee.NONE,
                    "Kandasamy, Schneider and Poczos 2015", Status.VERIFIED, by((m, a) -> new Kandasamy2015(m.dimension()))),
            new ScheduleFamily("kandasamy2018", TAIL, Kandasamy2018.class, "beta = 4 (d + 1) log t + 2 d log(d a b sqrt(pi))",
                    Assumption.PRIOR_CONTINUOUS, Guarantee.NONE, "Kandasamy et al. 2018", Status.VERIFIED,
                    by((m, a) -> new Kandasamy2018(a.tail(m)))),
            new ScheduleFamily("constant", List.of(new Parameter("beta", null)), ConstantBeta.class, "beta = c", Assumption.NOTHING,
                    Guarantee.NONE, "folklore; linear expected regret: Takeno, Inatsu and Karasuyama 2024", Status.VERIFIED,
                    by((m, a) -> new ConstantBeta(a.number("beta")))));

    /** Copies the parameters. */
    public ScheduleFamily {
        parameters = List.copyOf(parameters);
    }

    /** The registry: RegretBench's own kinds, then those of {@link ScheduleProvider}s on the class path. */
    public static List<ScheduleFamily> all() {
        return Registry.of("schedule", BUILT_IN, ScheduleProvider.class, ScheduleProvider::schedule, ScheduleFamily::name);
    }

    private static Optional<BiFunction<Model, Arguments, Schedule>> by(BiFunction<Model, Arguments, Schedule> constructor) {
        return Optional.of(constructor);
    }

    /**
     * A parameter of a schedule.
     *
     * @param name as written in files
     * @param defaultValue the value when it is left out, or null when it must be given
     */
    public record Parameter(String name, Double defaultValue) {
        /** A schedule inside this one, written without a name: {@code scaled(theorem1, factor=0.2)}. */
        static final Parameter INNER = new Parameter("schedule", null);

        @Override
        public String toString() {
            return defaultValue == null ? name : name + "=" + defaultValue;
        }
    }

    /** The family of a class, if it is one of {@link #all}. */
    public static Optional<ScheduleFamily> of(Class<?> type) {
        return all().stream().filter(family -> family.type() == type).findFirst();
    }

    /** Name and parameters as they are written, e.g. {@code scaled(schedule, factor)}. */
    public String signature() {
        List<String> texts = new ArrayList<>();
        parameters.forEach(p -> texts.add(p.toString()));
        return name + (texts.isEmpty() ? "" : "(" + String.join(", ", texts) + ")");
    }

    /** Whether the band of GP-UCB is promised, in all rounds together, to bound the regret when f is drawn from the prior. */
    public boolean coversDraws() {
        return (assumption == Assumption.PRIOR_FINITE || assumption == Assumption.PRIOR_CONTINUOUS)
                && (guarantee == Guarantee.ALWAYS_EVERYWHERE || guarantee == Guarantee.UP_TO_HORIZON
                        || guarantee == Guarantee.ALWAYS_ON_GRID);
    }

    /**
     * The arguments of one schedule in an expression.
     *
     * @param family whose arguments
     * @param numbers by parameter, all that must be given among them
     * @param inside the schedule inside, where the family has one
     */
    public record Arguments(ScheduleFamily family, Map<String, Double> numbers, Optional<ScheduleExpression> inside) {

        /** The number given for a parameter, or its default. */
        public double number(String parameter) {
            return numbers.containsKey(parameter) ? numbers.get(parameter) : family.parameters().stream()
                    .filter(p -> p.name().equals(parameter)).findFirst().orElseThrow().defaultValue();
        }

        private double norm() {
            return number("norm");
        }

        private double noise() {
            return number("noiseDeviation");
        }

        private ExponentialGradientTail tail(Model model) {
            return new ExponentialGradientTail(model.dimension(), number("a"), number("b"));
        }

        private SelfNormalised selfNormalised(Model model) {
            return new SelfNormalised(norm(), noise(), model.noiseVariance(), model.delta());
        }

        private ConfidenceSchedule inner(Model model) {
            Schedule inner = inside.orElseThrow().schedule(model);
            if (inner instanceof ConfidenceSchedule schedule) {
                return schedule;
            }
            throw new IllegalArgumentException("%s needs a schedule that the number of the round determines, such as theorem1; %s does not"
                    .formatted(family.name(), inside.get()));
        }

        /** The model, if `lambda` is what Chowdhury and Gopalan 2017 ask for. */
        private Model regularised(Model model) {
            double lambda = 1 + 2.0 / model.horizon();
            if (!new Premise.Regulariser(lambda).isMetBy(model)) {
                throw new IllegalArgumentException(("%s needs a model whose noise variance is 1 + 2/T = %s for T = %d, not %s; set it so, "
                        + "and give the rewards' own noise variance as that of the truth").formatted(family.name(),
                        PlainDouble.format(lambda), model.horizon(), PlainDouble.format(model.noiseVariance())));
            }
            return model;
        }

        /** The model, if f is linear and the prior's features are the inputs themselves. */
        private Model linear(Model model) {
            if (!new Linear(1, 0).equals(model.prior().kernel())) {
                throw new IllegalArgumentException("%s is for the kernel linear(variance=1, bias=0) and not for %s; use self-normalised"
                        .formatted(family.name(), model.prior().kernel()));
            }
            return model;
        }

        /** `L = max |x|`, of the linear kernel's prior variance `|x|^2`. */
        private double rowBound(Model model) {
            return Math.sqrt(linear(model).prior().maximumVariance());
        }
    }

    /**
     * What has to be true for the guarantee to hold. Under another truth none does: draws from a prior on an infinite set, for
     * one, have no finite RKHS norm.
     */
    public enum Assumption {
        /** The Bayesian model on a finite set. */
        PRIOR_FINITE("f is drawn from the prior, D is finite, the noise is Gaussian with the model's variance"),
        /** The Bayesian model on a cube. */
        PRIOR_CONTINUOUS("f is drawn from the prior, D in [0, r]^d is compact and convex, slopes have Gaussian tails, Gaussian noise"),
        /** A fixed function of the RKHS, any rule. */
        NORM("f is fixed with ||f|| <= B, the noise is Rs-sub-Gaussian, arms depend on the past"),
        /** A fixed function of the RKHS, noise as in Theorem 3. */
        NORM_AND_BOUNDED_NOISE("f is fixed with ||f||^2 <= Bsq, the noise is martingale and bounded, arms depend on the past"),
        /** A fixed function of the RKHS, arms chosen beforehand. */
        NORM_AND_FIXED_DESIGN("f is fixed with ||f|| <= B, the noise is independent and Rs-sub-Gaussian, arms do not depend on it"),
        /** A linear function of the inputs. */
        LINEAR("f(x) = theta.x with |theta| <= S, the noise is Rs-sub-Gaussian, arms depend on the past"),
        /** That of the schedule inside. */
        AS_SEQUENTIAL("as for the sequential schedule; pending rewards hold at most C nats on f"),
        /** No assumption, since nothing is claimed. */
        NOTHING("none");

        private final String text;

        Assumption(String text) {
            this.text = text;
        }

        /** The parts of it, as far as they need no numbers of a schedule. */
        public List<Premise> premises() {
            return this == PRIOR_FINITE ? Premise.BAYESIAN : this == NOTHING ? List.of() : List.of(new Premise.Stated(text));
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What holds under the assumption. */
    public enum Guarantee {
        /** Time-uniform, space-uniform. */
        ALWAYS_EVERYWHERE("with probability 1 - delta the band holds f at all arms in all rounds"),
        /** Space-uniform, in rounds 1..T. */
        UP_TO_HORIZON("with probability 1 - delta the band holds f at all arms in rounds 1..T"),
        /** Time-uniform, at the grid points and the arms played. */
        ALWAYS_ON_GRID("with probability 1 - delta the band holds f at the arms played and, up to 1/t^2, at the best, in all rounds"),
        /** One point, one side, one time. */
        ONE_POINT("with probability 1 - delta f is below the upper end of the band at one arm; likewise the lower end"),
        /** Space-uniform at the ends of batches. */
        EVERY_BATCH("with probability 1 - delta the band holds f at all arms after each of N batches"),
        /** On average over prior and noise. */
        EXPECTED_REGRET("a bound on the expected regret, no band"),
        /** That of the schedule inside. */
        AS_SEQUENTIAL("as for the sequential schedule"),
        /** Nothing. */
        NONE("none");

        private final String text;

        Guarantee(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
