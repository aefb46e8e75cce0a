package io.github.regretbench.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.external.Measurement.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs({OS.LINUX, OS.MAC})
class MeasurementTest {
    private static final double LONG = 60;

    private static Outcome run(String script, double limit) throws IOException, InterruptedException {
        return new Measurement(List.of("sh", "-c", script), "41\n", limit).run();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo 3; echo ' 0.25 '; echo         | 0.25
            printf 1e-3                         | 0.001
            read x; echo $((x + 1))             | 42
            head -c 3000000 /dev/zero; echo; echo 7 | 7
            echo 5; echo careful >&2            | 5
            """)
    void theNumberIsTheLastLine(String script, double expected) throws IOException, InterruptedException {
        assertThat(run(script, LONG)).isEqualTo(new Outcome(expected, OptionalInt.of(0), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo 1; echo a >&2; echo 'b c' >&2; exit 3 | 3 | exited with code 3: b c
            echo 1; exit 2                             | 2 | exited with code 2
            true                                       | 0 | wrote nothing to standard output, where a finite number was expected
            echo 1; echo nan                           | 0 | wrote 'nan' last to standard output, where a finite number was expected
            echo acc 0.5; echo so >&2                  | 0 | wrote 'acc 0.5' last to standard output, where a finite number was expected: so
            kill -9 $$                                 | 137 | exited with code 137
            """)
    void failuresSayWhy(String script, int exitCode, String problem) throws IOException, InterruptedException {
        Outcome outcome = run(script, LONG);
        assertThat(outcome.value()).isNaN();
        assertThat(outcome.exitCode()).hasValue(exitCode);
        assertThat(outcome.problem()).contains(problem);
    }

    /** The sleep that was left behind would hold the pipe, and live on. */
    @Test
    void whatIsLeftAtTheEndOrAtTheLimitIsKilled() throws IOException, InterruptedException {
        assertThat(run("sleep 29841 & echo 4", LONG).value()).isEqualTo(4);
        Outcome late = run("sleep 29842; echo 4", 0.3);
        assertThat(late.exitCode()).isEmpty();
        assertThat(late.problem()).contains("was not done after 0.3 s and was killed");
        assertThat(ProcessHandle.allProcesses().filter(ProcessHandle::isAlive).map(p -> String.join(" ", p.info().arguments().orElse(new String[0])))
                .filter(arguments -> arguments.matches("2984[12]"))).isEmpty();
    }

    @Test
    void aProgramThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> new Measurement(List.of("/no/such/program"), "", LONG).run()).isInstanceOf(IOException.class);
    }
}
