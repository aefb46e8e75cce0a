package io.github.regretbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainDoubleTest {
    @ParameterizedTest
    @CsvSource({"0.325, 4, 0.3250", "8.4772e-31, 3, 8.48e-31", "-8.4772e-31, 3, -8.48e-31", "1e-320, 4, 1.000e-320", "0, 4, 0", "-0.0, 4, 0",
        "0.0001, 2, 0.00010", "0.000099996, 4, 0.0001000", "0.00009, 1, 9e-5", "123456, 3, 123000", "1e15, 2, 1000000000000000", "1e16, 2, 1.0e16",
        "1e300, 7, 1.000000e300", "NaN, 3, unknown", "Infinity, 3, infinite", "-Infinity, 3, -infinite"})
    void numbersForPeopleHaveAFewDigitsAndNoRowsOfZeros(double value, int digits, String expected) {
        assertThat(PlainDouble.significant(value, digits)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.95, 4, 95%", "0.99722, 4, 99.72%", "0.58, 4, 58%", "0.9995, 4, 99.95%", "0.9968, 3, 99.7%", "0.12345, 3, 12.3%", "0, 3, 0%",
        "1, 3, 100%", "0.00001, 3, 0.001%"})
    void percentagesHaveNoRoundingDust(double fraction, int digits, String expected) {
        assertThat(PlainDouble.percent(fraction, digits)).isEqualTo(expected);
    }
}
