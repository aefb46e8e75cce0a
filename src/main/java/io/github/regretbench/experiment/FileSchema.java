package io.github.regretbench.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.regretbench.Spelling;
import io.github.regretbench.bandit.NoiseLaw;
import io.github.regretbench.bandit.ObjectiveKind;
import io.github.regretbench.bandit.PolicyFamily;
import io.github.regretbench.bandit.Ties;
import io.github.regretbench.data.ShippedTable;
import io.github.regretbench.data.ValueTransform;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.external.ExternalProvider;
import io.github.regretbench.gp.GraphKernel;
import io.github.regretbench.gp.PosteriorForm;
import io.github.regretbench.kernel.KernelFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What experiment and suite files may hold, as a JSON Schema (draft 7) that editors read: they complete keys, say what these mean and mark
 * mistakes. Enums, limits and whatever is registered under a name, that on the class path included, come from the types that files are read
 * into; {@link ExperimentFile} and {@link SuiteFile} accept nothing that the schema refuses, and refuse more.
 */
public final class FileSchema {
    /** Texts are read as they stand, so that a title may look like a number. */
    private static final List<String> SCALAR = List.of("string", "number", "boolean");

    private final Map<String, Map<String, Object>> definitions = new LinkedHashMap<>();

    private FileSchema() {
        definitions.put("arms", arms());
        definitions.put("policy", policy());
        definitions.put("truth", truth());
        definitions.put("intervals", intervals());
        definitions.put("figure", figure());
        definitions.put("claim", claim());
    }

