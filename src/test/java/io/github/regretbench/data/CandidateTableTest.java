package io.github.regretbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.BadInputException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidateTableTest {
    private static final List<String> NONE = List.of();
    private static final String TABLE = """
            rate,depth,kind,r0,r1
            0.001,2,relu,0.5,0.7
            0.01,2,tanh,0.6,0.6
            0.1,4,relu,0.9,0.8
            """;

    @TempDir
    Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    private static CandidateFormat format(List<String> inputs, List<String> values) {
        return new CandidateFormat(inputs, values, NONE, NONE, true, Map.of(), false, ValueTransform.NONE, 1);
    }

    @Test
    void inputsAreScaledLogarithmsTakenAndCategoriesNumbered() throws Exception {
        CandidateTable table = CandidateTable.read(file(TABLE), new CandidateFormat(NONE, List.of("r0..r1"), List.of("rate"), List.of("kind"),
                true, Map.of(), false, ValueTransform.NONE, 1));
        assertThat(table.inputs()).containsExactly("rate", "depth", "kind");
        assertThat(table.points()).isDeepEqualTo(new double[][] {{0, 0, 0}, {0.5, 0, 1}, {1, 1, 0}});
        assertThat(table.categories()).containsExactly(Map.entry("kind", List.of("relu", "tanh")));
        assertThat(table.mean(2)).isCloseTo(0.85, within(1e-12));
        assertThat(table.use()).isEqualTo("3 configurations in 3 dimensions, 2 repeats each");
    }

    @Test
    void unscaledInputsStayAsTheyAre() throws Exception {
        CandidateTable table = CandidateTable.read(file(TABLE), new CandidateFormat(List.of("depth", "rate"), List.of("r1"), List.of("rate"),
                NONE, false, Map.of("rate", List.of(0.01, 1.0)), false, new ValueTransform(ValueTransform.Kind.MINUS_LOG_ERROR, 1), -1));
        assertThat(table.points()[0]).containsExactly(new double[] {2, -2}, within(1e-15));
        assertThat(table.values()[1][0]).isCloseTo(StrictMath.log(0.2), within(1e-15));
        assertThat(table.use()).isEqualTo("2 configurations in 2 dimensions; 1 of 3 rows are not within the limits");
    }

    @Test
    void spreadsheetsAndGapsThatAreToBeLeftOut() throws Exception {
        CandidateTable table = CandidateTable.read(file("\uFEFFx;y\r\n1;0.5\r\n2;\r\n3;NA\r\n4;0.25\r\n\r\n;\r\n"),
                new CandidateFormat(NONE, List.of("y"), NONE, NONE, false, Map.of(), true, ValueTransform.NONE, 1));
        assertThat(table.points()).isDeepEqualTo(new double[][] {{1}, {4}});
        assertThat(table.use()).endsWith("; 2 rows left out because a value is missing");
    }

    /** In exact arithmetic: what is drawn from the repeats has the mean f to the last bit. */
    @Test
    void recordedNoiseHasMeanZeroExactly() throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("SplittableRandom").create(1);
        StringBuilder text = new StringBuilder("x,r0,r1,r2,r3,r4,r5,r6\n");
        for (int i = 0; i < 200; i++) {
            text.append(i);
            for (int r = 0; r < 7; r++) {
                text.append(',').append(random.nextDouble());
            }
            text.append('\n');
        }
        CandidateTable table = CandidateTable.read(file(text.toString()), new CandidateFormat(NONE, List.of("r0..r6"), NONE, NONE, true,
                Map.of(), false, new ValueTransform(ValueTransform.Kind.MINUS_LOG, 1), 1));
        for (int i = 0; i < 200; i++) {
            double f = table.mean(i);
            BigDecimal sum = Arrays.stream(table.values()[i]).map(v -> v - f).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).isEqualByComparingTo(BigDecimal.ZERO);
        }
    }

    @Test
    void roundingTheRepeatsIsFineAndEquivariantUnderPowersOfTwo() throws Exception {
        CandidateFormat format = format(List.of("x"), List.of("a", "b", "c"));
        double[][] one = CandidateTable.read(file("x,a,b,c\n1,0.3,0.1,0.7\n2,0.9,0.4,0.2\n"), format).values();
        double[][] half = CandidateTable.read(file("x,a,b,c\n1,0.15,0.05,0.35\n2,0.45,0.2,0.1\n"), format).values();
        assertThat(one[0]).containsExactly(new double[] {0.3, 0.1, 0.7}, within(1e-12));
        for (int i = 0; i < 2; i++) {
            for (int r = 0; r < 3; r++) {
                assertThat(half[i][r]).isEqualTo(one[i][r] / 2);
            }
        }
    }

    @Test
    void earlierObservationsAreFoundAmongTheConfigurations() throws Exception {
        CandidateTable table = CandidateTable.read(file(TABLE), new CandidateFormat(NONE, List.of("r0..r1"), List.of("rate"), List.of("kind"),
                true, Map.of(), false, ValueTransform.NONE, -1));
        Path known = Files.writeString(folder.resolve("k.csv"), "value,kind,depth,rate\n0.95,relu,4,0.1\n0.9,relu,4,0.1\n0.1,relu,2,0.001\n");
        assertThat(table.observations(known)).containsExactly(new CandidateTable.Observed(2, -0.95), new CandidateTable.Observed(2, -0.9),
                new CandidateTable.Observed(0, -0.1));
        Path other = Files.writeString(folder.resolve("o.csv"), "value,kind,depth,rate\n0.95,gelu,4,0.1\n");
        assertThatThrownBy(() -> table.observations(other)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("o.csv, line 2: is none of the configurations that are played");
    }

    /** Each is one sentence with file, line and column where there are any, and how to mend it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            ''                                  | is empty; expected a header
            x,y~                                | has a header but no rows
            1,2~3,4~                            | line 1: the first line has numbers only; expected the names of the columns
            x,y~1,2~3~                          | line 3: has 1 cells where the header has 2
            x,y~1,2~3,4,5~                      | line 3: has 3 cells where the header has 2; write one cell per column, with a semicolon
            x,y~1,2~3,4                         | line 3: the file ends without a line break, so it may be cut off
            x,y~1,~                             | line 2: column 2 (y) is empty; measure it, or leave such rows out with missing: drop-rows
            x,y~1,nan~                          | line 2: column 2 (y) is 'nan'; measure it
            x,y~,2~                             | line 2: column 1 (x) is empty; write a number
            x,y~relu,2~                         | line 2: column 1 (x) is 'relu', which is not a finite number; if its cells are names, add 'x'
            x,y~1,2%~                           | line 2: column 2 (y) is '2%', which is not a finite number
            x,y~1,inf~                          | line 2: column 2 (y) is 'inf', which is not a finite number
            x,y~1,1e999~                        | line 2: column 2 (y) is '1e999', which is not a finite number
            x,y~1,0x10~                         | line 2: column 2 (y) is '0x10', which is not a finite number
            x;y~1;0,5~                          | line 2: column 2 (y) is '0,5'; write a decimal point
            x,y~1,2~2,3~1.0,4~                  | line 4: is the same configuration as line 2; keep one of them
            x,y~0,2~-0,3~                       | line 3: is the same configuration as line 2
            x,y,y~1,2,3~                        | line 1: column 3: the name 'y' stands twice in the header; rename one
            x,,y~1,2,3~                         | line 1: column 2 has no name; write one in the header
            x,Y~1,2~                            | line 1: there is no column 'y', which 'value' names; did you mean 'Y'? the header has x, Y
            y~1~                                | line 1: no column is left for inputs besides the values; name them with 'inputs'
            x,y~1,2~1,3~                        | line 3: is the same configuration as line 2
            x,z,y~1,5,2~2,5,3~                  | input 'z' is 5 in every row, so it tells no configurations apart; take it out of 'inputs'
            x,y~"1,2~                           | line 2: column 1: a quote is not closed; close it on the same line
            """)
    void badTables(String text, String message) throws Exception {
        Path file = file(text.replace('~', '\n'));
        assertThatThrownBy(() -> CandidateTable.read(file, format(NONE, List.of("y")))).isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file.toString()).hasMessageContaining(message).hasMessageMatching("[^\\n]*");
    }

    /** Formats that a good table does not fit. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            rat  | r0  | -    | -    | -    | none      | line 1: there is no column 'rat', which 'inputs' names; did you mean 'rate'?
            rate | r2  | -    | -    | -    | none      | line 1: there is no column 'r2', which 'value' names
            rate | rate| -    | -    | -    | none      | line 1: column 'rate' is both an input and a value
            rate | r0  | depth| -    | -    | none      | line 1: 'depth' is in 'log' but is no input; add it to 'inputs'
            rate | r0  | -    | kind | -    | none      | line 1: 'kind' is in 'categories' but is no input
            kind | r0  | -    | -    | -    | none      | line 2: column 3 (kind) is 'relu', which is not a finite number; if its cells are names
            kind | r0  | -    | kind | -    | none      | line 4: is the same configuration as line 2
            rate | r0  | -    | -    | kind | none      | line 2: column 3 (kind) is 'relu', which is not a finite number; 'within' is for numbers
            rate | r0  | -    | -    | depth| none      | none of its 3 rows is used: 3 are outside 'within', 0 lack a value
            rate | r0  | -    | -    | deep | none      | line 1: there is no column 'deep', which 'within' names
            depth| r0  | -    | -    | -    | none      | line 3: is the same configuration as line 2
            rate | depth| -   | -    | -    | logit     | line 2: column 2 (depth) is 2, which 'logit' has no value for; expected a number strictly
            """)
    void badFormats(String input, String value, String log, String category, String within, String transform, String message)
            throws Exception {
        Path file = file(TABLE);
        CandidateFormat format = new CandidateFormat(List.of(input), List.of(value), log == null ? NONE : List.of(log),
                category == null ? NONE : List.of(category), true, within == null ? Map.of() : Map.of(within, List.of(10.0, 20.0)), false,
                ValueTransform.parse(transform), 1);
        assertThatThrownBy(() -> CandidateTable.read(file, format)).isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file.toString()).hasMessageContaining(message).hasMessageMatching("[^\\n]*");
    }

    @Test
    void badFormatsThatNoTableCanFit() {
        assertThatThrownBy(() -> new CandidateFormat(NONE, NONE, NONE, NONE, true, Map.of(), false, ValueTransform.NONE, 1))
                .hasMessage("a table of configurations needs a 'value' column, or 'repeats' of it");
        assertThatThrownBy(() -> new CandidateFormat(NONE, List.of("y"), List.of("x"), List.of("x"), true, Map.of(), false, ValueTransform.NONE,
                1)).hasMessage("'x' is in 'log' and in 'categories'; names have no logarithm, take it out of one");
        assertThatThrownBy(() -> new CandidateFormat(NONE, List.of("y"), NONE, NONE, true, Map.of("x", List.of(2.0, 1.0)), false,
                ValueTransform.NONE, 1)).hasMessage("'within' gives [2.0, 1.0] for 'x'; expected [least, largest]");
        assertThatThrownBy(() -> ValueTransform.parse("minus-logs")).hasMessageStartingWith(
                "no transform is called 'minus-logs'; did you mean 'minus-log'? known: none, log,");
        assertThatThrownBy(() -> ValueTransform.parse("minus-log-error(of=0)")).hasMessageContaining("expected a finite number > 0");
    }

    @ParameterizedTest
    @CsvSource({"none, 0.25, 0.25", "log, 4, 1.3862943611198906", "minus-log, 4, -1.3862943611198906",
        "minus-log-error(of=8), 6, 1.3862943611198906", "minus-log-error, 0.75, 1.3862943611198906", "logit, 0.8, 1.3862943611198906"})
    void transforms(String text, double value, double expected) {
        ValueTransform transform = ValueTransform.parse(text);
        assertThat(transform.apply(value)).isCloseTo(expected, within(1e-15));
        assertThat(ValueTransform.parse(transform.toString())).isEqualTo(transform);
    }
}
