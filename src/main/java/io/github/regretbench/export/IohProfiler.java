package io.github.regretbench.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.regretbench.AtomicFile;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.StoredRun;
import io.github.regretbench.experiment.StoredRun.Round;
import io.github.regretbench.experiment.StoredRuns;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * IOHprofiler's files, format of version 0.3.3 and later: a root an algorithm, in it a JSON file and a data file a function. An instance is
 * a trial, counted from 1. Columns are the same for all algorithms, because readers join them: {@code beta} is NaN for a rule
 * without one, which readers keep as a number where an empty cell would cost the whole row.
 */
final class IohProfiler {
    static final String SCHEMA = "regretbench/ioh/1";
    private static final String VERSION = "0.3.3";
    private static final List<String> COLUMNS = List.of("evaluations", "raw_y", "cumulative_regret", "info_gain", "beta", "sigma");

    private final ResultFolder result;
    private final Experiment experiment;
    private final int function;
    private final Coordinates coordinates;

    private IohProfiler(ResultFolder result, int function) {
        this.result = result;
        this.experiment = result.experiment();
        this.function = function;
        this.coordinates = new Coordinates(experiment.arms());
    }

    static void write(List<ResultFolder> results, Path directory) throws IOException {
        Attribution.experiments(results, Format.IOH, 1);
        for (int i = 0; i < results.size(); i++) {
            new IohProfiler(results.get(i), i + 1).write(directory);
        }
    }

    /** The first round with the least regret. */
    private static Round best(StoredRun run) {
        Round best = run.rounds().get(0);
        for (Round round : run.rounds()) {
            best = round.instantRegret() < best.instantRegret() ? round : best;
        }
        return best;
    }

    private void write(Path directory) throws IOException {
        try (StoredRuns runs = result.runs()) {
            for (Player player : experiment.policies()) {
                Path root = directory.resolve(player.name());
                String name = "f" + function + "_" + experiment.name();
                String data = "data_" + name + "/IOHprofiler_f" + function + "_DIM" + coordinates.dimension() + ".dat";
                Files.createDirectories(root.resolve(data).getParent());
                List<Round> bests = new ArrayList<>();
                AtomicFile.write(root.resolve(data), out -> {
                    for (int trial = 0; trial < experiment.trials(); trial++) {
                        StoredRun run = runs.next();
                        bests.add(best(run));
                        out.write(rows(run).getBytes(StandardCharsets.UTF_8));
                    }
                });
                AtomicFile.write(root.resolve("IOHprofiler_" + name + ".json"), out -> json(player, data, bests, out));
            }
        }
    }

    /** The header, as before every run, and a row per round. */
    private String rows(StoredRun run) {
        StringBuilder rows = new StringBuilder(String.join(" ", COLUMNS));
        for (int j = 0; j < coordinates.dimension(); j++) {
            rows.append(" x").append(j);
        }
        rows.append('\n');
        double gain = 0;
        for (Round round : run.rounds()) {
            rows.append(round.t());
            for (double value : new double[] {round.instantRegret(), round.cumulativeRegret(), round.informationGain(), round.beta(),
                deviation(round.informationGain() - gain)}) {
                rows.append(' ').append(Double.isNaN(value) ? "NaN" : PlainDouble.format(value));
            }
            for (double x : coordinates.of(round.arm())) {
                rows.append(' ').append(PlainDouble.format(x));
            }
            rows.append('\n');
            gain = round.informationGain();
        }
        return rows.toString();
    }

    /**
     * sigma_(t-1)(x_t) of the model, from the nats that the round added: log(1 + sigma^2/s2) / 2. Srinivas et al. 2010, Lemma 5.3. Rounding
     * can make a vanishing gain negative.
     */
    private double deviation(double addedGain) {
        return Math.sqrt(experiment.noiseVariance() * StrictMath.expm1(2 * Math.max(0, addedGain)));
    }

    private void json(Player player, String data, List<Round> bests, OutputStream out) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("version", VERSION);
            json.writeStringField("suite", Attribution.SUITE);
            json.writeNumberField("function_id", function);
            json.writeStringField("function_name", experiment.name());
            json.writeBooleanField("maximization", false);
            json.writeObjectFieldStart("algorithm");
            json.writeStringField("name", player.name());
            json.writeStringField("info", Attribution.description(player));
            json.writeEndObject();
            json.writeArrayFieldStart("experiment_attributes");
            for (Map.Entry<String, String> attribute : attributes().entrySet()) {
                json.writeStartObject();
                json.writeStringField(attribute.getKey(), attribute.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            strings(json, "run_attributes", List.of("trial", "seed"));
            strings(json, "attributes", COLUMNS);
            scenario(json, data, bests);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /**
     * Strings that are no expression of Python, since IOHinspector evaluates them as one: a word and a value beside it. A bare "2010" would
     * become a number and a bare "sum" a function.
     */
    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("schema", "schema " + SCHEMA);
        result.build().ifPresent(build -> attributes.put("code", "git-" + build.commit()));
        attributes.put("experiment", "experiment " + experiment.name());
        attributes.put("kernel", "kernel " + experiment.kernel());
        attributes.put("noise", "variance " + PlainDouble.format(experiment.noiseVariance()));
        return attributes;
    }

    private static void strings(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void scenario(JsonGenerator json, String data, List<Round> bests) throws IOException {
        json.writeArrayFieldStart("scenarios");
        json.writeStartObject();
        json.writeNumberField("dimension", coordinates.dimension());
        json.writeStringField("path", data);
        json.writeArrayFieldStart("runs");
        for (int trial = 0; trial < bests.size(); trial++) {
            Round best = bests.get(trial);
            json.writeStartObject();
            json.writeNumberField("instance", trial + 1);
            json.writeNumberField("evals", experiment.horizon());
            json.writeObjectFieldStart("best");
            json.writeNumberField("evals", best.t());
            json.writeFieldName("y");
            json.writeNumber(PlainDouble.format(best.instantRegret()));
            json.writeArrayFieldStart("x");
            for (double x : coordinates.of(best.arm())) {
                json.writeNumber(PlainDouble.format(x));
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeNumberField("trial", trial);
            json.writeNumberField("seed", experiment.seed());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }
}
