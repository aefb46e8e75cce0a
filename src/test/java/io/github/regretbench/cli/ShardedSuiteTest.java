package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suite from the command line: in one go, killed and resumed, sharded and merged. */
class ShardedSuiteTest {
    /** What differs from run to run: times, and what contains or sums them; pictures of Java2D differ between JDKs alone. */
    private static final Set<String> OWN = Set.of("manifest.json", "timings.csv", "table.csv", "store.duckdb", "SHA256SUMS");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    @TempDir
    private Path directory;

    private int execute(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    private Path suite() throws IOException {
        return Files.writeString(directory.resolve("suite.yaml"), """
                schema: regretbench/suite/1
                name: grid
                axes:
                  kernel:
                    - {label: se, kernel: se(lengthscale=0.3)}
                    - {label: rough, kernel: "matern(nu=0.5, lengthscale=0.3)"}
                  noiseVariance: [0.01, 0.1]
                experiment:
                  seed: 4
                  trials: 20
                  horizon: 200
                  arms: {grid: {lower: [0], upper: [1], counts: [150]}}
                  policies: [gp-ucb, ei, thompson]
                """);
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(folder::relativize).filter(f -> !OWN.contains(f.getFileName().toString()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void assertSameBytes(Path expected, Path folder) throws IOException {
        assertThat(files(folder)).isEqualTo(files(expected));
        for (Path file : files(expected)) {
            assertThat(Files.mismatch(expected.resolve(file), folder.resolve(file))).as(file.toString()).isEqualTo(-1);
        }
    }

    /** Kills a command without warning after so many milliseconds, and says whether that was before its end. */
    private static boolean killed(long millis, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), "io.github.regretbench.cli.RegretBench"));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !ended;
    }

    /** Kills the first shard, and the merge, at growing times until one gets to its end. */
    @Test
    void killsAndShardsLeaveTheBytesOfOneRun() throws Exception {
        Path suite = suite();
        assertThat(execute("run", suite, "--out", directory.resolve("whole"))).as(err.toString()).isZero();
        Path whole = directory.resolve("whole/grid");
        List<Object> shards = new ArrayList<>(List.of("merge"));
        int kills = 0;
        for (int number = 1; number <= 2; number++) {
            Path out = directory.resolve("shard" + number);
            Object[] command = {"run", suite, "--out", out, "--shard", number + "/2", "--jobs", 1};
            for (long millis = 800; number == 1 && killed(millis, command); millis *= 2) {
                kills++;
            }
            assertThat(execute(command)).as(err.toString()).isZero();
            assertThat(out.toString()).isNotEmpty();
            shards.add(out.resolve("grid"));
        }
        assertThat(kills).isPositive();
        shards.addAll(List.of("--out", directory.resolve("merged")));
        for (long millis = 1000; killed(millis, shards.toArray()); millis *= 2) {
            kills++;
        }
        assertThat(execute(shards.toArray())).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo("2 shards of grid joined, results in " + directory.resolve("merged/grid") + "\n");
        assertSameBytes(whole, directory.resolve("merged/grid"));
        for (int i = 2; i < 4; i++) {
            killed(700L * i, "run", suite, "--out", directory.resolve("killed"));
        }
        assertThat(execute("run", suite, "--out", directory.resolve("killed"))).as(err.toString()).isZero();
        assertSameBytes(whole, directory.resolve("killed/grid"));
        assertThat(execute("rerun", directory.resolve("merged/grid"))).isZero();
        assertThat(out.toString()).startsWith("every byte agrees (26 files)");
    }

    @Test
    void mistakesAreOneSentence() throws IOException {
        Path suite = suite();
        Path one = directory.resolve("one");
        assertThat(execute("run", suite, "--out", one, "--shard", "1/2", "--trials", 2, "--horizon", 3)).as(err.toString()).isZero();
        String cell = one.resolve("grid/se_noiseVariance0.01").toString();
        Path free = directory.resolve("free");
        for (List<Object> mistake : List.<List<Object>>of(
                List.of("expected i/k", "run", suite, "--out", free, "--shard", "3/2"),
                List.of("a shard has no results of its own", "run", suite, "--out", free, "--shard", "1/2", "--figures", free),
                List.of("join all 2 with `regretbench merge`", "compare", cell, "--out", free),
                List.of("join all 2 with `regretbench merge`", "export", cell, "--format", "csv", "--out", free),
                List.of("join all 2 with `regretbench merge`", "rerun", cell, "--out", free),
                List.of("join all 2 with `regretbench merge`", "rerun", one.resolve("grid"), "--out", free),
                List.of("all of shard 2/2", "merge", one.resolve("grid"), "--out", free),
                List.of("holds no finished shard", "merge", directory, "--out", free),
                List.of("another part (there: shard 1/2, here: the whole); join shards", "run", suite, "--out", one, "--trials", 2,
                        "--horizon", 3))) {
            assertThat(execute(mistake.subList(1, mistake.size()).toArray())).as(mistake.toString()).isEqualTo(2);
            assertThat(err.toString().lines()).singleElement().asString().contains((String) mistake.get(0));
            assertThat(free).doesNotExist();
        }
        Path file = one.resolve("grid/cells.yaml");
        Files.writeString(file, Files.readString(file, StandardCharsets.UTF_8).replace("place: 1", "place: 2"));
        assertThat(execute("merge", one.resolve("grid"), "--out", free)).isEqualTo(2);
        assertThat(err.toString()).contains("cells.yaml is torn or was changed");
    }
}
