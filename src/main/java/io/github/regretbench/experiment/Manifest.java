package io.github.regretbench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.regretbench.AtomicFile;
import io.github.regretbench.bandit.ObjectiveKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where, when and with what results were made: {@code manifest.json}, schema {@value #SCHEMA}. */
final class Manifest {
    static final String SCHEMA = "regretbench/manifest/1";
    static final String FILE = "manifest.json";

    private Manifest() {
    }

    /**
     * Writes the manifest of a finished run.
     *
     * @param pool that played what was missing
     * @param resumed how many trials were already stored when the run began
     */
    static void write(Path folder, Bench bench, TrialPool pool, int jobs, long resumed, Instant started, Instant finished)
            throws IOException {
        Experiment experiment = bench.experiment();
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schema", SCHEMA);
        manifest.put("experiment", experiment.name());
        manifest.put("seed", experiment.seed());
        manifest.put("regretbench", Environment.build());
        manifest.put("dataSha256", bench.dataFiles());
        manifest.put("programSha256", bench.programs());
        manifest.put("priorRank", experiment.objective().is(ObjectiveKind.PRIOR_DRAW) ? bench.prior().rank() : null);
        manifest.put("posterior", Environment.ordered("form", Section.written(experiment.posterior()), "usedInThisRun",
                pool.formsUsed().stream().map(Section::written).toList()));
        manifest.put("java", Environment.java());
        manifest.put("machine", Environment.machine());
        manifest.put("run", Environment.ordered("jobs", jobs, "trialsFoundInStore", resumed, "started", started.toString(), "finished",
                finished.toString(), "seconds", Duration.between(started, finished).toMillis() / 1000.0));
        byte[] json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(manifest);
        AtomicFile.write(folder.resolve(FILE), out -> {
            out.write(json);
            out.write('\n');
        });
    }

    /** The program that made results, as their manifest says it; nothing without a readable manifest. */
    static Optional<Build> build(Path folder) {
        try {
            JsonNode build = new ObjectMapper().readTree(folder.resolve(FILE).toFile()).path("regretbench");
            return build.has("version") && build.has("commit")
                    ? Optional.of(new Build(build.get("version").asText(), build.get("commit").asText(),
                            build.path("modified").asBoolean()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
