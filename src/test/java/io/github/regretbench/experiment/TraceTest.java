package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.regretbench.bandit.Step;
import io.github.regretbench.data.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String YAML = """
            schema: regretbench/experiment/1
            name: traced
            seed: 3
            trials: 2
            horizon: 40
            noiseVariance: 0.01
            arms:
              grid: {lower: [0], upper: [1], counts: [50]}
            kernel: 2 * matern(nu=2.5, lengthscale=0.2)
            policies: [gp-ucb, ei, mpi, mean-only, thompson]
            """;

    private static Bench bench(String yaml) {
        return Bench.of(ExperimentFile.parse(yaml, "traced.yaml"), new DataDirectory(Path.of("no-data-needed")));
    }

    @Test
    void numbersReadBackToTheSameBits(@TempDir Path folder) throws IOException {
        Bench bench = bench(YAML);
        Experiment.Player player = bench.experiment().player("gp-ucb");
        Path file = folder.resolve("t.json");
        Trace.write(bench, player, 1, file);
        JsonNode trace = new ObjectMapper().readTree(file.toFile());
        List<Step> steps = new ArrayList<>();
        var outcome = bench.trial(player, 1).run(() -> 0, steps::add);
        assertThat(trace.get("schema").asText()).isEqualTo("regretbench/trace/1");
        assertThat(trace.get("kernel").asText()).isEqualTo("2 * matern(nu=2.5, lengthscale=0.2)");
        assertThat(trace.get("arms").get(49).get(0).asDouble()).isEqualTo(1);
        assertThat(trace.get("rounds")).hasSize(40);
        for (Step step : steps) {
            JsonNode round = trace.get("rounds").get(step.t() - 1);
            assertThat(round.get("arm").asInt()).isEqualTo(step.arm());
            assertThat(round.get("beta").asDouble()).isEqualTo(step.beta());
            assertThat(round.get("reward").asDouble()).isEqualTo(step.reward());
            assertThat(round.get("meanBefore").asDouble()).isEqualTo(step.meanBefore());
            assertThat(round.get("sdBefore").asDouble()).isEqualTo(step.deviationBefore());
            assertThat(round.get("cumulativeRegret").asDouble()).isEqualTo(step.cumulativeRegret());
            assertThat(round.get("informationGain").asDouble()).isEqualTo(step.informationGain());
        }
        for (int arm = 0; arm < 50; arm++) {
            assertThat(trace.get("objective").get(arm).asDouble()).isEqualTo(bench.trial(player, 1).setting().objective().value(arm));
            assertThat(trace.get("finalPosterior").get("mean").get(arm).asDouble()).isEqualTo(outcome.posterior().mean(arm));
            assertThat(trace.get("finalPosterior").get("variance").get(arm).asDouble()).isEqualTo(outcome.posterior().variance(arm));
            assertThat(trace.get("priorCovariance").get(arm).get(3).asDouble()).isEqualTo(bench.prior().covariance(arm, 3));
        }
    }

    @Test
    void largeSetsLeaveTheCovarianceToKernelAndArms(@TempDir Path folder) throws IOException {
        Bench bench = bench(YAML.replace("counts: [50]", "counts: [513]").replace("horizon: 40", "horizon: 2"));
        Path file = folder.resolve("t.json");
        Trace.write(bench, bench.experiment().player("mean-only"), 0, file);
        JsonNode trace = new ObjectMapper().readTree(file.toFile());
        assertThat(trace.has("priorCovariance")).isFalse();
        assertThat(trace.get("rounds").get(0).get("beta").isNull()).isTrue();
    }

    /** src/test/resources/trace/check_trace.py shares no code, language or algorithm with ours. */
    @ParameterizedTest
    @ValueSource(strings = {"gp-ucb", "ei", "mpi", "mean-only", "thompson"})
    void independentDenseSolverAgrees(String policy, @TempDir Path folder) throws Exception {
        Bench bench = bench(YAML);
        Path file = folder.resolve("t.json");
        Trace.write(bench, bench.experiment().player(policy), 0, file);
        Process python;
        try {
            python = new ProcessBuilder("python3", "src/test/resources/trace/check_trace.py", file.toString(), "1e-9")
                    .redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.abort("python3 is not installed: the trace was not recomputed in another language");
            return;
        }
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(output).isZero();
        assertThat(Files.exists(file)).isTrue();
    }
}
