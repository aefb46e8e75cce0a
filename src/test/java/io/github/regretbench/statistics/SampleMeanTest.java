package io.github.regretbench.statistics;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleMeanTest {

    static Stream<Row> quantiles() {
        return GoldenTable.rows("stats_tquantile.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("quantiles")
    void studentQuantileAgreesWithHighPrecision(Row row) {
        assertClose(SampleMean.studentQuantile((int) row.number("df"), row.number("p")), row.number("t"), 1e-9, row);
    }

    /** By hand: mean 3, s^2 = 2.5, s/sqrt(5) = 0.70711; t_(4, 0.975) = 2.776445105 (tables). */
    @Test
    void intervalOfFiveNumbers() {
        Interval interval = SampleMean.interval(new double[] {1, 2, 3, 4, 5}, 0.95);
        assertThat(interval.estimate()).isEqualTo(3);
        assertThat(interval.upper() - 3).isCloseTo(2.776445105 * Math.sqrt(0.5), within(1e-8));
        assertThat(3 - interval.lower()).isCloseTo(2.776445105 * Math.sqrt(0.5), within(1e-8));
        assertThat(SampleMean.interval(new double[] {1}, 0.95).isKnown()).isFalse();
    }
}
