package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suite from the command line: in one go, killed and resumed, sharded and merged. */
class ShardedSuiteTest {
    private final Shell shell = new Shell();
    @TempDir
    private Path directory;

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

    /** Kills a command without warning after so many milliseconds, and says whether that was before its end. */
    private static boolean killed(long millis, Object... arguments) throws Exception {
        Process process = Shell.process(arguments).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !ended;
    }

    /** Kills the first shard, and the merge, at growing times until one gets to its end. */
    @Test
    void killsAndShardsLeaveTheBytesOfOneRun() throws Exception {
        Path suite = suite();
        assertThat(shell.execute("run", suite, "--out", directory.resolve("whole"))).as(shell.err()).isZero();
        Path whole = directory.resolve("whole/grid");
        List<Object> shards = new ArrayList<>(List.of("merge"));
        int kills = 0;
        for (int number = 1; number <= 2; number++) {
            Path out = directory.resolve("shard" + number);
            Object[] command = {"run", suite, "--out", out, "--shard", number + "/2", "--jobs", 1};
            for (long millis = 800; number == 1 && killed(millis, command); millis *= 2) {
                kills++;
            }
            assertThat(shell.execute(command)).as(shell.err()).isZero();
            shards.add(out.resolve("grid"));
        }
        assertThat(kills).isPositive();
        shards.addAll(List.of("--out", directory.resolve("merged")));
        for (long millis = 1000; killed(millis, shards.toArray()); millis *= 2) {
            kills++;
        }
        assertThat(shell.execute(shards.toArray())).as(shell.err()).isZero();
        assertThat(shell.out()).isEqualTo("2 shards of grid joined, results in " + directory.resolve("merged/grid") + "\nfigure "
                + directory.resolve("merged/grid/grid.svg") + "\n");
        ResultFiles.assertSameBytes(whole, directory.resolve("merged/grid"));
        assertThat(directory.resolve("merged/grid/grid.svg")).hasSameBinaryContentAs(whole.resolve("grid.svg"));
        for (int i = 2; i < 4; i++) {
            killed(700L * i, "run", suite, "--out", directory.resolve("killed"));
        }
        assertThat(shell.execute("run", suite, "--out", directory.resolve("killed"))).as(shell.err()).isZero();
        ResultFiles.assertSameBytes(whole, directory.resolve("killed/grid"));
        assertThat(shell.execute("rerun", directory.resolve("merged/grid"))).isZero();
        assertThat(shell.out()).startsWith("every byte agrees (26 files)");
    }

    /** A program that fails in the trials whose seed ends in one of some digits. */
    private Path program(String name, String digits) throws IOException {
        return Files.writeString(directory.resolve(name), """
                while read -r line; do
                  seed=${line#*'"seed":'}
                  case "${seed%%%%,*}" in
                    *[!0-9]*) ;;
                    *[%s]) echo 'out, of luck' >&2; exit 5;;
                  esac
                  case "$line" in
                    *'"type":"start"'*) echo '{"type":"ready","schema":"regretbench/policy/1"}';;
                    *'"type":"ask"'*) echo '{"type":"arm","arm":7}';;
                    *'"type":"end"'*) exit 0;;
                  esac
                done
                """.formatted(digits));
    }

    private Path failing(String digits, String... policies) throws IOException {
        String program = "{policy: external, name: mine, command: [sh, " + program("some.sh", digits) + "]}";
        return Files.writeString(directory.resolve("failing.yaml"), """
                schema: regretbench/suite/1
                name: failing
                axes:
                  noiseVariance: [0.01, 0.1]
                experiment:
                  seed: 4
                  trials: 9
                  horizon: 5
                  arms: {grid: {lower: [0], upper: [1], counts: [15]}}
                  kernel: se(lengthscale=0.3)
                  policies: [%s]
                """.formatted(String.join(", ", Stream.concat(Stream.of(policies), Stream.of(program)).toList())));
    }

