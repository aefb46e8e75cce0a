package io.github.regretbench.statistics;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.StandardNormal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {

    private static DoubleSupplier normals(long seed) {
        return ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_SHI_RO_256_PP.create(seed))::sample;
    }

    private static double[][] runs(int runs, int rounds, DoubleSupplier values) {
        double[][] table = new double[runs][rounds];
        for (double[] run : table) {
            Arrays.setAll(run, t -> values.getAsDouble());
        }
        return table;
    }

    private static List<String> rejections(double[][] innovations, double falseAlarm) {
        return rejections(Calibration.ofRuns(innovations), falseAlarm);
    }

    /** By Holm's method, as an audit does. */
    private static List<String> rejections(Calibration calibration, double falseAlarm) {
        double[] adjusted = Holm.adjusted(calibration.tests().stream().mapToDouble(TestResult::pValue).toArray());
        return IntStream.range(0, adjusted.length).filter(i -> adjusted[i] <= falseAlarm).mapToObj(i -> calibration.tests().get(i).test())
                .toList();
    }

    /** scipy.stats.kstwo.sf (scipy 1.17.1, Simard and L'Ecuyer 2011). Exact up to 140 values; Vrbik's law errs by 2% near 0.001. */
    @ParameterizedTest
    @CsvSource({"10, 0.25298221281347033, 0.46922582172431215, 1e-12", "10, 0.4300697617828996, 0.03390127427554823, 1e-12",
        "10, 0.6166441437328339, 0.00034370920438398574, 1e-11", "30, 0.24830089273567532, 0.04083458723380995, 1e-12",
        "140, 0.06761234037828133, 0.522084041434605, 1e-12", "140, 0.16480507967206073, 0.000861450358197085, 1e-10",
        "141, 0.06737215368532153, 0.5221577963245764, 1e-3", "141, 0.11453266126504659, 0.045609192585224445, 2e-3",
        "141, 0.1642196246079712, 0.0008620072379787679, 0.022", "400, 0.068, 0.0472075991494042, 1e-3",
        "5000, 0.019233304448274095, 0.048848556777154495, 1e-4", "5000, 0.027577164466275353, 0.0009768384608442725, 1e-3"})
    void kolmogorovSmirnovAgreesWithScipy(int n, double distance, double expected, double tolerance) {
        assertClose(KolmogorovSmirnov.survival(n, distance), expected, tolerance, n + " values");
    }

    @Test
    void kolmogorovSmirnovAtItsEnds() {
        for (int n : new int[] {10, 140, 141, 10_000_000}) {
            assertThat(KolmogorovSmirnov.survival(n, 0.5 / n)).as("smallest distance, %d values", n).isEqualTo(1);
            assertThat(KolmogorovSmirnov.survival(n, 1)).isBetween(0.0, 1e-9);
        }
    }

    /**
     * The polynomial fits of Marsaglia and Marsaglia (Journal of Statistical Software 9(2), 2004), another way to the same law. Their
     * largest error is stated as 2e-6 below A^2 = 2 and 8e-7 above; as coded below with their printed digits it is 3e-5.
     */
    @Test
    void andersonDarlingAgreesWithMarsagliasFits() {
        for (double z = 0.05; z < 6; z += 0.05) {
            double fit = z < 2
                    ? StrictMath.exp(-1.2337141 / z) / Math.sqrt(z) * (2.00012 + (0.247105
                    - (0.0649821 - (0.0347962 - (0.011672 - 0.00168691 * z) * z) * z) * z) * z)
                    : StrictMath.exp(-StrictMath.exp(1.0776 - (2.30695 - (0.43424
                    - (0.082433 - (0.008056 - 0.0003146 * z) * z) * z) * z) * z));
            assertThat(AndersonDarling.limitSurvival(z)).as("A^2 = %s", z).isCloseTo(1 - fit, within(3e-5));
        }
    }

    /**
     * Percentage points of Marsaglia and Marsaglia 2004, which numpy and scipy confirm to 2e-9 by inverting the characteristic function
     * prod (1 - 2 i t / (j (j+1)))^(-1/2) numerically (Gil-Pelaez). Far out p ~ c exp(-x) / sqrt(x).
     */
    @Test
    void andersonDarlingAtItsPercentagePoints() {
        assertThat(AndersonDarling.limitSurvival(1.9329578)).isCloseTo(0.10, within(1e-8));
        assertThat(AndersonDarling.limitSurvival(2.492367)).isCloseTo(0.05, within(2e-8));
        assertThat(AndersonDarling.limitSurvival(3.878125)).isCloseTo(0.01, within(5e-9));
        assertThat(AndersonDarling.limitSurvival(0)).isEqualTo(1);
        assertThat(AndersonDarling.limitSurvival(0.031)).isCloseTo(1, within(1e-15));
        double ratio = AndersonDarling.limitSurvival(400) / AndersonDarling.limitSurvival(200);
        assertClose(ratio, StrictMath.exp(-200) * Math.sqrt(0.5), 0.01, "tail");
        assertThat(AndersonDarling.limitSurvival(1e6)).isZero();
    }

    /** By hand from the definitions: quartiles of N(0, 1) at every 1/20, then A^2 by its sum of logarithms of (2i-1)/20. */
    @Test
    void statisticsOfEvenlySpreadValues() {
        double[] z = new double[10];
        Arrays.setAll(z, i -> StandardNormal.inverseCdf((2 * i + 1) / 20.0));
        List<TestResult> tests = Calibration.ofSample(z).tests();
        assertThat(tests.get(0).statistic()).isCloseTo(0.05, within(1e-15));
        double sum = 0;
        for (int i = 1; i <= 10; i++) {
            sum += (2 * i - 1) / 10.0 * 2 * StrictMath.log((2 * i - 1) / 20.0);
        }
        assertThat(tests.get(1).statistic()).isCloseTo(-10 - sum, within(1e-13));
        assertThat(tests.get(2).statistic()).isCloseTo(0, within(1e-15));
        assertThat(tests.get(3).statistic()).isCloseTo(Arrays.stream(z).map(v -> v * v).sum() / 10, within(1e-15));
    }

    /** By hand: products 1*2, 2*3 and 4*5, none across runs; 28 / 3 over 3 pairs. */
    @Test
    void neighboursStayInsideTheirRun() {
        double[][] runs = {{1, 2, 3}, {4, 5}, {6}, {7}, {8}, {9}, {0}};
        TestResult lag = Calibration.ofRuns(runs).tests().get(4);
        assertThat(lag.statistic()).isEqualTo(28 / 3.0);
        // 28 is far out: see theLagProductHasItsExactLaw for the law.
        assertThat(lag.pValue()).isBetween(0.0, 1e-6);
    }

    /**
     * The product of two normal numbers has P(|S| > s) = 2/pi int_s^oo K_0(u) du; scipy 1.17.1, quad of k0. For one pair
     * the characteristic function falls too slowly for all digits.
     */
    @ParameterizedTest
    @CsvSource({"0.5, 0.40978820416340095", "2, 0.06182888947559227", "8, 8.838924759665936e-05"})
    void theLagProductOfPairsIsABesselIntegral(double s, double expected) {
        assertThat(LagProduct.survival(new TreeMap<>(Map.of(2, 1)), s)).isCloseTo(expected, within(1e-5));
    }

    /**
     * Two pairs, in two runs: the sum of two independent products is Laplace with scale 1, P(|S| > s) = exp(-s). A run of three is
     * z_2 (z_1 + z_3), a pair times sqrt(2).
     */
    @Test
    void theLagProductHasItsExactLaw() {
        for (double s : new double[] {0, 0.1, 1, 3, 9.2, 14}) {
            assertThat(LagProduct.survival(new TreeMap<>(Map.of(2, 2)), s)).as("%s", s).isCloseTo(StrictMath.exp(-s), within(1e-10));
            assertThat(LagProduct.survival(new TreeMap<>(Map.of(3, 2)), Math.sqrt(2) * s)).as("%s", s)
                    .isCloseTo(StrictMath.exp(-s), within(1e-10));
        }
        assertThat(LagProduct.survival(new TreeMap<>(Map.of(10, 1)), 1e6)).isZero();
        // 5 standard errors of 99 900 pairs: normal to about 138 / 99900 of itself at 4 of them.
        assertClose(LagProduct.survival(new TreeMap<>(Map.of(1000, 100)), 4 * Math.sqrt(99_900)), 2 * StandardNormal.cdf(-4), 0.002, "p");
    }

    /** By hand: 3 coordinates 1, 2, 3 in all of 10 functions; thirds of mean square 1, 4 and 9, f' K^-1 f = 14 in each. */
    @Test
    void coordinatesAreTestedByStageAndByFunction() {
        double[][] z = new double[10][];
        Arrays.fill(z, new double[] {1, 2, 3});
        List<TestResult> tests = Calibration.ofCoordinates(z).tests();
        assertThat(tests.stream().map(TestResult::test)).containsExactly("Kolmogorov-Smirnov", "Anderson-Darling", "mean", "mean square",
                "f' K^-1 f by run", "mean square coarse", "mean square middle", "mean square fine");
        assertThat(tests.get(3).statistic()).isCloseTo(14 / 3.0, within(1e-15));
        // P(chi2_3 < 14) = 0.99709, so all lie there and D is that.
        assertThat(tests.get(4).statistic()).isCloseTo(0.9970948472257326, within(1e-12));
        assertThat(tests.subList(5, 8).stream().map(TestResult::statistic)).containsExactly(1.0, 4.0, 9.0);
    }

    /** scipy 1.17.1: the smallest n with chi2.sf(chi2.isf(level / 2, n) / 1.2, n) >= 0.9. */
    @ParameterizedTest
    @CsvSource({"0.01, 879", "0.0004, 1361"})
    void valuesToNoticeAgreeWithScipy(double level, int expected) {
        assertThat(Calibration.valuesToNotice(1.2, level, 0.9)).isEqualTo(expected);
    }

    /**
     * p values of a right model are uniform: of 4000 samples a share of alpha falls below alpha, within 5 standard errors and the tests'
     * own small-sample error of a twentieth of alpha. False alarm of one comparison at most 6e-7, of all 72 together 5e-5. Seed fixed.
     */
    @ParameterizedTest
    @CsvSource({"1, 10", "10, 20", "20, 50"})
    void pValuesAreUniformUnderTheNullHypothesis(int runs, int rounds) {
        int samples = 4000;
        DoubleSupplier normal = normals(3);
        double[] alphas = {0.5, 0.05, 0.01};
        int[][] below = new int[8][alphas.length];
        for (int sample = 0; sample < samples; sample++) {
            List<TestResult> tests = Calibration.ofRuns(runs(runs, rounds, normal)).tests();
            for (int test = 0; test < 8; test++) {
                for (int a = 0; a < alphas.length; a++) {
                    below[test][a] += tests.get(test).pValue() < alphas[a] ? 1 : 0;
                }
            }
        }
        for (int test = 0; test < 8; test++) {
            for (int a = 0; a < alphas.length; a++) {
                double alpha = alphas[a];
                assertThat(below[test][a] / (double) samples).as("test %d, alpha %s", test, alpha)
                        .isCloseTo(alpha, within(5 * Math.sqrt(alpha * (1 - alpha) / samples) + alpha / 20));
            }
        }
    }

    /** All eight tests together, Holm: 2000 samples at 0.05 reject no more than 0.05 + 5 * 0.0049. False alarm 3e-7. Seed fixed. */
    @Test
    void aRightModelIsRejectedNoMoreOftenThanStated() {
        DoubleSupplier normal = normals(4);
        int rejected = 0;
        for (int sample = 0; sample < 2000; sample++) {
            rejected += rejections(runs(10, 30, normal), 0.05).isEmpty() ? 0 : 1;
        }
        assertThat(rejected / 2000.0).isBetween(0.02, 0.0744);
    }

    /** Each mistake moves its own statistic by at least 6 of its standard errors. Seeds fixed. */
    @Test
    void wrongModelsAreCaught() {
        DoubleSupplier normal = normals(5);
        // 10% too much noise: the mean square is off by 0.2 with standard error sqrt(2/20000) = 0.01.
        assertThat(rejections(runs(100, 200, () -> 1.1 * normal.getAsDouble()), 1e-3)).contains("mean square", "Anderson-Darling");
        assertThat(rejections(runs(100, 200, () -> 0.05 + normal.getAsDouble()), 1e-3)).contains("mean", "Kolmogorov-Smirnov");
        // Neighbours of correlation 0.1, all marginals right: 14 standard errors; the other four keep still but for about 1e-5.
        double[] last = {0};
        double[][] dependent = runs(100, 200, () -> last[0] = 0.1 * last[0] + Math.sqrt(0.99) * normal.getAsDouble());
        assertThat(rejections(dependent, 1e-5)).containsExactly("lag-1 product");
        // Two-point values: mean 0, mean square 1.
        assertThat(rejections(runs(100, 200, () -> normal.getAsDouble() > 0 ? 1 : -1), 1e-3))
                .contains("Kolmogorov-Smirnov", "Anderson-Darling");
    }

    /** 1e6 values of a right model: false alarm 1e-4. Seed fixed. Extreme values must not overflow. */
    @Test
    void largeSamplesAndExtremeValues() {
        assertThat(rejections(runs(100, 10_000, normals(6)), 1e-4)).isEmpty();
        double[] extreme = {1e200, -1e200, 50, -50, 0, 1, 2, 3, 4, 5};
        assertThat(rejections(Calibration.ofSample(extreme), 0.01)).isNotEmpty();
    }

    @Test
    void domains() {
        assertThatThrownBy(() -> Calibration.ofSample(new double[9])).hasMessageContaining("at least 10");
        double[] notFinite = new double[10];
        notFinite[7] = Double.NaN;
        assertThatThrownBy(() -> Calibration.ofSample(notFinite)).hasMessageContaining("value 7 of the sample is NaN");
        assertThatThrownBy(() -> Calibration.ofRuns(new double[10][1])).hasMessageContaining("no run has two rounds");
        assertThatThrownBy(() -> Calibration.valuesToNotice(1, 0.01, 0.9)).hasMessageContaining("more than 1");
    }
}
