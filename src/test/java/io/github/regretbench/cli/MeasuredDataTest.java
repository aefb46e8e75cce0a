package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of its data: rows used and dropped, readings that look like none, a table that is not the known one of its name. */
class MeasuredDataTest {
    private static final String KNOWN = "intel_lab_temperature_5d_1min_46.csv.gz";

    @TempDir
    private Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return RegretBench.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
    }

    private int run(String table, String keys, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("e.yaml"), """
                schema: regretbench/experiment/1
                name: e
                seed: 1
                trials: 3
                horizon: 4
                noiseVariance: 0.5
                arms: {sensors: {table: %s, train: 2/3%s}}
                kernel: empirical
                policies: [random, gp-ucb]
                claims: [{policy: gp-ucb, beats: random, at: 4}]
                """.formatted(table, keys));
        String[] arguments = {"run", file.toString(), "--data", directory.toString(), "--out", directory.resolve("out").toString(), "--overwrite"};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return execute(all);
    }

    private void table(String name, String fifth) throws IOException {
        StringBuilder csv = new StringBuilder("time,a,b\n");
        for (int i = 0; i < 30; i++) {
            csv.append("2021-03-01T00:%02d:00,%s,%d\n".formatted(i, i % 5 == 4 ? fifth : Integer.toString(20 + i % 3), 10 + i % 7));
        }
        Files.writeString(directory.resolve(name), csv);
    }

    private String stored(String file) throws IOException {
        return Files.readString(directory.resolve("out/e").resolve(file));
    }

    @Test
    void rowsUsedAndDroppedAreTold() throws IOException {
        table("t.csv", "");
        assertThat(run("t.csv", "")).isZero();
        assertThat(err.toString()).contains("30 rows: 16 used to estimate the covariance, 8 as objectives, 6 dropped because a reading is missing "
                + "(4 of training, 2 of test)");
        assertThat(stored("manifest.json")).contains("6 dropped because a reading is missing");
        assertThat(stored("claims.csv")).doesNotContain("warning");
    }

    @Test
    void aCodeForNoReadingIsSuspectedAndCanBeNamed() throws IOException {
        table("t.csv", "-999");
        assertThat(run("t.csv", "")).isZero();
        assertThat(out.toString()).contains("WARNING: t.csv: the reading -999 of sensor a").contains("missing: [-999]");
        assertThat(stored("manifest.json")).contains("the reading -999 of sensor a");
        assertThat(run("t.csv", ", missing: [-999]")).isZero();
        assertThat(err.toString()).contains("6 readings are missing by 'missing'");
        assertThat(stored("manifest.json")).doesNotContain("the reading -999");
    }

    @Test
    void aSensorCanBeExcluded() throws IOException {
        Files.writeString(directory.resolve("t.csv"), "time,a,dead,b\n2021-03-01T00:00:00,1,,2\n2021-03-01T01:00:00,2,,1\n"
                + "2021-03-01T02:00:00,3,,5\n2021-03-01T03:00:00,4,,1\n");
        assertThat(run("t.csv", "")).isEqualTo(2);
        assertThat(err.toString()).contains("t.csv").contains("no reading of sensor dead").contains("exclude: [dead]");
        assertThat(run("t.csv", ", exclude: [dead]")).isZero();
    }

    @Test
    void changedDataAreRefusedOrMarkedWhereverTheyAreTold() throws IOException {
        table(KNOWN, "21");
        assertThat(run(KNOWN, "")).isEqualTo(2);
        assertThat(err.toString()).contains("holds other data").contains("--accept-changed-data");
        assertThat(directory.resolve("out")).doesNotExist();
        assertThat(run(KNOWN, "", "--accept-changed-data")).isZero();
        assertThat(out.toString()).contains("WARNING: " + KNOWN + " holds other data");
        assertThat(err.toString()).contains("WARNING: " + KNOWN + " holds other data");
        assertThat(stored("manifest.json")).contains("holds other data");
        assertThat(stored("claims.csv").lines()).allMatch(line -> line.endsWith(",warning") || line.endsWith(",data differ from the pinned table"));
        Path page = directory.resolve("r.html");
        assertThat(execute("report", directory.resolve("out/e").toString(), "--html", page.toString())).isZero();
        assertThat(Files.readString(page)).contains("<strong>Warning:</strong> " + KNOWN + " holds other data");
    }
}
