package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    private static final String YAML = """
            schema: regretbench/experiment/1
            name: small
            seed: 5
            trials: 60
            horizon: 20
            noiseVariance: 0.05
            delta: 0.1
            arms:
              grid: {lower: [0], upper: [1], counts: [20]}
            kernel: matern(nu=1.5, lengthscale=0.3)
            policies:
              - {policy: ucb, schedule: exact-quantile}
              - gp-ucb
              - thompson
              - ei
            """;
    private static final List<String> FILES = List.of("audit.csv", "audit-assumptions.csv", "audit-tests.csv", "audit-levels.csv", "audit-growth.csv", "small.svg");

    @TempDir
    private Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private String audit(String name, String yaml, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve(name + ".yaml"), yaml);
        List<String> arguments = new ArrayList<>(List.of("audit", file.toString(), "--out", directory.resolve(name).toString()));
        arguments.addAll(List.of(more));
        out.getBuffer().setLength(0);
        int code = RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(
                arguments.toArray(String[]::new));
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        return out.toString();
    }

    /** 0 failures in 60 runs: at most 1 - 0.01^(1/60) = 7.39% with 99% confidence, below delta. */
    @Test
    void verdictsAreWords() throws IOException {
        String text = audit("right", YAML);
        assertThat(text).contains("confidence       holds: R_t above sum 2 sqrt(beta) sigma in 0 of 60 runs, rate 0% to 7.39%, "
                + "delta is 10%");
        assertThat(text).contains("\nucb: the assumptions hold here (exact-quantile, ",
                "\n  holds            f is drawn from the prior: drawn from GP(0, matern(nu=1.5, lengthscale=0.3))\n",
                "\nthompson: the assumptions hold here", "  expected regret  holds: mean R_T",
                "\nei: nothing is proved about it, so nothing is promised\n  expected regret  no guarantee",
                "\ngp-ucb: nothing is proved about it, so nothing is promised (scaled", "no guarantee: f outside",
                "\nevery policy: what all policies meet, against the model\n  functions        not rejected: 9 tests of N(0, 1) on 1200 ");
        assertThat(text).contains("answers on rates at 99% confidence\n", "answers on expected regret are approximate: Student's 99% limits",
                "by a 95% interval that covered 89 to 91% in simulations of 10 and 30 runs");
        assertThat(text).contains("theory at most t^0.625");         // (nu + d) / (2 nu + d) for nu = 1.5, d = 1
        assertThat(FILES).allSatisfy(file -> assertThat(directory.resolve("right/small").resolve(file)).isNotEmptyFile());
    }

    @Test
    void tooFewRunsAreSaidToBeTooFew() throws IOException {
        assertThat(audit("few", YAML, "--trials", "3")).contains("cannot tell with 3 runs", ", with too few runs for an interval")
                .doesNotContain("by a 95% interval");
        assertThat(audit("six", YAML, "--trials", "6")).contains("by a 95% interval that covered 86 to 89% in simulations of 6 to 10 runs");
    }

    @Test
    void aWrongModelIsSaidToBeWrong() throws IOException {
        String text = audit("wrong", YAML + "truth: {noiseVariance: 0.1}\n");
        assertThat(text).contains("\nucb: an assumption fails here, so nothing is promised", "\n  fails            the noise is Gaussian with "
                + "the model's variance: the rewards have the variance 0.1 and the model has 0.05\n", "noise            rejected: the 1200 errors",
                "rejected: the 1200 innovations are not N(0, 1): ").doesNotContain("violated");
    }

    /** Stored runs are audited without being played again, with the same outcome for any number of threads. */
    @Test
    void anAuditOfStoredRunsGivesTheSameBytes() throws IOException {
        audit("one", YAML, "--jobs", "1");
        audit("one", YAML);
        audit("two", YAML, "--jobs", "2");
        for (String file : FILES) {
            assertThat(directory.resolve("one/small").resolve(file)).hasSameBinaryContentAs(directory.resolve("two/small").resolve(file));
        }
    }

    /** Regret that is zero, one arm, one round, rules of which nothing is known: nothing to fit or to draw, and no crash. */
    @Test
    void degenerateExperimentsAreAuditedToo() throws IOException {
        assertThat(audit("oracle", YAML.replace("- ei", "- oracle"))).contains("oracle");
        assertThat(audit("arm", YAML.replace("[20]", "[1]").replace("- thompson", "- random"))).contains("band");
        assertThat(audit("round", YAML.replace("horizon: 20", "horizon: 1"))).contains("band");
        assertThat(audit("run", YAML, "--trials", "1", "--horizon", "2")).contains("cannot tell with 1 run:");
    }
}
