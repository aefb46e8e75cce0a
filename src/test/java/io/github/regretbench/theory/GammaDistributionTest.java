package io.github.regretbench.theory;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.StandardNormal;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaDistributionTest {

    /** Shape 1 is the exponential distribution, shape 1/2 is half a squared normal variable. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-3, 0.1, 0.49999, 0.5, 0.50001, 0.9, 0.999, 1 - 0x1p-53})
    void gammaQuantilesAgreeWithClosedForms(double u) {
        assertClose(GammaDistribution.quantile(1, u), -StrictMath.log1p(-u), 1e-13, "shape 1, u = " + u);
        double z = StandardNormal.inverseCdf(0.5 + u / 2 < 1 ? (1 - u) / 2 : 0x1p-54);
        // For small u the probability (1 - u) / 2 is near 1/2, where z loses log10(1/u) digits.
        assertClose(GammaDistribution.quantile(0.5, u), z * z / 2, u < 1e-6 ? 1e-3 : 1e-11, "shape 1/2, u = " + u);
    }

    /** P(x) = u again, or Q(x) = 1 - u, for shapes that theta from 1e-3 to 1e6 gives. The logarithms' sizes limit the accuracy. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.03, 0.4, 1, 2.3, 17, 400, 3e4})
    void gammaQuantilesInvertTheDistribution(double shape) {
        double before = 0;
        for (double u : new double[] {1e-15, 1e-6, 0.01, 0.3, 0.5, 0.7, 0.99, 1 - 0x1p-30, 1 - 0x1p-53}) {
            double x = GammaDistribution.quantile(shape, u);
            if (x > 1e-290) {
                double tolerance = 1e-12 * Math.max(1, shape);
                if (u <= 0.5) {
                    assertClose(Gamma.regularizedGammaP(shape, x), u, tolerance, "P, shape " + shape);
                } else {
                    assertClose(Gamma.regularizedGammaQ(shape, x), 1 - u, tolerance, "Q, shape " + shape);
                }
            }
            assertThat(x).as("shape %s, u %s", shape, u).isFinite().isGreaterThanOrEqualTo(before);
            before = x;
        }
        assertThat(GammaDistribution.quantile(shape, 0)).isZero();
        for (double u : new double[] {-0.1, 1, Double.NaN}) {
            assertThatThrownBy(() -> GammaDistribution.quantile(shape, u)).hasMessageContaining("[0, 1)");
        }
    }
}
