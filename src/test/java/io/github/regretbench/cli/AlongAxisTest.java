package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.experiment.AlongAxis;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import io.github.regretbench.experiment.StoredRun;
import io.github.regretbench.experiment.StoredRuns;
import io.github.regretbench.statistics.Interval;
import io.github.regretbench.statistics.SampleMean;
import io.github.regretbench.statistics.WelchDifference;
import io.github.regretbench.statistics.WilcoxonSignedRank;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code compare --along}, on suites that are really run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlongAxisTest {
    private static final String YAML = """
            schema: regretbench/suite/1
            name: suite
            randomness: common
            axes:
              kernel:
                - {label: rough, kernel: "matern(nu=0.5, lengthscale=0.3)"}
                - {label: smooth, kernel: se(lengthscale=0.3)}
              noiseVariance: [0.1, 0.01, 1]
            experiment:
              seed: 4
              trials: 12
              horizon: 8
              arms: {grid: {lower: [0], upper: [1], counts: [20]}}
              policies: [gp-ucb, random]
            """;

    @TempDir
    private static Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(arguments);
    }

    private static String path(String name) {
        return directory.resolve(name).toString();
    }

    private void run(String name, String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve(name + ".yaml"), yaml.replace("name: suite", "name: " + name));
        assertThat(execute("run", file.toString(), "--out", directory.toString())).as(err.toString()).isZero();
    }

    @BeforeAll
    void run() throws IOException {
        run("paired", YAML);
        run("apart", YAML.replace("randomness: common", "randomness: independent"));
    }

    /** R_8/8 by trial. */
    private static double[] averageRegret(String cell, String policy) throws IOException {
        List<Double> values = new ArrayList<>();
        ResultFolder folder = new ResultFolder(directory.resolve(cell));
        try (StoredRuns runs = folder.runs()) {
            for (int i = 0; i < 2 * 12; i++) {
                StoredRun run = runs.next();
                if (run.policy().equals(policy)) {
                    values.add(run.rounds().get(7).cumulativeRegret() / 8);
                }
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Map<String, String> difference(String folder, String slice, String policy, String value) {
        return new ResultFolder(directory.resolve(folder)).read(AlongAxis.DIFFERENCES).rows().stream().filter(row -> row.get("slice").equals(slice)
                && row.get("policy").equals(policy) && row.get("value").equals(value)).findFirst().orElseThrow();
    }

    @Test
    void cellsOfOneSeedAreComparedTrialByTrial() throws IOException {
        assertThat(execute("compare", path("paired"), "--along", "kernel", "--out", path("k"))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("N = 12 trials of each cell, paired: trials of equal number meet the same random numbers",
                "noiseVariance=0.01, average regret R_t/t at the horizon", "smooth - rough");
        double[] smooth = averageRegret("paired/smooth_noiseVariance0.1", "gp-ucb");
        double[] rough = averageRegret("paired/rough_noiseVariance0.1", "gp-ucb");
        double[] differences = new double[12];
        Arrays.setAll(differences, i -> smooth[i] - rough[i]);
        Map<String, String> row = difference("k", "noiseVariance=0.1", "gp-ucb", "smooth");
        Interval student = SampleMean.interval(differences, 0.95);
        assertThat(Table.number(row, "difference")).isCloseTo(student.estimate(), within(1e-15));
        assertThat(Table.number(row, "t_lower")).isCloseTo(student.lower(), within(1e-12));
        assertThat(Table.number(row, "t_upper")).isCloseTo(student.upper(), within(1e-12));
        assertThat(Table.number(row, "p")).isEqualTo(WilcoxonSignedRank.of(differences).twoSided());
        assertThat(row).containsEntry("comparison", "paired").containsEntry("baseline", "rough").containsEntry("test", "wilcoxon");
        assertThat(Stream.of("along-kernel.svg", "along-kernel.pdf", "along-kernel.png", "along.tex")).allSatisfy(
                file -> assertThat(directory.resolve("k").resolve(file)).isNotEmptyFile());
        assertThat(Files.readString(directory.resolve("k/along.tex"))).contains("\\caption{noiseVariance=0.1: mean average regret $R_t/t$",
                "policy & rough & smooth");
    }

    /** Seeds of their own: the same numbers of trials are no pairs. */
    @Test
    void cellsOfOtherSeedsAreNotPaired() throws IOException {
        assertThat(execute("compare", path("apart"), "--along", "kernel", "--out", path("a"))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("unpaired: each has a seed of its own, and differences are Welch's", "(unpaired)")
                .doesNotContain("trials of equal number");
        WelchDifference welch = WelchDifference.of(averageRegret("apart/smooth_noiseVariance0.1", "gp-ucb"),
                averageRegret("apart/rough_noiseVariance0.1", "gp-ucb"));
        Map<String, String> row = difference("a", "noiseVariance=0.1", "gp-ucb", "smooth");
        assertThat(Table.number(row, "t_lower")).isCloseTo(welch.interval(0.95).lower(), within(1e-12));
        assertThat(Table.number(row, "p")).isCloseTo(welch.twoSided(), within(1e-12));
        assertThat(row).containsEntry("comparison", "unpaired").containsEntry("test", "welch").containsEntry("bca_lower", "");
        assertThat(Files.readString(directory.resolve("a/along.tex"))).contains("Welch's test, unpaired").doesNotContain("paired Wilcoxon");
    }

    /** In the order of their size, whatever the file's; a random policy meets noise but does not look at it. */
    @Test
    void numbersAreInOrder() {
        assertThat(execute("compare", path("paired"), "--along", "noiseVariance", "--out", path("n"))).isZero();
        assertThat(new ResultFolder(directory.resolve("n")).read(AlongAxis.VALUES).rows().stream().limit(3)).extracting(row -> row.get("number"))
                .containsExactly("0.01", "0.1", "1");
        assertThat(difference("n", "kernel=rough", "random", "1")).containsEntry("answer", "equal").containsEntry("difference", "0")
                .containsEntry("baseline", "0.01");
    }

    @Test
    void anotherBaselineAndRound() {
        assertThat(execute("compare", path("paired"), "--along", "kernel", "--against", "smooth", "--at", "3,8", "--policies", "gp-ucb", "--quantity",
                "cumulative-regret", "--out", path("b"))).isZero();
        assertThat(out.toString()).contains("rough - smooth", "cumulative regret R_t at t = 3").doesNotContain("random  ");
    }

    /** Rows of a table: pairs where they are the same, counted by blocks; otherwise neither pairs nor independent. */
    @Test
    void measuredRowsArePairsOrNothing() throws IOException {
        assertThat(execute("init", "sensors", path("s.yaml"))).isZero();
        String yaml = """
                schema: regretbench/suite/1
                name: suite
                randomness: common
                axes:
                  noiseVariance: [0.05, 0.5]
                  train:
                    - {label: half, arms: {sensors: {table: s-example.csv, train: 1/2}}}
                    - {label: most, arms: {sensors: {table: s-example.csv, train: 2/3}}}
                experiment:
                  seed: 1
                  trials: 64
                  horizon: 4
                  kernel: empirical
                  objective: test-row
                  policies: [gp-ucb, random]
                  intervals: {method: block-means, blockLength: 8}
                """;
        for (String randomness : List.of("common", "independent")) {
            Path file = Files.writeString(directory.resolve(randomness + ".yaml"), yaml.replace("name: suite", "name: " + randomness)
                    .replace("randomness: common", "randomness: " + randomness));
            assertThat(execute("run", file.toString(), "--data", directory.toString(), "--out", directory.toString(), "--no-figure")).as(err.toString())
                    .isZero();
        }
        assertThat(execute("compare", path("common"), "--along", "noiseVariance", "--out", path("rows"))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("train=half: N = 15 blocks of about 8 consecutive rows, 64 trials in all of each cell, paired:");
        assertThat(difference("rows", "train=half", "gp-ucb", "0.5")).containsEntry("test", "student-t").containsEntry("bca_lower", "");
        assertThat(execute("compare", path("common"), "--along", "train", "--out", path("none"))).isEqualTo(2);
        assertThat(err.toString()).contains("play measured rows that are not the same: trials of equal number are no pairs").hasLineCount(1);
        assertThat(execute("compare", path("independent"), "--along", "noiseVariance", "--out", path("none"))).isEqualTo(2);
        assertThat(err.toString()).contains("have seeds of their own, but objectives that are measured rows, which no seed makes independent; run them "
                + "with `randomness: common`").hasLineCount(1);
    }

    /** Where the baseline lacks a policy, nothing is said of it but that. */
    @Test
    void policiesThatTheBaselineLacksAreNamed() throws IOException {
        run("lacking", """
                schema: regretbench/suite/1
                name: suite
                axes:
                  players:
                    - {label: few, policies: [gp-ucb]}
                    - {label: more, policies: [gp-ucb, random]}
                experiment:
                  {seed: 1, trials: 8, horizon: 4, noiseVariance: 0.1, kernel: se(lengthscale=0.3), arms: {points: [[0], [1]]}}
                """);
        assertThat(execute("compare", path("lacking"), "--along", "players", "--out", path("l"))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("random is left out: it is not at few and another value").contains("equal in every trial");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "paired --along kernal | has no axis 'kernal'; did you mean 'kernel'? its axes: kernel, noiseVariance",
        "paired --along kernel --against rouhg | --against is 'rouhg', which the axis 'kernel' does not have; its values: rough, smooth",
        "paired/rough_noiseVariance1 --along kernel | holds one experiment, which has no axes; --along needs the results of a suite",
        "paired --along kernel --policies ei | has no policy 'ei' at rough and another value of 'kernel'; it has gp-ucb, random",
        "paired --along kernel --at 9 | has no round 9, it ends at 8; choose another with --at",
        "paired --against rough | --against names a value of an axis; name the axis with --along"})
    void mistakesAreOneSentence(String options, String message) {
        String[] arguments = Stream.concat(Stream.of("compare", "--out", path("none")), Stream.of(path(options.split(" ")[0]))).toArray(String[]::new);
        arguments = Stream.concat(Stream.of(arguments), Stream.of(options.split(" ")).skip(1)).toArray(String[]::new);
        assertThat(execute(arguments)).isEqualTo(2);
        assertThat(err.toString()).contains(message).hasLineCount(1);
        assertThat(directory.resolve("none")).doesNotExist();
    }
}
