package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;
import io.github.regretbench.Spelling;
import io.github.regretbench.bandit.NoiseLaw;
import io.github.regretbench.bandit.ObjectiveExpression;
import io.github.regretbench.bandit.ObjectiveKind;
import io.github.regretbench.bandit.PolicyFamily;
import io.github.regretbench.bandit.Ties;
import io.github.regretbench.data.CandidateFormat;
import io.github.regretbench.data.ValueTransform;
import io.github.regretbench.experiment.Experiment.GameRules;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.experiment.Experiment.Truth;
import io.github.regretbench.external.ExternalProvider;
import io.github.regretbench.gp.GraphKernel;
import io.github.regretbench.gp.PosteriorForm;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.kernel.KernelTemplate;
import io.github.regretbench.space.Box;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Experiments as YAML files, schema {@value #SCHEMA}: strict to read, complete and byte-stable to write. */
public final class ExperimentFile {
    static final String SCHEMA = "regretbench/experiment/1";
    /** The experiments that come with RegretBench, in the order of {@code regretbench reproduce}. */
    public static final List<String> EMBEDDED = List.of(TwoRounds.EXPERIMENT, "fig5a", "fig5a-unit-variance", "fig5b", "fig5c", "bounds");

    static final Pattern FRACTION = Pattern.compile("([0-9]{1,9}) */ *([0-9]{1,9})");

    /** A matrix over the arms as the kernel, and its rows as arms. */
    private static final String GRAM = "gram";
    /** A graph, whose vertices are the arms. */
    private static final String GRAPH = "graph";
    /** A kernel whose parameters are fitted. */
    private static final String FIT = "fit";

    /** As 'mean' of a table: the mean of its own values. */
    private static final String EMPIRICAL_MEAN = "empirical";

    /** Midnight, as the end of a window. */
    private static final String END_OF_DAY = "24:00";

    private ExperimentFile() {
    }

    /**
     * Reads an experiment.
     *
     * @throws BadInputException when there is no readable file or it describes no experiment
     */
    public static Experiment read(Path file) {
        return parse(text(file), file.toString());
    }

    /** The text of a file that holds an experiment or a suite. */
    static String text(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new BadInputException(file + " is a directory; expected an experiment file such as paper-figures/fig5a.yaml");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new BadInputException("there is no experiment file " + file + "; 'regretbench list experiments' shows those that "
                    + "come with RegretBench", e);
        } catch (AccessDeniedException e) {
            throw new BadInputException("the experiment file " + file + " cannot be read: permission denied; make it readable", e);
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + " is not a text file in UTF-8; expected an experiment in YAML", e);
        } catch (IOException e) {
            throw new BadInputException("the experiment file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** An experiment that comes with RegretBench; see {@link #EMBEDDED}. */
    public static Experiment embedded(String name) {
        return embedded(name, Map.of());
    }

    /** The same with other values for some of its keys; see {@link SetValue}. */
    public static Experiment embedded(String name, Map<String, String> settings) {
        if (!EMBEDDED.contains(name)) {
            throw new BadInputException("no experiment called '%s' comes with RegretBench; %sknown: %s".formatted(name,
                    Spelling.hint(name, EMBEDDED), String.join(", ", EMBEDDED)));
        }
        return parse(resource(name), name + ".yaml", settings);
    }

    /** The text of a file that comes with RegretBench. */
    static String resource(String name) {
        String resource = "/io/github/regretbench/paper-figures/" + name + ".yaml";
        try (InputStream in = ExperimentFile.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("resource " + resource + " cannot be read", e);
        }
    }

    /** The experiment that a YAML text describes; {@code file} names it in messages. */
    public static Experiment parse(String text, String file) {
        return parse(text, file, Map.of());
    }

    /** The same with other values for some of its keys; see {@link SetValue}. */
    static Experiment parse(String text, String file, Map<String, String> settings) {
        Section top = Section.parse(text, file, "the experiment");
        requireSchema(top, SCHEMA);
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            top = top.with(SetValue.of(setting.getKey(), setting.getValue()));
        }
        return experiment(top.without("schema"));
    }

    static void requireSchema(Section top, String expected) {
        String schema = top.text("schema");
        if (!schema.equals(expected)) {
            throw top.bad("schema", "'schema' is '" + schema + "'; this version reads " + expected);
        }
    }

    /** The experiment that a section describes. */
    static Experiment experiment(Section top) {
        return top.reading(() -> experimentOf(top));
    }

    private static Experiment experimentOf(Section top) {
        Arms arms = top.isWord("arms") ? rows(top) : arms(top.section("arms"));
        String name = top.reading("name", () -> Experiment.requireName(top.text("name"), "the experiment"));
        Set<String> names = new HashSet<>();
        Experiment experiment = new Experiment(name, top.text("title", name), top.text("source", "own"),
                top.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE), (int) top.whole("trials", 1, Experiment.MOST_TRIALS),
                (int) top.whole("horizon", 1, Experiment.MOST_ROUNDS), top.has("recordedPerDecade")
                        ? Optional.of((int) top.whole("recordedPerDecade", 1, Experiment.MOST_ROUNDS)) : Optional.empty(),
                top.reading("noiseVariance", () -> Experiment.requireNoiseVariance(top.number("noiseVariance"))),
                top.has("delta") ? top.reading("delta", () -> Experiment.requireDelta(top.number("delta"))) : 0.1,
                top.choice("ties", Ties.class, Ties.UNIFORM),
                top.choice("posterior", PosteriorForm.class, PosteriorForm.AUTO), arms, kernel(top, arms),
                objective(top, arms instanceof Arms.Sensors ? ObjectiveKind.TEST_ROW : arms instanceof Arms.Table ? ObjectiveKind.TABLE
                        : ObjectiveKind.PRIOR_DRAW),
                top.has("norm") ? Optional.of(top.reading("norm", () -> Experiment.requireNorm(top.number("norm")))) : Optional.empty(),
                truth(top), new GameRules(top.yes("repeats", true), top.has("start") ? Optional.of(top.text("start")) : Optional.empty()),
                top.list("policies", "policy", s -> Experiment.requireNew(player(s), names)), intervals(top),
                top.optionalSection("figure").map(s -> s.reading(() -> figure(s))),
                top.has("claims") ? top.list("claims", null, s -> Experiment.requireKnown(claim(s), names)) : List.of());
        if (experiment.kernel() instanceof ModelKernel.Written written) {
            arms.coordinates().ifPresent(point -> top.reading("kernel", () -> written.parsed(List.of()).value(point, point)));
        }
        arms.coordinates().ifPresent(point -> experiment.truth().kernel()
                .ifPresent(kernel -> top.reading("truth", () -> KernelExpression.parse(kernel).value(point, point))));
        return experiment;
    }

    private static ObjectiveExpression objective(Section top, String standard) {
        String text = top.text("objective", standard);
        return top.has("objective") ? top.reading("objective", () -> ObjectiveExpression.parse(text)) : ObjectiveExpression.parse(text);
    }

    private static Truth truth(Section top) {
        return top.optionalSection("truth").map(s -> s.reading(() -> {
            Optional<String> kernel = s.has("kernel") ? Optional.of(s.text("kernel")) : Optional.empty();
            kernel.ifPresent(k -> s.reading("kernel", () -> KernelExpression.parse(k)));
            return new Truth(kernel, s.has("noiseVariance")
                    ? Optional.of(s.reading("noiseVariance", () -> Experiment.requireNoiseVariance(s.number("noiseVariance"))))
                    : Optional.empty(), s.has("noise") ? s.reading("noise", () -> NoiseLaw.parse(s.text("noise"))) : NoiseLaw.GAUSSIAN);
        })).orElse(Truth.AS_MODELLED);
    }

    /** The one kind of arms that needs nothing but its name. */
    private static Arms rows(Section top) {
        if (!List.of(GRAM, GRAPH).contains(top.text("arms"))) {
            throw top.bad("arms", "'arms' is '%s'; expected a mapping such as {grid: ...} or {table: ...}, or one of the words gram and graph"
                    .formatted(top.text("arms")));
        }
        return new Arms.Rows();
    }

    private static ModelKernel graph(Section section) {
        boolean normalised = section.choice("laplacian", Laplacian.class, Laplacian.PLAIN) == Laplacian.NORMALISED;
        return new ModelKernel.OfGraph(section.text(GRAPH), section.reading("by", () -> GraphKernel.parse(section.text("by"), normalised)),
                section.has("variance") ? section.reading("variance", () -> Require.positive("'variance'", section.number("variance"))) : 1);
    }

    /** Of a graph with weights W and degrees D. */
    enum Laplacian {
        /** `D - W`. */
        PLAIN,
        /** `I - D^(-1/2) W D^(-1/2)`. */
        NORMALISED
    }

    private static ModelKernel kernel(Section top, Arms arms) {
        if (top.isSection("kernel")) {
            Section section = top.section("kernel");
            return section.reading(() -> {
                if (Stream.of(FIT, GRAM, GRAPH).filter(section::has).count() != 1) {
                    List.of("on", "ard", "bounds", "by", "laplacian", "variance").forEach(section::has);      // none of them a misspelling
                    throw new IllegalArgumentException("'kernel' needs exactly one of the keys fit, gram, graph");
                }
                return section.has(FIT) ? fitted(section, arms) : section.has(GRAM) ? new ModelKernel.Gram(section.text(GRAM))
                        : graph(section);
            });
        }
        ModelKernel kernel = ModelKernel.of(top.text("kernel"));
        top.reading("kernel", kernel::families);
        if (kernel instanceof ModelKernel.Written written && arms instanceof Arms.Table table && !table.format().inputs().isEmpty()) {
            top.reading("kernel", () -> written.parsed(table.format().inputs()));
        }
        return kernel;
    }

    private static ModelKernel fitted(Section section, Arms arms) {
        Map<String, List<Double>> bounds = new LinkedHashMap<>();
        section.optionalSection("bounds").ifPresent(limits -> limits.keys().forEach(name -> bounds.put(name, limits.numbers(name))));
        ModelKernel.Fitted fitted = new ModelKernel.Fitted(section.text(FIT), section.choice("on", ModelKernel.Fitted.Data.class,
                ModelKernel.Fitted.Data.TABLE), section.yes("ard", false), bounds);
        section.reading(FIT, fitted::families);
        if (arms instanceof Arms.Table table && !table.format().inputs().isEmpty()) {
            section.reading(FIT, () -> KernelTemplate.parse(fitted.expression(), table.format().inputs(), fitted.perInput()));
        }
        return fitted;
    }

    private static Map<String, Object> map(ModelKernel.Fitted fitted) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(FIT, fitted.expression());
        map.put("on", Spelling.of(fitted.on()));
        map.put("ard", fitted.perInput() ? "yes" : "no");
        if (!fitted.bounds().isEmpty()) {
            map.put("bounds", fitted.bounds());
        }
        return map;
    }

    private static Arms arms(Section section) {
        return section.reading(() -> {
            if (Stream.of("grid", "points", "table", "tasks", "sensors").filter(section::has).count() != 1) {
                throw new IllegalArgumentException("'arms' needs exactly one of the keys grid, points, table, tasks, sensors");
            }
            if (section.has("table")) {
                return table(section);
            }
            if (section.has("grid")) {
                Section grid = section.section("grid");
                return grid.reading(() -> {
                    List<Integer> counts = grid.wholes("counts");
                    Arms.Grid result = new Arms.Grid(new Box(grid.numbers("lower"), grid.numbers("upper")), counts);
                    result.size();
                    return result;
                });
            }
            if (section.has("points") && section.isWord("points")) {
                return new Arms.PointsFile(section.text("points"));
            }
            if (section.has("points")) {
                Arms.Listed listed = new Arms.Listed(section.lists("points"));
                listed.geometry();
                return listed;
            }
            boolean timed = section.has("sensors");
            Section rows = section.section(timed ? "sensors" : "tasks");
            return rows.reading(() -> sensors(rows, timed));
        });
    }

    private static Arms.Table table(Section section) {
        if (section.has("value") == section.has("repeats")) {
            throw section.bad("table", "a table of configurations needs one of the keys value (a column) and repeats (several columns)");
        }
        Map<String, List<Double>> within = new LinkedHashMap<>();
        section.optionalSection("within").ifPresent(limits -> limits.keys().forEach(input -> within.put(input, limits.numbers(input))));
        ValueTransform transform = section.has("transform")
                ? section.reading("transform", () -> ValueTransform.parse(section.text("transform"))) : ValueTransform.NONE;
        boolean ownMean = !section.has("mean") || section.text("mean").equals(EMPIRICAL_MEAN);
        return new Arms.Table(section.text("table"), new CandidateFormat(texts(section, "inputs"),
                section.has("value") ? List.of(section.text("value")) : section.texts("repeats"), texts(section, "log"),
                texts(section, "categories"), section.choice("scale", Scale.class, Scale.UNIT_CUBE) == Scale.UNIT_CUBE, within,
                section.choice("missing", Missing.class, Missing.REFUSE) == Missing.DROP_ROWS, transform,
                (int) section.whole("sign", -1, 1, 1), section.has("variances") ? Optional.of(section.text("variances")) : Optional.empty()), ownMean ? Optional.empty() : Optional.of(section.number("mean")));
    }

    private static List<String> texts(Section section, String key) {
        return section.has(key) ? section.texts(key) : List.of();
    }

    /** How the inputs of a table become coordinates. */
    enum Scale {
        /** Each runs from 0 to 1. */
        UNIT_CUBE,
        /** As they are, or their logarithms. */
        NONE
    }

    /** What to do about rows of a table that lack a value. */
    enum Missing {
        /** An error. */
        REFUSE,
        /** They are no arms. */
        DROP_ROWS
    }

    private static Arms.Sensors sensors(Section section, boolean timed) {
        Matcher train = FRACTION.matcher(section.text("train"));
        if (!train.matches()) {
            throw section.bad("train", "'train' is '%s'; expected a fraction such as 2/3".formatted(section.text("train")));
        }
        return new Arms.Sensors(timed, section.text("table"), (int) section.whole("sign", -1, 1, 1),
                timed ? time(section, "from") : Optional.empty(), timed ? time(section, "to") : Optional.empty(), Integer.parseInt(train.group(1)), Integer.parseInt(train.group(2)),
                section.has("missing") ? section.numbers("missing") : List.of(), section.has("exclude") ? section.texts("exclude") : List.of());
    }

    private static Optional<LocalTime> time(Section section, String key) {
        if (!section.has(key)) {
            return Optional.empty();
        }
        String text = section.text(key);
        try {
            return Optional.of(key.equals("to") && text.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(text));
        } catch (DateTimeParseException e) {
            throw section.bad(key, "'%s' is '%s'; expected a time of day such as 06:00%s".formatted(key, text,
                    key.equals("to") ? ", or " + END_OF_DAY + " for the end of the day" : ""));
        }
    }

    private static Player player(Section section) {
        if (section.isSection("policy")) {
            Section program = section.section("policy");
            PolicyFamily external = PolicyFamily.named(ExternalProvider.NAME);
            return new Player(section.text("name", external.name()), external,
                    program.reading(() -> external.resolve(program.rest())), label(section), section.place());
        }
        PolicyFamily family = section.reading("policy", () -> PolicyFamily.named(section.text("policy")));
        String name = section.text("name", family.name());
        Optional<String> label = label(section);
        return new Player(name, family, family.resolve(section.rest()), label, section.place());
    }

    private static Optional<String> label(Section section) {
        return section.has("label") ? Optional.of(section.text("label")) : Optional.empty();
    }

    private static IntervalMethod intervals(Section top) {
        Optional<Section> section = top.optionalSection("intervals");
        if (section.isEmpty()) {
            return new IntervalMethod(IntervalMethod.Kind.STUDENT_T, 0.95, 1, IntervalMethod.RESAMPLES);
        }
        Section s = section.get();
        return s.reading(() -> new IntervalMethod(s.choice("method", IntervalMethod.Kind.class, IntervalMethod.Kind.STUDENT_T),
                s.number("level", 0.95), (int) s.whole("blockLength", 1, Integer.MAX_VALUE, 1),
                (int) s.whole("resamples", IntervalMethod.LEAST_RESAMPLES, IntervalMethod.MOST_RESAMPLES, IntervalMethod.RESAMPLES)));
    }

    private static FigureSettings figure(Section s) {
        return new FigureSettings(s.text("title"), s.text("unit", ""), (int) s.whole("rounds", 2, Experiment.MOST_ROUNDS),
                s.number("regret"),
                s.has("paperPanel") ? Optional.of(s.text("paperPanel")) : Optional.empty(),
                s.has("distanceAt") ? s.wholes("distanceAt") : List.of());
    }

    /**
     * How many claims the project's experiments on the other panels of the paper's figure make; none for an experiment that is on no panel.
     * These are one list with the experiment's own, and corrected for together.
     */
    static int claimsOnOtherPanels(Experiment experiment) {
        Optional<String> panel = experiment.figure().flatMap(FigureSettings::paperPanel);
        return panel.isEmpty() ? 0 : EMBEDDED.stream().map(ExperimentFile::embedded)
                .filter(other -> other.figure().flatMap(FigureSettings::paperPanel).filter(p -> !p.equals(panel.get())).isPresent())
                .mapToInt(other -> other.claims().size()).sum();
    }

    private static Claim claim(Section s) {
        String policy = s.text("policy");
        int at = (int) s.whole("at", 1, Experiment.MOST_ROUNDS);
        double margin = s.number("margin", Claim.MARGIN);
        boolean beats = s.has("beats");
        if (s.has("equals") == beats) {
            throw new IllegalArgumentException("a claim needs exactly one of the keys beats, equals");
        }
        if (beats && s.has("margin")) {
            throw s.bad("margin", "'margin' belongs to 'equals'; 'beats' has none, leave it out");
        }
        Claim.Relation relation = beats ? Claim.Relation.BEATS : Claim.Relation.EQUALS;
        return new Claim(policy, relation, s.text(Spelling.of(relation)), at, margin);
    }

    /** The experiment as YAML with every default written out; reading it gives an equal experiment. */
    public static String write(Experiment experiment) {
        return dump(map(experiment));
    }

    /**
     * What the stored trials of every policy depend on: the experiment without its policies, without its number of trials, which can grow, and
     * without what is made of them afterwards, unless that decides which rounds are recorded.
     */
    static String identity(Experiment experiment) {
        Map<String, Object> map = map(experiment);
        List.of("title", "source", "trials", "policies", "intervals").forEach(map::remove);
        if (experiment.recordedPerDecade().isEmpty()) {
            List.of("figure", "claims").forEach(map::remove);
        }
        return dump(map);
    }

    /** What the stored trials of one policy depend on besides: the rule and its parameters, but not how they are called. */
    static String identity(Player player) {
        Map<String, Object> map = map(player);
        map.remove("name");
        map.remove("label");
        return dump(map);
    }

    /**
     * What the objectives and the noise of trials depend on, and how trials become intervals: trials of equal number meet the same in two
     * experiments with the same text and the same data, however their kernels, objectives and truths are written.
     */
    static String game(Experiment experiment) {
        Map<String, Object> map = map(experiment);
        String kernel = experiment.kernel().canonical();
        if (experiment.kernel() instanceof ModelKernel.Written) {
            map.put("kernel", kernel);
        }
        map.put("objective", experiment.objective().withDefaults().toString());
        Truth truth = experiment.truth();
        map.remove("truth");       // it stands in one place, given or not
        map.put("truth", map(new Truth(Optional.of(truth.kernel().map(KernelExpression::canonical).orElse(kernel)),
                Optional.of(experiment.rewardNoiseVariance()), truth.noise())));
        List.of("name", "title", "source", "trials", "horizon", "recordedPerDecade", "delta", "posterior", "policies", "figure", "claims")
                .forEach(map::remove);
        return dump(map);
    }

    /** YAML with the same bytes on every platform. */
    static String dump(Map<String, Object> map) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
        options.setWidth(120);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        return new Yaml(new PlainNumbers(options), options).dump(map);
    }

    /** Doubles as the shortest text that reads back to the same bits, whatever the JDK. */
    private static final class PlainNumbers extends Representer {
        PlainNumbers(DumperOptions options) {
            super(options);
            Resolver resolver = new Resolver();
            representers.put(Double.class, value -> {
                String text = PlainDouble.format((Double) value);
                return representScalar(resolver.resolve(NodeId.scalar, text, true), text);
            });
        }
    }

    /** The value of a key of the top level, as it is written; null where the experiment has no such key. */
    static Object value(Experiment experiment, String key) {
        return map(experiment).get(key);
    }

    private static Map<String, Object> map(Experiment e) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("schema", SCHEMA);
        map.put("name", e.name());
        map.put("title", e.title());
        map.put("source", e.source());
        map.put("seed", e.seed());
        map.put("trials", e.trials());
        map.put("horizon", e.horizon());
        e.recordedPerDecade().ifPresent(n -> map.put("recordedPerDecade", n));
        map.put("noiseVariance", e.noiseVariance());
        map.put("delta", e.delta());
        map.put("ties", Spelling.of(e.ties()));
        map.put("posterior", Spelling.of(e.posterior()));
        map.put("arms", !(e.arms() instanceof Arms.Rows) ? map(e.arms()) : e.kernel() instanceof ModelKernel.OfGraph ? GRAPH : GRAM);
        map.put("kernel", e.kernel() instanceof ModelKernel.Gram gram ? Map.of(GRAM, gram.file())
                : e.kernel() instanceof ModelKernel.OfGraph graph ? map(graph)
                : e.kernel() instanceof ModelKernel.Fitted fitted ? map(fitted) : e.kernel().toString());
        map.put("objective", e.objective().toString());
        e.norm().ifPresent(n -> map.put("norm", n));
        if (!e.truth().equals(Truth.AS_MODELLED)) {
            map.put("truth", map(e.truth()));
        }
        if (!e.rules().repeats()) {
            map.put("repeats", "no");
        }
        e.rules().start().ifPresent(file -> map.put("start", file));
        List<Object> policies = new ArrayList<>();
        for (Player player : e.policies()) {
            policies.add(map(player));
        }
        map.put("policies", policies);
        map.put("intervals", map(e.intervals()));
        e.figure().ifPresent(f -> map.put("figure", map(f)));
        if (!e.claims().isEmpty()) {
            map.put("claims", e.claims().stream().map(ExperimentFile::map).toList());
        }
        return map;
    }

    private static Map<String, Object> map(ModelKernel.OfGraph graph) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(GRAPH, graph.file());
        map.put("by", graph.by().toString());
        map.put("laplacian", Spelling.of(graph.by().normalised() ? Laplacian.NORMALISED : Laplacian.PLAIN));
        map.put("variance", graph.variance());
        return map;
    }

    private static Map<String, Object> map(Player player) {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("policy", player.family().name());
        policy.put("name", player.name());
        player.givenLabel().ifPresent(label -> policy.put("label", label));
        policy.putAll(player.parameters());
        return policy;
    }

    private static Map<String, Object> map(Arms arms) {
        Map<String, Object> inner = new LinkedHashMap<>();
        if (arms instanceof Arms.Grid grid) {
            inner.put("lower", grid.box().lower());
            inner.put("upper", grid.box().upper());
            inner.put("counts", grid.counts());
            return Map.of("grid", inner);
        }
        if (arms instanceof Arms.Listed listed) {
            return Map.of("points", listed.points());
        }
        if (arms instanceof Arms.PointsFile file) {
            return Map.of("points", file.file());
        }
        if (arms instanceof Arms.Table table) {
            return map(table);
        }
        Arms.Sensors sensors = (Arms.Sensors) arms;
        inner.put("table", sensors.table());
        inner.put("sign", sensors.sign());
        sensors.from().ifPresent(t -> inner.put("from", t.toString()));
        sensors.to().ifPresent(t -> inner.put("to", t.equals(LocalTime.MIDNIGHT) ? END_OF_DAY : t.toString()));
        inner.put("train", sensors.trainNumerator() + "/" + sensors.trainDenominator());
        if (!sensors.missing().isEmpty()) {
            inner.put("missing", sensors.missing());
        }
        if (!sensors.exclude().isEmpty()) {
            inner.put("exclude", sensors.exclude());
        }
        return Map.of(sensors.timed() ? "sensors" : "tasks", inner);
    }

    private static Map<String, Object> map(Arms.Table table) {
        Map<String, Object> map = new LinkedHashMap<>();
        CandidateFormat format = table.format();
        map.put("table", table.file());
        putUnlessEmpty(map, "inputs", format.inputs());
        map.put(format.isRepeated() ? "repeats" : "value", format.isRepeated() ? format.values() : format.values().get(0));
        putUnlessEmpty(map, "log", format.log());
        putUnlessEmpty(map, "categories", format.categories());
        map.put("scale", Spelling.of(format.unitCube() ? Scale.UNIT_CUBE : Scale.NONE));
        if (!format.within().isEmpty()) {
            map.put("within", format.within());
        }
        map.put("missing", Spelling.of(format.dropIncomplete() ? Missing.DROP_ROWS : Missing.REFUSE));
        map.put("transform", format.transform().toString());
        format.variances().ifPresent(column -> map.put("variances", column));
        map.put("sign", format.sign());
        map.put("mean", table.mean().isPresent() ? table.mean().get() : EMPIRICAL_MEAN);
        return map;
    }

    private static void putUnlessEmpty(Map<String, Object> map, String key, List<String> names) {
        if (!names.isEmpty()) {
            map.put(key, names);
        }
    }

    private static Map<String, Object> map(Truth truth) {
        Map<String, Object> map = new LinkedHashMap<>();
        truth.kernel().ifPresent(k -> map.put("kernel", k));
        truth.noiseVariance().ifPresent(v -> map.put("noiseVariance", v));
        if (!truth.noise().equals(NoiseLaw.GAUSSIAN)) {
            map.put("noise", truth.noise().toString());
        }
        return map;
    }

    private static Map<String, Object> map(IntervalMethod m) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("method", Spelling.of(m.kind()));
        map.put("level", m.level());
        map.put("blockLength", m.blockLength());
        map.put("resamples", m.resamples());
        return map;
    }

    private static Map<String, Object> map(FigureSettings f) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("title", f.title());
        if (!f.unit().isEmpty()) {
            map.put("unit", f.unit());
        }
        map.put("rounds", f.rounds());
        map.put("regret", f.regret());
        f.paperPanel().ifPresent(p -> {
            map.put("paperPanel", p);
            map.put("distanceAt", f.distanceAt());
        });
        return map;
    }

    private static Map<String, Object> map(Claim c) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("policy", c.policy());
        map.put(Spelling.of(c.relation()), c.other());
        map.put("at", c.at());
        if (c.relation() == Claim.Relation.EQUALS) {
            map.put("margin", c.margin());
        }
        return map;
    }
}
