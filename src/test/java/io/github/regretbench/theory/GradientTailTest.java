package io.github.regretbench.theory;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientTailTest {

    static Stream<Row> rows() {
        return GoldenTable.rows("derivative_tail_1d.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void riceTailAgreesWithHighPrecision(Row row) {
        double l = row.number("lengthscale");
        SpectralMoments moments = row.text("kernel").equals("se") ? SpectralMoments.squaredExponential(l)
                : SpectralMoments.matern(row.number("nu"), l);
        assertClose(moments.second(), row.number("lambda2"), 1e-12, row);
        assertClose(moments.fourth(), row.number("lambda4"), 1e-12, row);
        RiceGradientTail tail = new RiceGradientTail(moments, row.number("r"));
        assertClose(tail.a(), row.number("a"), 1e-12, row);
        assertClose(tail.b(), row.number("b"), 1e-12, row);
        double slope = row.number("L");
        assertClose(tail.probability(slope), row.number("rice_tail_bound_at_L"), 1e-12, row);
        double p = row.number("a_exp(-(L/b)^2)");
        assertClose(tail.a() * StrictMath.exp(-slope * slope / (tail.b() * tail.b())), p, 1e-12, row);
        if (p < 1) {
            assertClose(tail.slope(p), slope, 1e-12, row);
            assertThat(tail.probability(tail.slope(p))).isLessThanOrEqualTo(p);
        }
    }

    @Test
    void referenceValuesAreThere() {
        assertThat(rows().count()).isGreaterThanOrEqualTo(6);
    }

    /** Chaining is rigorous in every dimension and loose: in one dimension it may not undercut the sharp order by more than Rice allows. */
    @Test
    void chainingIsLooserThanRiceInOneDimension() {
        SpectralMoments moments = SpectralMoments.squaredExponential(0.2);
        for (double p : new double[] {0.2, 0.025, 1e-4, 1e-9}) {
            double rice = new RiceGradientTail(moments, 1).slope(p);
            double chained = new ChainingGradientTail(moments, 1, 1).slope(p);
            assertThat(chained).isBetween(rice, 10 * rice);
            double ofRice = new SrinivasTheorem2(1, 1, rice, 4 * Math.min(p, 0.2)).beta(5);
            double ofChained = new SrinivasTheorem2(1, 1, chained, 4 * Math.min(p, 0.2)).beta(5);
            // Only the logarithm enters: 2 d log(10).
            assertThat(ofChained - ofRice).isBetween(0.0, 2 * StrictMath.log(10));
        }
    }

    /** M by hand for lambda2 = lambda4 = 1, d = 2, r = 2: reach sqrt 2, Bc = 1.34726 sqrt(6 log 2) sqrt 2, A = 1 + sqrt 2. */
    @Test
    void chainingByHand() {
        double m = 1.34726 * 2.0393339803 * 1.4142135624 + 1.7766 * 2.4142135624;
        ChainingGradientTail tail = new ChainingGradientTail(new SpectralMoments(1, 1), 2, 2);
        assertClose(tail.expectedSupremum(), m, 1e-9, "M");
        // sqrt(2 log(2 / 0.02)) = 3.0348542588
        assertClose(tail.slope(0.02), m + 3.0348542588, 1e-9, "slope");
    }

    @Test
    void varianceScalesSlopesByItsRoot() {
        SpectralMoments unit = SpectralMoments.matern(3.5, 0.4);
        assertClose(new ChainingGradientTail(unit.scaledBy(4), 3, 1).slope(0.1),
                2 * new ChainingGradientTail(unit, 3, 1).slope(0.1), 1e-15, "chaining");
        assertClose(new RiceGradientTail(unit.scaledBy(4), 1).slope(0.1), 2 * new RiceGradientTail(unit, 1).slope(0.1), 1e-15, "Rice");
    }

    /** d b r sqrt(log(4 d a / delta)) below 1: the printed grid would have less than a point, ours has one, and beta_1 stays positive. */
    @Test
    void gridsHaveAtLeastOnePoint() {
        ExponentialGradientTail flat = new ExponentialGradientTail(1, 1, 0.01);
        assertThatThrownBy(() -> new SrinivasTheorem2Printed(1, flat, 0.1)).hasMessageContaining("at least 1");
        SrinivasTheorem2 ours = SrinivasTheorem2.of(1, 1, flat, 0.1);
        assertThat(ours.gridSize(1)).isEqualTo(1);
        assertClose(ours.beta(1), 2 * StrictMath.log(2 * Math.PI * Math.PI / 0.3), 1e-15, "one grid point");
        assertThat(new ExponentialGradientTail(1, 0.01, 1).slope(0.5)).isZero();
    }

    @Test
    void roughPathsHaveNoFourthMoment() {
        for (double nu : new double[] {0.5, 1.5, 2, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> SpectralMoments.matern(nu, 1)).hasMessageContaining("Theorem 1");
        }
    }
}
