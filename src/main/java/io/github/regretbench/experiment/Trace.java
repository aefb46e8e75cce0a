package io.github.regretbench.experiment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.regretbench.AtomicFile;
import io.github.regretbench.Spelling;
import io.github.regretbench.bandit.Objective;
import io.github.regretbench.bandit.Step;
import io.github.regretbench.bandit.Trial;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.external.PriorJson;
import io.github.regretbench.gp.Posterior;
import io.github.regretbench.gp.Prior;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * One trial whole, as JSON of schema {@value #SCHEMA}: everything another program needs to recompute it. Numbers are the shortest text
 * that reads back to the same bits.
 */
public final class Trace {
    static final String SCHEMA = "regretbench/trace/1";
    /** Up to this many arms the prior covariance is written out; beyond, the arms and the kernel give it. */
    static final int MOST_ARMS_WITH_COVARIANCE = 512;

    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private Trace() {
    }

    /** Plays a trial and writes it to a file, whole or not at all. */
    public static void write(Bench bench, Player player, int number, Path file) throws IOException {
        Trial trial = bench.trial(player, number);
        List<Step> steps = new ArrayList<>();
        Trial.Outcome outcome = trial.run(() -> 0, steps::add);
        AtomicFile.write(file, out -> write(bench, trial, steps, outcome.posterior(), out));
    }

    private static void write(Bench bench, Trial trial, List<Step> steps, Posterior posterior, OutputStream out) throws IOException {
        Prior prior = bench.prior();
        Objective objective = trial.setting().objective();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("experiment", bench.experiment().name());
            json.writeStringField("policy", trial.policyName());
            json.writeNumberField("trial", trial.number());
            json.writeNumberField("seed", bench.experiment().seed());
            json.writeStringField("kernel", prior.kernel().toString());
            json.writeNumberField("noiseVariance", trial.setting().noiseVariance());
            json.writeNumberField("rewardNoiseVariance", trial.setting().rewards().variance());
            json.writeNumberField("delta", trial.setting().model().delta());
            json.writeStringField("ties", Spelling.of(trial.ties()));
            PriorJson.arms(json, prior.points());
            numbers(json, "objective", objective.size(), objective::value);
            if (prior.size() <= MOST_ARMS_WITH_COVARIANCE) {
                PriorJson.covariance(json, prior);
            }
            json.writeArrayFieldStart("rounds");
            for (Step step : steps) {
                round(json, step);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("finalPosterior");
            numbers(json, "mean", prior.size(), posterior::mean);
            numbers(json, "variance", prior.size(), posterior::variance);
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void round(JsonGenerator json, Step step) throws IOException {
        json.writeStartObject();
        json.writeNumberField("t", step.t());
        if (Double.isNaN(step.beta())) {
            json.writeNullField("beta");
        } else {
            json.writeNumberField("beta", step.beta());
        }
        json.writeNumberField("arm", step.arm());
        json.writeNumberField("tied", step.tied());
        json.writeNumberField("reward", step.reward());
        json.writeNumberField("meanBefore", step.meanBefore());
        json.writeNumberField("sdBefore", step.deviationBefore());
        json.writeNumberField("instantRegret", step.instantRegret());
        json.writeNumberField("cumulativeRegret", step.cumulativeRegret());
        json.writeNumberField("informationGain", step.informationGain());
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String field, int count, IntToDoubleFunction value) throws IOException {
        json.writeFieldName(field);
        PriorJson.numbers(json, count, value);
    }
}
