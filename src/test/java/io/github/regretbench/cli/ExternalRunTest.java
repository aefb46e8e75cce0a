package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.StoredRounds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs with policies that are programs: the reference clients, and one that fails once. */
class ExternalRunTest {
    private static final List<String> DETERMINISTIC = List.of("experiment.yaml", "rounds.parquet", "curves.csv", "summary.csv");
    private static final Path POLICIES = Path.of("src/test/resources/policies");

    @TempDir
    static Path temporary;
    private final StringWriter printed = new StringWriter();

    private static Path yaml(String name, String policies) throws IOException {
        return Files.writeString(temporary.resolve(name + ".yaml"), """
                schema: regretbench/experiment/1
                name: %s
                seed: 5
                trials: 6
                horizon: 25
                noiseVariance: 0.05
                ties: first
                arms:
                  grid: {lower: [0, 0], upper: [1, 1], counts: [7, 6]}
                kernel: matern(nu=2.5, lengthscale=0.3)
                policies:
                """.formatted(name) + policies.indent(2));
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(printed, true);
        return RegretBench.commandLine(writer, writer).execute(arguments);
    }

    private static void requirePython() {
        boolean there;
        try {
            there = new ProcessBuilder("python3", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            there = false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assumeTrue(there, "the reference clients are not tested: there is no python3 here");
    }

    private static List<String> arms(Path folder, String policy) throws IOException {
        return StoredRounds.lines(folder).stream().map(line -> line.split(",")).filter(cells -> cells[0].equals(policy)).map(cells -> cells[3])
                .toList();
    }

    /** 6 trials of 25 rounds: our posterior and a plain one in another language lead to the same arms, ties included. */
    @Test
    void gpUcbInPythonPlaysTheSameArms() throws IOException {
        requirePython();
        Path yaml = yaml("python", """
                - gp-ucb-theorem1
                - gp-ucb
                - {policy: external, name: theirs, command: [python3, %1$s/gp_ucb.py], deadlineSeconds: 120}
                - {policy: {command: [python3, %1$s/gp_ucb.py, 0.2], deadlineSeconds: 120}, name: theirs-scaled}
                - {policy: external, name: random, command: [python3, %1$s/random_arm.py], deadlineSeconds: 120}
                """.formatted(POLICIES));
        int code = run("run", yaml.toString(), "--out", temporary.resolve("one").toString(), "--jobs", "1");
        assertThat(code).as(printed.toString()).isZero();
        code = run("run", yaml.toString(), "--out", temporary.resolve("three").toString(), "--jobs", "3");
        assertThat(code).as(printed.toString()).isZero();
        Path folder = temporary.resolve("one/python");
        assertThat(arms(folder, "theirs")).hasSize(150).isEqualTo(arms(folder, "gp-ucb-theorem1"));
        assertThat(arms(folder, "theirs-scaled")).isEqualTo(arms(folder, "gp-ucb")).isNotEqualTo(arms(folder, "theirs"));
        assertThat(arms(folder, "random").stream().distinct().count()).isGreaterThan(30);
        for (String file : DETERMINISTIC) {
            assertThat(temporary.resolve("three/python").resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
        }
        List<Map<String, String>> timings = new ResultFolder(folder).timings().rows();
        assertThat(timings.get(0)).containsEntry("exchange_us_per_round", "").containsEntry("policy_us_per_round", "");
        double wall = ResultFolder.Table.number(timings.get(2), "exchange_us_per_round");
        assertThat(ResultFolder.Table.number(timings.get(2), "policy_us_per_round")).isPositive().isLessThan(10 * wall);
        assertThat(timings.get(4).get("policy_us_per_round")).isEmpty();
        assertThat(Files.readString(folder.resolve("manifest.json"))).contains("gp_ucb.py");
    }

    /** The program fails in the first two trials that start it: the other 10 are stored, the next run plays the two. */
    @Test
    void failedTrialsAreNamedAndPlayedAgain() throws IOException {
        Path marks = Files.createDirectories(temporary.resolve("marks"));
        Path script = Files.writeString(temporary.resolve("flaky.sh"), """
                if mkdir %1$s/a 2>/dev/null || mkdir %1$s/b 2>/dev/null; then echo 'out of luck' >&2; exit 5; fi
                while read -r line; do
                  case "$line" in
                    *'"type":"start"'*) echo '{"type":"ready","schema":"regretbench/policy/1"}';;
                    *'"type":"ask"'*) echo '{"type":"arm","arm":7}';;
                    *'"type":"end"'*) exit 0;;
                  esac
                done
                """.formatted(marks));
        Path yaml = yaml("flaky", "- random\n- {policy: external, name: mine, command: [sh, " + script + "]}\n");
        String out = temporary.resolve("flaky-results").toString();
        assertThat(run("run", yaml.toString(), "--out", out, "--jobs", "1")).isEqualTo(1);
        assertThat(printed.toString()).contains("flaky: 0 trials from the store, 10 played\n", "WARNING: policy mine failed in 2 trials, first in "
                + "trial 0: round 1 of sh ").contains("regretbench: " + Path.of(out, "flaky") + ": policy mine failed in 2 trials, first in trial 0: ")
                .contains("closed its standard output and exited with code 5; expected an answer to 'start'; its standard error ends: out of luck")
                .endsWith("the results are those of the other policies, and the same command plays only what is missing\n");
        // The other policy's results are whole, and say whose are missing.
        assertThat(Files.readAllLines(Path.of(out, "flaky", "failures.csv"))).hasSize(2).last().asString().startsWith("mine,2,0,");
        assertThat(Files.readAllLines(Path.of(out, "flaky", "summary.csv"))).hasSize(2).last().asString().startsWith("random,");
        assertThat(run("compare", Path.of(out, "flaky").toString(), "--out", out + "-compared")).isEqualTo(2);
        assertThat(printed.toString()).contains("flaky has one policy, random, and a comparison needs two");
        assertThat(run("report", Path.of(out, "flaky").toString(), "--html", out + ".html")).isZero();
        assertThat(Files.readString(Path.of(out + ".html"))).contains("policy mine failed in 2 trials");
        assertThat(run("rerun", Path.of(out, "flaky").toString(), "--out", out + "-again")).isEqualTo(1);
        assertThat(run("run", yaml.toString(), "--out", out)).isZero();
        assertThat(Path.of(out, "flaky", "failures.csv")).doesNotExist();
        assertThat(Files.readString(Path.of(out, "flaky", "manifest.json"))).contains("\"trialsFoundInStore\" : 10", "flaky.sh");
        assertThat(run("run", yaml.toString(), "--out", out + "2", "--jobs", "1")).isZero();
        for (String file : DETERMINISTIC) {
            assertThat(Path.of(out + "2", "flaky", file)).hasSameBinaryContentAs(Path.of(out, "flaky", file));
        }
        Files.writeString(script, "# another program\n" + Files.readString(script));
        assertThat(run("run", yaml.toString(), "--out", out)).isEqualTo(2);
        assertThat(printed.toString()).contains("holds results of another policy mine", "give this one another 'name'");
    }

    /** The program fails in its first trial, which is in the first of two cells. */
    @Test
    void aFailedTrialCostsASuiteNoOtherCell() throws IOException {
        Path mark = temporary.resolve("suite-mark");
        Path script = Files.writeString(temporary.resolve("once.sh"), "mkdir " + mark + " || exec cat\nexit 5\n");
        Path suite = Files.writeString(temporary.resolve("suite.yaml"), """
                schema: regretbench/suite/1
                name: two
                experiment:
                  seed: 5
                  trials: 1
                  noiseVariance: 0.05
                  arms:
                    grid: {lower: [0], upper: [1], counts: [7]}
                  kernel: se(lengthscale=0.3)
                  policies: [random, {policy: {command: [sh, %s]}}]
                axes:
                  horizon: [3, 4]
                """.formatted(script));
        Path out = temporary.resolve("suite-results");
        assertThat(run("run", suite.toString(), "--out", out.toString(), "--jobs", "1")).isEqualTo(1);
        // The first cell's program exits, the second's repeats what it is told, which is no answer.
        assertThat(printed.toString()).contains("policy external failed in 1 trial, first in trial 0: round 1 of sh", "(and so in 1 more)");
        assertThat(Files.readAllLines(out.resolve("two/suite.csv"))).hasSize(3).noneMatch(line -> line.contains("external"));
        assertThat(run("report", out.resolve("two").toString(), "--html", out.resolve("two.html").toString())).isZero();
    }

    @Test
    void mistakesInTheFileAreFoundBeforeAnythingIsStarted() throws IOException {
        assertThat(run("run", yaml("none", "- {policy: external, name: mine}").toString())).isEqualTo(2);
        assertThat(printed.toString()).contains("none.yaml:12:5: policy external needs the list 'command'");
        assertThat(run("run", yaml("word", "- {policy: external, command: mine.py}").toString())).isEqualTo(2);
        assertThat(printed.toString()).contains("parameter 'command' of policy external is 'mine.py'; expected a list");
        assertThat(run("run", yaml("late", "- {policy: {command: [x], deadlineSeconds: 0}}").toString())).isEqualTo(2);
        assertThat(printed.toString()).contains("'deadlineSeconds' is 0; expected a number > 0");
        assertThat(run("run", yaml("typo", "- {policy: {comand: [x]}}").toString())).isEqualTo(2);
        assertThat(printed.toString()).contains("policy external has no parameter 'comand'; did you mean 'command'? it has command, deadlineSeconds");
    }

    @Test
    void programsAreChecked() {
        assertThat(run("check-policy", "--", "no-such-program")).isEqualTo(2);
        assertThat(printed.toString()).contains("regretbench: 'no-such-program' cannot be started");
        assertThat(run("check-policy", "--deadline", "20", "--", "sh", "-c", "echo hi; echo why not >&2")).isEqualTo(1);
        assertThat(printed.toString()).contains("FAIL  plays 20 arms on a line, 15 rounds", "standard error ends: why not",
                "does not conform: 5 of 5 checks failed");
        requirePython();
        for (String client : List.of("gp_ucb.py", "random_arm.py")) {
            int code = run("check-policy", "--deadline", "120", "--", "python3", POLICIES.resolve(client).toString());
            assertThat(code).as(printed.toString()).isZero();
        }
        assertThat(printed.toString()).contains("conforms: 10 checks passed");
    }
}
