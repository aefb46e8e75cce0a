package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stored trials belong to the game and to their own policy, and finished results are not lost by a run of less. */
class KeptTrialsTest {
    private final Shell shell = new Shell();
    @TempDir
    private Path directory;

    private int run(String policies, int trials) throws IOException {
        Path file = Files.writeString(directory.resolve("kept.yaml"), """
                schema: regretbench/experiment/1
                name: kept
                seed: 3
                trials: %d
                horizon: 20
                noiseVariance: 0.05
                arms: {grid: {lower: [0], upper: [1], counts: [15]}}
                kernel: se(lengthscale=0.2)
                policies: %s
                """.formatted(trials, policies));
        return shell.execute("run", file, "--out", directory);
    }

    /** Policies come, go and change places: what is stored of each is used again, and what remains is what a fresh run makes. */
    @Test
    void policiesComeAndGo() throws IOException {
        assertThat(run("[gp-ucb, random]", 4)).isZero();
        assertThat(shell.out()).contains("kept: 0 trials from the store, 8 played");
        assertThat(run("[ei, random, gp-ucb]", 4)).isZero();
        assertThat(shell.out()).contains("kept: 8 trials from the store, 4 played");
        assertThat(run("[ei, random]", 4)).isZero();
        assertThat(shell.out()).contains("kept: 8 trials from the store, 0 played");
        byte[] kept = Files.readAllBytes(directory.resolve("kept/rounds.parquet"));
        String summary = Files.readString(directory.resolve("kept/summary.csv"));
        assertThat(shell.execute("compare", directory.resolve("kept"), "--out", directory.resolve("compared"))).as(shell.err()).isZero();
        assertThat(shell.out()).contains("ei - random").doesNotContain("gp-ucb");
        assertThat(shell.execute("run", directory.resolve("kept.yaml"), "--out", directory.resolve("fresh"))).isZero();
        assertThat(directory.resolve("fresh/kept/rounds.parquet")).hasBinaryContent(kept);
        assertThat(directory.resolve("fresh/kept/summary.csv")).hasContent(summary);
    }

    /** Another rule under the same name is another policy; under a name of its own it is added. */
    @Test
    void aPolicyThatChangedIsNotMixedWithItsFormerSelf() throws IOException {
        assertThat(run("[gp-ucb, random]", 2)).isZero();
        assertThat(run("[{policy: gp-ucb, factor: 2}, random]", 2)).isEqualTo(2);
        assertThat(shell.err()).hasLineCount(1).contains("holds results of another policy gp-ucb (there: ", "give this one another 'name'");
        assertThat(run("[{policy: gp-ucb, name: twice, factor: 2}, random]", 2)).isZero();
        assertThat(shell.out()).contains("kept: 2 trials from the store, 2 played");
    }

    @Test
    void finishedResultsAreNotReplacedByFewerTrials() throws IOException {
        assertThat(run("[random]", 5)).isZero();
        assertThat(run("[random]", 2)).isEqualTo(2);
        assertThat(shell.err()).hasLineCount(1).contains("holds finished results of 5 trials, which results of 2 would replace; add --overwrite");
        assertThat(Files.readString(directory.resolve("kept/summary.csv"))).contains("random,5,");
        assertThat(shell.execute("reproduce", "fig5a", "--trials", 2)).isEqualTo(2);
        assertThat(shell.err()).hasLineCount(1).contains("add --out DIR, or --overwrite");
    }

    /** What the seal says of a damaged file, the command that made it, is what mends it. */
    @Test
    void aDamagedExperimentIsWrittenAgain() throws IOException {
        assertThat(run("[random]", 3)).isZero();
        Path file = directory.resolve("kept/experiment.yaml");
        String before = Files.readString(file);
        for (String damage : List.of("", "schema: [", before.replace("trials: 3", "trials: 9"), before.replace("seed: 3", "seed: 4"))) {
            Files.writeString(file, damage);
            assertThat(shell.execute("export", directory.resolve("kept"), "--format", "csv", "--out", directory.resolve("export"))).isEqualTo(2);
            assertThat(shell.err()).hasLineCount(1).contains("experiment.yaml is torn or was changed", "the command that made the results writes");
            assertThat(run("[random]", 3)).as(shell.err()).isZero();
            assertThat(shell.out()).contains("kept: 3 trials from the store, 0 played");
            assertThat(Files.readString(file)).isEqualTo(before);
        }
    }

