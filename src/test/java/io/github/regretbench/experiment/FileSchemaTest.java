package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.regretbench.BadInputException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class FileSchemaTest {
    static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(FileSchema.json());
    private static final Path COPY = Path.of("src/main/schema/regretbench.schema.json");
    private static final Map<String, Object> ROOT = json();

    /** Files that use every key. */
    static final List<String> VALID = List.of("""
            schema: regretbench/experiment/1
            name: all-keys
            title: Every key
            source: own
            seed: -7
            trials: 3
            horizon: 20
            recordedPerDecade: 5
            noiseVariance: 0.1
            delta: 0.05
            ties: first
            posterior: rows
            arms:
              grid: {lower: [0, -1], upper: [1, 1], counts: [3, 4]}
            kernel: 0.5 * se(lengthscale=[0.3, 0.6]) + linear(bias=0.1)
            objective: rkhs-expansion
            norm: 2.5
            truth: {kernel: "matern(nu=1.5, lengthscale=0.4)", noiseVariance: 0.2}
            policies:
              - gp-ucb
              - {policy: gp-ucb, name: wide, factor: 1.5}
              - {policy: ei, xi: 0.01, incumbent: best-mean}
              - {policy: ucb, schedule: theorem1}
              - {policy: external, name: mine, command: [python3, my_policy.py], deadlineSeconds: 2}
              - {name: mine-too, policy: {command: [python3, my_policy.py]}}
            intervals: {method: student-t, level: 0.9, blockLength: 1, resamples: 999}
            figure: {title: A figure, unit: m, rounds: 20, regret: 3}
            claims:
              - {policy: gp-ucb, beats: wide, at: 20}
              - {policy: gp-ucb, equals: ei, at: 10, margin: 0.2}
            """, """
            schema: regretbench/experiment/1
            name: sensors
            seed: 1
            trials: 3
            horizon: 20
            noiseVariance: 0.1
            arms: {sensors: {table: t.csv, sign: -1, from: "22:00", to: "24:00", train: 2/3, missing: [-999], exclude: [b]}}
            kernel: empirical
            objective: test-row
            policies: [thompson]
            intervals: {method: block-means, blockLength: 5}
            """, """
            schema: regretbench/experiment/1
            name: points
            seed: 1
            trials: 3
            horizon: 20
            noiseVariance: 1e-3
            arms: {points: [[0, 0], [0.5, 1]]}
            kernel: se(lengthscale=0.2)
            policies: [random, oracle]
            """, """
            schema: regretbench/suite/1
            name: grid
            title: A suite
            randomness: independent
            axes:
              kernel:
                - {label: rough, kernel: "matern(nu=0.5, lengthscale=0.3)"}
                - {label: smooth, kernel: se(lengthscale=0.3)}
              noiseVariance: [0.01, 0.1]
              size: [{label: small, arms: {grid: {lower: [0], upper: [1], counts: [9]}}, horizon: 6}]
            subsets:
              easy: {kernel: smooth, noiseVariance: [0.01]}
            experiment:
              seed: 4
              trials: 3
              policies: [gp-ucb, ei]
            """, """
            schema: regretbench/experiment/1
            name: tuning
            seed: 1
            trials: 3
            horizon: 20
            noiseVariance: 0.1
            arms:
              table: scores.csv
              inputs: [rate, depth, activation]
              repeats: r0..r9
              log: rate
              categories: [activation]
              scale: none
              within: {depth: [1, 8]}
              missing: drop-rows
              transform: minus-log-error(of=100)
              variances: spread
              sign: -1
              mean: 0.5
            kernel: overlap
            repeats: no
            start: known.csv
            policies: [gp-ucb]
            """, """
            schema: regretbench/experiment/1
            name: points
            seed: 1
            trials: 3
            horizon: 20
            noiseVariance: 0.1
            arms: {points: where.csv}
            kernel: se(lengthscale=1)
            policies: [gp-ucb]
            """, """
            schema: regretbench/experiment/1
            name: graph
            seed: 1
            trials: 3
            horizon: 20
            noiseVariance: 0.1
            arms: graph
            kernel: {graph: edges.csv, by: 'matern(nu=1.5, kappa=2)', laplacian: plain, variance: 0.5}
            policies: [gp-ucb]
            """, """
            schema: regretbench/experiment/1
            name: fitted
            seed: 1
            trials: 3
            horizon: 20
            noiseVariance: 0.1
            arms: {table: scores.csv, value: score}
            kernel: {fit: matern(nu=2.5), on: start, ard: yes, bounds: {lengthscale: [0.1, 2]}}
            start: known.csv
            policies: [gp-ucb]
            """);

    static Stream<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("paper-figures"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json() {
        try {
            return new ObjectMapper().readValue(FileSchema.json(), Map.class);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> complaints(String yaml) {
        Set<String> complaints = new TreeSet<>();
        SCHEMA.validate(PlainYaml.json(yaml)).forEach(message -> complaints.add(message.getMessage()));
        return complaints;
    }

    private static Suite read(String yaml) {
        return yaml.contains("regretbench/suite/") ? SuiteFile.parse(yaml, "f.yaml", Map.of(), List.of())
                : SuiteFile.of(ExperimentFile.parse(yaml, "f.yaml"), List.of());
    }

    /** To renew it: {@code ./regretbench list schema > src/main/schema/regretbench.schema.json}. */
    @Test
    void theCopyForEditorsIsUpToDate() throws Exception {
        assertThat(Files.readString(COPY)).isEqualTo(FileSchema.json());
    }

    @ParameterizedTest
    @FieldSource("VALID")
    void filesThatAreReadAreValid(String yaml) {
        assertThat(read(yaml).cells()).isNotEmpty();
        assertThat(complaints(yaml)).isEmpty();
        read(yaml).experiments().forEach(e -> assertThat(complaints(ExperimentFile.write(e))).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("files")
    void filesThatComeAlongAreValidAndNameTheSchema(Path file) throws Exception {
        assertThat(complaints(Files.readString(file))).isEmpty();
        assertThat(Files.readString(file)).startsWith("# yaml-language-server: $schema=../src/main/schema/regretbench.schema.json\n");
        assertThat(file.getParent().resolve("../src/main/schema/regretbench.schema.json")).exists();
    }

    @Test
    void mistakesAreInvalid() {
        String valid = VALID.get(0);
        for (String[] change : new String[][] {{"horizon: 20", "horizn: 20"}, {"trials: 3", "trials: 0"}, {"trials: 3", "trials: 3.5"},
            {"delta: 0.05", "delta: 1"}, {"ties: first", "ties: last"}, {"- gp-ucb\n", "- gp-ucp\n"}, {"factor: 1.5", "facter: 1.5"},
            {"command: [python3, my_policy.py], ", ""}, {"counts: [3, 4]", "counts: []"}, {"beats: wide, ", ""}, {"seed: -7\n", ""},
            {"grid: {", "gird: {"}, {"name: all-keys", "name: all/keys"}, {"xi: 0.01", "xi: much"}}) {
            assertThat(valid).contains(change[0]);
            assertThat(complaints(valid.replace(change[0], change[1]))).as(change[1]).isNotEmpty();
        }
        assertThat(complaints(VALID.get(3).replace("trials: 3", "trails: 3"))).isNotEmpty();
        assertThat(complaints(VALID.get(3).replace("label: rough, kernel", "label: rough, kernal"))).isNotEmpty();
    }

    /** A key of the schema that the reader did not know would be a lie, and so would one the schema leaves out. */
    @Test
    void theKeysAreThoseOfTheReader() {
        Set<String> ofAnExperiment = known(VALID.get(0) + "unknownkey: 1\n");
        ofAnExperiment.add("schema");
        assertThat(keys("experiment")).isEqualTo(ofAnExperiment);
        assertThat(keys("truth")).isEqualTo(known(VALID.get(0).replace("truth: {", "truth: {unknownkey: 1, ")));
        assertThat(keys("intervals")).isEqualTo(known(VALID.get(0).replace("intervals: {", "intervals: {unknownkey: 1, ")));
        assertThat(keys("figure")).isEqualTo(known(VALID.get(0).replace("figure: {", "figure: {unknownkey: 1, ")));
        assertThat(keys("claim")).isEqualTo(known(VALID.get(0).replace("{policy: gp-ucb, equals", "{unknownkey: 1, policy: gp-ucb, equals")));
        assertThat(keys("arms")).isEqualTo(known(VALID.get(4).replace("arms:\n", "arms:\n  unknownkey: 1\n")));
        assertThat(keys("arms", "properties", "grid")).isEqualTo(known(VALID.get(0).replace("grid: {", "grid: {unknownkey: 1, ")));
        assertThat(keys("arms", "properties", "sensors")).isEqualTo(known(VALID.get(1).replace("sensors: {", "sensors: {unknownkey: 1, ")));
        assertThat(keys("suite")).isEqualTo(known(VALID.get(3) + "unknownkey: 1\n"));
        Set<String> inSuite = keys("suite", "properties", "experiment");
        inSuite.add("schema");
        assertThat(inSuite).isEqualTo(keys("experiment"));
    }

    private static Set<String> known(String yaml) {
        try {
            read(yaml);
        } catch (BadInputException e) {
            assertThat(e).hasMessageContaining("unknown key 'unknownkey'").hasMessageContaining("known keys: ");
            return new TreeSet<>(List.of(e.getMessage().replaceAll(".*known keys: ", "").split(", ")));
        }
        throw new AssertionError("accepted: " + yaml);
    }

    @SuppressWarnings("unchecked")
    private static Set<String> keys(String definition, String... path) {
        Map<String, Object> at = (Map<String, Object>) ((Map<String, Object>) ROOT.get("definitions")).get(definition);
        for (String step : path) {
            at = (Map<String, Object>) at.get(step);
        }
        return new TreeSet<>(((Map<String, Object>) at.get("properties")).keySet());
    }

    /** Every component of the records that files become. */
    @Test
    void theTypesAreCovered() {
        Set<String> ofAnExperiment = components(Experiment.class);
        ofAnExperiment.remove("rules");
        ofAnExperiment.addAll(components(Experiment.GameRules.class));
        assertThat(keys("experiment")).containsAll(ofAnExperiment);
        assertThat(keys("truth")).isEqualTo(components(Experiment.Truth.class));
        assertThat(keys("figure")).isEqualTo(components(FigureSettings.class));
    }

    private static Set<String> components(Class<? extends Record> type) {
        return new TreeSet<>(Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList());
    }
}
