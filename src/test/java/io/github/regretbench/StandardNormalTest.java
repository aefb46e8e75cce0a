package io.github.regretbench;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandardNormalTest {

    static Stream<Row> probit() {
        return GoldenTable.rows("special_probit.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("probit")
    void inverseNormalAgreesWithHighPrecision(Row row) {
        assertClose(StandardNormal.inverseCdf(row.number("p")), row.number("z"), 1e-12, row);
    }

    /** Tails far below the smallest double: -z^2/2 - log(z sqrt(2 pi)) has a relative error of 1/z^2 (Mills' ratio). */
    @Test
    void normalQuantilesGoOnWhereProbabilitiesUnderflow() {
        double z = StandardNormal.upperQuantile(-1e6);
        assertThat(-z * z / 2 - StrictMath.log(z * Math.sqrt(2 * Math.PI))).isCloseTo(-1e6, within(1e-6));
        assertThatThrownBy(() -> StandardNormal.upperQuantile(-0.5)).hasMessageContaining("log 1/2");
        assertThatThrownBy(() -> StandardNormal.upperQuantile(Double.NaN)).hasMessageContaining("NaN");
    }
}
