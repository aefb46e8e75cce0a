package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
    /** The first six are the axes of Figure 5. */
    @ParameterizedTest
    @CsvSource({"100, 0 20 40 60 80 100", "1, 0.0 0.2 0.4 0.6 0.8 1.0", "46, 0 10 20 30 40", "5, 0 1 2 3 4 5",
            "300, 0 50 100 150 200 250 300", "35, 0 5 10 15 20 25 30 35", "228, 0 50 100 150 200", "1000, 0 200 400 600 800 1000",
            "0.05, 0.00 0.01 0.02 0.03 0.04 0.05", "7, 0 1 2 3 4 5 6 7", "8, 0 2 4 6 8", "2.5, 0.0 0.5 1.0 1.5 2.0 2.5"})
    void roundNumbersFromZero(double max, String expected) {
        assertThat(Ticks.upTo(max).stream().map(BigDecimal::toPlainString).collect(Collectors.joining(" "))).isEqualTo(expected);
    }
}
