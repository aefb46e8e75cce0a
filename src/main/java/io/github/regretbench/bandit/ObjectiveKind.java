package io.github.regretbench.bandit;

import io.github.regretbench.Registry;
import io.github.regretbench.gp.Prior;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of objective that can be named in an experiment file, with its parameters and source.
 *
 * @param name as written in files, e.g. {@code prior-draw}
 * @param parameters name and default of each, in the order of printing
 * @param description one line for {@code regretbench list objectives}
 * @param citation where the functions come from
 * @param constructor from the truth's prior, whose {@linkplain Prior#points points} are the arms, and the values of all parameters; empty
 *        for those that an experiment makes from its own keys
 */
public record ObjectiveKind(String name, Map<String, Double> parameters, String description, String citation,
        Optional<BiFunction<Prior, Map<String, Double>, ObjectiveFamily>> constructor) {

    /** Drawn from the prior. */
    public static final String PRIOR_DRAW = "prior-draw";
    /** Of one norm in the RKHS of the kernel, by centres and weights that look at no arm. */
    public static final String RKHS_EXPANSION = "rkhs-expansion";
    /** Of one norm in the RKHS of the kernel on the arms alone, in a random direction. */
    public static final String RKHS_SPHERE_ON_ARMS = "rkhs-sphere-on-arms";
    /** Of {@link #RKHS_EXPANSION}: how many centres. */
    public static final String CENTRES = "centres";
    /** Rows of the table that were not trained on, centred by the training mean. */
    public static final String TEST_ROW = "test-row";

    /** The means of a table's recorded values, less the prior mean. */
    public static final String TABLE = "table";

    private static final String SRINIVAS = "Srinivas et al. 2010, ";

    private static final List<ObjectiveKind> BUILT_IN = Stream.concat(Stream.of(
            new ObjectiveKind(PRIOR_DRAW, Map.of(), "drawn from the Gaussian-process prior", SRINIVAS + "section 6", Optional.empty()),
            new ObjectiveKind(RKHS_EXPANSION, Map.of(CENTRES, 20.0), "of RKHS norm 'norm' (a key of the experiment): kernels at 'centres' random "
                    + "points of the box of the arms, normally weighted; the same functions on any grid", "after " + SRINIVAS + "Theorem 3",
                    Optional.empty()),
            new ObjectiveKind(RKHS_SPHERE_ON_ARMS, Map.of(), "of RKHS norm 'norm' (a key of the experiment) on the arms alone, in a random one of "
                    + "the r directions of K: the mean square of f(x) is norm^2 k(x, x) / r, so that f shrinks as arms are added",
                    "after " + SRINIVAS + "Theorem 3", Optional.empty()),
            new ObjectiveKind(TEST_ROW, Map.of(), "rows of the sensors' table that were not trained on", SRINIVAS + "section 6",
                    Optional.empty()),
            new ObjectiveKind(TABLE, Map.of(), "the mean of the recorded values of each row of a table of configurations, less the prior mean",
                    "the table's", Optional.empty())), Stream.of(TestFunction.values()).map(TestFunction::kind)).toList();

    /** Copies the parameters, keeping their order. */
    public ObjectiveKind {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** A kind that makes its objectives from the prior and its parameters. */
    public static ObjectiveKind of(String name, Map<String, Double> parameters, String description, String citation,
            BiFunction<Prior, Map<String, Double>, ObjectiveFamily> constructor) {
        return new ObjectiveKind(name, parameters, description, citation, Optional.of(constructor));
    }

    /** The registry: RegretBench's own kinds, then those of {@link ObjectiveProvider}s on the class path. */
    public static List<ObjectiveKind> all() {
        return Registry.of("objective", BUILT_IN, ObjectiveProvider.class, ObjectiveProvider::objective, ObjectiveKind::name);
    }

    /** Name and parameters as they are written, e.g. {@code forrester(scale=1.0)}. */
    public String signature() {
        return parameters.isEmpty() ? name : parameters.entrySet().stream().map(p -> p.getKey() + "=" + p.getValue())
                .collect(Collectors.joining(", ", name + "(", ")"));
    }
}
