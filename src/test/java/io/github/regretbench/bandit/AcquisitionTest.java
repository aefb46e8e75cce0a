package io.github.regretbench.bandit;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.GoldenTable.Row;
import io.github.regretbench.GoldenTable;
import io.github.regretbench.StandardNormal;
import java.util.Random;
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

    /** z from -1000 to 50 with several deviations: never above the bound, which is close. */
    @Test
    void theBoundOnTheImprovementIsOne() {
        for (double z = -1000; z < 50; z += z < -40 ? 0.37 : 0.0013) {
            for (double deviation : new double[] {1e-9, 0.1, 3}) {
                double exact = ExpectedImprovement.log(z * deviation, deviation);
                double bound = ExpectedImprovement.logBound(z * deviation, deviation);
                assertThat(bound >= exact - 1e-11 * Math.abs(exact) && bound <= exact + 0.03).as("%s at %s", bound - exact, z).isTrue();
            }
        }
    }

    /** 1.37^k for k = -2000..2000, the ends of the table's cells, and what is outside it. */
    @Test
    void theBoundOnTheLogarithmIsOne() {
        for (int k = -2000; k <= 2000; k++) {
            assertLogBound(Math.pow(1.37, k));
            assertLogBound(1 + Math.floorMod(k, 64) / 64.0);
            assertLogBound(Math.nextDown(1 + (Math.floorMod(k, 64) + 1) / 64.0));
        }
        assertThat(LogBound.of(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(LogBound.of(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertLogBound(Double.MIN_VALUE);
        assertLogBound(Double.MAX_VALUE);
    }

    private static void assertLogBound(double x) {
        if (x > 0 && x < Double.POSITIVE_INFINITY) {
            double log = StrictMath.log(x);
            assertThat(LogBound.of(x)).isBetween(log - 1e-15 * Math.max(1, Math.abs(log)), log + 3.1e-5);
        }
    }

    /** What is passed over never wins: the arms within the tolerance of ties are those of the full search. 3000 random beliefs. */
    @Test
    void passingOverHopelessArmsChangesNoChoice() {
        Random random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            double[] excess = random.doubles(30, -3, 1).toArray();
            double[] deviation = random.doubles(30, -8, 1).map(Math::exp).toArray();
            if (i % 3 == 0) {
                excess[7] = excess[3];
                deviation[7] = deviation[3];
            }
            if (i % 5 == 0) {
                deviation[random.nextInt(30)] = 0;
            }
            double[] scores = new double[30];
            Round round = new Round(new FixedBelief(excess, deviation), 1, null);
            new ExpectedImprovement(Incumbent.BEST_MEAN, 0).score(round, scores);
            for (int arm = 0; arm < 30; arm++) {
                excess[arm] /= round.unit();
                deviation[arm] /= round.unit();
            }
            double best = Double.NEGATIVE_INFINITY;
            for (int arm = 0; arm < 30; arm++) {
                best = Math.max(best, ExpectedImprovement.log(excess[arm], deviation[arm]));
            }
            for (int arm = 0; arm < 30; arm++) {
                double exact = ExpectedImprovement.log(excess[arm], deviation[arm]);
                assertThat(scores[arm]).isIn(exact, Double.NEGATIVE_INFINITY);
                if (exact >= best - 1e-10) {
                    assertThat(scores[arm]).isEqualTo(exact);
                }
            }
        }
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
