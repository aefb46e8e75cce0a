package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models at the edge of double arithmetic are played right, or refused before play with one sentence; what is printed can be read. */
class EdgeOfDoublesTest {
    private static final String REPEATS = "{points: [[0.3], [0.3], [0.3], [0.7], [0.7]]}";
    private static final String GRID = "{grid: {lower: [0], upper: [1], counts: [40]}}";

    @TempDir
    private Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(arguments);
    }

    private int onFile(String command, String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("edge.yaml"), yaml);
        return execute(command, file.toString(), "--out", directory.resolve("out").toString());
    }

    private static String yaml(String kernel, String noise, String arms, String policies, String more) {
        return """
                schema: regretbench/experiment/1
                name: edge
                seed: 1
                trials: 3
                horizon: 30
                noiseVariance: %s
                arms: %s
                kernel: "%s"
                policies: [%s]
                %s
                """.formatted(noise, arms, kernel, policies, more);
    }

    private void assertRefused(String... parts) {
        assertThat(err.toString().lines()).singleElement().asString().startsWith("regretbench: ").contains(parts);
        assertThat(out.toString()).isEmpty();
        assertThat(directory.resolve("out/edge/rounds.parquet")).doesNotExist();
    }

    /** Few digits, no rows of zeros, nothing that is no number. */
    private void assertReadable() {
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).doesNotContain("NaN", "Infinity").doesNotContainPattern("[0-9.]{22}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "se(lengthscale=0.2)                | 1e-15  | ''                                              | the noise variance 1E-15 is",
        "se(lengthscale=0.2)                | 1e-60  | ''                                              | of T k_max",
        "se(lengthscale=0.2)                | 1e-300 | ''                                              | use a noise variance of at least",
        "se(lengthscale=0.2)                | 1e-320 | ''                                              | use a noise variance of at least",
        "1e10 * se(lengthscale=0.2)         | 1e-6   | ''                                              | of T k_max = 30 * 10000000000",
        "1e300 * se(lengthscale=0.2)        | 1e298  | ''                                              | write f in another unit",
        "1e308 * se(lengthscale=0.2)        | 1e307  | ''                                              | write f in another unit",
        "1e-300 * se(lengthscale=0.2)       | 1e-302 | ''                                              | write f in another unit",
        "1e-320 * matern(nu=0.5, lengthscale=1) | 1e-322 | ''                                          | write f in another unit",
        "se(lengthscale=0.2)                | 1e300  | ''                                              | write f in another unit",
        "se(lengthscale=0.2)                | 0.1    | 'delta: 1e-320'                                 | delta is",
        "se(lengthscale=0.2)                | 0.1    | 'delta: 1e-250'                                 | expected at least 1.0E-200",
        "se(lengthscale=0.2)                | 0.1    | 'truth: {kernel: \"1e308 * se(lengthscale=1)\"}'  | write f in another unit",
        "se(lengthscale=0.2)                | 0.1    | 'truth: {kernel: \"1e-320 * se(lengthscale=1)\"}' | write f in another unit"})
    void whatCannotBeCarriedIsRefusedBeforePlay(String kernel, String noise, String more, String message) throws IOException {
        assertThat(onFile("run", yaml(kernel, noise, GRID, "gp-ucb, ei, thompson", more))).isEqualTo(2);
        assertRefused(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1e200 | norm: 2", "1e300 | norm: 2", "0.1 | norm: 1e-320", "0.1 | norm: 1e300"})
    void extremeNormsAreRefusedBeforePlay(String scheduleNorm, String norm) throws IOException {
        String schedule = "{policy: ucb, schedule: 'self-normalised(norm=" + scheduleNorm + ", noiseDeviation=0.3)'}";
        int code = onFile("run", yaml("se(lengthscale=0.2)", "0.1", GRID, schedule, "objective: rkhs-expansion\n" + norm));
        assertThat(code).isEqualTo(2);
        assertRefused("norm");
    }

    @ParameterizedTest
    @CsvSource({"bound, 1e-300, 0.1", "bound, 1e-320, 0.1", "bound, 1e300, 0.1", "bound, 0.1, 1e-320", "bound, 0.1, 1e-300", "gain, 1e-300, ''",
        "gain, 1e-320, ''", "gain, 1e-16, ''"})
    void boundsAndGainsAreRefusedAlike(String command, String noise, String delta) {
        List<String> arguments = new ArrayList<>(List.of(command, "--kernel", "se(lengthscale=0.2)", "--grid", "40", "--horizon", "60", "--noise",
                noise));
        if (!delta.isEmpty()) {
            arguments.addAll(List.of("--delta", delta));
        }
        assertThat(execute(arguments.toArray(String[]::new))).isEqualTo(2);
        assertRefused("the model is refused: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "se(lengthscale=0.2)               | 1e-12 | dense", "matern(nu=0.5, lengthscale=0.2) | 1e-12 | dense",
        "1e10 * se(lengthscale=0.2)        | 1e-2  | dense", "constant()                      | 1e-12 | dense",
        "linear()                          | 1e-12 | dense", "se(lengthscale=5)               | 1e-12 | dense",
        "se(lengthscale=0.2)               | 1e-12 | rows", "se(lengthscale=0.2)              | 1e-12 | distinct-arms",
        "se(lengthscale=0.2)               | 1e-12 | features", "se(lengthscale=0.2)          | 1e-12 | auto"})
    void nearlyNoiselessRepeatsPlay(String kernel, String noise, String form) throws IOException {
        assertThat(onFile("run", yaml(kernel, noise, REPEATS, "thompson, gp-ucb, ei, mpi", "posterior: " + form))).as(err.toString()).isZero();
        assertThat(err.toString()).hasLineCount(1).contains("has little noise for its signal");
        err.getBuffer().setLength(0);
        assertReadable();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "matern(nu=400, lengthscale=1)", "matern(nu=2e10, lengthscale=1)", "matern(nu=1e300, lengthscale=1)", "matern(nu=60.0001, lengthscale=1)",
        "matern(nu=0.01, lengthscale=1)", "se(lengthscale=1e-300)", "se(lengthscale=1e300)", "matern(nu=2.5, lengthscale=1e-320)",
        "rq(alpha=1e300, lengthscale=1)", "rq(alpha=1e-300, lengthscale=1)", "1e80 * se(lengthscale=1)", "1e-80 * se(lengthscale=1)"})
    void extremeKernelsPlay(String kernel) throws IOException {
        String noise = kernel.startsWith("1e80") ? "1e79" : kernel.startsWith("1e-80") ? "1e-81" : "0.1";
        assertThat(onFile("run", yaml(kernel, noise, "{points: [[0], [1], [2], [5], [60]]}", "gp-ucb, random", ""))).as(err.toString()).isZero();
        assertReadable();
    }

    /** Every arm is the best: regret 0, which nothing is a multiple of. */
    @Test
    void constantFunctionsHaveNoRegretAndNoMultiplesOfIt() throws IOException {
        String yaml = yaml("constant()", "0.01", GRID, "gp-ucb, gp-ucb-theorem1, ei, thompson, random, oracle", "ties: first")
                .replace("trials: 3", "trials: 15");
        assertThat(onFile("audit", yaml)).as(err.toString()).isZero();
        assertReadable();
        assertThat(out.toString()).contains("mean R_t = 0; confidence ").doesNotContain(" times");
        String folder = directory.resolve("out/edge").toString();
        out.getBuffer().setLength(0);
        assertThat(onFile("run", yaml)).as(err.toString()).isZero();
        assertReadable();
        assertThat(execute("export", folder, "--format", "csv,ioh,coco,pgfplots,booktabs", "--out", directory.resolve("e").toString()))
                .as(err.toString()).isZero();
        assertThat(execute("report", folder, "--html", directory.resolve("report.html").toString())).as(err.toString()).isZero();
    }

    @Test
    void tinyRegretsHaveAPowerOfTen() throws IOException {
        assertThat(onFile("run", yaml("1e-60 * se(lengthscale=0.2)", "1e-61", GRID, "gp-ucb, random", ""))).isZero();
        assertReadable();
        assertThat(out.toString()).containsPattern("random +[0-9.]+e-3[01] ");
    }

    @Test
    void gridsThatAreOnePointAreRefused() throws IOException {
        assertThat(onFile("run", yaml("se(lengthscale=0.2)", "0.1", "{grid: {lower: [0.5], upper: [0.5], counts: [40]}}", "gp-ucb", "")))
                .isEqualTo(2);
        assertRefused("side 0 of the grid has 40 points from 0.5 to 0.5, which are not distinct");
    }

    @Test
    void functionsOfOneNormTellHowLargeTheyAre() throws IOException {
        String more = "objective: rkhs-expansion(centres=5)\nnorm: 2";
        assertThat(onFile("audit", yaml("matern(nu=0.5, lengthscale=0.2)", "0.1", GRID, "gp-ucb", more))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("f of RKHS norm 2: sup |f| over the arms is 1.");
        assertThat(Files.readString(directory.resolve("out/edge/manifest.json"))).contains("supremumOfObjectives");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "objective: rkhs-expansion                         | needs the 'norm' of its functions",
        "objective: rkhs-expansion(centres=1.5), norm: 1   | expected a whole number from 1 to 10000",
        "objective: rkhs-expansion(centres=0), norm: 1     | expected a whole number from 1 to 10000",
        "objective: rkhs-expansion(centers=5), norm: 1     | has no parameter 'centers'; did you mean 'centres'? it has centres",
        "objective: rkhs-sphere, norm: 1                   | rkhs-expansion, rkhs-sphere-on-arms"})
    void mistakesInObjectivesOfOneNorm(String more, String message) throws IOException {
        assertThat(onFile("run", yaml("se(lengthscale=0.2)", "0.1", GRID, "gp-ucb", more.replace(", norm", "\nnorm")))).isEqualTo(2);
        assertRefused(message);
    }
}
