package io.github.regretbench.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.BadInputException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {

    private static Grid parse(String text) {
        return Grid.parse(text, "g.yaml");
    }

    private static List<String> column(Grid grid, int input) {
        return grid.configurations().stream().map(configuration -> configuration.get(input)).distinct().toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {from: 0, to: 1, count: 11}               | 0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1
            {from: 0.1, to: 0.7, step: 0.1}           | 0.1 0.2 0.3 0.4 0.5 0.6 0.7
            {from: 0, to: 1, step: 0.4}               | 0 0.4 0.8
            {from: 0.001, to: 1000, count: 7, log: yes} | 0.001 0.01 0.1 1 10 100 1000
            {from: 1E-7, to: 1e-5, count: 3, log: true} | 1E-7 1E-6 1E-5
            {from: -2, to: 2, step: 2}                | -2 0 2
            [0.10, 1e2, -0]                           | 0.1 100 0
            [rbf, 3rd, 0.10]                          | rbf 3rd 0.10
            """)
    void valuesReadAsOneWouldWriteThem(String written, String expected) {
        Grid grid = parse("inputs: {a: " + written + "}");
        assertThat(column(grid, 0)).containsExactly(expected.split(" "));
        assertThat(grid.repeats()).isOne();
    }

    @Test
    void combinationsHaveTheLastInputFastest() {
        Grid grid = parse("inputs: {lr: {from: 1, to: 100, count: 3, log: yes}, loss: [hinge, log]}\nrepeats: 3\nseed: 40\n");
        assertThat(grid.configurations()).containsExactly(List.of("1", "hinge"), List.of("1", "log"), List.of("10", "hinge"), List.of("10", "log"),
                List.of("100", "hinge"), List.of("100", "log"));
        assertThat(grid.measurements()).isEqualTo(18);
        assertThat(grid.seed(2)).isEqualTo(42);
        assertThat(grid.log()).containsExactly("lr");
        assertThat(grid.categories()).containsExactly("loss");
    }

    /** By hand: 1/2, 1/4, 3/4, 1/8 in base 2 and 1/3, 2/3, 1/9, 4/9 in base 3; the third of [10, 20) at 1/3. */
    @Test
    void haltonPointsAreThoseOfTheTextbook() {
        Grid grid = parse("inputs: {a: {from: 0, to: 1}, b: {from: 10, to: 19}, c: [x, y]}\nsample: {method: halton, count: 4}\n");
        assertThat(column(grid, 0)).containsExactly("0.5", "0.25", "0.75", "0.125");
        assertThat(column(grid, 1)).containsExactly("13", "16", "11", "14");
        // base 5: 1/5, 2/5, 3/5, 4/5
        assertThat(grid.configurations().stream().map(c -> c.get(2))).containsExactly("x", "x", "y", "y");
        assertThat(Grid.radicalInverse(6, 2)).isEqualTo(0.375);
        assertThat(Grid.radicalInverse(5, 3)).isCloseTo(7 / 9.0, within(1e-15));
    }

    /** 1000 draws: the logarithm's mean is -2 with a standard deviation of 2.31 / sqrt(1000) = 0.073; 5 of them: false alarm 6e-7; seed fixed. */
    @Test
    void randomDrawsAreUniformInTheLogarithmAndReproducible() {
        String text = "inputs: {lr: {from: 1e-6, to: 100, log: yes}, b: [1, 2]}\nsample: {method: random, count: 1000, seed: 4}\n";
        Grid grid = parse(text);
        assertThat(grid.configurations()).hasSize(1000).doesNotHaveDuplicates().isEqualTo(parse(text).configurations());
        assertThat(grid.configurations().stream().mapToDouble(c -> Math.log10(Double.parseDouble(c.get(0)))).average().orElseThrow())
                .isCloseTo(-2, within(5 * 0.073));
        Grid alone = parse(text.replace(", b: [1, 2]", ""));
        assertThat(column(alone, 0)).isEqualTo(column(grid, 0));
        assertThat(column(parse(text.replace("seed: 4", "seed: 5")), 0)).isNotEqualTo(column(grid, 0));
    }

    @Test
    void aSampleOfListsHasEveryCombinationOnceWhenAllAreAskedFor() {
        for (String method : List.of("random", "halton")) {
            Grid grid = parse("inputs: {a: {from: 1, to: 5, step: 1}, b: [x, y, z]}\nsample: {method: " + method + ", count: 15}\n");
            assertThat(grid.configurations()).hasSize(15).doesNotHaveDuplicates();
            assertThat(column(grid, 0)).containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 5).mapToObj(String::valueOf).toList());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            inputs: {a: [1, 2]}; repeat: 3 | g.yaml:2:9: unknown key 'repeat'
            inputs: {a: {from: 1, to: 2, cuont: 3}} | unknown key 'cuont'
            inputs: {a: {from: 2, to: 1, count: 3}} | 'to' is 1; expected a number above 'from', 2
            inputs: {a: {from: 0, to: 1, count: 3, log: yes}} | which has no logarithm
            inputs: {a: {from: 1, to: 2, count: 3, step: 1}} | 'step' stands beside 'count'
            inputs: {a: {from: 1, to: 2, step: 1, log: yes}} | 'step' stands beside 'log'
            inputs: {a: {from: 1, to: 2, count: 1}} | 'count' is 1; expected a whole number from 2
            inputs: {a: {from: 1, to: 2, step: 3}} | 'step' is 3
            inputs: {a: {from: 1, to: 2}} | input 'a' is an interval without 'count' or 'step'
            inputs: {a: {from: 1, to: 1.000000000000001, count: 9}} | values of 'a' that coincide
            inputs: {a: [1, 1.0]} | 'a' has the value 1.0 twice
            inputs: {a: [1]} | 'a' has one value
            inputs: {a: ['1,5', 2]} | expected one without commas
            inputs: {r1: [1, 2]} | 'r1' cannot be an input's name
            inputs: {seed: [1, 2]} | 'seed' cannot be an input's name
            inputs: {'my input': [1, 2]} | 'my input' cannot be an input's name
            inputs: {a: [1, 2]}; sample: {method: halton, count: 3} | the inputs have 2 combinations
            inputs: {a: [1, 2]}; sample: {method: sobol, count: 2} | expected one of random, halton
            inputs: {a: [1, 2]}; sample: {count: 2} | key 'method' is missing
            inputs: {a: {from: 1, to: 100000, step: 2}, b: {from: 1, to: 100000, step: 2}} | more than 1000000 combinations
            inputs: {a: [1, 2]}; repeats: 0 | 'repeats' is 0
            repeats: 3 | key 'inputs' is missing
            """)
    void mistakesAreNamedWithTheirPlace(String text, String message) {
        assertThatThrownBy(() -> parse(text.replace("; ", "\n"))).isInstanceOf(BadInputException.class).hasMessageContaining(message)
                .hasMessageStartingWith("g.yaml");
    }
}
