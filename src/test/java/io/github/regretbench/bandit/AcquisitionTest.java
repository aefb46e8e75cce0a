package io.github.regretbench.bandit;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.GoldenTable.Row;
import io.github.regretbench.GoldenTable;
import io.github.regretbench.StandardNormal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AcquisitionTest {

    static Stream<Row> gauss() {
        return GoldenTable.rows("special_gauss.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("gauss")
    void standardNormalAgreesWithHighPrecision(Row row) {
        double z = row.number("z");
        assertLogClose(StandardNormal.logCdf(z), row.number("logcdf"), row);
        assertLogClose(StandardNormal.logImprovement(z), row.number("log_h"), row);
        double cdf = row.number("cdf");
        if (cdf > 1e-307) {
            assertClose(StandardNormal.cdf(z), cdf, 1e-13, row);
        }
    }

    static Stream<Row> acquisitions() {
        return GoldenTable.rows("acquisition_ei_pi.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("acquisitions")
    void improvementAgreesWithHighPrecision(Row row) {
        double excess = row.number("mu") - row.number("best") - row.number("xi");
        double sigma = row.number("sigma");
        // The rounding of mu - best - xi moves z by an ulp or two, and log h by |z| times that.
        double slack = 1e-12 + 4e-16 * row.number("z") * row.number("z");
        assertThat(Math.abs(ExpectedImprovement.log(excess, sigma) - row.number("logEI"))).as(row.toString())
                .isLessThanOrEqualTo(slack * Math.max(1, Math.abs(row.number("logEI"))));
        assertThat(Math.abs(StandardNormal.logCdf(excess / sigma) - row.number("logPI"))).as(row.toString())
                .isLessThanOrEqualTo(slack * Math.max(1e-3, Math.abs(row.number("logPI"))));
    }

    private static void assertLogClose(double actual, double expected, Row row) {
        // THEORY's tolerance for logarithms of h is 3e-12 absolute where cancellation costs z^2 ulps.
        assertThat(Math.abs(actual - expected)).as("%s: got %s", row, actual)
                .isLessThanOrEqualTo(Math.max(1e-13 * Math.abs(expected), Math.abs(row.number("z")) > 3 ? 3e-12 : 1e-13)
                        * Math.min(1, Math.max(1e-3, Math.abs(expected))));
    }

    /** Far below the target, where the improvement itself underflows, the order of arms still follows z. */
    @Test
    void expectedImprovementKeepsItsOrderInTheFarTail() {
        double previous = Double.POSITIVE_INFINITY;
        for (double z = 8; z > -1e6; z -= 0.5 + Math.abs(z) / 64) {
            double value = ExpectedImprovement.log(z, 1);
            assertThat(value).as("z = %s", z).isLessThan(previous).isGreaterThan(Double.NEGATIVE_INFINITY);
            previous = value;
        }
    }

    @Test
    void withoutVarianceImprovementIsThePositivePart() {
        assertThat(ExpectedImprovement.log(0.25, 0)).isEqualTo(StrictMath.log(0.25));
        assertThat(ExpectedImprovement.log(-0.25, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void refusesWhatIsNoThreshold() {
        assertThatThrownBy(() -> new ExpectedImprovement(Incumbent.BEST_MEAN, Double.NaN)).hasMessageContaining("xi");
        assertThatThrownBy(() -> new ProbabilityOfImprovement(Incumbent.BEST_MEAN, Double.POSITIVE_INFINITY))
                .hasMessageContaining("xi");
    }
}
