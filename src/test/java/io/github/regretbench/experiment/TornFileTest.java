package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.data.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a finished run that end early or have a changed bit: refused with a sentence, made again by the next run, never read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TornFileTest {
    /** Truncations, and as many flipped bits, of each file. */
    private static final int PLACES = 60;
    private static final String YAML = """
            schema: regretbench/experiment/1
            name: small
            seed: 3
            trials: 6
            horizon: 12
            noiseVariance: 0.05
            arms:
              grid: {lower: [0], upper: [1], counts: [20]}
            kernel: se(lengthscale=0.3)
            policies: [gp-ucb, random]
            """;

    @TempDir
    private static Path temporary;
    private Path intact;
    private Path folder;

    @BeforeAll
    void runOnce() throws IOException {
        intact = run(temporary.resolve("intact"));
    }

    @BeforeEach
    void copy() throws IOException {
        folder = Files.createDirectories(temporary.resolve("copy/small"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(intact)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private static Path run(Path out) throws IOException {
        Bench bench = Bench.of(ExperimentFile.parse(YAML, "small.yaml"), new DataDirectory(Path.of("no-data-needed")));
        return new Laboratory(out, 2, false).run(bench, (done, total) -> { }, new AtomicBoolean()).orElseThrow().path();
    }

    private interface Use {
        void of(byte[] broken) throws IOException;
    }

    /** Broken copies of some bytes: cut at places from nothing to all but one byte, and with one flipped bit. */
    private static void broken(byte[] bytes, Use use) throws IOException {
        UniformRandomProvider random = new RandomStreams(5).stream("torn");
        for (int i = 0; i < PLACES; i++) {
            use.of(Arrays.copyOf(bytes, i == 0 ? bytes.length - 1 : (int) ((long) (i - 1) * bytes.length / (PLACES - 1))));
            byte[] flipped = bytes.clone();
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            use.of(flipped);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"experiment.yaml", "rounds.parquet", "curves.csv", "summary.csv", "claims.csv",
        "paper-distance.csv", "timings.csv", "manifest.json", "SHA256SUMS"})
    void filesThatAreNotAsTheyWereWrittenAreRefusedAndMadeAgain(String name) throws IOException {
        Path file = folder.resolve(name);
        broken(Files.readAllBytes(file), bytes -> {
            Files.write(file, bytes);
            assertThatThrownBy(() -> ResultFolder.finished(folder)).isInstanceOf(BadInputException.class)
                    .message().contains(folder.toString()).doesNotContain("\n");
        });
        run(temporary.resolve("copy"));
        assertThat(ResultFolder.finished(folder).summary()).isEqualTo(ResultFolder.finished(intact).summary());
        assertSameBytes();
    }

    private void assertSameBytes() throws IOException {
        for (String file : List.of("experiment.yaml", "rounds.parquet", "curves.csv", "summary.csv", "claims.csv", "paper-distance.csv")) {
            assertThat(Files.mismatch(intact.resolve(file), folder.resolve(file))).as(file).isEqualTo(-1);
        }
    }

    private static List<double[]> values(Path folder) {
        StoredValues values = new StoredValues(folder, RegretQuantity.CUMULATIVE_REGRET);
        return Stream.of("gp-ucb", "random").flatMap(policy -> values.rounds().stream().map(t -> values.at(policy, t))).toList();
    }

    /** DuckDB keeps a checksum a block; bits between blocks mean nothing. */
    @Test
    void aStoreThatIsNotAsItWasWrittenIsRefusedOrSaysTheSame() throws IOException {
        Path file = folder.resolve(ResultStore.FILE);
        List<double[]> expected = values(intact);
        int[] refused = new int[1];
        broken(Files.readAllBytes(file), bytes -> {
            Files.write(file, bytes);
            try {
                List<double[]> found = values(folder);
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(found.get(i)).isEqualTo(expected.get(i));
                }
            } catch (BadInputException e) {
                assertThat(e.getMessage()).contains(folder.toString()).doesNotContain("\n");
                refused[0]++;
            }
        });
        assertThat(refused[0]).isGreaterThan(PLACES);
    }

    /** Cut, and then the command again: what was lost is played again. */
    @Test
    void aMissingFileIsRefusedAndMadeAgain() throws IOException {
        Files.delete(folder.resolve("curves.csv"));
        assertThatThrownBy(() -> ResultFolder.finished(folder)).hasMessageContaining("curves.csv is missing, though SHA256SUMS lists it");
        Files.delete(folder.resolve(ResultStore.FILE));
        Files.writeString(folder.resolve(".rounds.parquet.part"), "left by a kill");
        Files.writeString(folder.resolve(".curves.csv.999999999999.tmp"), "left by a kill");
        run(temporary.resolve("copy"));
        assertSameBytes();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(f -> f.startsWith("."));
        }
    }

    /** An audit belongs to the rounds it was made of. */
    @Test
    void anAuditIsOfTheResultsBesideItOrNone() throws IOException {
        Experiment experiment = ExperimentFile.parse(YAML, "small.yaml");
        DataDirectory data = new DataDirectory(Path.of("no-data-needed"));
        Laboratory laboratory = new Laboratory(temporary.resolve("copy"), 1, false);
        assertThat(laboratory.audit(Bench.of(experiment, data)).isAudited()).isTrue();
        run(temporary.resolve("copy"));
        assertThat(ResultFolder.finished(folder).isAudited()).isTrue();
        assertThat(laboratory.run(Bench.of(experiment.withTrials(7), data), (done, total) -> { }, new AtomicBoolean())).isPresent();
        assertThat(folder.resolve("audit.csv")).exists();
        assertThat(ResultFolder.finished(folder).isAudited()).isFalse();
    }

    @Test
    void aTableWithoutASealIsReadStrictly() throws IOException {
        ResultFolder results = new ResultFolder(folder);
        for (String torn : List.of("", "policy,t\nei,1", "policy,t\nei\n", "policy,t\nei,1,2\n")) {
            Files.writeString(folder.resolve("pairs.csv"), torn);
            assertThatThrownBy(() -> results.read("pairs.csv")).isInstanceOf(BadInputException.class).hasMessageContaining("pairs.csv");
        }
        Files.writeString(folder.resolve("pairs.csv"), "policy,t\nei,1o\n");
        assertThatThrownBy(() -> ResultFolder.Table.number(results.read("pairs.csv").rows().get(0), "t"))
                .isInstanceOf(BadInputException.class).hasMessageContaining("'1o' in the column t");
    }

    /** A kill leaves a log beside the store, in which a cut loses whole trials from the end and a flipped bit shows. */
    @Test
    void aTornLogLosesWholeTrialsOrIsRefused() throws IOException {
        Path live = temporary.resolve("live");
        Path store = folder.resolve(ResultStore.FILE);
        byte[] database;
        byte[] log;
        try (ResultStore writing = ResultStore.open(live, new TreeMap<>())) {
            for (int trial = 0; trial < 20; trial++) {
                writing.add(ResultStoreTest.trial(trial, 30));
                writing.commit();
            }
            database = Files.readAllBytes(live.resolve(ResultStore.FILE));
            log = Files.readAllBytes(live.resolve(ResultStore.FILE + ".wal"));
        }
        int[] shorter = new int[1];
        broken(log, bytes -> {
            Files.write(store, database);
            Files.write(folder.resolve(ResultStore.FILE + ".wal"), bytes);
            try (ResultStore reading = ResultStore.openToRead(folder)) {
                long[] rounds = new long[1];
                int trials = reading.finished().values().stream().mapToInt(t -> t.cardinality()).sum();
                reading.query("SELECT count(*) FROM round", row -> rounds[0] = row.getLong(1));
                assertThat(rounds[0]).isEqualTo(30L * trials);
                shorter[0] += trials < 20 ? 1 : 0;
            } catch (BadInputException e) {
                assertThat(e.getMessage()).contains(ResultStore.FILE);
            }
        });
        assertThat(shorter[0]).isGreaterThan(PLACES / 2);
    }
}
