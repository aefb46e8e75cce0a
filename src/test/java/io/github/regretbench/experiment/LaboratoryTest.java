package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A small experiment, run in every way that must not change a byte of its results. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaboratoryTest {
    private static final List<String> DETERMINISTIC = List.of("experiment.yaml", "rounds.parquet", "curves.csv", "summary.csv",
            "claims.csv", "paper-distance.csv");
    private static final String YAML = """
            schema: regretbench/experiment/1
            name: small
            seed: 11
            trials: 40
            horizon: 30
            noiseVariance: 0.05
            arms:
              grid: {lower: [0, 0], upper: [1, 1], counts: [12, 12]}
            kernel: matern(nu=1.2, lengthscale=0.4)
            policies: [gp-ucb, ei, thompson, random]
            claims:
              - {policy: gp-ucb, beats: random, at: 30}
            """;

    @TempDir
    static Path temporary;
    private Path reference;

    private static Optional<ResultFolder> run(Experiment experiment, Path out, int jobs, AtomicBoolean stop, TrialPool.Progress progress)
            throws IOException {
        Bench bench = Bench.of(experiment, new DataDirectory(Path.of("no-data-needed")));
        return new Laboratory(out, jobs, false).run(bench, progress, stop);
    }

    private static Path run(Experiment experiment, Path out, int jobs) throws IOException {
        return run(experiment, out, jobs, new AtomicBoolean(), (done, total) -> { }).orElseThrow().path();
    }

    /** Seconds of work: several commits. */
    private static Experiment longer() {
        return small().withTrials(300).withHorizon(300);
    }

    private static Experiment small() {
        return ExperimentFile.parse(YAML, "small.yaml");
    }

    @BeforeAll
    void uninterruptedOnOneThread() throws IOException {
        reference = run(small(), temporary.resolve("reference"), 1);
    }

    private void assertSameBytes(Path folder) throws IOException {
        assertSameBytes(reference, folder);
    }

    private static void assertSameBytes(Path expected, Path folder) throws IOException {
        for (String file : DETERMINISTIC) {
            assertThat(Files.mismatch(expected.resolve(file), folder.resolve(file))).as(file).isEqualTo(-1);
        }
    }

    @Test
    void numberOfThreadsDoesNotMatter() throws IOException {
        assertSameBytes(run(small(), temporary.resolve("threads"), 3));
    }

    @Test
    void stoppedRunsGoOnWhereTheyWere() throws IOException {
        Experiment longer = longer();
        Path out = temporary.resolve("stopped");
        AtomicBoolean stop = new AtomicBoolean();
        long[] seen = new long[1];
        Optional<ResultFolder> first = run(longer, out, 2, stop, (done, total) -> {
            seen[0] = done;
            stop.set(done > 0);
        });
        assertThat(first).isEmpty();
        assertThat(seen[0]).isBetween(1L, 1199L);
        long[] found = {-1};
        run(longer, out, 2, new AtomicBoolean(), (done, total) -> found[0] = found[0] < 0 ? done : found[0]);
        assertThat(found[0]).isGreaterThanOrEqualTo(seen[0]);
        assertSameBytes(run(longer, temporary.resolve("unstopped"), 2), out.resolve("small"));
    }

    /** Kills without warning, ever later, until one leaves some trials but not all; then a run to the end. */
    @Test
    void killedRunsGoOnWhereTheyWere() throws Exception {
        Experiment longer = longer();
        Path out = temporary.resolve("killed");
        Path file = Files.writeString(temporary.resolve("killed.yaml"), ExperimentFile.write(longer));
        long[] stored = {0};
        for (int millis = 0; stored[0] == 0; millis += 150) {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                    "io.github.regretbench.cli.RegretBench", "run", file.toString(), "--out", out.toString(), "--jobs", "1")
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            for (int i = 0; i < 1000 && process.isAlive() && Files.notExists(out.resolve("small/" + ResultStore.FILE)); i++) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            run(longer, out, 1, new AtomicBoolean(true), (done, total) -> stored[0] = done);
        }
        assertThat(stored[0]).isBetween(1L, 1199L);
        run(longer, out, 2);
        assertSameBytes(run(longer, temporary.resolve("unkilled"), 2), out.resolve("small"));
    }

    /** 144 arms, rough kernel: merging rows pays later, features and the dense matrix never, and they must not change what is played. */
    @Test
    void theManifestSaysHowThePosteriorWasKept() throws IOException {
        JsonNode automatic = new ObjectMapper().readTree(reference.resolve("manifest.json").toFile()).get("posterior");
        assertThat(automatic.get("form").asText()).isEqualTo("auto");
        assertThat(automatic.get("usedInThisRun").toString()).isEqualTo("[\"rows\"]");
        Experiment dense = ExperimentFile.parse(YAML.replace("arms:", "posterior: dense\narms:"), "dense.yaml");
        Path folder = run(dense, temporary.resolve("dense"), 2);
        JsonNode forced = new ObjectMapper().readTree(folder.resolve("manifest.json").toFile()).get("posterior");
        assertThat(forced.toString()).isEqualTo("{\"form\":\"dense\",\"usedInThisRun\":[\"dense\"]}");
        String[] rules = {"gp-ucb", "ei", "random"};
        assertThat(arms(folder, rules)).isEqualTo(arms(reference, rules));
    }

    private static List<String> arms(Path folder, String... policies) throws IOException {
        return StoredRounds.lines(folder).stream().map(line -> line.split(",")).filter(cells -> List.of(policies).contains(cells[0]))
                .map(cells -> String.join(",", Arrays.asList(cells).subList(0, 5))).toList();
    }

    @Test
    void moreTrialsAddToThoseThatAreStored() throws IOException {
        Path out = temporary.resolve("more");
        run(small().withTrials(10), out, 2);
        assertThat(new ResultFolder(out.resolve("small")).summary().rows().get(0)).containsEntry("trials", "10");
        run(small(), out, 2);
        assertSameBytes(out.resolve("small"));
        assertThatThrownBy(() -> run(small().withTrials(10), out, 2)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("holds finished results of 40 trials, which results of 10 would replace; add --overwrite");
        assertSameBytes(out.resolve("small"));
    }

    @Test
    void resultsOfSomethingElseAreNotMixedIn() throws IOException {
        Path out = temporary.resolve("mixed");
        run(small().withTrials(1), out, 1);
        assertThatThrownBy(() -> run(small().withTrials(1).withSeed(12), out, 1)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("there: seed: 11, here: seed: 12").hasMessageContaining("--overwrite");
        Bench bench = Bench.of(small().withTrials(1).withSeed(12), new DataDirectory(Path.of("no-data-needed")));
        assertThat(new Laboratory(out, 1, true).run(bench, (done, total) -> { }, new AtomicBoolean())).isPresent();
        assertThat(out.resolve("small/rounds.parquet")).isNotEmptyFile();
    }

    @Test
    void perRoundRecordsAreSortedAndComplete() throws IOException {
        Iterator<String> lines = StoredRounds.lines(reference).iterator();
        assertThat(lines.next()).isEqualTo("policy,trial,t,arm,tied,reward,instant_regret,cumulative_regret,best_sampled_regret,"
                + "recommended_regret,information_gain,innovation,beta,sum_of_widths,largest_beta");
        double cumulative = 0;
        for (String policy : List.of("gp-ucb", "ei", "thompson", "random")) {
            for (int trial = 0; trial < 40; trial++) {
                for (int t = 1; t <= 30; t++) {
                    String[] cells = lines.next().split(",");
                    assertThat(List.of(cells[0], cells[1], cells[2])).containsExactly(policy, "" + trial, "" + t);
                    cumulative = (t == 1 ? 0 : cumulative) + Double.parseDouble(cells[6]);
                    assertThat(Double.parseDouble(cells[7])).isEqualTo(cumulative);
                }
            }
        }
        assertThat(lines.hasNext()).isFalse();
    }

    /** Four rounds a decade: 1, 2, 3, 6, 10, 18, and 7 for a claim, 30 for the end; sums run over all rounds all the same. */
    @Test
    void thinnedRecordsAreRowsOfTheFullOnes() throws IOException {
        Experiment thinned = ExperimentFile.parse(YAML.replace("horizon: 30", "horizon: 30\nrecordedPerDecade: 4")
                .replace("at: 30", "at: 7"), "thinned.yaml");
        List<Map<String, String>> full = new ResultFolder(reference).curves().rows();
        ResultFolder folder = new ResultFolder(run(thinned, temporary.resolve("thinned"), 2));
        List<Map<String, String>> rows = folder.curves().rows();
        assertThat(rows.stream().filter(r -> r.get("policy").equals("ei")).map(r -> r.get("t")))
                .containsExactly("1", "2", "3", "6", "7", "10", "18", "30");
        assertThat(full).containsAll(rows);
        assertThat(folder.summary().rows()).isEqualTo(new ResultFolder(reference).summary().rows());
        assertThat(folder.claims().rows().get(0)).containsEntry("at", "7");
    }

    @Test
    void summariesSayWhatTheRecordsSay() {
        ResultFolder folder = new ResultFolder(reference);
        Map<String, String> last = folder.curves().rows().get(29);
        Map<String, String> summary = folder.summary().rows().get(0);
        assertThat(last).containsEntry("policy", "gp-ucb").containsEntry("t", "30");
        assertThat(summary.get("average_regret")).isEqualTo(last.get("mean_average_regret"));
        assertThat(summary.get("average_regret_lower")).isEqualTo(last.get("lower"));
        assertThat(folder.claims().rows().get(0)).containsEntry("verdict", "confirmed").containsEntry("level", "0.95");
        assertThat(folder.distances().rows()).isEmpty();
        assertThat(Table.number(folder.timings().rows().get(2), "choose_us_per_round")).isPositive();
        assertThat(folder.experiment().trials()).isEqualTo(40);
    }

    @Test
    void manifestNamesTheEnvironment() throws IOException {
        assertThat(Files.readString(reference.resolve("manifest.json"))).contains("\"schema\" : \"regretbench/manifest/1\"",
                "\"seed\" : 11", "\"commit\"", Runtime.version().toString(), "\"processor\"", "\"engine\" : \"1 thread\"", "\"trialsFoundInStore\" : 0");
    }
}
