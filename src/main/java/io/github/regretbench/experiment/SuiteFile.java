package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.RandomStreams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Suites as YAML files, schema {@value #SCHEMA}: {@code experiment} holds what all cells share, {@code axes} what varies. A value of an axis
 * sets one or more keys of the experiment; a bare value sets the key that the axis is named after.
 */
public final class SuiteFile {
    static final String SCHEMA = "regretbench/suite/1";
    /** The suites that come with RegretBench. */
    public static final List<String> EMBEDDED = List.of("tuning");
    /** Keys that {@code --set} changes in the suite and not in its experiments. */
    private static final List<String> OF_SUITES = List.of("name", "axes", "subsets", "randomness");
    /** Cells beyond this number are a mistake in the axes. */
    private static final int MOST_CELLS = 100_000;

    private SuiteFile() {
    }

    /** How the cells' random streams hang together. */
    enum Randomness {
        /** One seed: cells meet the same objectives (in standard normals), noise and ties. */
        COMMON,
        /** A seed for each cell, derived from the suite's and the cell's name. */
        INDEPENDENT
    }

    /** A value of an axis: the keys that it sets. */
    private record Value(String label, Section keys) {
    }

    /**
     * Reads a suite, or an experiment as a suite of one cell.
     *
     * @throws BadInputException when there is no readable file or it describes neither
     */
    public static Suite read(Path file, Map<String, String> settings, List<String> only) {
        String text = ExperimentFile.text(file);
        Section top = Section.parse(text, file.toString(), "the experiment");
        if (top.has("schema") && top.text("schema").equals(SCHEMA)) {
            return parse(text, file.toString(), settings, only);
        }
        return of(ExperimentFile.parse(text, file.toString(), settings), only);
    }

    /** A suite that comes with RegretBench; see {@link #EMBEDDED}. */
    public static Suite embedded(String name, Map<String, String> settings, List<String> only) {
        return parse(ExperimentFile.resource(name), name + ".yaml", settings, only);
    }

    /** An experiment as a suite of one cell. */
    public static Suite of(Experiment experiment, List<String> only) {
        if (!only.isEmpty()) {
            throw new BadInputException("--only chooses cells of a suite, and %s is an experiment; leave it out".formatted(
                    experiment.name()));
        }
        return new Suite(experiment.name(), experiment.title(), List.of(new Suite.Cell(0, Map.of(), experiment)));
    }

    /**
     * The suite that a YAML text describes.
     *
     * @param file names it in messages
     * @param settings keys with other values, from the command line, as {@link SetValue} reads them: those of the experiment, a list for an
     *        axis, or those of the suite itself
     * @param only which cells: names of subsets, or {@code axis=label,label}
     */
    public static Suite parse(String text, String file, Map<String, String> settings, List<String> only) {
        Section top = Section.parse(text, file, "the suite");
        List<SetValue> ofCells = new ArrayList<>();
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            SetValue value = SetValue.of(setting.getKey(), setting.getValue());
            if (OF_SUITES.contains(value.first())) {
                top = top.with(value);
            } else if (value.isList() && top.section("axes").has(value.first())) {
                top = top.with(value.under("axes"));
            } else {
                ofCells.add(value);
            }
        }
        Section whole = top;
        ExperimentFile.requireSchema(whole, SCHEMA);
        return whole.reading(() -> suite(whole, ofCells, only));
    }

    private static Suite suite(Section top, List<SetValue> settings, List<String> only) {
        String name = top.reading("name", () -> Experiment.requireName(top.text("name"), "the suite"));
        String title = top.text("title", name);
        Randomness randomness = top.choice("randomness", Randomness.class, Randomness.COMMON);
        Section base = top.section("experiment");
        Map<String, List<Value>> axes = axes(top.section("axes"));
        refuseOverruled(base, axes);
        Map<String, Map<String, List<String>>> subsets = new LinkedHashMap<>();
        top.optionalSection("subsets").ifPresent(s -> s.keys().forEach(subset -> subsets.put(subset, conditions(s.section(subset), axes))));
        for (SetValue setting : settings) {
            requireFree(setting, axes);
            base = base.with(setting);
        }
        List<Map<String, Value>> all = combinations(axes);
        List<Suite.Cell> cells = new ArrayList<>();
        for (int place = 0; place < all.size(); place++) {
            Map<String, Value> values = all.get(place);
            if (only.stream().allMatch(condition -> fits(values, condition, axes, subsets))) {
                cells.add(cell(place, base, values, randomness));
            }
        }
        return new Suite(name, title, cells);
    }

    private static Map<String, List<Value>> axes(Section section) {
        Map<String, List<Value>> axes = new LinkedHashMap<>();
        Map<String, String> setBy = new LinkedHashMap<>();
        double cells = 1;
        for (String axis : section.keys()) {
            Experiment.requireName(axis, "an axis");
            List<Value> values = section.list(axis, axis, SuiteFile::value);
            for (Value value : values) {
                if (values.stream().filter(v -> v.label().equals(value.label())).count() > 1) {
                    throw section.bad(axis, "the axis '%s' has two values called '%s'; give one of them another 'label'".formatted(axis,
                            value.label()));
                }
                for (String key : value.keys().keys()) {
                    String other = setBy.putIfAbsent(key, axis);
                    if (other != null && !other.equals(axis)) {
                        throw section.bad(axis, "the axes '%s' and '%s' both set '%s'".formatted(other, axis, key));
                    }
                }
            }
            axes.put(axis, values);
            cells *= values.size();
        }
        if (axes.isEmpty() || cells > MOST_CELLS) {
            throw new IllegalArgumentException("'axes' give %s cells; expected 1 to %d".formatted(axes.isEmpty() ? "no" : (long) cells + "",
                    MOST_CELLS));
        }
        return axes;
    }

    /** What every value of an axis sets would be ignored in the experiment. */
    private static void refuseOverruled(Section base, Map<String, List<Value>> axes) {
        for (String key : base.keys()) {
            axes.forEach((axis, values) -> {
                if (values.stream().allMatch(value -> value.keys().has(key))) {
                    throw base.bad(key, "'experiment' has the key '%s', which all values of the axis '%s' set; leave it out".formatted(key,
                            axis));
                }
            });
        }
    }

    /** Where no label is given, it is the text of the first key's value. */
    private static Value value(Section section) {
        List<String> keys = new ArrayList<>(section.keys());
        boolean labelled = keys.remove("label");
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a value of an axis sets no key of the experiment");
        }
        String label = labelled ? section.text("label") : slug(section.text(keys.get(0)));
        Experiment.requireName(label, "a value of an axis");
        return new Value(label, section.without("label"));
    }

    private static String slug(String text) {
        return text.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^[-.]+|-+$", "");
    }

    private static Map<String, List<String>> conditions(Section section, Map<String, List<Value>> axes) {
        Map<String, List<String>> conditions = new LinkedHashMap<>();
        for (String axis : section.keys()) {
            conditions.put(axis, section.texts(axis));
            section.reading(axis, () -> {
                requireLabels(axis, conditions.get(axis), axes);
                return axis;
            });
        }
        return conditions;
    }

    private static void requireLabels(String axis, List<String> labels, Map<String, List<Value>> axes) {
        if (!axes.containsKey(axis)) {
            throw new IllegalArgumentException("there is no axis '%s'; known: %s".formatted(axis, String.join(", ", axes.keySet())));
        }
        List<String> known = axes.get(axis).stream().map(Value::label).toList();
        for (String label : labels) {
            if (!known.contains(label)) {
                throw new IllegalArgumentException("the axis '%s' has no value '%s'; it has %s".formatted(axis, label,
                        String.join(", ", known)));
            }
        }
    }

    private static void requireFree(SetValue setting, Map<String, List<Value>> axes) {
        axes.forEach((axis, values) -> {
            if (values.stream().anyMatch(value -> value.keys().has(setting.first()))) {
                throw new BadInputException("--set %s: the axis '%s' sets '%s'; choose cells with --only, or set a list of values: %2$s=[...]"
                        .formatted(setting.given(), axis, setting.first()));
            }
        });
    }

    private static List<Map<String, Value>> combinations(Map<String, List<Value>> axes) {
        List<Map<String, Value>> all = List.of(Map.of());
        for (Map.Entry<String, List<Value>> axis : axes.entrySet()) {
            List<Map<String, Value>> longer = new ArrayList<>();
            for (Map<String, Value> values : all) {
                for (Value value : axis.getValue()) {
                    Map<String, Value> one = new LinkedHashMap<>(values);
                    one.put(axis.getKey(), value);
                    longer.add(one);
                }
            }
            all = longer;
        }
        return all;
    }

    private static boolean fits(Map<String, Value> values, String condition, Map<String, List<Value>> axes,
            Map<String, Map<String, List<String>>> subsets) {
        Map<String, List<String>> wanted = subsets.get(condition);
        if (wanted == null) {
            int equals = condition.indexOf('=');
            if (equals < 0) {
                throw new BadInputException("--only %s: there is no such subset; known: %s; or write axis=label,label".formatted(
                        condition, subsets.isEmpty() ? "none" : String.join(", ", subsets.keySet())));
            }
            wanted = Map.of(condition.substring(0, equals), List.of(condition.substring(equals + 1).split(",")));
            try {
                requireLabels(condition.substring(0, equals), wanted.get(condition.substring(0, equals)), axes);
            } catch (IllegalArgumentException e) {
                throw new BadInputException("--only %s: %s".formatted(condition, e.getMessage()), e);
            }
        }
        return wanted.entrySet().stream().allMatch(e -> e.getValue().contains(values.get(e.getKey()).label()));
    }

    private static Suite.Cell cell(int place, Section base, Map<String, Value> values, Randomness randomness) {
        Map<String, String> labels = new LinkedHashMap<>();
        Section section = base;
        for (Map.Entry<String, Value> value : values.entrySet()) {
            labels.put(value.getKey(), value.getValue().label());
            section = value.getValue().keys().over(section);
        }
        List<String> parts = new ArrayList<>();
        labels.forEach((axis, label) -> parts.add(Character.isDigit(label.charAt(0)) ? axis + label : label));
        String name = String.join("_", parts);
        Experiment experiment = ExperimentFile.experiment(section.with("name", name));
        return new Suite.Cell(place, labels, randomness == Randomness.COMMON ? experiment
                : experiment.withSeed(new RandomStreams(experiment.seed()).stream("cell", name).nextLong()));
    }
}
