package io.github.regretbench.statistics;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProportionTest {

    static Stream<Row> golden() {
        return GoldenTable.rows("stats_binomial.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void limitsAgreeWithHighPrecision(Row row) {
        Proportion proportion = new Proportion((long) row.number("k"), (long) row.number("n"));
        double level = 1 - row.number("alpha");
        assertClose(proportion.lowerLimit((1 + level) / 2), row.number("cp_lower"), 1e-9, row);
        assertClose(proportion.upperLimit((1 + level) / 2), row.number("cp_upper"), 1e-9, row);
        assertClose(proportion.upperLimit(level), row.number("cp_onesided_upper"), 1e-9, row);
    }

    /** P(X = k) for n trials, the textbook's formula. */
    private static double probability(int k, int n, double p) {
        return StrictMath.exp(CombinatoricsUtils.binomialCoefficientLog(n, k)) * StrictMath.pow(p, k) * StrictMath.pow(1 - p, n - k);
    }

    private static double probability(IntPredicate event, int n, double p) {
        double sum = 0;
        for (int k = 0; k <= n; k++) {
            sum += event.test(k) ? probability(k, n, p) : 0;
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "3, 30", "29, 30", "40, 400", "0, 400"})
    void limitsInvertTheBinomialDistribution(int k, int n) {
        Proportion proportion = new Proportion(k, n);
        assertThat(probability(i -> i <= k, n, proportion.upperLimit(0.95))).isCloseTo(0.05, within(1e-10));
        if (k > 0) {
            assertThat(probability(i -> i >= k, n, proportion.lowerLimit(0.95))).isCloseTo(0.05, within(1e-10));
        }
    }

    /** No failure in N runs: 1 - 0.05^(1/N). Also the mirror image, and a count that no table has. */
    @Test
    void limitsAtTheEnds() {
        assertThat(new Proportion(0, 300).upperLimit(0.95)).isCloseTo(1 - StrictMath.pow(0.05, 1 / 300.0), within(1e-14));
        assertThat(new Proportion(0, 300).lowerLimit(0.95)).isZero();
        assertThat(new Proportion(300, 300).upperLimit(0.95)).isEqualTo(1);
        assertThat(new Proportion(7, 300).upperLimit(0.95)).isCloseTo(1 - new Proportion(293, 300).lowerLimit(0.95), within(1e-14));
        assertClose(new Proportion(0, 1_000_000_000).upperLimit(0.95), -StrictMath.expm1(StrictMath.log(0.05) / 1e9), 1e-6, "n = 1e9");
    }

    /** Coverage is summed over all outcomes, not simulated: no false alarm. */
    @ParameterizedTest
    @ValueSource(ints = {5, 30, 200})
    void clopperPearsonCoversEveryProbability(int n) {
        for (int i = 1; i < 200; i++) {
            double p = i / 200.0;
            assertThat(probability(k -> new Proportion(k, n).lowerLimit(0.975) <= p && p <= new Proportion(k, n).upperLimit(0.975), n, p))
                    .isGreaterThanOrEqualTo(0.95);
        }
    }

    /** A limit on the wrong side of the bound is as rare as it says: at most 1 - confidence, summed over all outcomes at the worst p on either side of the bound. */
    @ParameterizedTest
    @ValueSource(ints = {20, 100, 400})
    void limitsMissNoMoreOftenThanTheySay(int n) {
        double bound = 0.1;
        assertThat(probability(k -> new Proportion(k, n).lowerLimit(0.95) > bound, n, bound)).isLessThanOrEqualTo(0.05);
        assertThat(probability(k -> new Proportion(k, n).upperLimit(0.95) <= bound, n, bound + 1e-9))
                .isLessThanOrEqualTo(0.05);
    }

    /** For delta = 0.1: 28 clean runs are too few, 1 - 0.05^(1/28) = 0.1015; 29 are enough, 0.0981. 17 failures in 100: lower 0.1113. */
    @Test
    void limitsByHand() {
        assertThat(new Proportion(0, 28).upperLimit(0.95)).isCloseTo(0.1015, within(5e-5));
        assertThat(new Proportion(0, 29).upperLimit(0.95)).isCloseTo(0.0981, within(5e-5));
        assertThat(new Proportion(17, 100).lowerLimit(0.95)).isCloseTo(0.1113, within(5e-5));
    }

    @Test
    void domains() {
        assertThatThrownBy(() -> new Proportion(0, 0)).hasMessageContaining("at least one trial");
        assertThatThrownBy(() -> new Proportion(3, 2)).hasMessageContaining("3 events in 2 trials");
        for (DoubleUnaryOperator limit : new DoubleUnaryOperator[] {new Proportion(0, 2)::upperLimit, new Proportion(2, 2)::lowerLimit}) {
            assertThatThrownBy(() -> limit.applyAsDouble(1)).hasMessageContaining("strictly between 0 and 1");
            assertThatThrownBy(() -> limit.applyAsDouble(Double.NaN)).hasMessageContaining("NaN");
        }
    }
}
