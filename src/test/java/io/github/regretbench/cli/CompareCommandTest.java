package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompareCommandTest {
    private static final String YAML = """
            schema: regretbench/experiment/1
            name: NAME
            seed: SEED
            trials: 15
            horizon: 12
            noiseVariance: 0.05
            arms:
              grid: {lower: [0], upper: [1], counts: [20]}
            kernel: matern(nu=1.5, lengthscale=0.3)
            policies: [gp-ucb, ei, random]
            """;
    private static final List<String> FIGURES = List.of("rough_1-mean", "rough_1-median", "smooth-mean", "smooth-median", "profiles",
            "critical-difference");

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

    @BeforeAll
    void run() throws IOException {
        run("rough_1", YAML);
        run("smooth", YAML.replace("matern(nu=1.5, lengthscale=0.3)", "se(lengthscale=0.3)").replace("SEED", "8"));
        run("again", YAML.replace("[gp-ucb, ei, random]", "[ei, random]"));
    }

    private void run(String name, String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve(name + ".yaml"), yaml.replace("NAME", name).replace("SEED", "7"));
        assertThat(execute("run", file.toString(), "--out", directory.toString())).as(err.toString()).isZero();
    }

    @Test
    void wordsTablesAndFiguresComeFromStoredResults() throws IOException {
        int code = execute("compare", path("rough_1"), path("smooth"), "--at", "5,12", "--out", path("out"));
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString()).contains("rough_1: N = 15 trials, paired: in each all policies meet the same objective and noise\n",
                "\nrough_1, average regret R_t/t at t = 5\n", "\nsmooth, average regret R_t/t at t = 12\n", "gp-ucb - random",
                "p by Holm over the pairs of a problem and round, not over problems\n",
                "\nacross 2 problems at t = 12: Friedman chi-square ", "comparison in " + path("out"));
        assertThat(FIGURES).allSatisfy(name -> assertThat(Stream.of("svg", "pdf", "png")).allSatisfy(
                format -> assertThat(directory.resolve("out").resolve(name + "." + format)).isNotEmptyFile()));
        String tex = Files.readString(directory.resolve("out/comparison.tex"));
        assertThat(tex).contains("\\usepackage{booktabs}", "at $t = 5$", "at $t = 12$", "policy & rough\\_1 & smooth & rank",
                "average regret $R_t/t$", "(paired Wilcoxon test, Holm over the pairs of a problem, not over problems, 5\\%)");
        assertThat(tex.lines().filter(line -> line.startsWith("GP-UCB ($\\beta$/5) & ")).count()).isEqualTo(2);
        assertThat(tex.lines().filter(line -> line.contains("\\textbf{")).count()).isGreaterThanOrEqualTo(2);
    }

    /** Two problems of two policies rank alike with probability 1/2 at least. */
    @Test
    void tooFewProblemsAreTold() {
        assertThat(execute("compare", path("rough_1"), path("smooth"), "--policies", "gp-ucb,random", "--out", path("few"))).isZero();
        assertThat(out.toString()).contains("exact p by permuting each problem = 0.5: cannot tell them apart",
                "too few problems: even if all agreed, no two policies could be told apart");
        assertThat(out.toString()).doesNotContain("ei");
    }

    @Test
    void oneProblemSaysSo() throws IOException {
        assertThat(execute("compare", path("rough_1"), "--quantity", "best-sampled-regret", "--out", path("single"))).isZero();
        assertThat(out.toString()).contains("one problem: nothing is said across problems", "best-sampled simple regret at t = 12")
                .doesNotContain("Friedman chi-square");
        assertThat(Files.readAllLines(directory.resolve("single/friedman.csv"))).hasSize(1);
        assertThat(directory.resolve("single/critical-difference.svg")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--at 5,99 | rough_1 has no round 99, it ends at 12; choose another with --at",
        "--quantity regret | --quantity is 'regret'; expected one of average-regret, cumulative-regret, best-sampled-regret",
        "--policies mpi | rough_1 has no policy 'mpi'; it has gp-ucb, ei, random",
        "--policies ei | rough_1 has one policy, ei, and a comparison needs two",
        "--at x | Invalid value for option '--at'"})
    void mistakesAreOneSentence(String options, String message) {
        String[] arguments = Stream.concat(Stream.of("compare", path("rough_1"), "--out", path("none")), Stream.of(options.split(" ")))
                .toArray(String[]::new);
        assertThat(execute(arguments)).isEqualTo(2);
        assertThat(err.toString()).contains(message).hasLineCount(1);
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void placesThatCannotBeWrittenAreRefusedFirst() {
        assertThat(execute("compare", path("nowhere"), "--out", path("rough_1.yaml"))).isEqualTo(2);
        assertThat(err.toString()).contains("is not a directory; choose another directory with --out").hasLineCount(1);
    }

    /** The same game again, with two of its three policies. */
    @Test
    void policiesThatAreTheSameAreTakenOnce() {
        assertThat(execute("compare", path("again"), path("rough_1"), "--out", path("same"))).isZero();
        assertThat(out.toString()).contains("again: N = 15 trials", "ei - gp-ucb", "one problem:");
    }
}
