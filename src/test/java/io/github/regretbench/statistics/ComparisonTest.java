package io.github.regretbench.statistics;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import io.github.regretbench.StandardNormal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Wilcoxon, Holm, Friedman, Nemenyi. */
class ComparisonTest {

    static Stream<Row> wilcoxon() {
        return GoldenTable.rows("stats_wilcoxon_exact.csv").stream();
    }

    static Stream<Row> friedman() {
        return GoldenTable.rows("stats_friedman.csv").stream();
    }

    static Stream<Row> nemenyi() {
        return GoldenTable.rows("stats_nemenyi.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("wilcoxon")
    void wilcoxonAgreesWithHighPrecision(Row row) {
        WilcoxonSignedRank test = WilcoxonSignedRank.of(row.vector("differences"));
        assertThat(test.positiveRanks()).isEqualTo(row.number("W_plus"));
        assertClose(test.twoSided(), row.number("p_two_sided"), 1e-9, row);
        assertClose(test.greater(), row.number("p_greater"), 1e-9, row);
        assertClose(test.less(), row.number("p_less"), 1e-9, row);
    }

    /** All 2^n signs written out, with ties and zeros. */
    @Test
    void exactWilcoxonCountsEverySign() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(1);
        for (int sample = 0; sample < 50; sample++) {
            double[] d = new double[9];
            Arrays.setAll(d, i -> random.nextInt(11) - 5);
            WilcoxonSignedRank test = WilcoxonSignedRank.of(d);
            double[] sizes = Arrays.stream(d).filter(v -> v != 0).map(Math::abs).toArray();
            int atLeast = 0;
            for (int signs = 0; signs < 1 << sizes.length; signs++) {
                double sum = 0;
                for (int i = 0; i < sizes.length; i++) {
                    double size = sizes[i];
                    double rank = Arrays.stream(sizes).filter(v -> v < size).count()
                            + (Arrays.stream(sizes).filter(v -> v == size).count() + 1) / 2.0;
                    sum += (signs >> i & 1) * rank;
                }
                atLeast += sum >= test.positiveRanks() ? 1 : 0;
            }
            assertThat(test.differences()).isEqualTo(sizes.length);
            assertThat(test.greater()).isEqualTo(atLeast / (double) (1 << sizes.length));
        }
    }

    /** scipy.stats.wilcoxon(d, correction=True, method='approx', zero_method='wilcox'), scipy 1.17.1: W+ = 498 with ties and zeros. */
    @Test
    void normalWilcoxonAgreesWithScipy() {
        double[] d = {5, 6, 2, -3, -4, 0, 4, 6, 3, -2, -4, -2, 3, 6, 4, 0, -4, -3, 2, 6, 5, 1, -3, -4, 0, 5, 6, 2, -2, -4, -1, 4, 6, 4, -1,
            -4, -2, 2, 6, 5};
        WilcoxonSignedRank test = WilcoxonSignedRank.of(d);
        assertThat(test.positiveRanks()).isEqualTo(498);
        assertClose(test.twoSided(), 0.026877209921787982, 1e-12, "two-sided");
        assertClose(test.greater(), 0.013438604960893991, 1e-12, "greater");
        assertClose(test.less(), 0.9870749414137292, 1e-12, "less");
    }

    /** One negligible difference more takes 25 across to the normal law: the p value hardly moves. Then nothing but zeros, and ties. */
    @Test
    void wilcoxonAtItsEnds() {
        double[] d = new double[26];
        Arrays.setAll(d, i -> (i % 3 == 0 ? -1 : 1) * (i + 1));
        double exact = WilcoxonSignedRank.of(Arrays.copyOf(d, 25)).greater();
        d[25] = 1e-9;       // rank 1 of 26: hardly a difference
        assertThat(WilcoxonSignedRank.of(d).greater()).isCloseTo(exact, within(0.01));
        WilcoxonSignedRank none = WilcoxonSignedRank.of(new double[] {0, -0.0});
        assertThat(none).isEqualTo(new WilcoxonSignedRank(0, 0, 1, 1, 1));
        double[] allPositive = new double[25];
        Arrays.fill(allPositive, 1);
        assertThat(WilcoxonSignedRank.of(allPositive).greater()).isEqualTo(0x1p-25);
        assertThatThrownBy(() -> WilcoxonSignedRank.of(new double[] {1, Double.NaN})).hasMessageContaining("value 1");
    }

    /** By hand: 4 * 0.005, then 3 * 0.01, then 2 * 0.03 and 1 * 0.04, which may not be lower than the one before. */
    @Test
    void holmByHand() {
        assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005})).containsExactly(new double[] {0.03, 0.06, 0.06, 0.02},
                within(1e-15));
        assertThat(Holm.adjusted(new double[] {0.9, 0.8})).containsExactly(1, 1);
        assertThat(Holm.adjusted(new double[0])).isEmpty();
        assertThatThrownBy(() -> Holm.adjusted(new double[] {0.5, Double.NaN})).hasMessageContaining("NaN");
    }

    @Test
    void holmKeepsTheOrderAndLiesBetweenNoneAndBonferroni() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(2);
        double[] p = random.doubles(40).map(u -> u * u * u).sorted().toArray();
        double[] adjusted = Holm.adjusted(p);
        assertThat(adjusted).isSorted();
        for (int i = 0; i < p.length; i++) {
            assertThat(adjusted[i]).isBetween(p[i], Math.min(1, 40 * p[i]));
        }
    }

    @ParameterizedTest
    @MethodSource("friedman")
    void friedmanAgreesWithHighPrecision(Row row) {
        Friedman test = Friedman.of(row.points("matrix_rows=problems_cols=algorithms(lower_is_better)"));
        double[] ranks = row.vector("average_ranks");
        for (int j = 0; j < ranks.length; j++) {
            assertClose(test.averageRanks().get(j), ranks[j], 1e-9, row);
        }
        assertClose(test.chiSquare(), row.number("chi2"), 1e-9, row);
        assertClose(test.tieCorrectedChiSquare(), row.number("chi2_tie_corrected"), 1e-9, row);
        assertClose(test.imanDavenport(), row.number("iman_davenport_F"), 1e-9, row);
        assertClose(test.chiSquareP(), row.number("p_chi2"), 1e-9, row);
        assertClose(test.imanDavenportP(), row.number("p_F"), 1e-9, row);
    }

    /** k = 2, no ties: chi-square is the sign test's (2 R_1 - 3)^2 N, one degree of freedom; then the ends. */
    @Test
    void friedmanOfSpecialTables() {
        Friedman two = Friedman.of(new double[][] {{1, 2}, {1, 2}, {2, 1}, {1, 2}, {1, 2}});
        assertThat(two.averageRanks()).containsExactly(1.2, 1.8);
        assertThat(two.chiSquare()).isCloseTo(1.8, within(1e-14));
        assertThat(two.chiSquareP()).isCloseTo(2 * StandardNormal.cdf(-Math.sqrt(1.8)), within(1e-14));
        Friedman alike = Friedman.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(alike.imanDavenport()).isInfinite();
        assertThat(alike.imanDavenportP()).isZero();
        Friedman tied = Friedman.of(new double[][] {{1, 1, 1}, {2, 2, 2}});
        assertThat(tied.tieCorrectedChiSquare()).isZero();
        assertThat(tied.imanDavenportP()).isEqualTo(1);
        assertThatThrownBy(() -> Friedman.of(new double[][] {{1, 2}})).hasMessageContaining("at least two of each");
        assertThatThrownBy(() -> Friedman.of(new double[][] {{1, 2}, {1}})).hasMessageContaining("every row as long");
    }

    /**
     * Demsar 2006, Table 6: ranks of C4.5, C4.5+m, C4.5+cf and C4.5+m+cf on 14 data sets, by AUC. He finds the average ranks 3.143, 2.000,
     * 2.893 and 1.964, chi-square 9.28, F 3.69, critical differences 1.25 at 5% and 1.12 at 10%, and C4.5 worse at 10% than the two with
     * m. The rank sums are 44, 28, 40.5 and 27.5.
     */
    @Test
    void friedmanAndNemenyiAgreeWithThePublishedExample() {
        double[][] ranks = {{4, 3, 2, 1}, {1, 2, 3, 4}, {4, 1, 2, 3}, {4, 1, 3, 2}, {4, 2, 3, 1}, {1, 2.5, 4, 2.5}, {3, 2, 4, 1},
            {2.5, 2.5, 4, 1}, {4, 3, 2, 1}, {2.5, 2.5, 2.5, 2.5}, {4, 2.5, 1, 2.5}, {3, 2, 4, 1}, {4, 1, 2, 3}, {3, 1, 4, 2}};
        Friedman test = Friedman.of(ranks);
        assertThat(test.averageRanks()).containsExactly(44 / 14.0, 28 / 14.0, 40.5 / 14, 27.5 / 14);
        assertThat(test.chiSquare()).isCloseTo(9.28, within(0.005));
        assertThat(test.imanDavenport()).isCloseTo(3.69, within(0.005));
        assertThat(test.imanDavenportP()).isBetween(0.01, 0.05);       // his critical value at 5% is 2.85
        assertThat(test.criticalDifference(0.05)).isCloseTo(1.25, within(0.005));
        assertThat(test.criticalDifference(0.10)).isCloseTo(1.12, within(0.005));
        assertThat(test.alike(test.criticalDifference(0.05))).containsExactly(List.of(3, 1, 2, 0));
        assertThat(test.alike(test.criticalDifference(0.10))).containsExactly(List.of(3, 1, 2), List.of(2, 0));
    }

    private static Friedman ranked(Double... ranks) {
        return new Friedman(3, List.of(ranks), 0, 0, 0, 1, 1);
    }

    @Test
    void groupsAreAsLargeAsTheyCanBe() {
        assertThat(ranked(1.0, 2.0, 3.0).alike(0.5)).isEmpty();
        assertThat(ranked(3.0, 1.0, 2.0).alike(1)).containsExactly(List.of(1, 2), List.of(2, 0));
        assertThat(ranked(2.0, 2.0, 2.0).alike(0)).containsExactly(List.of(0, 1, 2));
        assertThat(ranked(1.0, 1.5, 3.5, 4.0).alike(1)).containsExactly(List.of(0, 1), List.of(2, 3));
    }

    /** Two problems of three algorithms rank alike in 1 of 6 cases, four of two in 1 of 8. */
    @Test
    void fewProblemsCannotGiveASmallP() {
        assertThat(Friedman.of(new double[][] {{1, 2, 3}, {4, 5, 6}}).leastP()).isCloseTo(1 / 6.0, within(1e-15));
        assertThat(Friedman.of(new double[][] {{1, 2}, {1, 2}, {1, 2}, {2, 1}}).leastP()).isCloseTo(1 / 8.0, within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("nemenyi")
    void criticalDifferencesAgreeWithHighPrecision(Row row) {
        int k = (int) row.number("k");
        assertClose(StudentizedRange.upperQuantile(k, row.number("alpha")), row.number("studentized_range_q"), 1e-9, row);
        Friedman ranks = new Friedman((int) row.number("N"), Collections.nCopies(k, (k + 1) / 2.0), 0, 0, 0, 1, 1);
        assertClose(ranks.criticalDifference(row.number("alpha")), row.number("critical_difference"), 1e-9, row);
    }

    /** Demsar 2006, Table 5(a), printed to three digits (the last of some is cut off, not rounded). */
    @ParameterizedTest
    @CsvSource({"2, 1.960, 1.645", "3, 2.343, 2.052", "4, 2.569, 2.291", "5, 2.728, 2.459", "6, 2.850, 2.589", "7, 2.949, 2.693",
        "8, 3.031, 2.780", "9, 3.102, 2.855", "10, 3.164, 2.920"})
    void criticalValuesAgreeWithThePublishedTable(int k, double atFivePercent, double atTenPercent) {
        assertThat(StudentizedRange.upperQuantile(k, 0.05) / Math.sqrt(2)).isCloseTo(atFivePercent, within(1.1e-3));
        assertThat(StudentizedRange.upperQuantile(k, 0.10) / Math.sqrt(2)).isCloseTo(atTenPercent, within(1.1e-3));
    }

    /** Two values: their difference over sqrt 2 is standard normal. */
    @Test
    void rangeOfTwoIsANormalDifference() {
        for (double alpha : new double[] {0.5, 0.1, 0.01, 1e-4}) {
            double z = -StandardNormal.inverseCdf(alpha / 2);
            assertClose(StudentizedRange.upperQuantile(2, alpha), Math.sqrt(2) * z, 1e-10, "alpha " + alpha);
        }
    }
}
