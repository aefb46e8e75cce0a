package io.github.regretbench.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class TabulationTest {
    private static final String GRID = "inputs: {x: {from: 1, to: 4, step: 1}}\nrepeats: 2\n";
    /** 10 x + seed; fails where x is 3, until there is a file "mended"; each run leaves a line in "ran". */
    private static final String SCRIPT = "echo $1 $2 >> %s/ran; if [ $1 = 3 ] && [ ! -e %s/mended ]; then echo 'x, \"3\"' >&2; exit 9; fi; echo $((10 * $1 + $2))\n";

    @TempDir
    private Path directory;
    private List<String> command;
    private final List<String> failed = new ArrayList<>();

    @BeforeEach
    void writeScript() throws IOException {
        Path script = Files.writeString(directory.resolve("train.sh"), SCRIPT.replace("%s", directory.toString()));
        command = List.of("sh", script.toString(), "{x}", "{seed}");
    }

    private Tabulation.State run(String grid, String table, int jobs, Shard shard, boolean retry) throws IOException, InterruptedException {
        return new Tabulation(Grid.parse(grid, "g.yaml"), directory.resolve(table)).run(new Tabulation.Run(command, false, 60, jobs, shard, retry, false),
                (done, total) -> { }, failed::add);
    }

    private Tabulation.State run(String table, int jobs) throws IOException, InterruptedException {
        return run(GRID, table, jobs, Shard.WHOLE, false);
    }

    private long ran() throws IOException {
        try (var lines = Files.lines(directory.resolve("ran"))) {
            return lines.count();
        }
    }

    @Test
    void tableAndFailuresAreTheSameBytesHoweverManyRunAtOnce() throws IOException, InterruptedException {
        assertThat(run("a.csv", 1)).isEqualTo(new Tabulation.State(8, 2, true));
        assertThat(directory.resolve("a.csv")).hasContent("x,r0,r1\n1,10,11\n2,20,21\n3,,\n4,40,41\n");
        assertThat(directory.resolve("a.failures.csv")).hasContent("""
                x,repeat,seed,exit_code,problem
                3,r0,0,9,"exited with code 9: x, ""3""\"
                3,r1,1,9,"exited with code 9: x, ""3""\"
                """);
        assertThat(failed).containsExactly("x=3, seed=0 exited with code 9: x, \"3\"", "x=3, seed=1 exited with code 9: x, \"3\"");
        run("b.csv", 8);
        assertThat(directory.resolve("b.csv")).hasSameBinaryContentAs(directory.resolve("a.csv"));
        assertThat(directory.resolve("b.failures.csv")).hasSameBinaryContentAs(directory.resolve("a.failures.csv"));
    }

    @Test
    void failuresAreRunAgainOnlyWhenAsked() throws IOException, InterruptedException {
        run("a.csv", 2);
        Files.writeString(directory.resolve("mended"), "");
        assertThat(run("a.csv", 2)).isEqualTo(new Tabulation.State(8, 2, true));
        assertThat(ran()).isEqualTo(8);
        assertThat(run(GRID, "a.csv", 2, Shard.WHOLE, true)).isEqualTo(new Tabulation.State(8, 0, true));
        assertThat(ran()).isEqualTo(10);
        assertThat(directory.resolve("a.csv")).hasContent("x,r0,r1\n1,10,11\n2,20,21\n3,30,31\n4,40,41\n");
        assertThat(directory.resolve("a.failures.csv")).doesNotExist();
    }

    /** What a kill leaves: some whole lines, in the order of their ends, and the beginning of one. */
    @Test
    void aTabulationGoesOnFromWhatAKillLeft() throws IOException, InterruptedException {
        run("a.csv", 1);
        Path log = directory.resolve("a.measurements.jsonl");
        List<String> lines = Files.readAllLines(log);
        Files.write(directory.resolve("k.measurements.jsonl"), List.of(lines.get(0), lines.get(8), lines.get(2)));
        Files.writeString(directory.resolve("k.measurements.jsonl"), lines.get(3).substring(0, 12), StandardOpenOption.APPEND);
        run("k.csv", 2);
        assertThat(ran()).isEqualTo(8 + 6);
        assertThat(directory.resolve("k.csv")).hasSameBinaryContentAs(directory.resolve("a.csv"));
        assertThat(Files.readAllLines(directory.resolve("k.measurements.jsonl"))).containsExactlyInAnyOrderElementsOf(lines);
    }

    @Test
    void valuesAndRepeatsCanBeAdded() throws IOException, InterruptedException {
        run("a.csv", 2);
        assertThat(run(GRID.replace("to: 4", "to: 5").replace("repeats: 2", "repeats: 3"), "a.csv", 2, Shard.WHOLE, false).written()).isTrue();
        assertThat(ran()).isEqualTo(15);
        assertThat(directory.resolve("a.csv")).hasContent("x,r0,r1,r2\n1,10,11,12\n2,20,21,22\n3,,,\n4,40,41,42\n5,50,51,52\n");
    }

    @Test
    void shardsJoinToTheSameBytes() throws IOException, InterruptedException {
        run("a.csv", 2);
        List<Path> parts = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            assertThat(run(GRID, i + ".csv", 1, new Shard(i, 3, 0), false).written()).isFalse();
            parts.add(directory.resolve(i + ".csv"));
        }
        assertThat(ran()).isEqualTo(16);
        Tabulation joined = new Tabulation(Grid.parse(GRID, "g.yaml"), directory.resolve("m.csv"));
        assertThatThrownBy(() -> joined.merge(parts.subList(0, 2), false)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("2 of 8 measurements are in no part, the first is x=2, seed=0");
        assertThat(directory.resolve("m.csv")).doesNotExist();
        assertThat(joined.log()).doesNotExist();
        assertThat(joined.merge(parts, false)).isEqualTo(new Tabulation.State(8, 2, true));
        assertThat(directory.resolve("m.csv")).hasSameBinaryContentAs(directory.resolve("a.csv"));
        assertThat(directory.resolve("m.failures.csv")).hasSameBinaryContentAs(directory.resolve("a.failures.csv"));
        Path log = directory.resolve("2.measurements.jsonl");
        Path other = directory.resolve("other.measurements.jsonl");
        Files.writeString(other, Files.readString(log).replaceFirst("\"value\":\"[0-9]+\"", "\"value\":\"77\""));
        assertThatThrownBy(() -> joined.merge(List.of(log, other), false)).isInstanceOf(BadInputException.class).hasMessageContaining("disagree about x=")
                .hasMessageContaining("and 77");
    }

    @Test
    void measurementsOfAnotherProgramAreNotMixedIn() throws IOException, InterruptedException {
        run("a.csv", 2);
        Files.writeString(directory.resolve("train.sh"), "\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> run("a.csv", 2)).isInstanceOf(BadInputException.class).hasMessageContaining("train.sh has changed");
        command = List.of("sh", "-c", "echo 1", "{x}", "{seed}");
        assertThatThrownBy(() -> run("a.csv", 2)).isInstanceOf(BadInputException.class).hasMessageContaining("command was 'sh ");
        Files.writeString(directory.resolve("mine.csv"), "1\n");
        assertThatThrownBy(() -> run("mine.csv", 2)).isInstanceOf(BadInputException.class).hasMessageContaining("mine.csv exists");
        assertThat(directory.resolve("mine.csv")).hasContent("1\n");
        Files.writeString(directory.resolve("b.measurements.jsonl"), "{\"schema\":\"regretbench/measurements/1\"}\n{\"values\":[]}\n");
        assertThatThrownBy(() -> run("b.csv", 2)).isInstanceOf(BadInputException.class).hasMessageContaining("b.measurements.jsonl, line 2");
    }

    @Test
    void aProgramThatChangesWhileItIsMeasuredHasMeasuredNothing() throws IOException, InterruptedException {
        run(GRID, "a.csv", 1, new Shard(1, 2, 0), false);
        byte[] before = Files.readAllBytes(directory.resolve("a.measurements.jsonl"));
        Path script = directory.resolve("train.sh");
        String text = Files.readString(script);
        assertThatThrownBy(() -> new Tabulation(Grid.parse(GRID, "g.yaml"), directory.resolve("a.csv")).run(new Tabulation.Run(command, false, 60, 1,
                Shard.WHOLE, false, false), (done, total) -> {
                    try {
                        Files.writeString(script, text + "\n");
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }, failed::add)).isInstanceOf(BadInputException.class).hasMessageContaining("train.sh changed while it was measured");
        assertThat(directory.resolve("a.measurements.jsonl")).hasBinaryContent(before);
    }

    @Test
    void aProgramThatIsNotThereLeavesNothingInTheWay() throws IOException, InterruptedException {
        List<String> good = command;
        command = List.of("no-such-program");
        assertThatThrownBy(() -> run("a.csv", 2)).isInstanceOf(BadInputException.class).hasMessageContaining("'no-such-program' cannot be started");
        command = good;
        assertThat(run("a.csv", 2).written()).isTrue();
    }

    /** Seen from another process, for a Java machine knows its own locks by heart. */
    @Test
    void noOtherProcessWritesTheLogOfARun() throws IOException, InterruptedException {
        run("a.csv", 1);
        Path probe = Files.writeString(directory.resolve("probe.py"), """
                import fcntl, sys
                with open(sys.argv[1], "r+b") as log:
                    try:
                        fcntl.lockf(log, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 2**63 - 2)
                    except OSError:
                        sys.exit(7)
                """);
        List<Integer> codes = new ArrayList<>();
        run(GRID.replace("repeats: 2", "repeats: 3"), "a.csv", probe, codes);
        assumeTrue(!codes.isEmpty(), "there is no python3 here");
        assertThat(codes).isNotEmpty().containsOnly(7);
        assertThat(probe(probe)).isZero();
    }

    private void run(String grid, String table, Path probe, List<Integer> codes) throws IOException, InterruptedException {
        new Tabulation(Grid.parse(grid, "g.yaml"), directory.resolve(table)).run(new Tabulation.Run(command, false, 60, 1, Shard.WHOLE, false, false),
                (done, total) -> {
                    try {
                        codes.add(probe(probe));
                    } catch (IOException e) {
                        // no python3
                    }
                }, failed::add);
    }

    private int probe(Path probe) throws IOException {
        try {
            return new ProcessBuilder("python3", probe.toString(), directory.resolve("a.measurements.jsonl").toString()).start().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
