package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.regretbench.theory.RegretBound;
import io.github.regretbench.theory.Statement;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... options) {
        List<String> args = new ArrayList<>(List.of("bound", "--kernel", "se(lengthscale=0.2)", "--grid", "50", "--noise", "0.1",
                "--horizon", "60"));
        args.addAll(List.of(options));
        out.getBuffer().setLength(0);
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(args.toArray(String[]::new));
    }

    private JsonNode json(String... options) throws Exception {
        List<String> args = new ArrayList<>(List.of(options));
        args.add("--json");
        assertThat(execute(args.toArray(String[]::new))).as(err.toString()).isZero();
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void tableHasEveryBoundWithItsSourceAndTheChain() {
        assertThat(execute("--norm", "1")).isZero();
        assertThat(err.toString()).isEmpty();
        for (Class<? extends RegretBound> type : RegretBound.ALL) {
            Statement statement = type.getAnnotation(Statement.class);
            assertThat(out.toString()).contains("  " + statement.name() + " ");
            // 60 rounds are fewer than 6 gamma_T.
            if (!List.of("valid-target", "mvr-simple-regret-small-noise").contains(statement.name())) {
                assertThat(out.toString()).contains(statement.guarantee() + "; " + statement.citation() + " ["
                        + statement.status().name().toLowerCase(Locale.ROOT) + "]");
            }
        }
        assertThat(out.toString()).contains("gamma_T", "nats, from above by", "C1", "k_max = 1", "beta_T", "theorem1",
                "grows as T^0.5 (log T)^1.5", "(seed 1)");
        assertThat(out.toString().lines()).allMatch(line -> line.equals(line.stripTrailing()));
        // Every row says for whom, on which set and under what.
        assertThat(out.toString()).contains("      for Thompson sampling, PIMS, or GP-UCB with irgp-ucb, and no other schedule, on the 50 arms\n"
                + "      if f ~ GP(0, k), Gaussian noise, finite D with n >= 2, ", "      for GP-UCB with the schedule of Theorem 2, on the 50 arms "
                + "as a subset of a cube, with their gamma_T: the whole cube's is larger\n", "grows as T^0.5 (log T)^1.5 on a continuous set",
                "the ends differ by a factor of 1.0004");
    }

    /** The chain of Theorem 1: R_T <= widths <= realised <= worst case, the last being the first bound of the table. */
    @Test
    void levelsOfTheChainAreInOrder() throws Exception {
        JsonNode root = json("--seed", "7");
        JsonNode chain = root.get("chain");
        assertThat(chain.get("seed").intValue()).isEqualTo(7);
        double[] levels = {0, chain.get("regret").doubleValue(), chain.get("confidence").doubleValue(),
            chain.get("realised").doubleValue(), chain.get("worstCase").doubleValue()};
        assertThat(levels).isSorted().doesNotHaveDuplicates();
        JsonNode theorem = root.get("bounds").get(0);
        assertThat(theorem.get("name").textValue()).isEqualTo("srinivas-theorem-1");
        assertThat(theorem.get("value").doubleValue()).isCloseTo(levels[4], within(1e-9));
        double gamma = root.get("gain").get("upper").doubleValue();
        double beta = root.get("schedule").get("beta").doubleValue();
        assertThat(levels[4]).isCloseTo(Math.sqrt(root.get("c1").doubleValue() * 60 * beta * gamma), within(1e-9));
        assertThat(chain.get("gain").doubleValue()).isLessThan(root.get("gain").get("lower").doubleValue());
    }

    @Test
    void jsonGroupsBoundsAndSaysWhatIsMissing() throws Exception {
        JsonNode bounds = json().get("bounds");
        assertThat(bounds).hasSize(RegretBound.ALL.size());
        assertThat(bounds.findValuesAsText("group").stream().distinct()).containsExactly("bayesian", "bayesian-expected", "rkhs", "lower");
        for (JsonNode bound : bounds) {
            assertThat(bound.get("value").isNull()).isEqualTo(bound.has("reason"));
            boolean needsNorm = bound.get("group").textValue().matches("rkhs|lower");
            assertThat(needsNorm && !bound.get("value").isNull()).as(bound.toString()).isFalse();
        }
    }

    /** Theorem 2's chain has pi^2 / 6 for the grid; schedules that draw and such that look at data run as well. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "theorem2                                      | + pi^2/6                    | is promised with probability 1 - delta",
        "irgp-ucb                                      | expected regret, no band    | not known before the run; irgp-ucb",
        "self-normalised(norm=1, noiseDeviation=0.3)   | holds f at all arms         | beta_T   not known before the run",
        "scaled(theorem1, factor=0.2)                  | guarantees: none            | is not promised by this schedule"})
    void anyScheduleCanBeRun(String schedule, String first, String second) {
        assertThat(execute("--schedule", schedule)).as(err.toString()).isZero();
        assertThat(out.toString()).contains(first.strip(), second.strip());
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        execute("--json");
        String first = out.toString();
        execute("--json");
        assertThat(out.toString()).isEqualTo(first);
        execute("--json", "--seed", "2");
        assertThat(out.toString()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--schedule        | theorem9                             | --schedule: no schedule is called 'theorem9' (in 'theorem9'); did you mean 'theorem1'? known: ",
        "--schedule        | constant(beta=-1)                    | --schedule: the constant beta is -1; expected a finite number >= 0",
        "--schedule        | igp-ucb(norm=1, noiseDeviation=0.1)  | whose noise variance is 1 + 2/T = 1.033333",
        "--schedule        | oful(norm=1, noiseDeviation=0.1)     | --schedule: oful is for the kernel linear",
        "--delta           | 1                                    | --delta is '1'; expected a probability between 0 and 1",
        "--delta           | x                                    | --delta is 'x'",
        "--norm            | 0                                    | --norm is '0'; expected a number > 0",
        "--norm            | -1                                   | --norm is '-1'",
        "--noise-deviation | 0.3                                  | --noise-deviation is for the bounds that need --norm; give both",
        "--seed            | 1.5                                  | '1.5'; expected a whole number"})
    void aMistakeGetsOneSentence(String option, String value, String message) {
        assertThat(execute(option, value)).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("regretbench: ").contains(message);
        assertThat(out.toString()).isEmpty();
    }

    /** The options shared with gain have gain's messages. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sq(lengthscale=0.2)     | 10  | 0.1 | 5 | --kernel: no kernel is called 'sq'",
        "se(lengthscale=0.2)     | 10x | 0.1 | 5 | --grid is '10x'; expected the points a side",
        "se(lengthscale=0.2)     | 10  | 0   | 5 | --noise is '0'; expected a variance > 0",
        "se(lengthscale=0.2)     | 10  | 0.1 | 0 | --horizon is 0; expected a whole number from 1"})
    void aModelThatIsNoneGetsOneSentence(String kernel, String grid, String noise, String horizon, String message) {
        int code = RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute("bound", "--kernel", kernel,
                "--grid", grid, "--noise", noise, "--horizon", horizon);
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("regretbench: ").contains(message);
    }
}
