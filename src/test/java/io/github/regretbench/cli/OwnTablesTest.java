package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user brings instead of a Java class: tables of configurations, points, matrices, tasks by candidates. */
class OwnTablesTest {
    private static final String HEAD = """
            schema: regretbench/experiment/1
            name: mine
            seed: 3
            trials: 8
            horizon: 12
            noiseVariance: 0.01
            policies: [gp-ucb-theorem1, ei, random]
            """;
    private static final String TABLE = HEAD + """
            arms: {table: scores.csv, value: accuracy, log: [rate], categories: [kind]}
            kernel: on(se(lengthscale=0.5), inputs=[1, 2]) * on(overlap, inputs=3)
            truth: {noise: none}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        String[] resolved = Arrays.stream(arguments).map(a -> a.replace("@", folder.toString())).toArray(String[]::new);
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(resolved);
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private int run(String experiment) throws Exception {
        write("e.yaml", experiment);
        return execute("run", "@/e.yaml", "--data", "@", "--out", "@/results");
    }

    @BeforeEach
    void tables() throws Exception {
        StringBuilder scores = new StringBuilder("rate,depth,kind,accuracy\n");
        StringBuilder points = new StringBuilder("x,y\n");
        StringBuilder gram = new StringBuilder();
        StringBuilder tasks = new StringBuilder("task,svm,forest,net,knn\n");
        for (int i = 0; i < 24; i++) {
            scores.append("0.001,0.01,0.1,1".split(",")[i % 4]).append(',').append(1 + i / 4 % 3).append(',').append(i < 12 ? "relu" : "tanh")
                    .append(',').append((i * 7 % 24) / 32.0).append('\n');
            points.append(i % 5).append(',').append(i / 5).append('\n');
            tasks.append("set").append(i).append(',').append(i % 7).append(',').append(i * 3 % 11).append(',').append(i % 2).append(",1.5\n");
        }
        for (int i = 0; i < 24; i++) {
            for (int j = 0; j < 24; j++) {
                gram.append(j == 0 ? "" : ",").append(Math.scalb(1.0, -Math.abs(i - j)));
            }
            gram.append('\n');
        }
        write("scores.csv", scores.toString());
        write("points.csv", points.toString());
        write("gram.csv", gram.toString());
        write("tasks.csv", tasks.toString());
        StringBuilder noisy = new StringBuilder("x,y,v\n");
        for (int i = 0; i < 24; i++) {
            noisy.append(i).append(',').append(i * 5 % 24).append(',').append(i < 12 ? "0.01" : "1").append('\n');
        }
        write("noisy.csv", noisy.toString());
        StringBuilder edges = new StringBuilder("source,target\n");
        for (int i = 0; i < 20; i++) {
            edges.append('v').append(i).append(",v").append((i + 1) % 20).append('\n');
        }
        write("edges.csv", edges.toString());
        write("known.csv", "rate,depth,kind,accuracy\n0.01,2,relu,0.5\n");
    }

    @Test
    void aTableGoesAllTheWay() throws Exception {
        assertThat(run(TABLE)).as(err.toString()).isZero();
        assertThat(err.toString()).contains("24 configurations in 3 dimensions; the prior mean is that of the table itself");
        for (String[] command : new String[][] {{"compare", "@/results/mine", "--out", "@/compare"}, {"audit", "@/e.yaml", "--data", "@", "--out",
            "@/results"}, {"report", "@/results/mine", "--html", "@/report.html"}, {"rerun", "@/results/mine", "--data", "@"},
            {"export", "@/results/mine", "--format", "csv,bibtex,ioh", "--out", "@/export"}}) {
            assertThat(execute(command)).as(command[0] + ": " + err).isZero();
        }
        assertThat(Files.readString(folder.resolve("results/mine/manifest.json"))).contains("scores.csv");
        assertThat(Files.readString(folder.resolve("results/mine/audit-assumptions.csv"))).contains("there is one function")
                .contains("the rewards' noise is none");
    }

    @Test
    void anotherTableIsAnotherExperiment() throws Exception {
        assertThat(run(TABLE)).isZero();
        write("scores.csv", Files.readString(folder.resolve("scores.csv")).replaceFirst("0.0\n", "0.5\n"));
        assertThat(run(TABLE)).isEqualTo(2);
        assertThat(err.toString().lines().toList()).last().asString().contains("--overwrite");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {points: points.csv}                                 | se(lengthscale=1)   | 24 points in 2 dimensions
            {table: noisy.csv, value: y, variances: v}           | se(lengthscale=0.3) | 24 configurations in 1 dimension
            gram                                                 | {gram: gram.csv}    | a Gram matrix of 24 arms
            graph                                                | {graph: edges.csv, by: diffusion(beta=1), laplacian: normalised, variance: 2} | 20 vert
            {table: scores.csv, value: accuracy, inputs: [rate, depth, kind], categories: kind} | {gram: gram.csv} | 24 configurations in 3
            {points: points.csv}                                 | {gram: gram.csv}    | 24 points in 2 dimensions; a Gram matrix of 24 arms
            {tasks: {table: tasks.csv, train: 1/2}}              | empirical           | 24 rows: 12 used to estimate the covariance, 12 as objectives
            {tasks: {table: tasks.csv, train: 1/2, exclude: [knn]}} | empirical        | 24 rows: 12 used
            """)
    void otherThingsToBring(String arms, String kernel, String told) throws Exception {
        assertThat(run(HEAD + "arms: " + arms + "\nkernel: " + kernel + "\n")).as(err.toString()).isZero();
        assertThat(err.toString()).contains(told);
        assertThat(execute("report", "@/results/mine", "--html", "@/report.html")).as(err.toString()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scores.csv, value | nothere.csv, value | there is no file nothere.csv, neither in the data directory
            value: accuracy   | value: accurasy    | scores.csv, line 1: there is no column 'accurasy', which 'value' names; did you mean 'accuracy'?
            value: accuracy   | repeats: r0..r2    | the noise of a table with 'repeats' is recorded
            value: accuracy,  | ''                 | needs one of the keys value (a column) and repeats
            log: [rate]       | log: [rate], logs: 1 | unknown key 'logs' in 'arms'; did you mean 'log'?
            inputs=3          | inputs=4           | there is no input 4 in 3 dimensions
            inputs=3          | inputs=kin         | no input is called 'kin'
            {noise: none}     | {noise: nine}      | no law of the noise is called 'nine'
            truth:            | 'repeats: perhaps~truth:' | 'repeats' is 'perhaps'; expected yes or no
            horizon: 12       | 'horizon: 25~repeats: no' | without repeats 24 arms cannot be played for 25 rounds
            truth:            | 'start: gone.csv~truth:' | there is no file gone.csv
            truth:            | 'start: tasks.csv~truth:' | tasks.csv, line 1: there is no column 'rate'
            truth:            | 'objective: prior-draw~start: known.csv~truth:' | 'start' needs one function for all trials
            scores.csv, value | scores.csv, mean: much, value | 'mean'
            scores.csv, value | scores.csv, scale: log, value | 'scale' is 'log'; expected one of unit-cube, none
            scores.csv, value | scores.csv, transform: exp, value | no transform is called 'exp'
            scores.csv, value | scores.csv, sign: 2, value | 'sign'
            scores.csv, value | 'scores.csv, within: {depth: [5, 9]}, value' | none of its 24 rows is used: 24 are outside 'within'
            """)
    void mistakes(String from, String to, String message) throws Exception {
        assertThat(TABLE).contains(from);
        assertThat(run(TABLE.replace(from, to.replace('~', '\n')))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains(message);
        assertThat(folder.resolve("results")).doesNotExist();
    }

    /** The policies know it; what is proved for one variance is not promised. */
    @Test
    void aVariancePerConfiguration() throws Exception {
        String experiment = HEAD + "arms: {table: noisy.csv, value: y, variances: v}\nkernel: 30 * se(lengthscale=0.3)\n";
        assertThat(run(experiment)).as(err.toString()).isZero();
        assertThat(execute("audit", "@/e.yaml", "--data", "@", "--out", "@/results")).as(err.toString()).isZero();
        assertThat(Files.readString(folder.resolve("results/mine/audit-assumptions.csv")))
                .contains("gp-ucb-theorem1,the noise variance is the same at all arms,fails");
        write("noisy.csv", Files.readString(folder.resolve("noisy.csv")).replaceFirst(",1\n", ",0\n"));
        assertThat(run(experiment.replace("mine", "other"))).isEqualTo(2);
        assertThat(err.toString().lines().toList()).last().asString().contains("column 3 (v) is 0; expected a variance > 0");
    }

    @Test
    void whatWasObservedBeforeIsToldAndEachArmIsPlayedOnce() throws Exception {
        assertThat(run(TABLE.replace("horizon: 12", "horizon: 23\nrepeats: no\nstart: known.csv"))).as(err.toString()).isZero();
        assertThat(err.toString()).contains("1 observation known before round 1");
    }
}
