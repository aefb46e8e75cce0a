package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.regretbench.experiment.BenchmarkRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code regretbench bench} as far as it needs no other process; the benchmarks themselves are started by BenchmarkSmokeTest. */
class BenchCommandTest {
    private static final String BEFORE = "src/test/resources/jmh/before.json";
    private static final String AFTER = "src/test/resources/jmh/after.json";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(args);
    }

    @Test
    void comparisonSaysWhatDiffersAndWhatCannotBeTold() {
        assertThat(execute("bench", "--compare", BEFORE, AFTER)).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines()).containsSubsequence(
                "different machine.processor: Old CPU -> New CPU",
                "2 of 4 benchmarks differ by more than their 99.9% intervals:");
        List<String> changes = out.toString().lines().filter(line -> line.startsWith("  ")).toList();
        assertThat(changes).hasSize(4);
        assertThat(changes.get(0)).contains("0.501 (", "lower", "UpdateBenchmark.update {arms=1000} us/op");
        assertThat(changes.get(1)).contains("1.500 (", "higher", "UpdateBenchmark.update {arms=2000} us/op");
        assertThat(changes.get(2)).contains("1.002 (", "UpdateBenchmark.batchSolve").doesNotContain("higher");
        assertThat(changes.get(3)).contains("1.333", "one iteration only", "UpdateBenchmark.once");
        assertThat(out.toString()).contains("only in " + BEFORE + ": UpdateBenchmark.old us/op", "only in " + AFTER
                + ": UpdateBenchmark.fresh us/op", "a single virtual machine");
    }

    @Test
    void aRunIsTheSameAsItself() {
        assertThat(execute("bench", "--compare", BEFORE, BEFORE)).isZero();
        assertThat(out.toString()).contains("0 of 5 benchmarks differ").doesNotContain("different ").doesNotContain("only in");
    }

    @Test
    void resultsAreStoredWithTheirEnvironment(@TempDir Path folder) throws Exception {
        Path raw = folder.resolve("raw.json");
        new ObjectMapper().writeValue(raw.toFile(), new ObjectMapper().readTree(Path.of(BEFORE).toFile()).get("results"));
        BenchmarkRun.store(raw, "regretbench bench", folder.resolve("stored.json"));
        BenchmarkRun stored = BenchmarkRun.read(folder.resolve("stored.json"));
        assertThat(stored.scores()).isEqualTo(BenchmarkRun.read(Path.of(BEFORE)).scores());
        assertThat(stored.environment()).containsKeys("regretbench.commit", "java.version", "machine.processor", "machine.caches",
                "machine.memoryBytes", "jvmArguments");
        assertThat(stored.scores().get(0).bytesPerOperation()).isEqualTo(0.01);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--compare nowhere.json " + BEFORE + " | nowhere.json cannot be read; expected a file that `regretbench bench` wrote",
        "--compare README.md " + BEFORE + " | README.md is not JSON",
        "--compare " + BEFORE + " | requires at least 2 values",
        "--compare " + BEFORE + " " + AFTER + " Trial | 'Trial' does not go with --compare",
        "--compare " + BEFORE + " " + AFTER + " --references | choose one",
        "--cost " + BEFORE + " | the run has not all of the benchmarks UpdateCost and ReadBandwidth",
        "--references --name x | '--name' does not go with",
        "Trial -rff mine.json | -rff is set by this command",
        "Trial --name a/b | --name is 'a/b'; expected letters"})
    void mistakesAreOneLine(String arguments, String fragment) {
        assertThat(execute(("bench " + arguments).split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("regretbench: ").contains(fragment);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFileOfAnotherSchemaIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("raw.json"), "[]");
        assertThat(execute("bench", "--cost", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is not of schema regretbench/jmh/1");
    }
}
