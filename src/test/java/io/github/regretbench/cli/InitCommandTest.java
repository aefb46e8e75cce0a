package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file that {@code init} writes is run. */
class InitCommandTest {
    @TempDir
    private Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(Stream.of(arguments).map(Object::toString)
                .toArray(String[]::new));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private String run(Path yaml) {
        assertThat(execute("run", yaml, "--data", directory, "--out", directory.resolve("results"))).as(err.toString()).isZero();
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grid", "table", "sensors", "tuning"})
    void eachRunsAsItIs(String kind) throws IOException {
        Path yaml = directory.resolve("first.yaml");
        assertThat(execute("init", kind, yaml)).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("wrote " + yaml).contains("run it: regretbench run " + yaml);
        assertThat(Files.readString(yaml)).contains("name: first", "seed: 1");
        assertThat(run(yaml)).contains("gp-ucb", "random", "results in ", "figure ").doesNotContain("WARNING");
        assertThat(execute("init", kind, yaml)).isEqualTo(2);
        assertThat(err.toString()).contains(yaml + " is there already; add --overwrite to replace it, or name another file").hasLineCount(1);
        assertThat(execute("init", kind, yaml, "--overwrite")).isZero();
    }

    @Test
    void theHeaderOfATableSaysWhatItsColumnsAre() throws IOException {
        Path csv = file("mine.csv", """
                id;learning rate;layers;opt;note;fixed;val_loss
                1;0.0001;1;adam;a;7;0.5
                2;0.0001;2;adam;b;7;0.45
                3;0.001;1;adam;c;7;
                4;0.001;2;sgd;d;7;0.3
                5;0.01;2;sgd;e;7;0.35
                6;0.1;2;adam;f;7;0.9
                """);
        Path yaml = directory.resolve("mine.yaml");
        assertThat(execute("init", "table", yaml, "--table", csv)).as(err.toString()).isZero();
        assertThat(directory.resolve("mine-example.csv")).doesNotExist();
        assertThat(Files.readString(yaml)).contains("table: " + csv + "\n", "inputs: ['learning rate', layers, opt]\n",
                "# left out: 'id' counts the rows, 'note' has another text in each row, 'fixed' is the same in all rows\n", "value: val_loss\n",
                "\n  sign: -1 ", "log: ['learning rate'] ", "categories: [opt] ", "missing: drop-rows ", "the table has 5 configurations",
                "on(matern(nu=2.5, lengthscale=0.3), inputs=[1, 2]) * on(hammingexp(theta=1), inputs=[3])");
        run(yaml);
    }

    /** By hand: means 0.6, 0.6, 0.2 have the variance 0.0533, and the repeats' are 0.01, 0.03 and 0.01. */
    @Test
    void numberedColumnsAtTheEndAreRepeats() throws IOException {
        Path csv = file("r.csv", "x1,x2,r0,r1,r2\n1,1,0.5,0.6,0.7\n2,1,0.5,0.5,0.8\n2,2,0.1,0.2,0.3\n");
        Path yaml = directory.resolve("r.yaml");
        assertThat(execute("init", "tuning", yaml, "--table", csv)).as(err.toString()).isZero();
        assertThat(Files.readString(yaml)).contains("inputs: [x1, x2]\n", "repeats: r0..r2 ", "horizon: 1 ", "repeats: no ",
                "noiseVariance: 0.017 ", "kernel: 0.053 * matern(nu=2.5, lengthscale=0.3)");
    }

    @Test
    void inputsThatAreNumberedAreNoRepeats() throws IOException {
        Path csv = file("x.csv", "x1,x2,y\n1,1,0.5\n2,1,0.6\n2,2,0.1\n");
        Path yaml = directory.resolve("x.yaml");
        assertThat(execute("init", "table", yaml, "--table", csv)).as(err.toString()).isZero();
        assertThat(Files.readString(yaml)).contains("inputs: [x1, x2]\n", "value: 'y'\n");
        run(yaml);
    }

    /** A code for no reading would make the noise variance a thousandfold. */
    @Test
    void codesForNoReadingAreFound() throws IOException {
        StringBuilder csv = new StringBuilder("time,a,b\n");
        for (int i = 0; i < 60; i++) {
            csv.append("2024-01-01T00:%02d:00,%s,%d\n".formatted(i, i % 20 == 7 ? "-999" : Integer.toString(20 + i % 5), 18 + i % 7));
        }
        Path yaml = directory.resolve("coded.yaml");
        assertThat(execute("init", "sensors", yaml, "--table", file("coded.csv", csv.toString()))).as(err.toString()).isZero();
        assertThat(Files.readString(yaml)).contains("    missing: [-999]             # far from all other readings")
                .containsPattern("noiseVariance: 0\\.1");
        assertThat(execute("run", yaml, "--data", directory, "--out", directory.resolve("coded"))).as(err.toString()).isZero();
        assertThat(err.toString()).contains("3 readings are missing by 'missing'").doesNotContain("WARNING");
    }

    @Test
    void sensorsOfMine() throws IOException {
        StringBuilder csv = new StringBuilder("time,a,b,c\n");
        for (int i = 0; i < 30; i++) {
            csv.append("2024-01-01T00:%02d,%d,%d,%d\n".formatted(i, i % 7, i % 5, i % 3));
        }
        Path yaml = directory.resolve("s.yaml");
        assertThat(execute("init", "sensors", yaml, "--table", file("s.csv", csv.toString()))).as(err.toString()).isZero();
        assertThat(Files.readString(yaml)).contains("table: s.csv\n", "trials: 10 ", "horizon: 3 ", "exclude: [a] ");
        run(yaml);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tabel x.yaml | there is no kind 'tabel'; did you mean 'table'? known: grid (",
        "grid x.yaml --table nowhere.csv | --table is for measurements, and a grid has none",
        "table x.yaml --table nowhere.csv | there is no file nowhere.csv; name a CSV file with --table",
        "table x.txt | x.txt is to hold an experiment in YAML; give it a name that ends in .yaml"})
    void mistakesAreOneSentence(String arguments, String message) {
        assertThat(execute((Object[]) ("init " + arguments).split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a,b\\nx,y\\n | has no column of numbers; expected one with the measured values",
        "y\\n1\\n2\\n | has no column that says what a configuration is; expected inputs beside the values",
        "a,y\\n | has a header and no rows; expected a row per configuration",
        "a,y\\n1,2\\n3\\n | row 2 has 1 cells and the header 2; expected as many",
        "a,y\\n1,2\\n2,4\\n1,3\\n | the same configuration"})
    void tablesThatCannotBeUsedAreRefused(String csv, String message) throws IOException {
        Path table = file("t.csv", csv.replace("\\n", "\n"));
        assertThat(execute("init", "table", directory.resolve("t.yaml"), "--table", table)).isEqualTo(2);
        assertThat(err.toString()).contains(message).hasLineCount(1);
        assertThat(directory.resolve("t.yaml")).doesNotExist();
    }
}
