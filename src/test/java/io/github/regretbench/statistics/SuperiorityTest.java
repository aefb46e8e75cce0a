package io.github.regretbench.statistics;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuperiorityTest {

    static Stream<Row> binomial() {
        return GoldenTable.rows("stats_binomial.csv").stream();
    }

    private static double[] shares(double... differences) {
        return Arrays.stream(differences).map(Superiority::share).toArray();
    }

    /** Shares of so many pairs: the first lower in some, equal in some. */
    private static double[] shares(int lower, int ties, int pairs) {
        return IntStream.range(0, pairs).mapToDouble(i -> i < lower ? 1 : i < lower + ties ? 0.5 : 0).toArray();
    }

    /** Two of five lower, two equal: (2 + 1) / 5. */
    @Test
    void countsSignsByHand() {
        assertThat(shares(-1, 2, 0, -0.5, -0.0)).containsExactly(1, 0, 0.5, 1, 0.5);
        assertThat(Superiority.interval(shares(-1, 2, 0, -0.5, -0.0), 0.9).estimate()).isEqualTo(0.6);
    }

    /** Without ties it is Clopper and Pearson's interval of a proportion. */
    @ParameterizedTest
    @MethodSource("binomial")
    void withoutTiesItAgreesWithHighPrecision(Row row) {
        int n = (int) row.number("n");
        Interval interval = Superiority.interval(shares((int) row.number("k"), 0, n), 1 - row.number("alpha"));
        assertClose(interval.lower(), row.number("cp_lower"), 1e-9, row);
        assertClose(interval.upper(), row.number("cp_upper"), 1e-9, row);
    }

    /** Three halves of a pair are between one pair and two. */
    @Test
    void tiesAreRoundedOutwards() {
        Interval interval = Superiority.interval(shares(1, 1, 6), 0.95);
        assertThat(interval.estimate()).isEqualTo(0.25);
        assertThat(interval.lower()).isEqualTo(new Proportion(1, 6).lowerLimit(0.975));
        assertThat(interval.upper()).isEqualTo(new Proportion(2, 6).upperLimit(0.975));
        Interval allTied = Superiority.interval(shares(0, 8, 8), 0.95);
        assertThat(allTied.lower() + allTied.upper()).isCloseTo(1, within(1e-12));
    }

    /** Seven pieces, lower in 3/9, 4/9, ... of their pairs: 35/9 of 7 is between 3 and 4. */
    @Test
    void dependentPairsCountAsManyAsTheirPieces() {
        double[] shares = IntStream.range(0, 7).mapToDouble(i -> (i + 2) / 9.0).toArray();
        Interval interval = Superiority.interval(shares, 0.95);
        assertThat(interval.estimate()).isCloseTo(5 / 9.0, within(1e-15));
        assertThat(interval.lower()).isEqualTo(new Proportion(3, 7).lowerLimit(0.975));
        assertThat(interval.upper()).isEqualTo(new Proportion(4, 7).upperLimit(0.975));
        assertThat(Superiority.interval(new double[] {1}, 0.95).isKnown()).isFalse();
    }

    /** Tenths that add up to a whole number are that number in spite of rounding. */
    @Test
    void sumsOfSharesAreNotRoundedTwice() {
        double[] tenths = new double[30];
        Arrays.fill(tenths, 0.1);
        assertThat(Superiority.interval(tenths, 0.9).lower()).isEqualTo(new Proportion(3, 30).lowerLimit(0.95));
        assertThat(Superiority.interval(tenths, 0.9).upper()).isEqualTo(new Proportion(3, 30).upperLimit(0.95));
    }

    /** All outcomes of eight pairs, with their probabilities: never less than the level, whatever the chances of a win and a tie. */
    @Test
    void coversAtLeastItsLevelWithTies() {
        int n = 8;
        for (double win = 0.05; win < 1; win += 0.05) {
            for (double tie = 0; tie + win < 1; tie += 0.05) {
                double covered = 0;
                for (int lower = 0; lower <= n; lower++) {
                    for (int ties = 0; lower + ties <= n; ties++) {
                        Interval interval = Superiority.interval(shares(lower, ties, n), 0.9);
                        double truth = win + tie / 2;
                        if (interval.lower() <= truth && truth <= interval.upper()) {
                            covered += choose(n, lower) * choose(n - lower, ties) * Math.pow(win, lower) * Math.pow(tie, ties)
                                    * Math.pow(1 - win - tie, n - lower - ties);
                        }
                    }
                }
                assertThat(covered).as("win %s, tie %s", win, tie).isGreaterThan(0.9);
            }
        }
    }

    private static double choose(int n, int k) {
        return k == 0 ? 1 : choose(n - 1, k - 1) * n / k;
    }

    @Test
    void domains() {
        assertThatThrownBy(() -> Superiority.interval(new double[0], 0.9)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> Superiority.interval(new double[3], 1)).hasMessageContaining("level");
    }
}
