package io.github.regretbench.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.Arms;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.experiment.ExperimentFile;
import io.github.regretbench.figure.PolicyStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was run, by which rules, where: all that is needed to run it again. */
final class SetUp {
    private final Cells cells;
    private final Map<String, String> labels;
    private final Map<String, PolicyStyle> styles;

    SetUp(Cells cells, Map<String, PolicyStyle> styles) {
        this.cells = cells;
        labels = cells.labels();
        this.styles = styles;
    }

    /** The game and the policies. */
    String html() {
        List<List<String>> entries = new ArrayList<>();
        add(entries, "Source", e -> e.source().equals("own") ? "" : e.source());
        add(entries, "Decision set", SetUp::arms);
        add(entries, "Kernel of the model", e -> e.kernel().toString());
        add(entries, "Objective", e -> e.objective().kind().description()
                + e.norm().map(norm -> ", norm " + PlainDouble.format(norm)).orElse(""));
        add(entries, "Truth", e -> e.truth().equals(Experiment.Truth.AS_MODELLED) ? "as modelled" : "not as modelled:"
                + e.truth().kernel().map(kernel -> " kernel " + kernel).orElse("")
                + e.truth().noiseVariance().map(noise -> " noise variance " + PlainDouble.format(noise)).orElse(""));
        add(entries, "Noise variance", e -> PlainDouble.format(e.noiseVariance()));
        add(entries, "Failure probability δ", e -> PlainDouble.format(e.delta()));
        add(entries, "Ties go to", e -> switch (e.ties()) {
            case FIRST -> "the lowest index";
            case UNIFORM -> "any of the tied arms, uniformly at random";
        });
        add(entries, "Rounds T", e -> Integer.toString(e.horizon()));
        add(entries, "Trials per policy N", e -> Integer.toString(e.trials()));
        add(entries, "Intervals", cells.different(cell -> cell.folder().intervals()));
        add(entries, "Master seed", e -> Long.toString(e.seed()));
        boolean oneSeed = !cells.isSingle() && cells.different(cell -> cell.experiment().seed()).size() == 1;
        entries.add(List.of("Shared randomness", "In a trial all policies meet the same objective and the same noise"
                + (oneSeed ? "; all experiments draw from the same random streams, trial by trial" : "") + "."));
        return Html.definitions(entries) + policies();
    }

    private void add(List<List<String>> entries, String name, Function<Experiment, String> property) {
        add(entries, name, cells.different(cell -> property.apply(cell.experiment())));
    }

    private static String arms(Experiment experiment) {
        if (experiment.arms() instanceof Arms.Grid grid) {
            return grid(grid);
        }
        if (experiment.arms() instanceof Arms.Sensors sensors) {
            return "%s of %s, sign %+d, trained on %d/%d of the rows".formatted(sensors.timed() ? "sensors" : "columns", sensors.table(), sensors.sign(),
                    sensors.trainNumerator(), sensors.trainDenominator());
        }
        if (experiment.arms() instanceof Arms.Table table) {
            return "configurations of %s, %s %s, sign %+d, prior mean %s".formatted(table.file(),
                    table.format().isRepeated() ? "repeats" : "value", String.join(", ", table.format().values()), table.format().sign(),
                    table.mean().map(PlainDouble::format).orElse("of the table"));
        }
        if (experiment.arms() instanceof Arms.PointsFile points) {
            return "points of " + points.file();
        }
        return experiment.arms().geometry().map(points -> Html.count(points.size(), "listed point")).orElse("");
    }

    private static String grid(Arms.Grid grid) {
        List<String> sides = new ArrayList<>();
        long arms = 1;
        for (int i = 0; i < grid.counts().size(); i++) {
            arms *= grid.counts().get(i);
            sides.add("%d in [%s, %s]".formatted(grid.counts().get(i), PlainDouble.format(grid.box().lower().get(i)),
                    PlainDouble.format(grid.box().upper().get(i))));
        }
        return "grid of %d arms: %s".formatted(arms, String.join(" × ", sides));
    }

    private String policies() {
        List<List<String>> rows = new ArrayList<>();
        List<Player> players = cells.players();
        for (int i = 0; i < players.size(); i++) {
            Player player = players.get(i);
            List<String> parameters = cells.cells().stream().flatMap(cell -> cell.experiment().policies().stream())
                    .filter(other -> other.name().equals(player.name())).map(SetUp::parameters).distinct().toList();
            rows.add(List.of(SmallMultiples.swatch(i, styles.get(player.name())) + " " + Html.text(labels.get(player.name())),
                    Html.text(player.family().description()), Html.text(String.join("; ", parameters)),
                    Html.text(player.family().citation())));
        }
        return Html.table("Policies.", List.of("Policy", "Rule", "Parameters", "Source"), rows);
    }

    private static String parameters(Player player) {
        return player.parameters().entrySet().stream().map(entry -> entry.getKey() + " = "
                + (entry.getValue() instanceof Double number ? PlainDouble.format(number) : entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Every experiment with all defaults written out, as `regretbench run` reads it. */
    String configuration() {
        Map<String, String> files = new LinkedHashMap<>();
        cells.cells().forEach(cell -> files.put(cell.experiment().name() + "/experiment.yaml", ExperimentFile.write(cell.experiment())));
        return Html.texts("experiment.yaml", files);
    }

    /** Program, virtual machine, machine and data, as the manifests say it. */
    String environment() {
        List<JsonNode> manifests = cells.folders().stream().flatMap(folder -> folder.manifest().stream()).toList();
        if (manifests.isEmpty()) {
            return "<p>The folders hold no manifest.</p>\n";
        }
        List<List<String>> entries = new ArrayList<>();
        add(entries, manifests, "RegretBench", m -> m.path("regretbench").path("version").asText() + ", commit "
                + m.path("regretbench").path("commit").asText() + (m.path("regretbench").path("modified").asBoolean() ? ", modified" : ""));
        add(entries, manifests, "Java", m -> join(m.path("java"), "version", "vendor", "vm"));
        add(entries, manifests, "Machine", m -> join(m.path("machine"), "os", "architecture", "processor"));
        add(entries, manifests, "Logical processors", m -> m.path("machine").path("logicalProcessors").asText());
        List<String> finished = manifests.stream().map(m -> m.path("run").path("finished").asText()).filter(time -> !time.isEmpty())
                .sorted().toList();
        add(entries, "Finished", finished.size() < 2 ? finished : List.of(finished.get(0) + " to " + finished.get(finished.size() - 1)));
        add(entries, manifests, "Data files, SHA-256", m -> files(m.path("dataSha256")));
        add(entries, manifests, "Rows of the data", m -> m.path("dataRows").asText(""));
        add(entries, manifests, "Programs, SHA-256", m -> files(m.path("programSha256")));
        return Html.definitions(entries);
    }

    private static void add(List<List<String>> entries, List<JsonNode> manifests, String name, Function<JsonNode, String> property) {
        add(entries, name, manifests.stream().map(property).distinct().toList());
    }

    /** Nothing where all values are empty. */
    private static void add(List<List<String>> entries, String name, List<String> values) {
        String text = values.stream().filter(value -> !value.isEmpty()).collect(Collectors.joining("; "));
        if (!text.isEmpty()) {
            entries.add(List.of(name, Html.text(text)));
        }
    }

    private static String join(JsonNode node, String... keys) {
        return Arrays.stream(keys).map(key -> node.path(key).asText()).filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String files(JsonNode node) {
        return node.properties().stream().map(entry -> entry.getKey() + " " + entry.getValue().asText()).collect(Collectors.joining(", "));
    }
}
