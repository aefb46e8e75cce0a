package io.github.regretbench.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvocationTest {
    private static final Grid GRID = Grid.parse("inputs: {lr: [0.1, 1e-7], loss: [log, $1]}\nrepeats: 2\nseed: 5\n", "g.yaml");
    private static final List<String> VALUES = List.of("1E-7", "$1");

    @Test
    void valuesAreAppendedOrFilledIn() {
        assertThat(Invocation.of(List.of("train", "-v"), GRID, false).command(VALUES, 6)).containsExactly("train", "-v", "--lr=1E-7", "--loss=$1",
                "--seed=6");
        Invocation filled = Invocation.of(List.of("train", "{lr}", "x={loss},{seed}"), GRID, false);
        assertThat(filled.command(VALUES, 6)).containsExactly("train", "1E-7", "x=$1,6");
        assertThat(filled.input(VALUES, 6)).isEmpty();
    }

    @Test
    void jsonHasNumbersAsNumbersAndWordsAsWords() {
        Invocation json = Invocation.of(List.of("train"), GRID, true);
        assertThat(json.command(VALUES, 6)).containsExactly("train");
        assertThat(json.input(VALUES, 6)).isEqualTo("{\"lr\":1E-7,\"loss\":\"$1\",\"seed\":6}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            t {lr} {lsos} {seed} | the command has {lsos}, which is no input; did you mean 'loss'?
            t {lr} {seed}        | the command has {lr} but not {loss}
            t {lr} {loss}        | the command has no {seed}, so that all 2 repeats would be the same
            """)
    void aCommandThatLeavesSomethingOutIsRefused(String command, String message) {
        assertThatThrownBy(() -> Invocation.of(List.of(command.split(" ")), GRID, false)).isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> Invocation.of(List.of("t", "{lr}"), GRID, true)).hasMessageContaining("JSON");
    }
}
