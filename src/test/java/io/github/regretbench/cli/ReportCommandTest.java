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

class ReportCommandTest {
    private static final String SUITE = """
            schema: regretbench/suite/1
            name: two
            axes: {noiseVariance: [0.01, 0.1]}
            experiment:
              seed: 1
              trials: 20
              horizon: 6
              arms: {grid: {lower: [0], upper: [1], counts: [5]}}
              kernel: se(lengthscale=0.2)
              policies: [gp-ucb-theorem1, ei]
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    @TempDir
    private Path directory;

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(arguments);
    }

    private String results() throws IOException {
        Path file = Files.writeString(directory.resolve("two.yaml"), SUITE);
        assertThat(execute("audit", file.toString(), "--out", directory.resolve("results").toString())).isZero();
        return directory.resolve("results/two").toString();
    }

    @Test
    void aSuiteIsAuditedAndReported() throws IOException {
        String suite = results();
        assertThat(out.toString().lines()).hasSize(3).first().asString().startsWith("noiseVariance0.01: ");
        assertThat(out.toString().lines().reduce((a, b) -> b)).contains("audits in " + suite);
        Path page = directory.resolve("two.html");
        assertThat(execute("report", suite, "--html", page.toString())).isZero();
        assertThat(out.toString()).isEqualTo("report " + page + "\n");
        assertThat(page).content().startsWith("<!doctype html>").contains("Statements of theory held against the runs: ")
                .endsWith("</html>\n");
        assertThat(execute("report", suite + "/noiseVariance0.1", suite + "/noiseVariance0.01", "--html", page.toString())).isZero();
        assertThat(page).content().contains("<h1>noiseVariance0.1 and noiseVariance0.01</h1>");
    }

    @Test
    void mistakesAreOneSentence() throws IOException {
        String cell = results() + "/noiseVariance0.1";
        String page = directory.resolve("x.html").toString();
        for (List<String> mistake : List.of(List.of("the results are missing; write `regretbench report", "--html", page),
                List.of("--html is missing", cell), List.of("--html is missing", cell, "--html", ""),
                List.of("holds no results of a finished run", directory.toString(), "--html", page),
                List.of("two of the results are of experiments called 'noiseVariance0.1'", cell, cell, "--html", page),
                List.of("its directory does not exist", cell, "--html", directory.resolve("none/x.html").toString()),
                List.of("it is a directory; name a file in it", cell, "--html", directory.toString()))) {
            String[] arguments = mistake.toArray(String[]::new);
            arguments[0] = "report";
            assertThat(execute(arguments)).isEqualTo(2);
            assertThat(err.toString().lines()).singleElement().asString().contains(mistake.get(0));
            assertThat(Path.of(page)).doesNotExist();
        }
        Files.delete(Path.of(cell, "store.duckdb"));
        assertThat(execute("report", cell, "--html", page)).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("holds no stored trials (store.duckdb is missing)");
    }
}
