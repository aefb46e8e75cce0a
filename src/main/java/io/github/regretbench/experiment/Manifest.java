package io.github.regretbench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.regretbench.AtomicFile;
import io.github.regretbench.Spelling;
import io.github.regretbench.bandit.ObjectiveKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where, when and with what results were made: {@code manifest.json}, schema {@value #SCHEMA}. */
final class Manifest {
    static final String SCHEMA = "regretbench/manifest/1";
    static final String FILE = "manifest.json";

    private static final String SUPREMUM = "supremumOfObjectives";

    /** Trials that were in the store before, and those that were played. */
    static final String FOUND = "trialsFoundInStore";
    static final String PLAYED = "trialsPlayed";

    private Manifest() {
    }

    /**
     * Writes the manifest of a finished run.
     *
     * @param code what the trials depend on beside RegretBench
     * @param failures sentences about policies that failed
     * @param formsUsed the algorithms behind the posteriors of the trials that were played
     * @param run how the trials came about
     */
    static void write(Path folder, Bench bench, ForeignCode code, List<String> failures, List<String> formsUsed, Map<String, Object> run,
            Instant started) throws IOException {
        Instant finished = Instant.now();
        Experiment experiment = bench.experiment();
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schema", SCHEMA);
        manifest.put("experiment", experiment.name());
        manifest.put("seed", experiment.seed());
        manifest.put("regretbench", Environment.build());
        manifest.put("dataSha256", bench.dataFiles());
        manifest.put("dataRows", bench.rowUse().orElse(null));
        manifest.put("warnings", Stream.concat(bench.warnings().stream(), failures.stream()).toList());
        manifest.put("programSha256", code.all());
        manifest.put("priorRank", experiment.objective().is(ObjectiveKind.PRIOR_DRAW) ? bench.prior().rank() : null);
        bench.supremum().ifPresent(sup -> manifest.put(SUPREMUM, Environment.ordered("least", sup.least(), "mean", sup.mean(), "largest",
                sup.largest())));
        if (bench.prior().maximumVariance() > 0) {
            manifest.put("relativeRoundingOfPosterior", bench.model().ratio().relativeRounding());
        }
        manifest.put("posterior", Environment.ordered("form", Spelling.of(experiment.posterior()), "usedInThisRun", formsUsed));
        manifest.put("java", Environment.java());
        manifest.put("machine", Environment.machine());
        Map<String, Object> runAndTimes = new LinkedHashMap<>(run);
        runAndTimes.putAll(Environment.ordered("started", started.toString(), "finished", finished.toString(), "seconds",
                Duration.between(started, finished).toMillis() / 1000.0));
        manifest.put("run", runAndTimes);
        byte[] json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(manifest);
        AtomicFile.write(folder.resolve(FILE), out -> {
            out.write(json);
            out.write('\n');
        });
    }

    /** The manifest in a folder; nothing without a readable one. */
    static Optional<JsonNode> read(Path folder) {
        try {
            JsonNode tree = new ObjectMapper().readTree(folder.resolve(FILE).toFile());
            return tree.path("schema").asText().equals(SCHEMA) ? Optional.of(tree) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The program that made results, as their manifest says it; nothing without a readable manifest. */
    static Optional<Build> build(Path folder) {
        return read(folder).map(tree -> tree.path("regretbench")).filter(build -> build.has("version") && build.has("commit"))
                .map(build -> new Build(build.get("version").asText(), build.get("commit").asText(), build.path("modified").asBoolean()));
    }

    /** What the store beside it held when it was written; nothing where that is not said. */
    static Optional<Map<String, String>> storedContents(Path folder) {
        return read(folder).map(tree -> tree.path("run").path("store")).filter(JsonNode::isObject).map(Environment::flat);
    }

    /** The shard that a folder holds; nothing where it holds all trials. */
    static Optional<Shard> shard(Path folder) {
        return read(folder).map(tree -> tree.path("run").path("shard")).filter(JsonNode::isTextual).map(text -> Shard.parse(text.asText()));
    }

    /** How large the objectives in a folder are, where the manifest says so. */
    static Optional<Bench.Supremum> supremum(Path folder) {
        return read(folder).map(tree -> tree.path(SUPREMUM)).filter(JsonNode::isObject)
                .map(sup -> new Bench.Supremum(sup.path("least").asDouble(), sup.path("mean").asDouble(), sup.path("largest").asDouble()));
    }

    /** The algorithms behind the posteriors of the trials in a folder. */
    static List<String> formsUsed(Path folder) {
        List<String> forms = new ArrayList<>();
        read(folder).ifPresent(tree -> tree.path("posterior").path("usedInThisRun").forEach(form -> forms.add(form.asText())));
        return forms;
    }

    /** Where and how the trials in a folder came about. */
    static Map<String, Object> origin(Path folder) {
        JsonNode tree = read(folder).orElse(MissingNode.getInstance());
        return Environment.ordered("java", tree.path("java"), "machine", tree.path("machine"), "run", tree.path("run"));
    }
}
