package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Noise, signals and kernels at the edge of double arithmetic: exact, or refused before play with what can be carried; never a NaN. */
class ArithmeticEdgesTest {
    private static final String GRID = "{grid: {lower: [0], upper: [1], counts: [40]}}";

    private final Shell shell = new Shell();
    @TempDir
    private Path directory;

    private int run(String kernel, String noise, int horizon, String policies, String more) throws IOException {
        Path file = Files.writeString(directory.resolve("edge.yaml"), """
                schema: regretbench/experiment/1
                name: edge
                seed: 1
                trials: 3
                horizon: %d
                noiseVariance: %s
                arms: %s
                kernel: "%s"
                policies: %s
                %s
                """.formatted(horizon, noise, more.contains("dense") ? "{points: [[0.3], [0.3], [0.3], [0.7], [0.7]]}" : GRID, kernel, policies,
                more));
        return shell.execute("run", file, "--out", directory.resolve("results"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"se(lengthscale=0.2)|1e-15|200", "se(lengthscale=0.2)|1e-60|50", "1e10 * se(lengthscale=0.2)|1e-6|60",
        "se(lengthscale=0.2)|1e-300|1", "1e80 * se(lengthscale=0.2)|1|10", "matern(nu=0.5, lengthscale=0.2)|1e-14|1000", "se(lengthscale=0.2)|1e-320|10",
        "white|1e-17|5"})
    void tooLittleNoiseIsRefusedBeforePlay(String kernel, String noise, int horizon) throws IOException {
        assertThat(run(kernel, noise, horizon, "[gp-ucb, thompson, random]", "")).isEqualTo(2);
        assertThat(shell.err()).hasLineCount(1).contains("experiment edge: the noise variance", "of T k_max = " + horizon + " * ",
                "use a noise variance of at least");
        assertThat(directory.resolve("results")).doesNotExist();
    }

    /** Just above the limit everything is finite, whatever the rule; the user is told what the digits are worth. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "rows", "features", "arms", "dense"})
    void whatCanBeCarriedPlaysWithEveryForm(String form) throws IOException {
        int code = run("se(lengthscale=0.2)", "1e-12", 100, "[gp-ucb, ei, mpi, mean-only, variance-only, thompson, random, oracle]",
                "posterior: " + form);
        assertThat(code).as(shell.err()).isIn(0, 2);
        if (code == 2) {
            assertThat(shell.err()).as("a form that does not exist or cannot carry it says so").hasLineCount(1);
            return;
        }
        assertThat(shell.out()).doesNotContain("NaN", "Infinity");
        assertThat(shell.err()).contains("posterior means and variances are right to about 1e-02 of themselves");
        try (Stream<Path> files = Files.walk(directory.resolve("results"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
                assertThat(Files.readString(file)).as("%s", file).doesNotContainIgnoringCase("nan", "infinity");
            }
        }
    }

    @Test
    void duplicatedArmsUnderTheDenseFormCanBeSampled() throws IOException {
        assertThat(run("se(lengthscale=0.2)", "1e-12", 30, "[thompson]", "posterior: dense")).as(shell.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"matern(nu=400, lengthscale=0.2)", "matern(nu=2e10, lengthscale=0.2)", "matern(nu=1e300, lengthscale=0.2)",
        "se(lengthscale=1e-300)", "se(lengthscale=1e300)", "matern(nu=2.5, lengthscale=1e-200)"})
    void extremeKernelsPlay(String kernel) throws IOException {
        assertThat(run(kernel, "0.01", 10, "[gp-ucb, random]", "")).as(shell.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gain", "bound"})
    void gainAndBoundSayWhatCanBeCarried(String command) {
        for (String noise : new String[] {"1e-300", "1e-320", "1e-20"}) {
            assertThat(shell.execute(command, "--kernel", "se(lengthscale=0.2)", "--grid", "20", "--noise", noise, "--horizon", 10)).isEqualTo(2);
            assertThat(shell.err()).hasLineCount(1).contains("use a noise variance of at least 3.7e-14");
        }
    }
}
