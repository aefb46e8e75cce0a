package io.github.regretbench.statistics;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import io.github.regretbench.StandardNormal;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.function.Consumer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wilcoxon, Holm, Friedman, critical differences. */
class ComparisonTest {

    static Stream<Row> wilcoxon() {
        return GoldenTable.rows("stats_wilcoxon_exact.csv").stream();
    }

    static Stream<Row> friedman() {
        return GoldenTable.rows("stats_friedman.csv").stream();
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
        Friedman test = friedman(row.points("matrix_rows=problems_cols=algorithms(lower_is_better)"));
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
        Friedman two = friedman(new double[][] {{1, 2}, {1, 2}, {2, 1}, {1, 2}, {1, 2}});
        assertThat(two.averageRanks()).containsExactly(1.2, 1.8);
        assertThat(two.chiSquare()).isCloseTo(1.8, within(1e-14));
        assertThat(two.chiSquareP()).isCloseTo(2 * StandardNormal.cdf(-Math.sqrt(1.8)), within(1e-14));
        Friedman alike = friedman(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(alike.imanDavenport()).isInfinite();
        assertThat(alike.imanDavenportP()).isZero();
        Friedman tied = friedman(new double[][] {{1, 1, 1}, {2, 2, 2}});
        assertThat(tied.tieCorrectedChiSquare()).isZero();
        assertThat(tied.imanDavenportP()).isEqualTo(1);
        assertThatThrownBy(() -> friedman(new double[][] {{1, 2}})).hasMessageContaining("at least two of each");
        assertThatThrownBy(() -> friedman(new double[][] {{1, 2}, {1}})).hasMessageContaining("every row as long");
    }

    /**
     * Demsar 2006, Table 6: ranks of C4.5, C4.5+m, C4.5+cf and C4.5+m+cf on 14 data sets, by AUC. He finds the average ranks 3.143, 2.000,
     * 2.893 and 1.964, chi-square 9.28, F 3.69, critical differences 1.25 at 5% and 1.12 at 10%, and C4.5 worse at 10% than the two with
     * m. The rank sums are 44, 28, 40.5 and 27.5.
     */
    @Test
    void friedmanAgreesWithThePublishedExample() {
        double[][] ranks = {{4, 3, 2, 1}, {1, 2, 3, 4}, {4, 1, 2, 3}, {4, 1, 3, 2}, {4, 2, 3, 1}, {1, 2.5, 4, 2.5}, {3, 2, 4, 1},
            {2.5, 2.5, 4, 1}, {4, 3, 2, 1}, {2.5, 2.5, 2.5, 2.5}, {4, 2.5, 1, 2.5}, {3, 2, 4, 1}, {4, 1, 2, 3}, {3, 1, 4, 2}};
        Friedman test = friedman(ranks);
        assertThat(test.averageRanks()).containsExactly(44 / 14.0, 28 / 14.0, 40.5 / 14, 27.5 / 14);
        assertThat(test.chiSquare()).isCloseTo(9.28, within(0.005));
        assertThat(test.imanDavenport()).isCloseTo(3.69, within(0.005));
        assertThat(test.imanDavenportP()).isBetween(0.01, 0.05);       // his critical value at 5% is 2.85
        // His critical difference is 1.25; by the exact law 5% of the largest differences are a little smaller than by the normal one.
        assertThat(test.isExact()).isTrue();
        assertThat(test.criticalDifference()).isBetween(1.1, 1.3);
        assertThat(test.differ()).isTrue();
        assertThat(test.alike()).containsExactly(List.of(3, 1, 2, 0));
    }

    static Friedman friedman(double[][] results) {
        return Friedman.of(results, IntStream.range(0, results.length).toArray(), RandomSource.XO_SHI_RO_256_PP.create(3));
    }

    private static Friedman ranked(double criticalDifference, Double... ranks) {
        return new Friedman(30, 30, List.of(ranks), 0, 0, 0, 1, 1, 0.01, true, criticalDifference);
    }

    @Test
    void groupsAreAsLargeAsTheyCanBe() {
        assertThat(ranked(0.5, 1.0, 2.0, 3.0).alike()).isEmpty();
        assertThat(ranked(1.1, 3.0, 1.0, 2.0).alike()).containsExactly(List.of(1, 2), List.of(2, 0));
        assertThat(ranked(0.1, 2.0, 2.0, 2.0).alike()).containsExactly(List.of(0, 1, 2));
        assertThat(ranked(1.1, 1.0, 1.5, 3.5, 4.0).alike()).containsExactly(List.of(0, 1), List.of(2, 3));
    }

    /** Two problems of three algorithms rank alike in 1 of 6 cases, four of two in 1 of 8. */
    @Test
    void fewProblemsCannotGiveASmallP() {
        assertThat(friedman(new double[][] {{1, 2, 3}, {4, 5, 6}}).p()).isCloseTo(1 / 6.0, within(1e-15));
        assertThat(friedman(new double[][] {{1, 2}, {1, 2}, {1, 2}, {1, 2}}).p()).isCloseTo(1 / 8.0, within(1e-15));
        assertThat(friedman(new double[][] {{1, 2}, {1, 2}, {1, 2}, {2, 1}}).p()).isCloseTo(5 / 8.0, within(1e-15));
        assertThat(friedman(new double[][] {{1, 2, 3}, {4, 5, 6}}).criticalDifference()).isInfinite();
    }

    /** Rank sums 7, 5, 12, 16 of four problems: not all alike, so far from the least p of 7.2e-5, which F's law falls below. */
    @Test
    void fewProblemsThatDoNotAllAgree() {
        Friedman test = friedman(new double[][] {{2, 1, 3, 4}, {1, 2, 3, 4}, {2, 1, 3, 4}, {2, 1, 3, 4}});
        assertThat(test.chiSquare()).isCloseTo(11.1, within(1e-12));
        assertThat(test.p()).isCloseTo(9.4e-4, within(5e-6));
        assertThat(test.imanDavenportP()).isLessThan(7.2e-5);
    }

    /** Every order of every problem, one by one; ties among small whole numbers. */
    @Test
    void permutationsAgreeWithEnumeration() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(4);
        for (int round = 0; round < 40; round++) {
            int k = 2 + round % 3;
            double[][] table = new double[2 + round % 2][k];
            for (double[] row : table) {
                int values = 1 + round % 5;
                Arrays.setAll(row, j -> random.nextInt(values));
            }
            Friedman test = friedman(table);
            int[] ranges = new int[table.length * 2 * k + 1];
            int[] counts = new int[2];
            enumerate(table, 0, new int[k], spread(table), counts, ranges);
            assertThat(test.p()).as("%s", Arrays.deepToString(table)).isCloseTo((double) counts[0] / counts[1], within(1e-12));
            int least = ranges.length;
            int tail = 0;
            while (least > 0 && tail + ranges[least - 1] <= 0.05 * counts[1]) {
                tail += ranges[--least];
            }
            // The least range that occurs at all from there on.
            while (least < ranges.length && ranges[least] == 0) {
                least++;
            }
            assertThat(test.criticalDifference()).isEqualTo(least == ranges.length ? Double.POSITIVE_INFINITY : least / (2.0 * table.length));
        }
    }