    private Path suite() throws IOException {
        return Files.writeString(directory.resolve("suite.yaml"), """
                schema: regretbench/suite/1
                name: grid
                axes:
                  noiseVariance: [0.01, 0.1, 0.5]
                experiment:
                  seed: 4
                  trials: 2
                  horizon: 10
                  arms: {grid: {lower: [0], upper: [1], counts: [10]}}
                  kernel: se(lengthscale=0.2)
                  policies: [gp-ucb, random]
                """);
    }

    /** One damaged cell costs the index neither the others nor, when it is run again, itself; and is not sealed as it is. */
    @Test
    void aDamagedCellDoesNotCostTheOthers() throws IOException {
        Path suite = suite();
        assertThat(shell.execute("run", suite, "--out", directory)).as(shell.err()).isZero();
        List<String> index = Files.readAllLines(directory.resolve("grid/suite.csv"));
        Path file = directory.resolve("grid/noiseVariance0.01/experiment.yaml");
        for (String damage : List.of("schema: [", Files.readString(file).replace("seed: 4", "seed: 5"))) {
            Files.writeString(file, damage);
            assertThat(shell.execute("run", suite, "--out", directory, "--only", "noiseVariance=0.1")).as(shell.err()).isZero();
            assertThat(Files.readAllLines(directory.resolve("grid/suite.csv"))).hasSize(5).isSubsetOf(index);
            assertThat(shell.execute("run", suite, "--out", directory)).as(shell.err()).isZero();
            assertThat(Files.readAllLines(directory.resolve("grid/suite.csv"))).isEqualTo(index);
        }
        Path cells = directory.resolve("grid/cells.yaml");
        Files.writeString(cells, Files.readString(cells).replace("place: 2", "place: 7"));
        assertThat(shell.execute("run", suite, "--out", directory, "--only", "noiseVariance=0.1")).isZero();
        assertThat(Files.readString(cells)).doesNotContain("place: 7");
    }

    /** A run or an audit of one cell keeps the others in the index. */
    @Test
    void someCellsDoNotReplaceAll() throws IOException {
        Path suite = suite();
        assertThat(shell.execute("run", suite, "--out", directory)).as(shell.err()).isZero();
        List<String> index = Files.readAllLines(directory.resolve("grid/suite.csv"));
        assertThat(index).hasSize(7);
        assertThat(shell.execute("run", suite, "--out", directory, "--only", "noiseVariance=0.1")).isZero();
        assertThat(Files.readAllLines(directory.resolve("grid/suite.csv"))).isEqualTo(index);
        assertThat(shell.execute("audit", suite, "--out", directory, "--only", "noiseVariance=0.5")).as(shell.err()).isZero();
        assertThat(Files.readAllLines(directory.resolve("grid/suite.csv"))).isEqualTo(index);
        assertThat(shell.execute("export", directory.resolve("grid"), "--format", "csv", "--out", directory.resolve("export"))).isZero();
        assertThat(shell.execute("rerun", directory.resolve("grid"), "--out", directory.resolve("again"))).as(shell.out()).isZero();
    }

    /** A module beside a Python policy belongs to it; one that changes while it is played costs the policy its trials. */
    @Test
    void modulesBesideAPythonPolicyBelongToIt() throws IOException {
        Assumptions.assumeTrue(shell.execute("check-policy", "--", "python3", "src/test/resources/policies/gp_ucb.py") == 0,
                "no python3 here");
        Path module = Files.writeString(directory.resolve("choice.py"), "ARM = 3\n");
        Path script = Files.writeString(directory.resolve("mine.py"), """
                import json, sys
                from choice import ARM
                for line in sys.stdin:
                    message = json.loads(line)
                    if message["type"] == "start":
                        print(json.dumps({"type": "ready", "schema": "regretbench/policy/1"}), flush=True)
                    if message["type"] == "ask":
                        print(json.dumps({"type": "arm", "t": message["t"], "arm": ARM}), flush=True)
                """);
        String policies = "[random, {policy: external, name: mine, command: [python3, " + script + "]}]";
        assertThat(run(policies, 2)).as(shell.err()).isZero();
        Files.writeString(module, "ARM = 4\n");
        assertThat(run(policies, 2)).isEqualTo(2);
        assertThat(shell.err()).hasLineCount(1).contains("holds results of another policy mine", "choice.py=");
        Files.writeString(module, "ARM = 3\nopen(__file__, 'a').write('# played\\n')\n");
        assertThat(run(policies.replace("name: mine", "name: changing"), 2)).isEqualTo(2);
        assertThat(shell.err()).contains("choice.py changed while policy changing was played; the trials of that policy are dropped");
    }
}