    private List<Object> shardsOf(Path suite, String... shares) {
        List<Object> merge = new ArrayList<>(List.of("merge"));
        for (String share : shares) {
            Path out = directory.resolve("of-" + share.replace('/', '-'));
            assertThat(shell.execute("run", suite, "--out", out, "--shard", share)).isEqualTo(1);
            assertThat(shell.out()).contains("when all " + share.substring(2) + " are there, join them");
            assertThat(shell.err()).contains(": policy mine failed in ", "merged like this there are results of the other policies alone, and the same "
                    + "command plays only what is missing\n");
            merge.add(out.resolve("failing"));
        }
        return merge;
    }

    /** Three shards, and one of another split whose trials the others have too. */
    @Test
    void shardsWithFailedTrialsMakeWhatOneRunLeaves() throws IOException {
        Path suite = failing("3-7", "random");
        assertThat(shell.execute("run", suite, "--out", directory.resolve("whole"))).isEqualTo(1);
        Path whole = directory.resolve("whole/failing");
        List<String> failures = Files.readAllLines(whole.resolve("noiseVariance0.01/failures.csv"));
        assertThat(failures).hasSize(2);
        assertThat(Integer.parseInt(failures.get(1).split(",")[1])).as("trials that fail").isBetween(2, 8);
        List<Object> merge = shardsOf(suite, "1/3", "2/3", "3/3", "2/2");
        merge.addAll(List.of("--out", directory.resolve("merged")));
        assertThat(shell.execute(merge.toArray())).isEqualTo(1);
        assertThat(shell.out()).startsWith("4 shards of failing joined, results in ");
        assertThat(shell.err()).contains("noiseVariance0.01: policy mine failed in " + failures.get(1).split(",")[1] + " trials, first in trial ",
                "(and so in 1 more); the results are those of the other policies; the commands that made the shards play only what is missing");
        ResultFiles.assertSameBytes(whole, directory.resolve("merged/failing"));
        assertThat(Files.readString(directory.resolve("merged/failing/noiseVariance0.01/manifest.json"))).contains("policy mine failed in ");
        merge.remove(1);
        assertThat(shell.execute(merge.toArray())).as("a share that nobody played is missing all the same").isEqualTo(2);
        assertThat(shell.err()).contains("are missing, all of shard 1/3");
    }

    @Test
    void shardsWithoutAnyCompletePolicyHaveNoResults() throws IOException {
        Path suite = failing("0-9");
        assertThat(shell.execute("run", suite, "--out", directory.resolve("whole"))).isEqualTo(1);
        assertThat(shell.err()).contains("2 of 2 cells have no results; 9 trials of noiseVariance0.01 failed, some of every policy");
        List<Object> merge = shardsOf(suite, "1/2", "2/2");
        merge.addAll(List.of("--out", directory.resolve("merged")));
        assertThat(shell.execute(merge.toArray())).isEqualTo(1);
        assertThat(shell.err()).contains("2 of 2 cells have no results; 9 trials of noiseVariance0.01 failed, some of every policy");
        assertThat(directory.resolve("merged/failing/suite.csv")).doesNotExist();
        assertThat(directory.resolve("merged/failing/noiseVariance0.01/SHA256SUMS")).doesNotExist();
    }

    @Test
    void mistakesAreOneSentence() throws IOException {
        Path suite = suite();
        Path one = directory.resolve("one");
        assertThat(shell.execute("run", suite, "--out", one, "--shard", "1/2", "--trials", 2, "--horizon", 3)).as(shell.err()).isZero();
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
            assertThat(shell.execute(mistake.subList(1, mistake.size()).toArray())).as(mistake.toString()).isEqualTo(2);
            assertThat(shell.err().lines()).singleElement().asString().contains((String) mistake.get(0));
            assertThat(free).doesNotExist();
        }
        Path file = one.resolve("grid/cells.yaml");
        Files.writeString(file, Files.readString(file, StandardCharsets.UTF_8).replace("place: 1", "place: 2"));
        assertThat(shell.execute("merge", one.resolve("grid"), "--out", free)).isEqualTo(2);
        assertThat(shell.err()).contains("cells.yaml is torn or was changed");
    }
}
