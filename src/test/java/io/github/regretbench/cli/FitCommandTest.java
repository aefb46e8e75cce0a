package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;
    private Path table;

    private int execute(List<String> args) {
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(args.toArray(String[]::new));
    }

    /** `sin(5 a) + b` on a grid, with deviations of 0.1 that alternate. */
    @BeforeEach
    void write() throws Exception {
        StringBuilder text = new StringBuilder("rate,depth,r0,r1\n");
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 4; j++) {
                double f = Math.sin(5 * i / 7.0) + j / 3.0;
                double off = (i + j) % 2 == 0 ? 0.1 : -0.05;
                text.append("%s,%d,%s,%s%n".formatted(Math.pow(10, i - 5), j, f + off, f - off).replace("\r", ""));
            }
        }
        table = Files.writeString(folder.resolve("t.csv"), text);
    }

    @Test
    void rivalKernelsAreATableWithIntervalsAndLinesForAnExperiment() {
        List<String> args = List.of("fit", table.toString(), "--repeats", "r0..r1", "--log", "rate", "--scale", "unit-cube", "--ard", "--kernels",
                "se, matern(nu=0.5), on(se, inputs=rate) + on(linear, inputs=depth)");
        assertThat(execute(args)).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("32 configurations in 2 dimensions, 2 repeats each; likelihood of 64 values")
                .containsPattern("kernel +log likelihood +fitted +BIC +above best")
                .containsPattern("matern\\(nu=0\\.5\\) +[-0-9.]+ +5 +[-0-9.]+ +[0-9.]+\n")
                .containsPattern("\n  lengthscale of rate +[0-9.]+ +95% interval [0-9.]+ to [0-9.]+\n")
                .contains("\n  noise ")
                .containsPattern("\nkernel: [0-9.]+ \\* se\\(lengthscale=\\[[0-9.]+, [0-9.]+\\]\\)|\nkernel: on\\(")
                .containsPattern("\nnoiseVariance: 0\\.00[0-9]+\n# and under arms: mean: [-0-9.]+\n")
                .endsWith("is an oracle for games on this table: no guarantee covers them.\n");
        String first = out.toString();
        out.getBuffer().setLength(0);
        execute(args);
        assertThat(out.toString()).isEqualTo(first);
    }

    @Test
    void helpIsPrinted() {
        assertThat(execute(List.of("fit", "--help"))).isZero();
        assertThat(out.toString()).contains("with 95% profile-likelihood").doesNotContain("%%");
    }

    /** Games on the table: what the fit was made of is told, and that nothing is promised. */
    @Test
    void aFittedKernelIsPlayedAsAnOracle() throws Exception {
        Path known = Files.writeString(folder.resolve("known.csv"), "rate,depth,r0\n0.0001,1,0.9\n0.001,2,1.7\n0.1,3,1.5\n10,0,-0.4\n");
        for (String on : List.of("table", "start")) {
            Path file = Files.writeString(folder.resolve(on + ".yaml"), """
                    schema: regretbench/experiment/1
                    name: %s
                    seed: 1
                    trials: 2
                    horizon: 10
                    noiseVariance: 0.01
                    arms: {table: %s, value: r0, inputs: [rate, depth], log: rate}
                    kernel: {fit: matern(nu=2.5), on: %s}
                    start: %s
                    objective: table
                    policies: [gp-ucb-theorem1]
                    """.formatted(on, table, on, known));
            assertThat(execute(List.of("audit", file.toString(), "--out", folder.resolve("out").toString()))).as(err.toString()).isZero();
            String oracle = on.equals("table") ? "fitted to the table that is played on (an oracle)" : "fitted to 'start'";
            assertThat(out.toString()).containsPattern("fails +the kernel was given before any data were seen: it is matern\\(nu=2.5\\), "
                    + oracle.replace("(", "\\(").replace(")", "\\)"));
            assertThat(Files.readString(folder.resolve("out").resolve(on).resolve("manifest.json")))
                    .contains("the kernel is matern(nu=2.5), " + oracle + " with variance ", "no guarantee holds");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--value r0 --scale cube | --scale is 'cube'; expected unit-cube",
        "--value r0 --mean x | --mean is 'x'; expected a finite number",
        "--value r0 --noise -1 | the noise variance is -1; expected a finite number > 0",
        "--value r0 --bounds lengthscale=2 | --bounds is 'lengthscale=2'; expected NAME=LEAST:LARGEST with two numbers",
        "--value r0 --bounds nois=1:2 | t.csv: there are bounds for 'nois', which is not fitted; fitted are [variance, lengthscale, noise]",
        "--value r0 --kernels gammaexp(gamma=1) | --kernels: the kernel gammaexp has no derivatives by its parameters",
        "--value r0 --kernels se,,rq | --kernels is 'se,,rq', with nothing before or after a comma; write a kernel there",
        "--value r9 | there is no column 'r9'",
        "--value r0 --repeats r0,r1 | ",
        "--inputs rate | Missing required argument"})
    void mistakesAreOneSentence(String args, String message) {
        List<String> all = new ArrayList<>(List.of("fit", table.toString()));
        all.addAll(List.of(args.split(" ")));
        assertThat(execute(all)).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("regretbench: ").contains(message == null ? "" : message);
        assertThat(out.toString()).isEmpty();
    }
}
