package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figure that every run draws. */
class RunFigureTest {
    private static final String YAML = """
            schema: regretbench/experiment/1
            name: one
            seed: 1
            trials: 4
            horizon: 30
            noiseVariance: 0.1
            arms: {grid: {lower: [0], upper: [1], counts: [15]}}
            kernel: se(lengthscale=0.3)
            policies: [gp-ucb, random]
            """;
    private static final String SUITE = """
            schema: regretbench/suite/1
            name: some
            axes:
              kernel: [white, se(lengthscale=0.2)]
              noiseVariance: [0.1, 1]
            experiment:
              seed: 1
              trials: 4
              horizon: 10
              arms: {grid: {lower: [0], upper: [1], counts: [15]}}
              policies: [gp-ucb, random]
            """;

    @TempDir
    private Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String yaml, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("my.yaml"), yaml);
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(Stream.concat(Stream.of("run", file.toString(),
                "--out", directory.resolve("results").toString()), Stream.of(options)).toArray(String[]::new));
    }

    private String svg(String file) throws IOException {
        return Files.readString(directory.resolve("results").resolve(file));
    }

    @Test
    void anExperimentHasOneWithoutBeingAsked() throws IOException {
        assertThat(run(YAML)).as(err.toString()).isZero();
        assertThat(out.toString()).endsWith("figure " + directory.resolve("results/one/one.svg") + "\n");
        String svg = svg("one/one.svg");
        assertThat(svg).contains(">Mean average regret R<", ">random<", ">GP-UCB (β/5)<", "Mean of 4 runs; bands: 95% Student t");
        assertThat(Stream.of("one.pdf", "one.png")).allSatisfy(file -> assertThat(directory.resolve("results/one").resolve(file)).isNotEmptyFile());
        assertThat(run(YAML)).isZero();
        assertThat(svg("one/one.svg")).as("the same bytes from the store").isEqualTo(svg);
    }

    @Test
    void optionsChangeIt() throws IOException {
        assertThat(run(YAML, "--quantity", "information-gain", "--log", "x", "--labels", "gp-ucb=ours,random=dice")).as(err.toString()).isZero();
        assertThat(svg("one/one.svg")).contains(">Mean information gain (nats)<", ">ours<", ">dice<").doesNotContain(">random<");
    }

    @Test
    void aSuiteHasAPanelPerCell() throws IOException {
        assertThat(run(SUITE)).as(err.toString()).isZero();
        assertThat(out.toString()).endsWith("figure " + directory.resolve("results/some/some.svg") + "\n");
        assertThat(svg("some/some.svg")).contains(">white_noiseVariance0.1<", ">se-lengthscale-0.2_noiseVariance1<");
    }

    /** 25 cells, which nobody would read. */
    @Test
    void tooManyCellsAreToldWhereElseTheyCanBeSeen() throws IOException {
        List<Double> variances = IntStream.rangeClosed(1, 25).mapToObj(i -> i / 10.0).toList();
        assertThat(run(SUITE.replace("kernel: [white, se(lengthscale=0.2)]", "kernel: [white]").replace("[0.1, 1]", variances.toString())
                .replace("trials: 4", "trials: 1").replace("horizon: 10", "horizon: 2"))).isZero();
        assertThat(out.toString()).endsWith("no figure: 25 cells are more than one has room for (24); `compare --along AXIS` and `report` show them\n");
    }

    @Test
    void whatCannotBeDrawnTakesNothingFromTheResults() throws IOException {
        assertThat(run(YAML.replace("horizon: 30", "horizon: 1"))).isZero();
        assertThat(out.toString()).endsWith("no figure: one recorded round makes no curve\n");
        assertThat(run(YAML.replace("name: one", "name: many").replace("policies: [gp-ucb, random]", "policies: " + IntStream.range(0, 20)
                .mapToObj(i -> "{policy: random, name: r" + i + "}").toList()))).isZero();
        assertThat(out.toString()).contains("results in ", "no figure: 20 labels");
    }

    @Test
    void noneIsDrawnWhereNoneIsWanted() throws IOException {
        assertThat(run(YAML, "--no-figure")).isZero();
        assertThat(out.toString()).doesNotContain("figure ");
        assertThat(directory.resolve("results/one/one.svg")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--quantity regret | --quantity is 'regret'; expected one of average-regret, cumulative-regret,",
        "--log z | --log is 'z'; expected x, y or xy",
        "--labels gp-ubc=x | --labels names 'gp-ubc', and no policy is called so; did you mean 'gp-ucb'? known: gp-ucb, random",
        "--labels gp-ucb=中 | --labels: the figure font has no character",
        "--no-figure --log x | --no-figure leaves nothing for --quantity, --log and --labels to change",
        "--no-figure --figures x | --figures names a directory for what --no-figure leaves out",
        "--shard 1/2 --log x | a shard has no results of its own and no figure"})
    void mistakesAreFoundBeforeAnythingIsRun(String options, String message) throws IOException {
        assertThat(run(YAML, options.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message).hasLineCount(1);
        assertThat(directory.resolve("results")).doesNotExist();
    }
}
