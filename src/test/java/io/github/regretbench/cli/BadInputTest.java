package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake gives exit code 2 and one line that says what is wrong and where, and leaves every file as it was. */
class BadInputTest {
    private static final String SMALL = """
            schema: regretbench/experiment/1
            name: small
            seed: 1
            trials: 2
            horizon: 3
            noiseVariance: 0.1
            delta: 0.1
            arms:
              grid: {lower: [0], upper: [1], counts: [5]}
            kernel: se(lengthscale=0.2)
            policies:
              - gp-ucb
              - {policy: mpi, xi: 0.1}
            """;
    private static final String GRID = "grid: {lower: [0], upper: [1], counts: [5]}";
    private static final String SENSORS = "sensors: {table: t.csv, train: 1/2}";
    private static final String TABLE = """
            time,a,b
            2004-03-04T00:00:00,1,2
            2004-03-04T00:01:00,2,1
            2004-03-04T00:02:00,3,5
            2004-03-04T00:03:00,1,4
            """;

    @TempDir
    private Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeFiles() throws IOException {
        write("good.yaml", SMALL);
        write("mine.csv", TABLE);
        write("file", "a file\n");
        Files.createDirectory(directory.resolve("data"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    /** Runs a command line in which {@code @} stands for the test's directory. */
    private int execute(String... arguments) {
        String[] resolved = Arrays.stream(arguments).map(a -> a.replace("@", directory.toString())).toArray(String[]::new);
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(resolved);
    }

    /** Name and content of every file, and the name of every directory, in the test's directory. */
    private Map<String, String> files() {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.collect(Collectors.toMap(p -> directory.relativize(p).toString(), BadInputTest::content, (a, b) -> a,
                    TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path path) {
        try {
            return Files.isDirectory(path) ? "directory" : Arrays.toString(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertMistake(String fragment, String... arguments) {
        Map<String, String> before = files();
        int code = execute(arguments);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("regretbench: ").contains(fragment);
        assertThat(code).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    /** A text that replaces another in the small experiment, and what is then said. */
    private record Change(String from, String to, String fragment) {
        @Override
        public String toString() {
            return to.length() > 60 ? to.substring(0, 60) + "..." : to;
        }
    }

    static List<Change> changes() {
        return List.of(
                // keys
                new Change("delta:", "detla:", "e.yaml:7:8: unknown key 'detla' in the experiment; did you mean 'delta'?"),
                new Change("noiseVariance:", "noisevariance:", "did you mean 'noiseVariance'?"),
                new Change("grid:", "gird:", "unknown key 'gird' in 'arms'; did you mean 'grid'?"),
                new Change("counts:", "count:", "unknown key 'count' in 'grid'; did you mean 'counts'?"),
                new Change("xi: 0.1", "xii: 0.1", "e.yaml:13:5: policy mpi has no parameter 'xii'; did you mean 'xi'? it has xi, incumbent"),
                new Change("seed: 1", "seed: 1\nseed: 1", "e.yaml:4:1: key 'seed' is given twice"),
                new Change("xi: 0.1", "xi: 0.1, xi: 0.1", "key 'xi' is given twice in an element of 'policies'"),
                new Change("schema: ", "schemas: ", "did you mean 'schema'?"),
                new Change("experiment/1", "experiment/9", "this version reads regretbench/experiment/1"),
                new Change("trials: 2\n", "", "key 'trials' is missing in the experiment"),
                // characters that do not show as themselves
                new Change("delta:", "title: \"safe\\u202Eevil\"\ndelta:", "'title' has the character U+202E, which does not show"),
                new Change("delta:", "title: \"a\\u001B[31mb\"\ndelta:", "'title' has the character U+001B"),
                new Change("delta:", "title: \"a\\nb\"\ndelta:", "'title' has a line break or a tab within; expected one line"),
                new Change("delta:", "\"del\\u2066ta\":", "has the character U+2066"),
                // numbers
                new Change("noiseVariance: 0.1", "noiseVariance: 0", "e.yaml:6:16: 'noiseVariance' is 0; expected a finite number > 0"),
                new Change("noiseVariance: 0.1", "noiseVariance: -1", "'noiseVariance' is -1"),
                new Change("noiseVariance: 0.1", "noiseVariance: 0.1\ntruth: {noiseVariance: -1}", "e.yaml:7:24: 'noiseVariance' is -1"),
                new Change("noiseVariance: 0.1", "noiseVariance: 0.1\ntruth: {kernel: sse}", "e.yaml:7:17: 'kernel': no kernel is called 'sse'"),
                new Change("noiseVariance: 0.1", "noiseVariance: 0.1\ntruth: {noises: 1}", "unknown key 'noises' in 'truth'"),
                new Change("noiseVariance: 0.1", "noiseVariance: 0.1\nnorm: 1", "'norm' belongs to 'objective: rkhs-expansion'"),
                new Change("noiseVariance: 0.1", "noiseVariance: 0.1\nobjective: rkhs-expansion", "needs the 'norm' of its functions"),
                new Change("noiseVariance: 0.1", "noiseVariance: 0.1\nobjective: rkhs-expansion\nnorm: 0",
                        "e.yaml:8:7: 'norm' is 0; expected a number > 0"),
                new Change("noiseVariance: 0.1", "noiseVariance: .nan", "'noiseVariance' is '.nan'; expected a finite number"),
                new Change("noiseVariance: 0.1", "noiseVariance: Infinity", "'noiseVariance' is 'Infinity'; expected a finite number"),
                new Change("noiseVariance: 0.1", "noiseVariance: 0x1p3", "'noiseVariance' is '0x1p3'; expected a finite number"),
                new Change("noiseVariance: 0.1", "noiseVariance: " + "9".repeat(400) + ".", "expected a finite number"),
                new Change("noiseVariance: 0.1", "noiseVariance:", "'noiseVariance' has no value"),
                new Change("noiseVariance: 0.1", "noiseVariance: [1]", "'noiseVariance' is a single value"),
                new Change("delta: 0.1", "delta: 0", "e.yaml:7:8: 'delta' is 0; expected a probability strictly between 0 and 1"),
                new Change("delta: 0.1", "delta: 1", "'delta' is 1; expected a probability"),
                new Change("horizon: 3", "horizon: 0", "'horizon' is 0; expected a whole number from 1"),
                new Change("horizon: 3", "horizon: 10000000000", "'horizon' is 10000000000; expected a whole number"),
                new Change("trials: 2", "trials: 2.5", "'trials' is 2.5; expected a whole number"),
                new Change("seed: 1", "seed: one", "'seed' is one; expected a whole number"),
                // arms
                new Change("[5]", "[]", "'counts' is an empty list"),
                new Change("[5]", "[0]", "at least one point a side, got 0"),
                new Change("[5]", "[2.5]", "an element of 'counts' is 2.5; expected a whole number"),
                new Change("[5]", "[5, 5]", "e.yaml:9:9: 'grid': a grid on a box of dimension 1 needs 1 counts, got 2"),
                new Change("[5]", "[1000000000]", "of heap may be used; lower the number of arms"),
                new Change("[5]", "[2147483647]", "more points than an array can hold"),
                new Change("lower: [0]", "lower: [2]", "side 0 of the box runs from 2.0 to 1.0"),
                new Change("[0], upper: [1]", "[-1e308], upper: [1e308]", "coordinates are finite numbers"),
                new Change(GRID, "points: [[1, 2], [3]]", "point 1 has 1 coordinates, point 0 has 2"),
                new Change(GRID, "points: [[.nan]]", "a coordinate in 'points' is '.nan'"),
                new Change(GRID, "points: &p [*p]", "a coordinate in 'points' is a single value"),
                new Change(GRID, GRID + "\n  points: [[1]]", "'arms' needs exactly one of the keys grid, points, table, tasks, sensors"),
                // kernel
                new Change("se(", "rbf(", "e.yaml:10:9: 'kernel': no kernel is called 'rbf'"),
                new Change("=0.2", "=0", "e.yaml:10:9: 'kernel': the length scale of se is 0; expected a finite number > 0"),
                new Change("=0.2", "=[1, 2]", "e.yaml:10:9: 'kernel': 2 length scales [1.0, 2.0] for points of dimension 1"),
                new Change("se(lengthscale=0.2)", "1e-320 * se(lengthscale=1)", "write f in another unit"),
                new Change("se(lengthscale=0.2)", "(".repeat(200) + "white" + ")".repeat(200), "parentheses more than 100 deep"),
                new Change("se(lengthscale=0.2)", "white" + " + white".repeat(6000), "the kernel has more than 10000 names"),
                new Change("se(lengthscale=0.2)", "empirical", "the kernel 'empirical' needs 'arms: {sensors: ...}'"),
                // policies
                new Change("- gp-ucb", "- ucbs", "e.yaml:12:5: 'policy': no policy is called 'ucbs'; did you mean 'ucb'? known: gp-ucb"),
                new Change("- gp-ucb", "- {policy: ucb, schedule: theorem9}", "policy ucb: no schedule is called 'theorem9'"),
                new Change("- gp-ucb", "- {policy: ucb, schedule: self-normalised(norm=1)}", "policy ucb: self-normalised needs"),
                new Change("- gp-ucb", "- {policy: gp-ucb, factor: -1}", "e.yaml:12:5: experiment small, policy gp-ucb: the factor"),
                new Change("- gp-ucb", "- {policy: ei, incumbent: best}", "e.yaml:12:5: parameter 'incumbent' of policy ei is 'best'; "
                        + "expected one of best-sampled-mean, best-mean"),
                new Change("- gp-ucb", "- mpi", "e.yaml:13:5: two policies are called 'mpi'"),
                new Change("- gp-ucb", "- {policy: gp-ucb, name: a/b}", "e.yaml:12:5: the name of a policy is 'a/b'"),
                new Change("- gp-ucb", "- {policy: gp-ucb, factor: big}", "parameter 'factor' of policy gp-ucb is 'big'; expected a number"),
                new Change("- gp-ucb", "- {policy: gp-ucb, factor: 1d}", "is '1d'; expected a number"),
                new Change("- gp-ucb", "- {policy: gp-ucb, factor: 0}", "policy gp-ucb: the factor of beta is 0"),
                new Change("- gp-ucb", "- {policy: ei, incumbent: best}", "'best'; expected one of best-sampled-mean, best-mean, best-reward"),
                new Change("- gp-ucb", "[]", "not valid YAML"),
                // further sections
                new Change("name: small", "name: a/b", "e.yaml:2:7: 'name': the name of the experiment is 'a/b'"),
                new Change("delta:", "ties: last\ndelta:", "'ties' is 'last'; expected one of first, uniform"),
                new Change("delta:", "posterior: fast\ndelta:",
                        "'posterior' is 'fast'; expected one of auto, rows, features, distinct-arms, dense"),
                new Change("delta:", "objective: test-row\ndelta:", "'objective: test-row' needs 'arms: {sensors: ...}'"),
                new Change("delta:", "intervals: {method: t}\ndelta:", "'method' is 't'; expected one of student-t, block-means"),
                new Change("delta:", "intervals: {blockLength: 7}\ndelta:", "student-t intervals have no 'blockLength'"),
                new Change("delta:", "claims: [{policy: mpi, beats: ei, at: 2}]\ndelta:", "e.yaml:7:10: a claim is about 'ei'"),
                new Change("delta:", "claims: [{policy: mpi, at: 2}]\ndelta:", "needs exactly one of the keys beats, equals"),
                new Change("delta:", "claims: [{policy: mpi, beats: gp-ucb, at: 2, margin: 0.1}]\ndelta:", "'margin' belongs to 'equals'"),
                new Change("delta:", "figure: {title: t, rounds: 1, regret: 1}\ndelta:", "'rounds' is 1; expected a whole number from 2"),
                new Change("delta:", "figure: {title: t, rounds: 3, regret: 0}\ndelta:", "'regret' > 0"),
                new Change("delta:", "figure: {title: \"a\\u0007\", rounds: 3, regret: 1}\ndelta:", "has the character U+0007"),
                new Change("delta:", "figure: {title: \u4e2d, rounds: 3, regret: 1}\ndelta:", "the figure font has no character"),
                new Change("delta:", "figure: {title: t, rounds: 3, regret: 1, paperPanel: 6a, distanceAt: [1]}\ndelta:", "no panel '6a'"),
                new Change("delta:", "figure: {title: t, rounds: 3, regret: 1, paperPanel: 5a, distanceAt: [-1]}\ndelta:",
                        "'distanceAt' is [-1]"),
                // YAML
                new Change(SMALL, "", "the file is empty"),
                new Change(SMALL, "- a\n", "the experiment is a mapping of keys to values"),
                new Change("  grid", "\tgrid", "e.yaml:9:1: not valid YAML"),
                new Change("delta:", "\"\\e[31m\": 1\ndelta:", "a key in the experiment has the character U+001B"),
                new Change(SMALL, "[".repeat(5000), "Nesting Depth exceeded max 50"),
                new Change(SMALL, SMALL + "---\n" + SMALL, "not valid YAML"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aMistakeInTheExperimentIsReportedAndLeavesNothing(Change change) throws IOException {
        assertThat(SMALL).contains(change.from());
        write("e.yaml", SMALL.replace(change.from(), change.to()));
        assertMistake(change.fragment(), "run", "@/e.yaml", "--out", "@/results");
    }

    /** A command line and what is said of it. */
    private record Line(String fragment, String... arguments) {
        @Override
        public String toString() {
            return String.join(" ", arguments);
        }
    }

    static List<Line> lines() {
        return List.of(
                new Line("Invalid value for option '--seed': 'x'; expected a whole number", run("--seed", "x")),
                new Line("expected a whole number with fewer digits", run("--seed", "99999999999999999999")),
                new Line("--jobs is 0; expected a whole number from 1 to 1024", run("--jobs", "0")),
                new Line("--jobs is 2000000000; expected", run("--jobs", "2000000000")),
                new Line("the engine is 'flink'; expected local or spark", run("--engine", "flink")),
                new Line("--master and --conf are for a cluster; add --engine spark", run("--master", "spark://h:7077")),
                new Line("--engine spark needs --master", run("--engine", "spark")),
                new Line("--jobs counts threads of this machine; leave it out", run("--engine", "spark", "--master", "spark://h:7077", "--jobs", "2")),
                new Line("spark.submit.deployMode has to be client", run("--engine", "spark", "--master", "spark://h:7077", "--conf",
                        "spark.submit.deployMode=cluster")),
                new Line("and Spark sends jars only; pack it: jar --create", run("--engine", "spark", "--master", "spark://h:7077")),
                new Line("--trials is 2000000000; expected", run("--trials", "2000000000")),
                new Line("--horizon is -1; expected", run("--horizon", "-1")),
                new Line("GB of heap may be used; lower 'trials' or 'horizon'", run("--trials", "10000000", "--horizon", "100000")),
                new Line("did you mean '--seed'?", run("--sead", "1")),
                new Line("should be specified only once", run("--seed", "1", "--seed", "2")),
                new Line("--figures is blank", run("--figures", "")),
                new Line("/file is not a directory", run("--figures", "@/file/figures")),
                new Line("--out is blank", "run", "@/good.yaml", "--out", ""),
                new Line("cannot be made", "run", "@/good.yaml", "--out", "@/file"),
                new Line("has a semicolon in its name", "run", "@/good.yaml", "--out", "@/a;b"),
                new Line("there is no experiment file", "run", "@/none.yaml"),
                new Line("is a directory; expected an experiment file", "run", "@"),
                new Line("there is no experiment file a b", "run", "a\nb"),
                new Line("'a?b' is not a file name", "run", "a\0b"),
                new Line("Missing required parameter: 'FILE'", "run"),
                new Line("Unmatched argument at index 2", "run", "@/good.yaml", "more.yaml"),
                new Line("'rnu'", "rnu"),
                new Line("expected one of [kernels, policies, schedules, objectives, experiments, schema]", "list", "foo"),
                new Line("no figure or experiment called 'figure9' is reproduced; known: table1, fig2a, ", "reproduce", "figure9"),
                new Line("fig3a has no trials: leave out --seed", "reproduce", "fig3a", "--seed", "1", "--out", "@/results"),
                new Line("regretbench data fetch intel-lab", "reproduce", "fig5a", "fig5b", "--data", "@/data", "--out", "@/results"),
                new Line("/file is a file; the data directory must be a directory", "reproduce", "--data", "@/file"),
                new Line("/file is a file; the data directory must be a directory", "data", "list", "--data", "@/file"),
                new Line("cannot be a table's name", "data", "import", "table", "@/mine.csv", "--name", "../t.csv", "--data", "@/data"),
                new Line("Missing required options: '--policy=NAME', '--trial=K', '--out=FILE'", "trace", "@/good.yaml"),
                new Line("--trial is 2; experiment small has the trials 0 to 1", trace("2", "mpi", "@/t.json")),
                new Line("experiment small has no policy 'ei'; it has gp-ucb, mpi", trace("0", "ei", "@/t.json")),
                new Line("its directory does not exist", trace("0", "mpi", "@/none/t.json")),
                new Line("it is a directory; name a file in it", trace("0", "mpi", "@/data")),
                new Line("/file is not a directory", trace("0", "mpi", "@/file/t.json")),
                new Line("no kernel to compare is called 'rbf'; known: matern12, ", compare("--kernels", "se,rbf")),
                new Line("the kernel se is given twice; name it once", compare("--kernels", "se,linear,se")),
                new Line("a dimension is 4; expected whole numbers from 1 to 3", compare("--dimensions", "1,4")),
                new Line("the dimension 2 is given twice", compare("--dimensions", "2,2")),
                new Line("Invalid value for option '--dimensions' (D): 'x'; expected a whole number", compare("--dimensions", "x")),
                new Line("no schedule is called 'theorem9'", compare("--schedule", "theorem9")),
                // the last of the two experiments; nothing is run before all are known to be possible
                new Line("experiment matern12-d1, policy ucb: ", compare("--schedule", "theorem2", "--kernels", "se,matern12",
                        "--dimensions", "1")),
                new Line("--trials is 0; expected a whole number from 1", compare("--trials", "0")));
    }

    private static String[] compare(String... more) {
        return Stream.concat(Stream.of("compare-kernels", "--out", "@/results"), Stream.of(more)).toArray(String[]::new);
    }

    private static String[] run(String... more) {
        return Stream.concat(Stream.of("run", "@/good.yaml", "--out", "@/results"), Stream.of(more)).toArray(String[]::new);
    }

    private static String[] trace(String trial, String policy, String file) {
        return new String[] {"trace", "@/good.yaml", "--trial", trial, "--policy", policy, "--out", file};
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aMistakeInTheCommandLineIsReportedAndLeavesNothing(Line line) {
        assertMistake(line.fragment(), line.arguments());
    }

    /** A table and what is said of it. */
    private record Sheet(String text, String fragment) {
        @Override
        public String toString() {
            return fragment;
        }
    }

    static List<Sheet> tables() {
        return List.of(
                new Sheet("", "is empty; expected a table"),
                new Sheet(TABLE.replace("3,5", "x,5"), "t.csv, line 4: sensor a: 'x' is not a finite decimal number"),
                new Sheet(TABLE.replace("3,5", "3"), "t.csv, line 4: has 2 cells where the header has 3"),
                new Sheet(TABLE.replace("00:02", "00:01"), "does not come after the row before it"),
                new Sheet(TABLE.lines().limit(2).collect(Collectors.joining("\n", "", "\n")), "too few to split"),
                new Sheet(TABLE.replace("1,2", ",2").replace("2,1", ",1"), "no reading of sensor a in any of the 2 training rows; leave it out with exclude: [a]"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aMistakeInATableIsReportedAndLeavesNothing(Sheet table) throws IOException {
        write("data/t.csv", table.text());
        assertSensorsRefused(table.fragment());
    }

    @Test
    void aTableCutOffIsReported() throws IOException {
        Path whole = directory.resolve("whole.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(whole))) {
            gzip.write(TABLE.getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(directory.resolve("data/t.csv"), Arrays.copyOf(bytes, bytes.length - 12));
        assertSensorsRefused("the compressed data are cut off or damaged");
    }

    @Test
    void aMissingTableIsReported() throws IOException {
        assertSensorsRefused("regretbench data import table FILE --name t.csv");
    }

    private void assertSensorsRefused(String fragment) throws IOException {
        write("e.yaml", SMALL.replace(GRID, SENSORS).replace("se(lengthscale=0.2)", "empirical"));
        assertMistake(fragment, "run", "@/e.yaml", "--data", "@/data", "--out", "@/results");
    }

    @Test
    void bytesThatAreNoTextAreReported() throws IOException {
        Files.write(directory.resolve("e.yaml"), SMALL.getBytes(StandardCharsets.UTF_16));
        assertMistake("is not a text file in UTF-8", "run", "@/e.yaml", "--out", "@/results");
    }

    @Test
    void storedResultsOfAnotherConfigurationStay() throws IOException {
        assertThat(execute(run())).isZero();
        out.getBuffer().setLength(0);
        assertMistake("holds results of another configuration (there: seed: 1, here: seed: 2); add --overwrite", run("--seed", "2"));
        err.getBuffer().setLength(0);
        Files.delete(directory.resolve("results/small/store.duckdb"));      // as in a fresh clone, where results are committed
        assertMistake("holds results of another configuration", run("--seed", "2"));
    }

    @Test
    void aDamagedStoreStays() throws IOException {
        Files.createDirectories(directory.resolve("results/small"));
        write("results/small/store.duckdb", "garbage".repeat(1000));
        assertMistake("cannot be used", run());
    }

    @Test
    void aFolderWhoseNameSpeaksOfLocksIsNotLocked() throws IOException {
        Files.createDirectories(directory.resolve("clock/small"));
        write("clock/small/store.duckdb", "garbage".repeat(1000));
        assertMistake("not a valid DuckDB database", "run", "@/good.yaml", "--out", "@/clock");
    }
}