    private static long spread(double[][] table) {
        int[] sums = new int[table[0].length];
        for (double[] row : table) {
            int[] ranks = Ranks.doubled(row);
            Arrays.setAll(sums, j -> sums[j] + ranks[j]);
        }
        return Arrays.stream(sums).mapToLong(s -> (long) s * s).sum();
    }

    private static void enumerate(double[][] table, int row, int[] sums, long observed, int[] counts, int[] ranges) {
        if (row == table.length) {
            counts[0] += Arrays.stream(sums).mapToLong(s -> (long) s * s).sum() >= observed ? 1 : 0;
            counts[1]++;
            ranges[Arrays.stream(sums).max().orElseThrow() - Arrays.stream(sums).min().orElseThrow()]++;
            return;
        }
        permute(Ranks.doubled(table[row]), 0, order -> {
            int[] next = sums.clone();
            Arrays.setAll(next, j -> next[j] + order[j]);
            enumerate(table, row + 1, next, observed, counts, ranges);
        });
    }

    private static void permute(int[] order, int from, Consumer<int[]> use) {
        if (from == order.length) {
            use.accept(order);
        }
        for (int i = from; i < order.length; i++) {
            int[] next = order.clone();
            next[from] = order[i];
            next[i] = order[from];
            permute(next, from + 1, use);
        }
    }

    /** Problems that share random numbers move together: ten copies of one problem are one, two groups are two. */
    @Test
    void problemsThatShareRandomNumbersCountOnce() {
        double[][] copies = new double[10][];
        Arrays.fill(copies, new double[] {1, 2, 3});
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(3);
        Friedman one = Friedman.of(copies, new int[10], random);
        assertThat(one.allowsVerdict()).isFalse();
        assertThat(one.differ()).isFalse();
        assertThat(one.p()).isCloseTo(1, within(1e-12));
        Friedman two = Friedman.of(copies, new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1}, random);
        assertThat(two.p()).isCloseTo(1 / 6.0, within(1e-15));
        assertThat(friedman(copies).p()).isLessThan(1e-6);
    }

    /** 9 algorithms on 30 problems are too many to count; the sampled p of a table without differences is near F's. */
    @Test
    void largeTablesAreSampled() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(8);
        double[][] table = new double[30][9];
        for (double[] row : table) {
            Arrays.setAll(row, j -> random.nextDouble());
        }
        Friedman test = friedman(table);
        assertThat(test.isExact()).isFalse();
        // 100 000 samples: 5 standard errors are at most 0.008; F's law is within 0.01 at these sizes.
        assertThat(test.p()).isCloseTo(test.imanDavenportP(), within(0.018));
        assertThat(test.criticalDifference()).isCloseTo(3.102 * Math.sqrt(9 * 10 / (6.0 * 30)), within(0.1));
    }

    /** Of 100 000 samples even the largest difference, seen once, has a probability of up to 2 / 100 001. */
    @Test
    void sampledCriticalDifferencesErrOnTheSafeSide() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(1);
        double[][] table = new double[30][9];
        for (double[] row : table) {
            Arrays.setAll(row, j -> random.nextDouble());
        }
        RankPermutations law = RankPermutations.of(table, IntStream.range(0, 30).toArray(), random);
        assertThat(law.isExact()).isFalse();
        assertThat(law.criticalDifference(1.9e-5)).isInfinite();
        assertThat(law.criticalDifference(0.05)).isFinite();
    }
}
