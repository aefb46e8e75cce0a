package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Results that were edited by hand, byte by byte valid: what the seal covers is refused by whoever reads it. */
class SealTest {
    private static final String SUITE = """
            schema: regretbench/suite/1
            name: suite
            axes:
              noiseVariance: [0.1, 0.2]
            experiment:
              seed: 3
              trials: 4
              horizon: 6
              arms: {grid: {lower: [0], upper: [1], counts: [10]}}
              kernel: se(lengthscale=0.3)
              policies: [gp-ucb, random]
            """;
    private static final DataDirectory NO_DATA = new DataDirectory(Path.of("no-data-needed"));

    @TempDir
    private Path temporary;
    private Suite suite;
    private Path folder;

    @BeforeEach
    void run() throws IOException {
        suite = SuiteFile.parse(SUITE, "suite.yaml", Map.of(), List.of());
        folder = run(temporary);
    }

    private Path run(Path out) throws IOException {
        Laboratory laboratory = suite.within(new Laboratory(out, 1, false));
        for (Experiment experiment : suite.experiments()) {
            laboratory.run(Bench.of(experiment, NO_DATA), (done, total) -> { }, new AtomicBoolean()).orElseThrow();
        }
        return suite.write(laboratory).path();
    }

    private Path cell() {
        return folder.resolve(suite.experiments().get(0).name());
    }

    @Test
    void anEditedStoreIsRefusedByAllThatReadItAndALookIsNoEdit() throws Exception {
        EditedStore.edit(cell(), "CREATE TEMP TABLE look AS SELECT * FROM round", "CREATE INDEX look_faster ON main.round (t)", "DROP INDEX look_faster",
                "CHECKPOINT");
        new StoredValues(cell(), RegretQuantity.CUMULATIVE_REGRET);
        for (String edit : List.of("UPDATE round SET cumulative_regret = cumulative_regret + 1e-9 WHERE t = 6 AND trial = 2",
                "UPDATE trial SET position = 1 WHERE trial = 2", "UPDATE about SET value = value || ' '")) {
            EditedStore.edit(cell(), edit);
            assertRefused(() -> new StoredValues(cell(), RegretQuantity.CUMULATIVE_REGRET));
            assertRefused(() -> MeanCurves.of(ResultFolder.finished(cell()), 10));
            if (!edit.contains("about")) {
                assertRefused(() -> run(temporary));
                assertRefused(() -> suite.within(new Laboratory(temporary, 1, false)).audit(Bench.of(suite.experiments().get(0), NO_DATA)));
            }
            Laboratory anew = new Laboratory(folder, 1, true);
            anew.run(Bench.of(suite.experiments().get(0), NO_DATA), (done, total) -> { }, new AtomicBoolean()).orElseThrow();
        }
        new StoredValues(cell(), RegretQuantity.CUMULATIVE_REGRET);
    }

    @Test
    void anAuditOverwritesNothing() throws IOException {
        Laboratory overwriting = suite.within(new Laboratory(temporary, 1, true));
        overwriting.audit(Bench.of(suite.experiments().get(0), NO_DATA));
        new StoredValues(cell(), RegretQuantity.CUMULATIVE_REGRET);
    }

    /** What merge would make of it would bear a seal of its own. */
    @Test
    void anEditedShardIsNotMerged() throws Exception {
        Laboratory whole = new Laboratory(temporary.resolve("whole"), 1, false);
        Bench bench = Bench.of(suite.experiments().get(0), NO_DATA);
        for (int i : new int[] {1, 2}) {
            new Laboratory(temporary.resolve("part" + i), 1, false).run(bench, Shard.parse(i + "/2"), (done, total) -> { },
                    new AtomicBoolean());
        }
        Path second = temporary.resolve("part2").resolve(bench.experiment().name());
        List<Path> parts = List.of(temporary.resolve("part1").resolve(bench.experiment().name()), second);
        new Merge(parts).check(bench, whole);
        EditedStore.edit(second, "UPDATE round SET reward = 0 WHERE t = 1");
        assertRefused(() -> new Merge(parts).check(bench, whole));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOf(BadInputException.class).message().contains(ResultStore.FILE, "was changed after it was sealed")
                .doesNotContain("\n");
    }

    @Test
    void theSuitesOwnFilesAreVerified() throws IOException {
        Suite.results(folder);
        for (String file : List.of(Suite.CELLS, Suite.SUMMARIES)) {
            String before = Files.readString(folder.resolve(file));
            Files.writeString(folder.resolve(file), before.replaceFirst("noiseVariance", "noiseDeviance"));
            assertThatThrownBy(() -> Suite.results(folder)).isInstanceOf(BadInputException.class).hasMessageContaining(file);
            Files.writeString(folder.resolve(file), before);
        }
        Files.delete(folder.resolve(Seal.FILE));
        assertThatThrownBy(() -> Suite.results(folder)).isInstanceOf(BadInputException.class).hasMessageContaining("SHA256SUMS is missing");
    }

    @Test
    void whatIsAddedIsSealed() throws IOException {
        ResultFolder results = ResultFolder.finished(cell());
        results.add("table.csv", "policy\nei\n");
        ResultFolder.finished(cell());
        Files.writeString(cell().resolve("table.csv"), "policy\nmpi\n");
        assertThatThrownBy(() -> ResultFolder.finished(cell())).hasMessageContaining("table.csv is torn or was changed");
    }

    /** A rerun plays what the edited file says, and so agrees with it. */
    @Test
    void aRerunSaysThatTheExperimentItselfWasEdited() throws IOException {
        Path file = cell().resolve(ResultFolder.EXPERIMENT);
        Files.writeString(file, Files.readString(file).replaceFirst("title: .*", "title: better"));
        Rerun rerun = new Rerun(cell());
        rerun.play(new Laboratory(temporary.resolve("rerun"), 1, false), NO_DATA, (done, total) -> { });
        assertThat(rerun.differences()).containsExactly(file + ", which is not as it was sealed");
    }

    @Test
    void aStoreIsWrittenWithinItsFolderAlone() throws IOException {
        Path linked = Files.createDirectories(temporary.resolve("linked"));
        for (String file : List.of(ResultStore.FILE, ResultStore.FILE + ".wal")) {
            Path link = Files.createSymbolicLink(linked.resolve(file), temporary.resolve("outside"));
            assertThatThrownBy(() -> ResultStore.open(linked, Map.of())).isInstanceOf(BadInputException.class)
                    .hasMessageContaining(link + " is a link");
            Files.delete(link);
        }
        assertThat(temporary.resolve("outside")).doesNotExist();
    }

    /** DuckDB 1.0 to 1.1 read storage version 64 and no other; the number stands after the checksum and the four letters DUCK. */
    @Test
    void theStoreHasTheStorageVersionThatEveryDuckDbSinceTheFirstReads() throws IOException {
        ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(cell().resolve(ResultStore.FILE))).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(header.getInt(8)).isEqualTo('D' | 'U' << 8 | 'C' << 16 | 'K' << 24);
        assertThat(header.getLong(12)).isEqualTo(64);
    }

    static boolean hasMaps() {
        return Files.isReadable(Path.of("/proc/self/maps"));
    }

    /** 72 MB in the temporary folder at every start, and for good after every kill. */
    @Test
    @EnabledIf("hasMaps")
    void theNativeLibraryIsNotUnpackedAtStart() throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            List<String> libraries = maps.filter(line -> line.contains("libduckdb_java")).map(line -> line.replaceFirst("^[^/]*", ""))
                    .distinct().toList();
            assertThat(libraries).hasSize(1).allMatch(path -> path.contains("target/duckdb/"));
        }
    }
}
