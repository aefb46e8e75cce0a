package io.github.regretbench.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.StoredRun;
import io.github.regretbench.experiment.StoredRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The traps of IOHprofiler's readers, one by one, with a reader that is as strict as the strictest of them: IOHinspector splits at single
 * spaces, counts a run from every row with evaluations = 1, drops rows with an empty cell, keeps ids in 16 bits, evaluates attributes as
 * Python and takes every JSON file below a folder for data of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IohProfilerTest {
    private static final List<String> POLICIES = List.of("gp-ucb", "mpi", "scaled", "random");
    private static final int UINT16 = 65_535;

    @TempDir
    static Path temporary;
    private ResultFolder result;
    private Path root;

    @BeforeAll
    void export() throws IOException {
        result = SmallResults.run(SmallResults.YAML, temporary.resolve("results"));
        Export.write(List.of(result), Set.of(Format.IOH), temporary.resolve("out"));
        root = temporary.resolve("out/ioh");
    }

    /** A run as the reader sees it. */
    private record Run(List<double[]> rows) {
    }

    private static List<String> header(Path file) throws IOException {
        return List.of(Files.readAllLines(file).get(0).split(" ", -1));
    }

    /** As IOHinspector: a new run at every row with evaluations = 1, no row with another number of cells than the header. */
    private static List<Run> read(Path file) throws IOException {
        List<Run> runs = new ArrayList<>();
        List<String> header = header(file);
        for (String line : Files.readAllLines(file)) {
            if (line.equals(String.join(" ", header))) {
                continue;
            }
            String[] cells = line.split(" ", -1);
            assertThat(cells).hasSameSizeAs(header);
            double[] row = Arrays.stream(cells).mapToDouble(Double::parseDouble).toArray();
            if (row[0] == 1) {
                runs.add(new Run(new ArrayList<>()));
            }
            runs.get(runs.size() - 1).rows().add(row);
        }
        return runs;
    }

    private JsonNode json(String policy) throws IOException {
        return new ObjectMapper().readTree(root.resolve(policy + "/IOHprofiler_f1_small.json").toFile());
    }

    private Path data(String policy) {
        return root.resolve(policy + "/data_f1_small/IOHprofiler_f1_DIM2.dat");
    }

    @Test
    void oneRootAnAlgorithmAndNoOtherJson() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile).map(f -> root.relativize(f).toString())).containsExactlyInAnyOrderElementsOf(
                    POLICIES.stream().flatMap(p -> Stream.of(p + "/IOHprofiler_f1_small.json",
                            p + "/data_f1_small/IOHprofiler_f1_DIM2.dat")).toList());
        }
    }

    @Test
    void requiredKeysAreThereWithTheirTypes() throws IOException {
        for (String policy : POLICIES) {
            JsonNode json = json(policy);
            assertThat(json.get("version").asText()).isGreaterThanOrEqualTo("0.3.3");
            assertThat(json.get("suite").asText()).isEqualTo("gp-bandit");
            assertThat(json.get("function_id").isInt()).isTrue();
            assertThat(json.get("function_name").asText()).isEqualTo("small");
            assertThat(json.get("maximization").isBoolean() && !json.get("maximization").asBoolean()).isTrue();
            assertThat(json.get("algorithm").get("name").asText()).isEqualTo(policy);
            assertThat(json.get("algorithm").get("info").isTextual()).isTrue();
            JsonNode scenario = json.get("scenarios").get(0);
            assertThat(scenario.get("dimension").asInt()).isEqualTo(2);
            assertThat(root.resolve(policy).resolve(scenario.get("path").asText())).isEqualTo(data(policy)).isRegularFile();
            assertThat(scenario.get("runs")).hasSize(SmallResults.TRIALS);
        }
        assertThat(json("mpi").get("algorithm").get("info").asText()).isEqualTo("mpi with xi=0.05, incumbent=best-sampled-mean");
    }

    @Test
    void headerStandsBeforeEveryRunWithColumnsWithoutSpacesAndPositionsUnlisted() throws IOException {
        for (String policy : POLICIES) {
            List<String> attributes = new ArrayList<>();
            json(policy).get("attributes").forEach(a -> attributes.add(a.asText()));
            assertThat(attributes).containsExactly("evaluations", "raw_y", "cumulative_regret", "info_gain", "beta", "sigma");
            assertThat(header(data(policy))).containsExactly("evaluations", "raw_y", "cumulative_regret", "info_gain", "beta", "sigma",
                    "x0", "x1");
            assertThat(header(data(policy)).get(0)).doesNotMatch(".*\\d.*");
            List<String> lines = Files.readAllLines(data(policy));
            String header = lines.get(0);
            for (int i = 0; i < lines.size(); i++) {
                assertThat(lines.get(i).equals(header)).isEqualTo(i % (SmallResults.HORIZON + 1) == 0);
            }
        }
    }

    @Test
    void everyRunStartsAtOneLogsEveryStepAndEndsAtItsEvals() throws IOException {
        for (String policy : POLICIES) {
            List<Run> runs = read(data(policy));
            assertThat(runs).hasSize(SmallResults.TRIALS);
            for (int i = 0; i < runs.size(); i++) {
                List<double[]> rows = runs.get(i).rows();
                for (int t = 1; t <= SmallResults.HORIZON; t++) {
                    assertThat(rows.get(t - 1)[0]).isEqualTo(t);
                }
                assertThat(rows).hasSize(json(policy).get("scenarios").get(0).get("runs").get(i).get("evals").asInt());
            }
        }
    }

    @Test
    void orderOfRunsIsThatOfTheJsonAndBestIsTheirLeast() throws IOException {
        for (String policy : POLICIES) {
            List<Run> runs = read(data(policy));
            for (int i = 0; i < runs.size(); i++) {
                JsonNode run = json(policy).get("scenarios").get(0).get("runs").get(i);
                List<double[]> rows = runs.get(i).rows();
                double[] best = rows.get(run.get("best").get("evals").asInt() - 1);
                assertThat(run.get("best").get("y").asDouble()).isEqualTo(best[1])
                        .isEqualTo(rows.stream().mapToDouble(r -> r[1]).min().orElseThrow());
                assertThat(run.get("best").get("x").get(0).asDouble()).isEqualTo(best[6]);
                assertThat(run.get("best").get("x").get(1).asDouble()).isEqualTo(best[7]);
                assertThat(run.get("instance").asInt()).isEqualTo(i + 1);
                assertThat(run.get("trial").asInt()).isEqualTo(i);
            }
        }
    }

    @Test
    void idsFitSixteenBitsAndTheSeedIsAnAttributeOfRuns() throws IOException {
        String large = SmallResults.YAML.replace("seed: 2010", "seed: 123456789012").replace("trials: 16", "trials: 1");
        Export.write(List.of(SmallResults.run(large, temporary.resolve("large"))), Set.of(Format.IOH), temporary.resolve("large-out"));
        JsonNode json = new ObjectMapper().readTree(temporary.resolve("large-out/ioh/mpi/IOHprofiler_f1_small.json").toFile());
        JsonNode run = json.get("scenarios").get(0).get("runs").get(0);
        assertThat(json.get("run_attributes")).extracting(JsonNode::asText).containsExactly("trial", "seed");
        assertThat(run.get("seed").isNumber()).isTrue();
        assertThat(run.get("seed").asLong()).isEqualTo(123_456_789_012L);
        assertThat(run.get("instance").asInt()).isBetween(1, UINT16);
        assertThat(json.get("function_id").asInt()).isBetween(1, UINT16);
    }

    /** IOHinspector evaluates them: what is a number, a name or an expression of Python would not stay a text. */
    @Test
    void attributesAreTextThatIsNoPython() throws IOException {
        JsonNode attributes = json("gp-ucb").get("experiment_attributes");
        for (JsonNode attribute : attributes) {
            assertThat(attribute.size()).isEqualTo(1);
            JsonNode value = attribute.elements().next();
            assertThat(value.isTextual()).isTrue();
            // Two words side by side are a syntax error; git is no name that a Python program knows by itself.
            assertThat(value.asText()).matches("git-\\w+|(schema|experiment|kernel|variance) \\S.*");
        }
        assertThat(attributes.findValuesAsText("code")).allMatch(code -> code.startsWith("git-"));
        assertThat(attributes.findValuesAsText("kernel")).containsExactly(
                "kernel 0.5 * matern(nu=1.5, lengthscale=0.4) + constant(variance=0.1)");
    }

    /** Readers join the columns of all algorithms, and drop rows with an empty cell: NaN keeps both. */
    @Test
    void rulesWithoutBetaHaveTheColumnAll() throws IOException {
        for (String policy : POLICIES) {
            boolean without = policy.equals("mpi") || policy.equals("random");
            assertThat(read(data(policy)).stream().flatMap(r -> r.rows().stream()).map(r -> Double.isNaN(r[4]))).containsOnly(without);
        }
        assertThat(Files.readString(data("mpi"))).contains(" NaN ").doesNotContain("nan", "None", "  ");
    }

    @Test
    void valuesAreTheStoredOnesToTheBit() throws IOException {
        try (StoredRuns stored = result.runs()) {
            for (String policy : POLICIES) {
                for (Run run : read(data(policy))) {
                    StoredRun expected = stored.next();
                    assertThat(expected.policy()).isEqualTo(policy);
                    double gain = 0;
                    for (int i = 0; i < SmallResults.HORIZON; i++) {
                        StoredRun.Round round = expected.rounds().get(i);
                        double[] row = run.rows().get(i);
                        assertThat(row[1]).isEqualTo(round.instantRegret());
                        assertThat(row[2]).isEqualTo(round.cumulativeRegret());
                        assertThat(row[3]).isEqualTo(round.informationGain());
                        assertThat(Double.valueOf(row[4])).isEqualTo(Double.valueOf(round.beta()));
                        // The nats of the round are log(1 + sigma^2 / s2) / 2: Srinivas et al. 2010, Lemma 5.3. 1e-9 covers the
                        // cancellation in the difference of two gains below 100.
                        assertThat(Math.log1p(row[5] * row[5] / 0.05) / 2).isCloseTo(round.informationGain() - gain,
                                within(1e-9));
                        gain = round.informationGain();
                    }
                }
            }
        }
    }

    @Test
    void thinnedRecordsAreRefused() throws IOException {
        ResultFolder thinned = SmallResults.run(SmallResults.YAML.replace("horizon: 23", "horizon: 23\nrecordedPerDecade: 4"),
                temporary.resolve("thinned"));
        for (Format format : List.of(Format.IOH, Format.COCO)) {
            assertThatThrownBy(() -> Export.write(List.of(thinned), Set.of(format), temporary.resolve("thinned-out")))
                    .isInstanceOf(BadInputException.class).hasMessageContaining(format + " needs every round, and small records only some");
        }
        assertThat(temporary.resolve("thinned-out")).doesNotExist();
    }

    @Test
    void oneNameForTwoAlgorithmsIsRefused() throws IOException {
        ResultFolder other = SmallResults.run(SmallResults.YAML.replace("name: small", "name: other").replace("xi: 0.05", "xi: 0.1"),
                temporary.resolve("other"));
        assertThatThrownBy(() -> Export.write(List.of(result, other), Set.of(Format.IOH), temporary.resolve("two")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'mpi' is mpi with xi=0.05, incumbent=best-sampled-mean in one result and mpi with xi=0.1");
        ResultFolder same = SmallResults.run(SmallResults.YAML.replace("name: small", "name: same"), temporary.resolve("same"));
        Export.write(List.of(result, same), Set.of(Format.IOH), temporary.resolve("both"));
        assertThat(temporary.resolve("both/ioh/mpi/IOHprofiler_f1_small.json")).exists();
        assertThat(temporary.resolve("both/ioh/mpi/data_f2_same/IOHprofiler_f2_DIM2.dat")).exists();
    }
}