    /** The schema of both kinds of file, as JSON text that ends with a line break. */
    public static String json() {
        Map<String, Object> root = new FileSchema().root();
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers are JSON", e);
        }
    }

    private Map<String, Object> root() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("title", "RegretBench experiments and suites");
        root.put("type", "object");
        root.put("required", List.of("schema"));
        root.put("properties", Map.of("schema", described(Map.of("enum", List.of(ExperimentFile.SCHEMA, SuiteFile.SCHEMA)),
                "The kind of file and the version of its format.")));
        root.put("if", Map.of("properties", Map.of("schema", Map.of("const", SuiteFile.SCHEMA))));
        root.put("then", Map.of("$ref", "#/definitions/suite"));
        root.put("else", Map.of("$ref", "#/definitions/experiment"));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("experiment", experiment());
        all.put("suite", suite());
        all.putAll(definitions);
        root.put("definitions", all);
        return root;
    }

    private Map<String, Object> experiment() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("schema", Map.of("const", ExperimentFile.SCHEMA));
        properties.putAll(experimentKeys());
        return object(properties, "schema", "name", "seed", "trials", "horizon", "noiseVariance", "arms", "kernel", "policies");
    }

    /** The keys of an experiment, in the order in which they are written. */
    private Map<String, Object> experimentKeys() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", name("Names the folder of the results."));
        keys.put("title", text("What people read above the results; the name if left out."));
        keys.put("source", text("What is reproduced, or where this comes from."));
        keys.put("seed", whole(Long.MIN_VALUE, Long.MAX_VALUE, "The master seed of all random streams."));
        keys.put("trials", whole(1, Experiment.MOST_TRIALS, "Trials that each policy plays."));
        keys.put("horizon", whole(1, Experiment.MOST_ROUNDS, "T, the rounds of a trial."));
        keys.put("recordedPerDecade", whole(1, Experiment.MOST_ROUNDS,
                "Rounds recorded in each decade 1-10, 10-100, ...; every round if left out. Sums run over all rounds."));
        keys.put("noiseVariance", positive("Variance of the noise in the policies' model, and of the rewards' unless 'truth' says otherwise."));
        keys.put("delta", described(ordered("type", "number", "exclusiveMinimum", 0, "exclusiveMaximum", 1, "default", 0.1),
                "Probability of failure that confidence schedules may have."));
        keys.put("ties", choice(Ties.class, "uniform", "Which of several best arms is played."));
        keys.put("posterior", choice(PosteriorForm.class, "auto", "The algorithm behind the posterior; changes results by rounding alone."));
        keys.put("arms", reference("arms"));
        keys.put("kernel", example(described(Map.of("anyOf", List.of(Map.of("type", SCALAR), object(Map.of("gram",
                text("A CSV file with k(x, y) for all pairs of arms, in their order.")), "gram"), graphKernel(), fittedKernel())),
                "Covariance of the policies' model: kernels joined by + and *, '" + ModelKernel.EMPIRICAL
                + "' for sensors, a Gram matrix, one of a graph, or one that is fitted. Known: " + joined(KernelFamily.all().stream().map(KernelFamily::signature)) + "."),
                "se(lengthscale=0.2)", "0.5 * matern(nu=2.5, lengthscale=[0.3, 0.6])", "on(se(lengthscale=0.2), inputs=[1, 2]) * on(overlap, inputs=3)",
                ModelKernel.EMPIRICAL));
        keys.put("objective", example(text("Where the objectives come from. Known: "
                + joined(ObjectiveKind.all().stream().map(ObjectiveKind::signature)) + "."),
                ObjectiveKind.all().stream().map(ObjectiveKind::signature).toArray()));
        keys.put("norm", positive("Norm of the objectives in the RKHS, for 'objective: " + ObjectiveKind.RKHS_EXPANSION + "' and '"
                + ObjectiveKind.RKHS_SPHERE_ON_ARMS + "'."));
        keys.put("truth", reference("truth"));
        keys.put("repeats", described(ordered("enum", List.of("yes", "no", true, false), "default", "yes"),
                "Whether an arm may be played more than once."));
        keys.put("start", text("A CSV file of observations that every policy has before round 1."));
        keys.put("policies", list(reference("policy"), "Who plays."));
        keys.put("intervals", reference("intervals"));
        keys.put("figure", reference("figure"));
        keys.put("claims", list(reference("claim"), "Statements about policies that the results confirm or refute."));
        return keys;
    }

    private Map<String, Object> suite() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("schema", Map.of("const", SuiteFile.SCHEMA));
        properties.put("name", name("Names the folder of the results."));
        properties.put("title", text("What people read above the results; the name if left out."));
        properties.put("randomness", choice(SuiteFile.Randomness.class, "common", "common: cells meet the same objectives (in standard "
                + "normals), noise and ties. independent: each cell has a seed of its own."));
        Map<String, Object> value = object(with(Map.of("label", name("Names the value in the results.")), experimentKeys()));
        value.put("minProperties", 1);
        properties.put("axes", described(map(list(Map.of("anyOf", List.of(Map.of("type", SCALAR), value)),
                "The values of an axis: keys of the experiment with a label, or bare values of the key that the axis is named after."), 1),
                "What varies: every combination of values is a cell."));
        properties.put("subsets", described(map(map(words("Labels of an axis."), 0), 0), "Cells by name, for --only."));
        properties.put("experiment", described(object(experimentKeys()), "What all cells share; any key may be left to an axis."));
        return object(properties, "schema", "name", "axes", "experiment");
    }

    private static Map<String, Object> arms() {
        Map<String, Object> coordinates = list(Map.of("type", "number"), "A coordinate for each dimension.");
        Map<String, Object> grid = new LinkedHashMap<>();
        grid.put("lower", coordinates);
        grid.put("upper", coordinates);
        grid.put("counts", list(ordered("type", "integer", "minimum", 1), "Points along each side."));
        Map<String, Object> sensors = new LinkedHashMap<>();
        sensors.put("table", text("A file in the data directory, from `regretbench data list`."));
        sensors.put("sign", described(ordered("enum", List.of(1, -1), "default", 1), "-1 to maximise minus the reading."));
        sensors.put("from", text("First time of day to use, such as 06:00."));
        sensors.put("to", text("First time of day not to use any more, up to 24:00; before 'from' where the window goes over midnight."));
        sensors.put("train", described(ordered("type", "string", "pattern", ExperimentFile.FRACTION.pattern()),
                "The fraction of rows that the covariance is estimated from, such as 2/3."));
        sensors.put("missing", list(Map.of("type", "number"), "Readings that stand for no reading, such as -999."));
        sensors.put("exclude", words("Sensors of the table that are no arms."));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("grid", described(object(grid, "lower", "upper", "counts"), "A uniform grid on a box."));
        properties.put("points", described(Map.of("anyOf", List.of(list(coordinates, "Points one by one."), text("A file of them."))),
                "Points one by one, or a CSV file with a point per line."));
        properties.put("sensors", described(object(sensors, "table", "train"), "The sensors of a measured table."));
        properties.put("sign", described(ordered("enum", List.of(1, -1), "default", 1), "Of a table: -1 to maximise minus the value."));
        Map<String, Object> tasks = new LinkedHashMap<>(sensors);
        List.of("from", "to").forEach(tasks::remove);
        tasks.put("table", text("A CSV file with a task per line and a column per candidate: in the data directory, or a path."));
        properties.put("tasks", described(object(tasks, "table", "train"), "The columns of a table of tasks by candidates."));
        properties.putAll(table());
        Map<String, Object> arms = described(object(properties), "The decision set: one of grid, points, table, tasks and sensors, or the word gram or graph.");
        arms.remove("type");
        arms.put("anyOf", List.of(Map.of("enum", List.of("gram", "graph")), ordered("type", "object", "oneOf", Stream.of("grid", "points", "tasks", "sensors").map(kind -> (Object) ordered("required", List.of(kind), "maxProperties", 1))
                .collect(Collectors.collectingAndThen(Collectors.toList(), kinds -> {
                    kinds.add(ordered("required", List.of("table")));
                    return kinds;
                })))));
        return arms;
    }

    /** The keys beside 'table'. */
    private static Map<String, Object> table() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("table", text("A CSV file with a header and one configuration per line: in the data directory, or a path; or one of "
                + String.join(", ", ShippedTable.names()) + ", which come with RegretBench."));
        keys.put("inputs", words("Columns that say what a configuration is; all but the values' if left out."));
        keys.put("value", text("The column with the measured value."));
        keys.put("repeats", words("Columns with repeats of one measurement, such as r0..r9: in each round one of them is drawn."));
        keys.put("variances", text("A column with the noise variance at each configuration, known to the policies."));
        keys.put("log", words("Inputs whose decimal logarithm is taken."));
        keys.put("categories", words("Inputs whose cells are names."));
        keys.put("scale", choice(ExperimentFile.Scale.class, "unit-cube",
                "unit-cube: inputs that are no categories run from 0 to 1. none: they stay as they are."));
        keys.put("within", described(map(list(Map.of("type", "number"), "Least and largest."), 0),
                "Least and largest value of inputs, as the table has them; rows outside are left out."));
        keys.put("missing", choice(ExperimentFile.Missing.class, "refuse", "What to do about rows that lack a value."));
        keys.put("transform", example(text("What is done to values. Known: " + String.join(", ", ValueTransform.SIGNATURES) + "."),
                ValueTransform.SIGNATURES.toArray()));
        keys.put("mean", described(ordered("anyOf", List.of(Map.of("type", "number"), Map.of("const", "empirical")), "default", "empirical"),
                "The prior mean, of transformed values: a number, or empirical for the mean of the table itself."));
        return keys;
    }

    private static Map<String, Object> graphKernel() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("graph", text("A CSV file with an edge per line: two vertices and, if any, a weight. The vertices are the arms."));
        keys.put("by", example(text("The kernel. Known: " + String.join(", ", GraphKernel.SIGNATURES) + "."), "diffusion(beta=1)"));
        keys.put("laplacian", choice(ExperimentFile.Laplacian.class, "plain", "plain: D - W. normalised: I - D^(-1/2) W D^(-1/2)."));
        keys.put("variance", positive("What the kernel is multiplied by; 1 if left out."));
        return object(keys, "graph", "by");
    }

    private static Map<String, Object> fittedKernel() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("fit", example(text("A kernel some of whose parameters are left out: these are fitted by marginal likelihood."), "matern(nu=2.5)",
                "se * periodic"));
        keys.put("on", choice(ModelKernel.Fitted.Data.class, "table", "table: to all values of the table that is played on, an oracle. start: to "
                + "the observations of 'start'."));
        keys.put("ard", described(ordered("enum", List.of("yes", "no", true, false), "default", "no"),
                "Whether length scales and periods are one number per input."));
        keys.put("bounds", described(map(list(Map.of("type", "number"), "Least and largest."), 0),
                "Bounds of parameters by name, in the place of the usual ones."));
        return object(keys, "fit");
    }

    private static Map<String, Object> policy() {
        List<PolicyFamily> families = PolicyFamily.all();
        List<Object> forms = new ArrayList<>();
        forms.add(Map.of("enum", families.stream().filter(family -> !family.parameters().containsValue(List.of()))
                .map(PolicyFamily::name).toList()));
        for (PolicyFamily family : families) {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("policy", described(Map.of("const", family.name()), family.description() + " (" + family.citation() + ")"));
            properties.put("name", name("Names the policy in the results."));
            properties.put("label", label());
            properties.putAll(parameters(family));
            forms.add(object(properties, Stream.concat(Stream.of("policy"), needed(family)).toArray(String[]::new)));
        }
        PolicyFamily external = PolicyFamily.named(ExternalProvider.NAME);
        forms.add(object(with(ordered("name", name("Names the policy in the results."), "label", label()),
                Map.of("policy", object(parameters(external), needed(external).toArray(String[]::new)))), "policy"));
        return described(Map.of("anyOf", forms), "A policy by name, or with parameters and a name of its own.");
    }

    private static Map<String, Object> label() {
        Map<String, Object> label = text("What figures, tables and reports call it; a name of its own, or what is run, if left out.");
        label.put("maxLength", Player.LONGEST_LABEL);
        return label;
    }

    private static Stream<String> needed(PolicyFamily family) {
        return family.parameters().entrySet().stream().filter(p -> p.getValue().equals(List.of())).map(Map.Entry::getKey);
    }

    private static Map<String, Object> parameters(PolicyFamily family) {
        Map<String, Object> properties = new LinkedHashMap<>();
        family.parameters().forEach((parameter, standard) -> properties.put(parameter, parameter(standard)));
        return properties;
    }

    private static Map<String, Object> parameter(Object standard) {
        if (standard instanceof List) {
            return list(Map.of("type", SCALAR), "Words.");
        }
        Map<String, Object> schema = standard instanceof Enum<?> constant ? ordered("enum", PolicyFamily.choices(constant))
                : ordered("type", standard instanceof Number ? "number" : "string");
        schema.put("default", PolicyFamily.written(standard));
        return schema;
    }

    private static Map<String, Object> truth() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("kernel", text("Covariance that objectives are drawn from; the model's if left out."));
        properties.put("noiseVariance", positive("Variance of the rewards' noise; the model's if left out."));
        properties.put("noise", example(text("Law of the rewards' errors, with that variance. Known: "
                + String.join(", ", NoiseLaw.SIGNATURES) + "."), "uniform", "student-t(dof=3)"));
        return described(object(properties), "What is true where the policies' model is wrong.");
    }

    private static Map<String, Object> intervals() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("method", choice(IntervalMethod.Kind.class, "student-t",
                "student-t: over independent objectives. block-means: over means of blocks of the objectives' sequence, for dependent ones."));
        properties.put("level", described(ordered("type", "number", "exclusiveMinimum", 0, "exclusiveMaximum", 1, "default", 0.95),
                "Of confidence."));
        properties.put("blockLength", whole(1, Integer.MAX_VALUE, "About how many objectives a block has, for block-means."));
        properties.put("resamples", whole(IntervalMethod.LEAST_RESAMPLES, IntervalMethod.MOST_RESAMPLES, "Of bootstraps."));
        return described(object(properties), "How confidence intervals of means over trials are made.");
    }

    private static Map<String, Object> figure() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("title", text("Above the axes."));
        properties.put("unit", text("Of the objective; left out when it has none."));
        properties.put("rounds", whole(2, Experiment.MOST_ROUNDS, "The end of the horizontal axis."));
        properties.put("regret", positive("The end of the vertical axis."));
        properties.put("paperPanel", text("The panel of the paper's Figure 5 to draw behind: 5a, 5b or 5c."));
        properties.put("distanceAt", list(ordered("type", "integer", "minimum", 1), "Rounds at which the distance to the paper is taken."));
        return described(object(properties, "title", "rounds", "regret"), "The figure of mean average regret against rounds.");
    }

    private static Map<String, Object> claim() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("policy", name("One policy of the experiment."));
        for (Claim.Relation relation : Claim.Relation.values()) {
            properties.put(Spelling.of(relation), name("Another."));
        }
        properties.put("at", whole(1, Experiment.MOST_ROUNDS, "The round t at which mean average regret R_t/t is compared."));
        properties.put("margin", described(ordered("type", "number", "exclusiveMinimum", 0, "exclusiveMaximum", 1, "default", Claim.MARGIN),
                "For equals: the difference that still counts as none, as a fraction of the other's regret."));
        Map<String, Object> claim = described(object(properties, "policy", "at"), "That a policy beats another, or equals it.");
        claim.put("oneOf", Arrays.stream(Claim.Relation.values()).map(r -> Map.of("required", List.of(Spelling.of(r)))).toList());
        return claim;
    }

    private static Map<String, Object> object(Map<String, Object> properties, String... required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (required.length > 0) {
            schema.put("required", List.of(required));
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    /** A mapping from names of the user's to values of a schema. */
    private static Map<String, Object> map(Map<String, Object> values, int least) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", values);
        schema.put("minProperties", least);
        return schema;
    }

    private static Map<String, Object> list(Map<String, Object> elements, String description) {
        return described(ordered("type", "array", "items", elements, "minItems", 1), description);
    }

    /** A list of words, or one of them. */
    private static Map<String, Object> words(String description) {
        Map<String, Object> word = Map.of("type", SCALAR);
        return described(Map.of("anyOf", List.of(word, ordered("type", "array", "items", word, "minItems", 1))), description);
    }

    private static Map<String, Object> reference(String definition) {
        return Map.of("$ref", "#/definitions/" + definition);
    }

    private static Map<String, Object> text(String description) {
        return described(Map.of("type", SCALAR), description);
    }

    private static Map<String, Object> name(String description) {
        return described(ordered("type", SCALAR, "pattern", "^" + Experiment.NAME.pattern() + "$"), description);
    }

    private static Map<String, Object> whole(long least, long most, String description) {
        return described(ordered("type", "integer", "minimum", least, "maximum", most), description);
    }

    private static Map<String, Object> positive(String description) {
        return described(ordered("type", "number", "exclusiveMinimum", 0), description);
    }

    private static Map<String, Object> choice(Class<? extends Enum<?>> type, String standard, String description) {
        return described(ordered("enum", Arrays.stream(type.getEnumConstants()).map(Spelling::of).toList(), "default", standard),
                description);
    }

    private static Map<String, Object> example(Map<String, Object> schema, Object... examples) {
        schema.put("examples", List.of(examples));
        return schema;
    }

    private static Map<String, Object> described(Map<String, Object> schema, String description) {
        return with(ordered("description", description), schema);
    }

    private static Map<String, Object> with(Map<String, Object> first, Map<String, Object> second) {
        Map<String, Object> both = new LinkedHashMap<>(first);
        both.putAll(second);
        return both;
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        return new LinkedHashMap<>(Environment.ordered(keysAndValues));
    }

    private static String joined(Stream<String> texts) {
        return texts.collect(Collectors.joining(", "));
    }
}
