package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.regretbench.data.CandidateFormat;
import io.github.regretbench.data.CandidateTable;
import io.github.regretbench.data.ValueTransform;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TabulateCommandTest {
    private static final Path TRAINING = Path.of("src/test/resources/training");

    @TempDir
    private Path directory;
    private final StringWriter printed = new StringWriter();

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(printed, true);
        return RegretBench.commandLine(writer, writer).execute(arguments);
    }

    private static void requirePython() throws InterruptedException {
        try {
            assumeTrue(new ProcessBuilder("python3", "--version").start().waitFor() == 0);
        } catch (IOException e) {
            assumeTrue(false, "there is no python3 here");
        }
    }

    /** From the example in Python to a table that arms are read from. */
    @Test
    void theExampleMakesATableThatIsRead() throws InterruptedException {
        requirePython();
        Path table = directory.resolve("scores.csv");
        assertThat(run("tabulate", TRAINING.resolve("grid.yaml").toString(), "--out", table.toString(), "--", "python3",
                TRAINING.resolve("train.py").toString())).as(printed.toString()).isZero();
        assertThat(printed.toString()).contains("24 configurations, 2 repeats each", "arms: {table: " + table + ", inputs: [lr, decay, loss], log: [lr], "
                + "categories: [loss], repeats: [r0..r1]}");
        CandidateTable read = CandidateTable.read(table, new CandidateFormat(List.of("lr", "decay", "loss"), List.of("r0..r1"), List.of("lr"),
                List.of("loss"), true, Map.of(), false, ValueTransform.NONE, 1));
        assertThat(read.points()).hasDimensions(24, 3);
        assertThat(read.points()[0]).containsExactly(0, 0, 0);
        assertThat(read.points()[23]).containsExactly(1, 1, 1);
        // Both clouds are a distance of about 1.4 deviations apart: a fair separation is right in seven tenths of cases and more, a coin in half.
        assertThat(read.mean(23)).isBetween(0.6, 0.9);
    }

    @Test
    void mistakesOnTheCommandLineAreOneSentence() {
        String grid = TRAINING.resolve("grid.yaml").toString();
        String table = directory.resolve("t.csv").toString();
        assertThat(run("tabulate", grid, "--out", table)).isEqualTo(2);
        assertThat(run("tabulate", grid, "--out", directory.resolve("t.txt").toString(), "--", "true")).isEqualTo(2);
        assertThat(run("tabulate", grid, "--out", table, "--limit", "0", "--", "true")).isEqualTo(2);
        assertThat(run("tabulate", grid, "--out", table, "--shard", "3/2", "--", "true")).isEqualTo(2);
        assertThat(run("tabulate", grid, "--out", table, "--merge", "a.csv", "--", "true")).isEqualTo(2);
        assertThat(run("tabulate", grid, "--out", table, "--merge", "a.csv")).isEqualTo(2);
        assertThat(run("tabulate", directory.toString(), "--out", table, "--", "true")).isEqualTo(2);
        assertThat(printed.toString().lines()).hasSize(7).allMatch(line -> line.startsWith("regretbench: "));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void failuresEndWithCodeOne() {
        assertThat(run("tabulate", TRAINING.resolve("grid.yaml").toString(), "--out", directory.resolve("t.csv").toString(), "--jobs", "2", "--", "false"))
                .isEqualTo(1);
        assertThat(printed.toString()).contains("failed: lr=0.001, decay=0, loss=log, seed=", "exited with code 1", "48 of 48 measurements failed");
    }
}
