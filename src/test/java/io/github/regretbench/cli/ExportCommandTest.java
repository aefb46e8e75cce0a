package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    @TempDir
    private Path directory;

    private int execute(String... arguments) {
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(arguments);
    }

    private Path result() throws IOException {
        Path file = Files.writeString(directory.resolve("e.yaml"), """
                schema: regretbench/experiment/1
                name: e
                seed: 1
                trials: 2
                horizon: 3
                noiseVariance: 0.1
                arms:
                  grid: {lower: [0], upper: [1], counts: [5]}
                kernel: se(lengthscale=0.2)
                policies: [gp-ucb]
                """);
        assertThat(execute("run", file.toString(), "--out", directory.resolve("results").toString())).isZero();
        out.getBuffer().setLength(0);
        return directory.resolve("results/e");
    }

    @Test
    void formatsAreWrittenIntoDirectoriesOfTheirNames() throws IOException {
        Path target = directory.resolve("deep/export");
        assertThat(execute("export", result().toString(), "--format", "bibtex,csv", "--format", "ioh", "--out",
                target.toString())).isZero();
        assertThat(out.toString().lines()).containsExactly("csv in " + target.resolve("csv"), "ioh in " + target.resolve("ioh"),
                "bibtex in " + target.resolve("bibtex"));
        assertThat(target.resolve("csv/rounds.csv.gz")).isNotEmptyFile();
        assertThat(target.resolve("bibtex/references.bib")).isNotEmptyFile();
    }

    @Test
    void theListNamesEveryFormat() {
        assertThat(execute("export", "--list")).isZero();
        assertThat(out.toString().lines().filter(line -> !line.startsWith(" "))).containsExactly("csv", "parquet", "ioh", "coco",
                "pgfplots", "booktabs", "bibtex");
    }

    @Test
    void mistakesAreOneSentence() throws IOException {
        String result = result().toString();
        String target = directory.resolve("x").toString();
        for (List<String> mistake : List.of(
                List.of("the results are missing; write `regretbench export", "--format", "csv", "--out", target),
                List.of("--format is missing", result, "--out", target), List.of("--out is missing", result, "--format", "csv"),
                List.of("--out is blank", result, "--format", "csv", "--out", ""),
                List.of("'xlsx'; expected some of csv, parquet, ioh", result, "--format", "xlsx", "--out", target),
                List.of("holds no results of a finished run", directory.toString(), "--format", "csv", "--out", target),
                List.of("coco holds 15 to 65535 trials", result, "--format", "csv,coco", "--out", target))) {
            err.getBuffer().setLength(0);
            String[] arguments = mistake.toArray(String[]::new);
            arguments[0] = "export";
            assertThat(execute(arguments)).isEqualTo(2);
            assertThat(err.toString().lines()).singleElement().asString().contains(mistake.get(0));
            assertThat(directory.resolve("x")).doesNotExist();
        }
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatAKilledExportLeftGoesWithTheNext() throws IOException {
        Path left = Files.createDirectories(directory.resolve(".again.9999999999.part/csv"));
        Path other = Files.createDirectories(directory.resolve(".else.9999999999.part"));
        assertThat(execute("export", result().toString(), "--format", "bibtex", "--out", directory.resolve("again").toString())).isZero();
        assertThat(left.getParent()).doesNotExist();
        assertThat(other).exists();
    }

    /** Only a directory can be replaced whole: that of the link, if there is one, is found before the work and not after it. */
    @Test
    void aLinkStandsForItsDirectory() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        assertThat(execute("export", result().toString(), "--format", "csv", "--out", link.toString())).as(err.toString()).isZero();
        assertThat(real.resolve("csv/rounds.csv.gz")).exists();
        Path nowhere = Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nowhere"));
        assertThat(execute("export", result().toString(), "--format", "csv", "--out", nowhere.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("it is a link to something that does not exist; name a directory");
    }
}
