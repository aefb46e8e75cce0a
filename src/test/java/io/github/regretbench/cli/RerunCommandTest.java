package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.StoredRounds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RerunCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    @TempDir
    private Path directory;
    private Path result;

    private int execute(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    @BeforeEach
    void run() throws IOException {
        Path file = Files.writeString(directory.resolve("e.yaml"), """
                schema: regretbench/experiment/1
                name: e
                seed: 1
                trials: 3
                horizon: 8
                noiseVariance: 0.1
                arms:
                  grid: {lower: [0], upper: [1], counts: [30]}
                kernel: se(lengthscale=0.2)
                policies: [gp-ucb, ei]
                """);
        assertThat(execute("run", file, "--out", directory.resolve("results"))).isZero();
        result = directory.resolve("results/e");
    }

    private static List<String> rounds(Path folder) throws IOException {
        return new ArrayList<>(StoredRounds.lines(folder));
    }

    private static void writeRounds(Path folder, List<String> lines) throws IOException {
        StoredRounds.write(folder, lines);
    }

    @Test
    void aRunAgreesWithItself() {
        assertThat(execute("rerun", result)).as(err.toString()).isZero();
        assertThat(out.toString().lines()).containsExactly("every byte agrees (6 files)",
                "made with the same version, data, virtual machine and machine");
    }

    @Test
    void theFirstDifferenceIsNamed() throws IOException {
        List<String> lines = rounds(result);
        String[] cells = lines.get(30).split(",", -1);
        assertThat(cells).startsWith("ei", "0", "6");
        String reward = cells[5];
        cells[5] = "0.25";
        lines.set(30, String.join(",", cells));
        writeRounds(result, lines);
        assertThat(execute("rerun", result)).isEqualTo(1);
        assertThat(out.toString()).startsWith("1 of 6 files differ; the first is " + result.resolve("rounds.parquet")
                + ", line 31 (policy ei, trial 0, t 6): reward is 0.25 there and " + reward + " now\n");
    }

    @Test
    void otherDifferencesAreNamedToo() throws IOException {
        byte[] bytes = Files.readAllBytes(result.resolve("rounds.parquet"));
        List<String> lines = rounds(result);
        writeRounds(result, lines);
        assertThat(execute("rerun", result)).isEqualTo(1);
        assertThat(out.toString()).contains("in the way of writing alone: the content is the same");
        writeRounds(result, lines.subList(0, 20));
        assertThat(execute("rerun", result)).isEqualTo(1);
        assertThat(out.toString()).contains("the stored file ends before line 21");
        Files.write(result.resolve("rounds.parquet"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(execute("rerun", result)).isEqualTo(1);
        assertThat(out.toString()).contains("the stored file is torn in line 1");
        Files.writeString(result.resolve("experiment.yaml"), "# mine\n" + Files.readString(result.resolve("experiment.yaml")));
        assertThat(execute("rerun", result)).isEqualTo(1);
        assertThat(out.toString()).contains("2 of 6 files differ",
                "experiment.yaml, line 1 is '# mine' there and 'schema: regretbench/experiment/1' now");
    }

    @Test
    void whatChangedInTheEnvironmentIsNamed() throws IOException {
        Path manifest = result.resolve("manifest.json");
        String current = Runtime.version().toString();
        Files.writeString(manifest, Files.readString(manifest).replace("\"version\" : \"" + current, "\"version\" : \"21.0.1+12"));
        assertThat(execute("rerun", result)).isEqualTo(1);
        assertThat(out.toString()).startsWith("1 of 7 files differ; the first is " + manifest + ", which is not as it was sealed\n");
        Path sums = result.resolve("SHA256SUMS");
        Files.writeString(sums, Files.readString(sums).replaceAll("[0-9a-f]{64}(?=  manifest.json)", DataDirectory.sha256(manifest)));
        assertThat(execute("rerun", result)).isZero();
        assertThat(out.toString().lines()).containsExactly("every byte agrees (6 files)",
                "  java.version was 21.0.1+12, is " + current);
        Files.delete(manifest);
        assertThat(execute("rerun", result)).isZero();
        assertThat(out.toString()).contains("no readable manifest.json says what the stored results were made with");
    }

    /** As in a repository that keeps the small files alone. */
    @Test
    void filesThatAreGoneAreComparedByTheirChecksums() throws IOException {
        Files.delete(result.resolve("rounds.parquet"));
        Files.delete(result.resolve("store.duckdb"));
        assertThat(execute("rerun", result)).isZero();
        assertThat(out.toString()).startsWith("every byte agrees (6 files, 1 of them gone and compared by SHA-256)");
        Path sums = result.resolve("SHA256SUMS");
        Files.writeString(sums, Files.readString(sums).replaceAll("[0-9a-f]{64}(?=  rounds)", "0".repeat(64)));
        assertThat(execute("rerun", result)).isEqualTo(1);
        assertThat(out.toString()).contains("rounds.parquet, by its SHA-256, for the stored file is gone");
    }

    @Test
    void auditsAreComparedWhereTheyAre() throws IOException {
        assertThat(execute("audit", directory.resolve("e.yaml"), "--out", directory.resolve("results"))).isZero();
        assertThat(execute("rerun", result)).isZero();
        assertThat(out.toString()).startsWith("every byte agrees (11 files)");
        Path audit = result.resolve("audit.csv");
        Files.writeString(audit, Files.readString(audit).replaceFirst(",holds\n", ",violated\n"));
        assertThat(execute("rerun", result)).isEqualTo(1);
        assertThat(out.toString()).startsWith("1 of 11 files differ; the first is " + result.resolve("audit.csv"));
    }

    /** Results of an experiment that comes with RegretBench need not say what it was. */
    @Test
    void resultsWithoutAnExperimentAreThoseOfTheirName() throws IOException {
        Path kept = Files.createDirectories(directory.resolve("kept/fig2bc"));
        assertThat(execute("rerun", kept)).isEqualTo(2);
        assertThat(err.toString()).contains("cannot be run again: it has neither experiment.yaml nor cells.yaml");
        assertThat(execute("run", "fig2bc", "--out", directory.resolve("made"))).as(err.toString()).isZero();
        Files.copy(directory.resolve("made/fig2bc/summary.csv"), kept.resolve("summary.csv"));
        assertThat(execute("rerun", kept)).isZero();
        assertThat(out.toString()).contains("every byte agrees (1 file)",
                "no experiment.yaml is there; this was the fig2bc that comes with RegretBench");
    }

    @Test
    void newResultsAreKeptWhereNothingIs() {
        Path kept = directory.resolve("again");
        assertThat(execute("rerun", result, "--out", kept, "--jobs", 1)).isZero();
        assertThat(kept.resolve("e/summary.csv")).hasSameTextualContentAs(result.resolve("summary.csv"));
        assertThat(execute("rerun", result, "--out", kept)).isEqualTo(2);
        assertThat(err.toString()).contains("again/e is there already, and a rerun begins with nothing; choose another --out");
        assertThat(execute("rerun", result, "--out", directory.resolve("results"))).isEqualTo(2);
        assertThat(execute("rerun", directory.resolve("nowhere"))).isEqualTo(2);
    }
}
