package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
    /** The first six are the axes of Figure 5. */
    @ParameterizedTest
    @CsvSource({"100, 0 20 40 60 80 100", "1, 0.0 0.2 0.4 0.6 0.8 1.0", "46, 0 10 20 30 40", "5, 0 1 2 3 4 5",
            "300, 0 50 100 150 200 250 300", "35, 0 5 10 15 20 25 30 35", "228, 0 50 100 150 200", "1000, 0 200 400 600 800 1000",
            "0.05, 0.00 0.01 0.02 0.03 0.04 0.05", "7, 0 1 2 3 4 5 6 7", "8, 0 2 4 6 8", "2.5, 0.0 0.5 1.0 1.5 2.0 2.5"})
    void roundNumbersFromZero(double max, String expected) {
        assertThat(labels(Ticks.linear(0, max))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-5, 5, −4 −2 0 2 4", "-2, 2, −2 −1 0 1 2", "-6, 6, −6 −4 −2 0 2 4 6", "15.3, 24.9, 16 18 20 22 24",
            "-0.25, 0.1, −0.25 −0.20 −0.15 −0.10 −0.05 0.00 0.05 0.10"})
    void roundNumbersBetweenAnyEnds(double from, double to, String expected) {
        assertThat(labels(Ticks.linear(from, to))).isEqualTo(expected);
    }

    /** Unlabelled ticks in between are not shown here. */
    @ParameterizedTest
    @CsvSource({"1, 1000, 1 10 100 1000", "0.02, 40, 0.1 1 10", "3, 60, 5 10 20 50", "2, 9, 2 5", "1, 10, 1 10",
            "1, 1e6, 10^{0} 10^{1} 10^{2} 10^{3} 10^{4} 10^{5} 10^{6}", "1e-6, 1e6, 10^{−6} 10^{−4} 10^{−2} 10^{0} 10^{2} 10^{4} 10^{6}",
            "15000, 30000, 2·10^{4}"})
    void powersOfTen(double from, double to, String expected) {
        assertThat(labels(Axis.logarithmic("", from, to).ticks())).isEqualTo(expected);
    }

    @Test
    void minorTicksFillTheDecadesUnlessSomeAreLeftOut() {
        assertThat(Axis.logarithmic("", 1, 1000).ticks()).hasSize(3 * 9 + 1);
        assertThat(Axis.logarithmic("", 1e-6, 1e6).ticks()).hasSize(7);
        assertThat(Axis.logarithmic("", 1, 10).ticks().stream().map(Axis.Tick::value)).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0);
    }

    private static String labels(List<Axis.Tick> ticks) {
        return ticks.stream().map(Axis.Tick::label).filter(label -> !label.isEmpty()).collect(Collectors.joining(" "));
    }
}
