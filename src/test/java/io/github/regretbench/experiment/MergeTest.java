package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small experiment and a small suite, sharded and joined in every way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergeTest {
    private static final DataDirectory NO_DATA = new DataDirectory(Path.of("no-data-needed"));
    private static final String EXPERIMENT = """
            schema: regretbench/experiment/1
            name: small
            seed: 3
            trials: 7
            horizon: 10
            noiseVariance: 0.05
            arms:
              grid: {lower: [0], upper: [1], counts: [20]}
            kernel: se(lengthscale=0.3)
            policies: [gp-ucb, random]
            claims:
              - {policy: gp-ucb, beats: random, at: 10}
            """;
    private static final String SUITE = """
            schema: regretbench/suite/1
            name: grid
            axes:
              kernel: [se(lengthscale=0.3), "matern(nu=0.5, lengthscale=0.3)"]
              noiseVariance: [0.01, 0.1]
            experiment:
              seed: 4
              trials: 2
              horizon: 6
              arms: {grid: {lower: [0], upper: [1], counts: [9]}}
              policies: [gp-ucb, ei]
            """;

    @TempDir
    private static Path temporary;
    private Path whole;
    private Path wholeSuite;

    private static Suite small() {
        return SuiteFile.of(ExperimentFile.parse(EXPERIMENT, "small.yaml"), List.of());
    }

    private static Suite grid(String... only) {
        return SuiteFile.parse(SUITE, "grid.yaml", Map.of(), List.of(only));
    }

    /** Runs a suite or a share of it into a directory and gives its folder of results. */
    private static Path run(Suite suite, String out, Shard shard) throws IOException {
        Laboratory laboratory = suite.within(new Laboratory(temporary.resolve(out), 1, false));
        for (Suite.Cell cell : suite.cells()) {
            assertThat(laboratory.run(Bench.of(cell.experiment(), NO_DATA), shard.at(cell.place()), (done, total) -> { },
                    new AtomicBoolean())).isPresent();
        }
        return suite.isSingle() ? laboratory.folder(suite.experiments().get(0)).path()
                : (shard.isWhole() ? suite.write(laboratory) : suite.writeShard(laboratory)).path();
    }

    private static List<Path> shards(Suite suite, String out, int count) throws IOException {
        List<Path> shards = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            shards.add(run(suite, out + number, new Shard(number, count, 0)));
        }
        return shards;
    }

    private static Path merge(String out, List<Path> shards) throws IOException {
        Merge merge = new Merge(shards);
        Suite suite = merge.suite();
        Laboratory laboratory = suite.within(new Laboratory(temporary.resolve(out), 1, false));
        for (Experiment experiment : suite.experiments()) {
            merge.check(Bench.of(experiment, NO_DATA), laboratory);
        }
        for (Experiment experiment : suite.experiments()) {
            merge.join(Bench.of(experiment, NO_DATA), laboratory);
        }
        return suite.isSingle() ? laboratory.folder(suite.experiments().get(0)).path() : suite.write(laboratory).path();
    }

    @BeforeAll
    void runWhole() throws IOException {
        whole = run(small(), "whole", Shard.WHOLE);
        wholeSuite = run(grid(), "whole", Shard.WHOLE);
    }

    private static void assertSameBytes(Path expected, Path folder) throws IOException {
        for (String file : List.of("experiment.yaml", "rounds.parquet", "curves.csv", "summary.csv", "claims.csv", "paper-distance.csv")) {
            assertThat(Files.mismatch(expected.resolve(file), folder.resolve(file))).as(file).isEqualTo(-1);
        }
        assertThat(ResultFolder.finished(folder).timings().rows()).extracting(row -> row.get("trials"))
                .isEqualTo(ResultFolder.finished(expected).timings().rows().stream().map(row -> row.get("trials")).toList());
    }

    private static void assertRefused(String out, List<Path> shards, String... parts) {
        assertThatThrownBy(() -> merge(out, shards)).isInstanceOf(BadInputException.class).message().contains(parts).doesNotContain("\n");
        assertThat(temporary.resolve(out)).doesNotExist();
    }

    @Test
    void shardsInEveryOrderMakeTheWhole() throws IOException {
        List<Path> shards = shards(small(), "order", 3);
        for (int[] order : new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
            assertSameBytes(whole, merge("ordered" + order[0] + order[1], IntStream.of(order).mapToObj(shards::get).toList()));
        }
        assertThat(Files.readString(temporary.resolve("ordered01/small/manifest.json"))).contains("mergedFrom", "\"shard\" : \"2/3\"");
    }

    /** SQL, seals and manifests have digits too. */
    @Test
    void localesDoNotMatter() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Path merged = merge("arabic", shards(small(), "arabic", 2));
            assertSameBytes(whole, merged);
            Bench bench = Bench.of(small().experiments().get(0), NO_DATA);
            assertThat(new Laboratory(temporary.resolve("arabic"), 1, false).audit(bench).isAudited()).isTrue();
        } finally {
            Locale.setDefault(before);
        }
        assertThat(ResultFolder.finished(temporary.resolve("arabic/small")).isAudited()).isTrue();
    }

    /** More machines than trials of a cell: some have nothing to do there. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void shardsOfASuiteMakeTheSuite(int count) throws IOException {
        Path merged = merge("suite-of-" + count, shards(grid(), "suite-" + count + "-", count));
        for (String file : List.of("suite.csv", "cells.yaml")) {
            assertThat(Files.mismatch(wholeSuite.resolve(file), merged.resolve(file))).as(file).isEqualTo(-1);
        }
        for (Experiment experiment : grid().experiments()) {
            assertSameBytes(wholeSuite.resolve(experiment.name()), merged.resolve(experiment.name()));
        }
        assertThat(Suite.stored(merged)).isEqualTo(grid());
    }

    /** A subset knows where its cells stand among all. */
    @Test
    void aShardOfASubsetIsPartOfTheShardOfTheSuite() throws IOException {
        Path all = run(grid(), "of-all", new Shard(1, 2, 0));
        Path some = run(grid("noiseVariance=0.1"), "of-some", new Shard(1, 2, 0));
        for (Experiment experiment : grid("noiseVariance=0.1").experiments()) {
            try (ResultStore one = ResultStore.openToRead(all.resolve(experiment.name()));
                    ResultStore other = ResultStore.openToRead(some.resolve(experiment.name()))) {
                assertThat(one.finished()).isNotEmpty().isEqualTo(other.finished());
            }
        }
        assertRefused("mixed-cells", List.of(all, some), "their cells.yaml differ", "there: - cell: ");
    }

    @Test
    void overlapsThatAgreeAreFineAndOthersAreRefused() throws Exception {
        List<Path> thirds = shards(small(), "third", 3);
        List<Path> halves = shards(small(), "half", 2);
        List<Path> all = Stream.concat(thirds.stream(), halves.stream()).toList();
        assertSameBytes(whole, merge("overlapping", all));
        assertSameBytes(whole, merge("with-whole", List.of(whole, thirds.get(0))));
        EditedStore.editAndSeal(halves.get(0), "UPDATE round SET reward = 0.125 WHERE policy = 'random' AND trial = 4 AND t = 3");
        assertRefused("conflict", all, thirds.get(1) + " and " + halves.get(0) + " disagree about trial 4 of random: in its 3. recorded round, "
                + "reward is ", " in the first and 0.125 in the second");
        EditedStore.editAndSeal(halves.get(0), "DELETE FROM round WHERE policy = 'random' AND trial = 4");
        assertRefused("conflict", all, "disagree about trial 4 of random: in its 1. recorded round, policy is random in the first and nothing");
    }

    @Test
    void missingTrialsAreNamedWithTheirShard() throws IOException {
        List<Path> shards = shards(small(), "missing", 3);
        assertRefused("incomplete", List.of(shards.get(0), shards.get(2)),
                "4 of 14 trials of small are missing, all of shard 2/3 (the first is trial 1 of gp-ucb)");
        assertRefused("incomplete", List.of(shards.get(2)), "10 of 14 trials", "all of shard 1/3 and shard 2/3");
        Path unfinished = temporary.resolve("unfinished");
        new Laboratory(unfinished, 1, false).run(Bench.of(small().experiments().get(0), NO_DATA), new Shard(2, 3, 0),
                (done, total) -> { }, new AtomicBoolean(true));
        assertRefused("incomplete", List.of(shards.get(0), unfinished.resolve("small"), shards.get(2)), "unfinished",
                "SHA256SUMS is missing", "--shard 1/3");
    }

    @Test
    void shardsOfSomethingElseAreRefused() throws Exception {
        List<Path> shards = shards(small(), "else", 2);
        Path other = run(SuiteFile.of(ExperimentFile.parse(EXPERIMENT.replace("seed: 3", "seed: 9"), "small.yaml"), List.of()), "other-seed",
                new Shard(2, 2, 0));
        assertRefused("other", List.of(shards.get(0), other), "are not shards of the same", "there: seed: 3, here: seed: 9");
        assertRefused("other", List.of(wholeSuite, shards.get(0)), "the second has none");
        assertThatThrownBy(() -> merge("else1", shards)).hasMessageContaining("which is one of the shards; choose another --out");
        EditedStore.editAndSeal(shards.get(1), "UPDATE about SET value = '0.0.1 (abc)' WHERE key = 'version of RegretBench'");
        assertRefused("other", shards, "else2", "another version of RegretBench (there: 0.0.1 (abc), here: ");
        Files.writeString(shards.get(0).resolve("experiment.yaml"), " ");
        assertRefused("other", shards, "experiment.yaml is torn or was changed");
    }

    /** What a killed merge leaves: some shards in the store, some files, no seal. */
    @Test
    void aKilledMergeGoesOn() throws Exception {
        List<Path> shards = shards(small(), "killed", 3);
        Bench bench = Bench.of(small().experiments().get(0), NO_DATA);
        Path target = temporary.resolve("merged-after-kill/small");
        Files.createDirectories(target);
        EditedStore.edit(target, "SELECT 1");                            // a database without tables: killed at once
        assertSameBytes(whole, merge("merged-after-kill", shards));
        ResultStore.delete(target);
        Files.delete(target.resolve("SHA256SUMS"));
        try (ResultStore store = ResultStore.open(target, Laboratory.about(bench, ForeignCode.played(bench.experiment()), Shard.WHOLE))) {
            store.take(shards.get(1));
        }
        Files.writeString(target.resolve("summary.csv"), "policy");
        assertThatThrownBy(() -> ResultFolder.finished(target)).hasMessageContaining("SHA256SUMS is missing");
        assertSameBytes(whole, merge("merged-after-kill", shards));
        assertSameBytes(whole, run(small(), "merged-after-kill", Shard.WHOLE));
        EditedStore.editAndSeal(target, "UPDATE round SET arm = 19 WHERE policy = 'gp-ucb' AND trial = 0 AND t = 1");
        assertThatThrownBy(() -> merge("merged-after-kill", shards)).hasMessageContaining("disagree about trial 0 of gp-ucb");
    }

    private static Suite smallWith(int trials) {
        return SuiteFile.of(ExperimentFile.parse(EXPERIMENT.replace("trials: 7", "trials: " + trials), "small.yaml"), List.of());
    }

    /** As a run refuses it, and before anything is touched; the other way round more trials are welcome. */
    @Test
    void finishedResultsAreNotReplacedByTheMergedOnesOfFewerTrials() throws IOException {
        Path kept = run(small(), "guarded", Shard.WHOLE);
        List<Path> fewer = shards(smallWith(4), "guarded", 2);
        assertThatThrownBy(() -> merge("guarded", fewer)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("holds finished results of 7 trials, which results of 4 would replace; add --overwrite");
        Files.delete(kept.resolve(ResultStore.FILE));        // committed results have none
        assertThatThrownBy(() -> merge("guarded", fewer)).hasMessageContaining("holds finished results of 7 trials");
        assertSameBytes(whole, kept);
        merge("fewer", fewer);
        assertThatThrownBy(() -> run(smallWith(2), "fewer", Shard.WHOLE)).hasMessageContaining("holds finished results of 4 trials");
        assertThatThrownBy(() -> run(smallWith(2), "guarded1", new Shard(1, 2, 0))).hasMessageContaining("holds finished results of 4 trials");
        assertSameBytes(whole, merge("fewer", shards(small(), "more", 2)));
    }

    @Test
    void aShardIsNoResultAndNoOtherPart() throws IOException {
        Path shard = run(small(), "part", new Shard(1, 2, 0));
        assertThatThrownBy(() -> ResultFolder.finished(shard)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("holds shard 1/2 of an experiment's trials; join all 2 with `regretbench merge`");
        assertThatThrownBy(() -> run(small(), "part", Shard.WHOLE)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("another part (there: shard 1/2, here: the whole); join shards with `regretbench merge`");
        assertThat(run(small(), "part", new Shard(1, 2, 0))).isEqualTo(shard);
    }
}
