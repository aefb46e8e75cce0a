package io.github.regretbench.bandit;

import io.github.regretbench.Registry;
import io.github.regretbench.theory.Schedule;
import io.github.regretbench.theory.ScheduleExpression;
import io.github.regretbench.theory.SrinivasTheorem1;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A policy that can be named in an experiment file, with its parameters and source.
 *
 * @param name as written in files, e.g. {@code gp-ucb}
 * @param description one line for {@code regretbench list policies}
 * @param citation where the rule comes from
 * @param parameters name and default of each, in the order of printing: a number, a name, or an empty list where one must be given
 * @param constructor makes a fresh policy for a trial
 */
public record PolicyFamily(String name, String description, String citation, Map<String, Object> parameters,
        BiFunction<Setting, Arguments, Policy> constructor) {

    private static final String SRINIVAS = "Srinivas et al. 2010, section 6";
    private static final Map<String, Object> IMPROVEMENT = ordered("xi", 0.0, "incumbent", "best-sampled-mean");

    /** The policies that come with RegretBench, in the order of {@code regretbench list policies}. */
    private static final List<PolicyFamily> BUILT_IN = List.of(
            new PolicyFamily("gp-ucb", "GP-UCB with Theorem 1's beta_t times a factor, 1/5 as in the paper's experiments (no guarantee)",
                    SRINIVAS, ordered("factor", 0.2),
                    (s, a) -> new GpUcb(new SrinivasTheorem1(s.arms(), s.model().delta()).scaledBy(a.number("factor")))),
            new PolicyFamily("gp-ucb-theorem1", "GP-UCB with beta_t = 2 log(n t^2 pi^2 / (6 delta))",
                    "Srinivas et al. 2010, Theorem 1", Map.of(),
                    (s, a) -> new GpUcb(new SrinivasTheorem1(s.arms(), s.model().delta()))),
            new PolicyFamily("ucb", "GP-UCB with any schedule of `regretbench list schedules`", "Srinivas et al. 2010, Algorithm 1",
                    ordered("schedule", "theorem1"), (s, a) -> new GpUcb(a.schedule(s))),
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
                    "Chowdhury and Gopalan 2017, Algorithm 2", ordered("schedule", "theorem1"), (s, a) -> new GpTs(a.schedule(s))),
            of("oracle", "the best arm, known beforehand: zero regret", "baseline", s -> new Oracle(s.objective())));

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
                .orElseThrow(() -> new IllegalArgumentException("no policy is called '%s'; known: %s".formatted(name,
                        String.join(", ", families.stream().map(PolicyFamily::name).toList()))));
    }

    /** All parameters with the given values filled in, after checking names and types. */
    public Map<String, Object> resolve(Map<String, Object> given) {
        Map<String, Object> resolved = new LinkedHashMap<>(parameters);
        given.forEach((key, value) -> {
            Object standard = parameters.get(key);
            if (standard == null) {
                throw new IllegalArgumentException("policy %s has no parameter '%s'; %s".formatted(name, key,
                        parameters.isEmpty() ? "it has none" : "it has " + String.join(", ", parameters.keySet())));
            }
            String expected = sort(standard);
            if (!sort(value).equals(expected)) {
                throw new IllegalArgumentException("parameter '%s' of policy %s is '%s'; expected a %s".formatted(key, name,
                        value, expected));
            }
            resolved.put(key, value instanceof Number number ? (Object) number.doubleValue() : value);
        });
        resolved.forEach((key, value) -> {
            if (List.of().equals(value)) {
                throw new IllegalArgumentException("policy %s needs the list '%s'".formatted(name, key));
            }
        });
        return resolved;
    }

    private static String sort(Object value) {
        return value instanceof Number ? "number" : value instanceof List ? "list" : "name";
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

        /** One of the constants of an enum, written in lower case with hyphens. */
        public <E extends Enum<E>> E choice(String parameter, Class<E> type) {
            String text = (String) values.get(parameter);
            for (E constant : type.getEnumConstants()) {
                if (written(constant).equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("parameter '%s' of policy %s is '%s'; expected one of %s".formatted(parameter,
                    policy, text, String.join(", ", Arrays.stream(type.getEnumConstants()).map(Arguments::written).toList())));
        }

        private static String written(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
