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
                "'--set=kernel=se(lengthscale=0.1) + white'", "--jobs 2 --shard \"$SLURM_ARRAY_TASK_ID/3\"",
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

    @Test
    void bothJobsAcceptChangedDataWhenToldToAndTheirCommandLinesAreUnderstood() throws IOException {
        Path data = directory.resolve("my tables");
        assertThat(execute("submit", suite(6, 20), "--shards", 3, "--data", data, "--accept-changed-data", "--trials", 4, "--only",
                "noiseVariance=0.1", "--out", directory.resolve("results"), "--dry-run")).as(err.toString()).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("exec "))).hasSize(2)
                .allSatisfy(line -> assertThat(line).contains(" --data '" + data + "' --accept-changed-data "));
        assertThat(out.toString()).contains(" --trials=4 ", " --only=noiseVariance=0.1 ").doesNotContain("true");
    }

    /** Whatever a folder is called: the shell's words and those behind #SBATCH, which has its own rules, are read back. */
    @Test
    void anyNameOfAFolderIsReadBackAsItIs() throws IOException, InterruptedException {
        Path odd = directory.resolve("a b'c\"d$HOME#e%f`g`{out}&;*");
        Path results = odd.resolve("results");
        Path stubs = stub("sbatch", "printf '%s\\n' \"$@\" >> '" + directory + "/asked'; echo 7");
        assertThat(run(withStubs(stubs, regretbench("submit", suite(6, 20).toString(), "--shards", "2", "--out", results.toString(), "--sbatch",
                "--comment=two words")))).contains("job 7 plays grid in 2 shards");
        Path folder = results.resolve("grid.slurm");
        assertThat(directory.resolve("asked")).content().contains(folder + "/shard.sh\n", folder + "/merge.sh\n", "--dependency=afterany:7\n");
        String script = Files.readString(folder.resolve("shard.sh"));
        assertThat(script).contains("#SBATCH \"--comment=two words\"\n",
                "#SBATCH --output=\"" + folder.toString().replace("\"", "\\\"").replace("%", "%%") + "/logs/\"shard-%a.log\n");
        // Instead of Java something that shows its arguments.
        Files.writeString(folder.resolve("shown.sh"), script.replaceFirst("exec \\S+ ", "exec printf '%s\\\\n' "));
        assertThat(run(withEnvironment(new ProcessBuilder("bash", folder.resolve("shown.sh").toString()), "SLURM_ARRAY_TASK_ID", "2")).lines())
                .contains("@" + folder.resolve("java.args"), folder.resolve("experiment.yaml").toString(), folder.resolve("shards/2").toString(), "2/2");
        // And Java itself, with the copies alone, where the submitter's class path is gone.
        String status = run(withEnvironment(withStubs(stub("squeue", ""), new ProcessBuilder("bash", folder.resolve("merge.sh").toString())),
                "REGRETBENCH_CLASSPATH", directory.resolve("gone").toString()), 1);
        assertThat(status).contains("shard 1: missing, 0 of 12 trials are stored", "0 of 2 shards are played");
    }

    @Test
    void whatSlurmRefusesLeavesNothing() throws IOException, InterruptedException {
        Path results = directory.resolve("new/results");
        String[] submit = {"submit", suite(6, 20).toString(), "--shards", "2", "--out", results.toString()};
        Path stubs = stub("sbatch", "echo 'sbatch: error: invalid partition specified: lung' >&2; exit 1");
        assertThat(run(withStubs(stubs, regretbench(submit)), 2)).isEqualTo(
                "regretbench: SLURM refuses the job: sbatch: error: invalid partition specified: lung\n");
        assertThat(directory.resolve("new")).doesNotExist();
        stub("sbatch", "exit 0");
        assertThat(run(withStubs(stubs, regretbench(submit)), 2)).isEqualTo(
                "regretbench: SLURM refuses the job: sbatch names none and ends with code 0\n");
        assertThat(directory.resolve("new")).doesNotExist();
        // The array is taken, the job that joins is not.
        stub("sbatch", "case $* in *afterany*) echo 'sbatch: error: too many jobs' >&2; exit 1 ;; *) echo 7 ;; esac");
        stub("scancel", "echo \"$*\" >> '" + directory + "/cancelled'");
        stub("squeue", "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1");
        assertThat(run(withStubs(stubs, regretbench(submit)), 2)).isEqualTo("regretbench: SLURM refuses the job: sbatch: error: too many jobs\n");
        assertThat(directory.resolve("cancelled")).hasContent("7\n");
        assertThat(directory.resolve("new")).doesNotExist();
    }

    @Test
    void waitingTellsThatTheShardsCouldNotBeJoined() throws IOException, InterruptedException {
        Path results = directory.resolve("results");
        Path stubs = stub("sbatch", "case $* in *--wait*) echo 8; exit 1 ;; *) echo 7 ;; esac");
        assertThat(run(withStubs(stubs, regretbench("submit", suite(6, 20).toString(), "--shards", "2", "--wait", "--out", results.toString())), 1))
                .isEqualTo("regretbench: the shards of grid are not joined: %s says why, and `regretbench status %s` how to go on\n".formatted(
                        results.resolve("grid.slurm/logs/merge.log"), results.resolve("grid.slurm")));
        assertThat(results.resolve("grid.slurm/shard.sh")).exists();
    }

    @Test
    void statusKnowsTheJobsOfItsScriptHoweverTheyWereSubmittedAndWhenSlurmDoesNotAnswer() throws IOException, InterruptedException {
        Path folder = directory.resolve("results/grid.slurm");
        Path stubs = stub("sbatch", "echo 7");
        run(withStubs(stubs, regretbench("submit", suite(6, 20).toString(), "--shards", "3", "--out", folder.getParent().toString())));
        Path link = Files.createSymbolicLink(directory.resolve("link"), folder.getParent());
        stub("squeue", "echo '1 RUNNING /elsewhere/shard.sh'; echo '2 PENDING " + link + "/grid.slurm/shard.sh'; echo '3 COMPLETING " + folder
                + "/shard.sh'; echo 'N/A PENDING " + folder + "/merge.sh'");
        assertThat(run(withStubs(stubs, regretbench("status", folder.toString())), 1)).contains("shard 1: missing", "shard 2: pending\n",
                "shard 3: missing", "to play what is missing and join all: job=$(sbatch --parsable --array=1,3 ");
        stub("squeue", "echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2; exit 1");
        assertThat(run(withStubs(stubs, regretbench("status", folder.toString())), 1)).doesNotContain("shard 1: missing").contains(
                "shard 1: not played, 0 of 8 trials are stored", "squeue gives no answer here: what is not played may be in the hands of jobs",
                "to play what is missing and join all, when no job is at it: job=$(");
    }

    /** A stand-in for a command of SLURM, beside those that there are; it returns their folder. */
    private Path stub(String command, String script) throws IOException {
        Path stubs = Files.createDirectories(directory.resolve("stubs"));
        for (String each : List.of("scontrol", command)) {
            Path file = Files.writeString(stubs.resolve(each), "#!/bin/bash\n" + (each.equals(command) ? script : "exit 1") + "\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        return stubs;
    }

    private static ProcessBuilder withStubs(Path stubs, ProcessBuilder builder) {
        return withEnvironment(builder, "PATH", stubs + File.pathSeparator + System.getenv("PATH"));
    }

    private static ProcessBuilder withEnvironment(ProcessBuilder builder, String name, String value) {
        builder.environment().put(name, value);
        return builder;
    }

    /** Task 2 is killed, the shards are not joined, what is missing is named, and after the command that is printed all bytes are as usual. */
    @Test
    @EnabledIfSystemProperty(named = "regretbench.slow", matches = "true")
    void killedShardIsNamedAndMended() throws IOException, InterruptedException {
        Path results = directory.resolve("results");
        ProcessBuilder submit = regretbench("submit", suite(300, 300).toString(), "--shards", "3", "--out", results.toString());
        assertThat(run(withStubs(FILES, submit))).contains("plays grid in 3 shards");
        String log = Files.readString(results.resolve("grid.slurm/logs/merge.log"));
        assertThat(log).contains("shard 2: missing", "2 of 3 shards are played", "sbatch --parsable --array=2 ");
        assertThat(results.resolve("grid")).doesNotExist();
        ProcessBuilder mend = new ProcessBuilder("bash", "-c", log.lines().filter(line -> line.startsWith("to play what is missing"))
                .findFirst().orElseThrow().replaceFirst("[^:]*: ", ""));
        run(withStubs(FILES, mend));
        assertSameAsLocal(results);
        // As a kill between the last trial and the suite's seal leaves it.
        Files.delete(results.resolve("grid.slurm/shards/2/grid/SHA256SUMS"));
        assertThat(run(withStubs(FILES, regretbench("status", results.resolve("grid.slurm").toString())), 1)).contains("shard 2: missing",
                "2 of 3 shards are played");
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
        return run(builder, 0);
    }

    private static String run(ProcessBuilder builder, int code) throws IOException, InterruptedException {
        Path log = Files.createTempFile("process", ".log");
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(4, TimeUnit.MINUTES)).as("%s ends", builder.command()).isTrue();
        String text = Files.readString(log);
        Files.delete(log);
        assertThat(process.exitValue()).as("%s: %s", List.copyOf(builder.command()), text).isEqualTo(code);
        return text;
    }
}
