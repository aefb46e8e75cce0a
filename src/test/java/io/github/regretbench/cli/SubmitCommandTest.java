package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Runs handed to SLURM: what is written, a stand-in that kills a shard, and a real SLURM of one node where it is installed. */
class SubmitCommandTest {
    private static final Path FILES = Path.of("src/test/resources/slurm").toAbsolutePath();
    /** What differs from run to run: times, and what contains or sums them. */
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

    private Path suite(int trials, int horizon) throws IOException {
        return Files.writeString(directory.resolve("it's a suite.yaml"), """
                schema: regretbench/suite/1
                name: grid
                axes:
                  noiseVariance: [0.01, 0.1]
                experiment:
                  seed: 4
                  trials: %d
                  horizon: %d
                  arms: {grid: {lower: [0], upper: [1], counts: [200]}}
                  kernel: "matern(nu=0.5, lengthscale=0.3)"
                  policies: [gp-ucb, thompson]
                """.formatted(trials, horizon));
    }

    @Test
    void dryRunPrintsTheScriptsAndWritesNothing() throws IOException {
        Path results = directory.resolve("results");
        assertThat(execute("submit", suite(6, 20), "--shards", 3, "--set", "kernel=se(lengthscale=0.1) + white", "--time", "4:00:00", "--mem",
                "4G", "--cpus", 2, "--sbatch=--account=bandits", "--out", results, "--dry-run")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("#SBATCH --array=1-3\n", "#SBATCH --time=4:00:00\n#SBATCH --mem=4G\n#SBATCH --account=bandits\n",
                "#SBATCH --signal=B:TERM@60\n", "#SBATCH --requeue\n", "#SBATCH --open-mode=append\n", "#SBATCH --cpus-per-task=2\n",
                "--set 'kernel=se(lengthscale=0.1) + white'", "--jobs 2 --shard \"$SLURM_ARRAY_TASK_ID/3\"",
                "status " + results.resolve("grid.slurm") + " || exit 1");
        assertThat(results).doesNotExist();
    }

    @Test
    void mistakesAreOneLine() throws IOException {
        Path file = suite(6, 20);
        assertThat(execute("submit", file, "--shards", 0, "--dry-run")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("--shards is 0; expected a whole number from 1");
        assertThat(execute("submit", file, "--shards", 2, "--dry-run", "--sbatch", "partition")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("'partition' is no option of sbatch");
        assertThat(execute("submit", file, "--shards", 2, "--dry-run", "--set", "kernel=see")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1);
        assertThat(execute("status", directory)).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("name the folder that `regretbench submit` made");
    }

    /** Task 2 is killed, the shards are not joined, what is missing is named, and after the command that is printed all bytes are as usual. */
    @Test
    @EnabledIfSystemProperty(named = "regretbench.slow", matches = "true")
    void killedShardIsNamedAndMended() throws IOException, InterruptedException {
        Path results = directory.resolve("results");
        ProcessBuilder submit = regretbench("submit", suite(300, 300).toString(), "--shards", "3", "--out", results.toString());
        String path = FILES + File.pathSeparator + System.getenv("PATH");
        submit.environment().put("PATH", path);
        assertThat(run(submit)).contains("plays grid in 3 shards");
        String log = Files.readString(results.resolve("grid.slurm/logs/merge.log"));
        assertThat(log).contains("shard 2: missing", "2 of 3 shards are played", "sbatch --parsable --array=2 ");
        assertThat(results.resolve("grid")).doesNotExist();
        ProcessBuilder mend = new ProcessBuilder("bash", "-c", log.lines().filter(line -> line.startsWith("to play what is missing"))
                .findFirst().orElseThrow().replaceFirst("[^:]*: ", ""));
        mend.environment().put("PATH", path);
        run(mend);
        assertSameAsLocal(results);
        // As a kill between the last trial and the suite's seal leaves it.
        Files.delete(results.resolve("grid.slurm/shards/2/grid/SHA256SUMS"));
        assertThat(execute("status", results.resolve("grid.slurm"))).isEqualTo(1);
        assertThat(out.toString()).contains("shard 2: missing", "2 of 3 shards are played");
    }

    /** One task is put back into the queue while it runs, another is killed, on a real SLURM. */
    @Test
    @EnabledIfSystemProperty(named = "regretbench.slow", matches = "true")
    void requeuedAndKilledTasksOfARealSlurm() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Stream.of("slurmctld", "slurmd", "munged").allMatch(program -> Stream.of("/usr/sbin", "/usr/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)))) && System.getProperty("user.name").equals("root"),
                "no SLURM to start here: it needs Debian's slurmctld, slurmd, slurm-client and munge, and root");
        Path slurm = Files.createTempDirectory("slurm");
        try {
            run(new ProcessBuilder("bash", FILES.resolve("start.sh").toString(), slurm.toString()));
            Path results = directory.resolve("results");
            assertThat(run(withSlurm(slurm, regretbench("submit", suite(300, 300).toString(), "--shards", "3", "--out", results.toString()))))
                    .contains("job 1 plays grid in 3 shards");
            await(slurm, "squeue --noheader --array --format %K:%T | grep -q 1:RUNNING && "
                    + "squeue --noheader --array --format %K:%T | grep -q 2:RUNNING && sleep 2");
            run(withSlurm(slurm, new ProcessBuilder("bash", "-c", "scontrol requeue 1_1 && scancel --signal=KILL --full 1_2")));
            await(slurm, "[ -z \"$(squeue --noheader)\" ]");
            String log = Files.readString(results.resolve("grid.slurm/logs/merge.log"));
            assertThat(log).contains("shard 2: missing", "2 of 3 shards are played");
            assertThat(results.resolve("grid")).doesNotExist();
            run(withSlurm(slurm, new ProcessBuilder("bash", "-c", log.lines().filter(line -> line.startsWith("to play what is missing"))
                    .findFirst().orElseThrow().replaceFirst("[^:]*: ", ""))));
            await(slurm, "[ -z \"$(squeue --noheader)\" ]");
            assertSameAsLocal(results);
        } finally {
            run(new ProcessBuilder("bash", FILES.resolve("stop.sh").toString(), slurm.toString()));
        }
    }

    private void assertSameAsLocal(Path results) throws IOException {
        Path local = directory.resolve("local");
        Path file = directory.resolve("it's a suite.yaml");
        assertThat(execute("run", file, "--out", local)).as(err.toString()).isZero();
        Set<Path> expected = files(local.resolve("grid"));
        assertThat(files(results.resolve("grid"))).isEqualTo(expected).hasSizeGreaterThan(8);
        for (Path each : expected) {
            assertThat(Files.mismatch(local.resolve("grid").resolve(each), results.resolve("grid").resolve(each))).as("%s", each).isEqualTo(-1);
        }
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(folder::relativize).filter(f -> !OWN.contains(f.getFileName().toString()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static ProcessBuilder regretbench(String... arguments) {
        return new ProcessBuilder(Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                RegretBench.class.getName()), Stream.of(arguments)).toList());
    }

    private static ProcessBuilder withSlurm(Path slurm, ProcessBuilder builder) {
        builder.environment().put("SLURM_CONF", slurm.resolve("slurm.conf").toString());
        return builder;
    }

    private static void await(Path slurm, String condition) throws IOException, InterruptedException {
        String loop = "for i in $(seq 600); do if " + condition + "; then exit 0; fi; sleep 0.2; done; squeue; exit 1";
        run(withSlurm(slurm, new ProcessBuilder("bash", "-c", loop)));
    }

    private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Path log = Files.createTempFile("process", ".log");
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(4, TimeUnit.MINUTES)).as("%s ends", builder.command()).isTrue();
        String text = Files.readString(log);
        Files.delete(log);
        assertThat(process.exitValue()).as("%s: %s", List.copyOf(builder.command()), text).isZero();
        return text;
    }
}
