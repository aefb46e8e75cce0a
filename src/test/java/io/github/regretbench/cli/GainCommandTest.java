package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GainCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(args);
    }

    /** gamma_1 = 1/2 log(1 + 1/0.025). */
    @Test
    void jsonHasEveryHorizon() throws Exception {
        assertThat(execute("gain", "--kernel", "se(lengthscale=0.2)", "--grid", "5x5", "--noise", "0.025", "--horizon", "30", "--json"))
                .isZero();
        JsonNode bracket = new ObjectMapper().readTree(out.toString()).get("bracket");
        assertThat(bracket).hasSize(30);
        for (int i = 0; i < 30; i++) {
            JsonNode row = bracket.get(i);
            assertThat(row.get("horizon").intValue()).isEqualTo(i + 1);
            assertThat(row.get("lower").doubleValue()).isLessThanOrEqualTo(row.get("upper").doubleValue());
            assertThat(row.get("activeBound").textValue()).matches("[a-z-]+");
        }
        assertThat(bracket.get(0).get("lower").doubleValue()).isCloseTo(0.5 * StrictMath.log(41), within(1e-12));
    }

    @Test
    void tableShowsSomeHorizons(@TempDir Path folder) throws Exception {
        Path points = Files.writeString(folder.resolve("p.csv"), "0.1,0.2\n0.5, 0.9\n-1,2e-1\n");
        assertThat(execute("gain", "--kernel", "matern(nu=2.5, lengthscale=[0.4, 0.9])", "--points", points.toString(), "--noise", "0.1",
                "--horizon", "1000")).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines()).hasSizeBetween(10, 14).first().asString().contains("horizon", "lower", "upper");
        assertThat(out.toString().lines().reduce((a, b) -> b).orElseThrow())
                .matches(" *1000 +12\\.087\\d+ +12\\.087\\d+ +1\\.00000  [a-z-]+");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "se(lengthscale=0.2) | 10x      | 0.1 | 5 | --grid is '10x'; expected the points a side",
        "se(lengthscale=0.2) | 0        | 0.1 | 5 | at least one point a side",
        "se(lengthscale=0.2) | 900x900  | 0.1 | 5 | 810000 points; expected at most 20000",
        "se(lengthscale=0.2) | 10       | 0   | 5 | --noise is '0'; expected a variance > 0",
        "se(lengthscale=0.2) | 10       | x   | 5 | --noise is 'x'",
        "se(lengthscale=0.2) | 10       | 0.1 | 0 | --horizon is 0; expected a whole number from 1",
        "sq(lengthscale=0.2) | 10       | 0.1 | 5 | --kernel: ",
        "se(lengthscale=[1,2]) | 10     | 0.1 | 5 | --kernel: "})
    void aMistakeGetsOneSentence(String kernel, String grid, String noise, String horizon, String message) {
        assertThat(execute("gain", "--kernel", kernel, "--grid", grid, "--noise", noise, "--horizon", horizon)).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("regretbench: ").contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''             | is empty",
        "'0.1\n0.2,0.3\n' | line 2: 2 coordinates where the first point has 1"})
    void aFileOfPointsIsReadStrictly(String content, String message, @TempDir Path folder) throws Exception {
        Path points = Files.write(folder.resolve("p.csv"), content.getBytes(StandardCharsets.UTF_8));
        assertThat(execute("gain", "--kernel", "se(lengthscale=0.2)", "--points", points.toString(), "--noise", "1", "--horizon", "2"))
                .isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains(points.toString()).contains(message);
    }

    @Test
    void aMissingFileAndNoArmsAtAllAreMistakes(@TempDir Path folder) {
        assertThat(execute("gain", "--kernel", "se(lengthscale=0.2)", "--points", folder.resolve("no.csv").toString(), "--noise", "1",
                "--horizon", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("no.csv does not exist");
        assertThat(execute("gain", "--kernel", "se(lengthscale=0.2)", "--noise", "1", "--horizon", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("--grid");
    }
}
