package io.github.regretbench.bandit;

import io.github.regretbench.Registry;
import io.github.regretbench.Spelling;
import io.github.regretbench.theory.Schedule;
import io.github.regretbench.theory.ScheduleExpression;
import io.github.regretbench.theory.SrinivasTheorem1;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A policy that can be named in an experiment file, with its parameters and source.
 *
 * @param name as written in files, e.g. {@code gp-ucb}
 * @param description one line for {@code regretbench list policies}
 * @param citation where the rule comes from
 * @param parameters name and default of each, in the order of printing: a number, the constant of an enum, a {@link ScheduleExpression},
 *        or an empty list where a list of words must be given
 * @param constructor makes a fresh policy for a trial
 */
public record PolicyFamily(String name, String description, String citation, Map<String, Object> parameters,
        BiFunction<Setting, Arguments, Policy> constructor) {

    private static final String SRINIVAS = "Srinivas et al. 2010, section 6";
    private static final ScheduleExpression THEOREM_1 = ScheduleExpression.parse("theorem1");
    private static final Map<String, Object> IMPROVEMENT = ordered("xi", 0.0, "incumbent", Incumbent.BEST_SAMPLED_MEAN);

    /** The policies that come with RegretBench, in the order of {@code regretbench list policies}. */
    private static final List<PolicyFamily> BUILT_IN = List.of(
            new PolicyFamily("gp-ucb", "GP-UCB with Theorem 1's beta_t times a factor, 1/5 as in the paper's experiments (no guarantee)",
                    SRINIVAS, ordered("factor", 0.2),
                    (s, a) -> new GpUcb(new SrinivasTheorem1(s.arms(), s.model().delta()).scaledBy(a.number("factor")))),
            new PolicyFamily("gp-ucb-theorem1", "GP-UCB with beta_t = 2 log(n t^2 pi^2 / (6 delta))",
                    "Srinivas et al. 2010, Theorem 1", Map.of(),
                    (s, a) -> new GpUcb(new SrinivasTheorem1(s.arms(), s.model().delta()))),
            new PolicyFamily("ucb", "GP-UCB with any schedule of `regretbench list schedules`", "Srinivas et al. 2010, Algorithm 1",
                    ordered("schedule", THEOREM_1), (s, a) -> new GpUcb(a.schedule(s))),
            new PolicyFamily("ei", "expected improvement over an incumbent plus xi", "Mockus, Tiesis and Zilinskas 1978", IMPROVEMENT,
                    (s, a) -> new ExpectedImprovement(a.choice("incumbent", Incumbent.class), a.number("xi"))),
            new PolicyFamily("mpi", "most probable improvement over an incumbent plus xi", "Kushner 1964", IMPROVEMENT,
                    (s, a) -> new ProbabilityOfImprovement(a.choice("incumbent", Incumbent.class), a.number("xi"))),
            of("mean-only", "highest posterior mean", SRINIVAS, s -> new MeanOnly()),
            of("variance-only", "highest posterior variance: greedy experimental design", SRINIVAS, s -> new VarianceOnly()),
            of("random", "an arm uniformly at random", "baseline", s -> new UniformRandom()),
            of("thompson", "maximiser of one joint posterior draw", "Thompson 1933; Russo and Van Roy 2014",
                    s -> new ThompsonSampling(s.arms())),
            new PolicyFamily("gp-ts", "Thompson sampling from the posterior inflated to the width of a schedule",
                    "Chowdhury and Gopalan 2017, Algorithm 2", ordered("schedule", THEOREM_1), (s, a) -> new GpTs(a.schedule(s))),
            of("oracle", "the best arm that may be played, known beforehand: zero regret where arms may repeat", "baseline", s -> new Oracle(s.objective())));

    /** Copies the parameters, keeping their order. */
    public PolicyFamily {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** A family without parameters. */
    public static PolicyFamily of(String name, String description, String citation, Function<Setting, Policy> constructor) {
        return new PolicyFamily(name, description, citation, Map.of(), (setting, arguments) -> constructor.apply(setting));
    }

    /** The registry: RegretBench's own policies, then those of {@link PolicyProvider}s on the class path. */
    public static List<PolicyFamily> all() {
        return Registry.of("policy", BUILT_IN, PolicyProvider.class, PolicyProvider::policy, PolicyFamily::name);
    }

    /** The family of the given name. */
    public static PolicyFamily named(String name) {
        List<PolicyFamily> families = all();
        return families.stream().filter(f -> f.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no policy is called '%s'; %sknown: %s".formatted(name,
                        Spelling.hint(name, families.stream().map(PolicyFamily::name).toList()), String.join(", ", families.stream().map(PolicyFamily::name).toList()) + Registry.OWN)));
    }

    /**
     * All parameters with the given values filled in, as files write them.
     *
     * @throws IllegalArgumentException with a sentence for the user for a value that is not of its parameter's type
     */
    public Map<String, Object> resolve(Map<String, Object> given) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        parameters.forEach((parameter, standard) -> resolved.put(parameter, written(standard)));
        given.forEach((parameter, value) -> {
            Object standard = parameters.get(parameter);
            if (standard == null) {
                throw new IllegalArgumentException("policy %s has no parameter '%s'; %s".formatted(name, parameter,
                        parameters.isEmpty() ? "it has none" : Spelling.hint(parameter, parameters.keySet()) + "it has " + String.join(", ", parameters.keySet())));
            }
            resolved.put(parameter, checked(parameter, standard, value));
        });
        resolved.forEach((parameter, value) -> {
            if (List.of().equals(value)) {
                throw new IllegalArgumentException("policy %s needs the list '%s'".formatted(name, parameter));
            }
        });
        return resolved;
    }

    private Object checked(String parameter, Object standard, Object value) {
        if (standard instanceof Number && value instanceof Number number) {
            return number.doubleValue();
        }
        if (standard instanceof Enum<?> constant && value instanceof String text && choices(constant).contains(text)) {
            return text;
        }
        if (standard instanceof ScheduleExpression && value instanceof String text) {
            try {
                ScheduleExpression.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("parameter '%s' of policy %s: %s".formatted(parameter, name, e.getMessage()), e);
            }
            return text;
        }
        if (standard instanceof List && value instanceof List) {
            return value;
        }
        throw new IllegalArgumentException("parameter '%s' of policy %s is '%s'; expected %s".formatted(parameter, name, value,
                standard instanceof Number ? "a number" : standard instanceof List ? "a list"
                        : standard instanceof Enum<?> constant ? "one of " + String.join(", ", choices(constant)) : "a schedule"));
    }

    /** What may stand in the place of a constant: all of its enum, as files write them. */
    public static List<String> choices(Enum<?> constant) {
        return Arrays.stream(constant.getDeclaringClass().getEnumConstants()).map(c -> (String) written(c)).toList();
    }

    /** A default as files write it: constants in lower case with hyphens, schedules as texts. */
    public static Object written(Object standard) {
        return standard instanceof Enum<?> constant ? Spelling.of(constant)
                : standard instanceof ScheduleExpression ? standard.toString() : standard;
    }

    /** A fresh policy for a trial, from {@linkplain #resolve resolved} parameters. */
    public Policy create(Setting setting, Map<String, Object> resolved) {
        return constructor.apply(setting, new Arguments(name, resolved));
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /**
     * The parameters of one policy of an experiment.
     *
     * @param policy the family's name, for messages
     * @param values by parameter
     */
    public record Arguments(String policy, Map<String, Object> values) {

        /** A number. */
        public double number(String parameter) {
            return (Double) values.get(parameter);
        }

        /** A list of words. */
        public List<String> texts(String parameter) {
            return ((List<?>) values.get(parameter)).stream().map(Object::toString).toList();
        }

        /** A schedule for the setting's model, from an expression. */
        public Schedule schedule(Setting setting) {
            return ScheduleExpression.parse((String) values.get("schedule")).schedule(setting.model());
        }

        /** One of the constants of an enum. */
        public <E extends Enum<E>> E choice(String parameter, Class<E> type) {
            return Arrays.stream(type.getEnumConstants()).filter(c -> written(c).equals(values.get(parameter))).findFirst().orElseThrow();
        }
    }
}
