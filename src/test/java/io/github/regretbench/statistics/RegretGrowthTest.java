package io.github.regretbench.statistics;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import io.github.regretbench.statistics.RegretGrowth.Exponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegretGrowthTest {
    private static final List<Integer> ROUNDS = List.of(1, 2, 3, 5, 7, 10, 20, 30, 50, 70, 100, 200, 300, 500, 700, 1000);

    private static UniformRandomProvider random(long seed) {
        return RandomSource.XO_SHI_RO_256_PP.create(seed);
    }

    /** Every run the same, so that intervals have no length and all is exact. */
    private static RegretGrowth growth(DoubleUnaryOperator regret) {
        double[] run = ROUNDS.stream().mapToDouble(t -> regret.applyAsDouble(t)).toArray();
        return new RegretGrowth(ROUNDS, new double[][] {run, run, run}, new Bootstrap(3, 99, random(1)));
    }

    static Stream<Row> golden() {
        return GoldenTable.rows("stats_growth_exponent.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void exponentAgreesWithHighPrecision(Row row) {
        List<Integer> rounds = Arrays.stream(row.vector("T")).mapToObj(t -> (int) t).toList();
        double[] regret = row.vector("R");
        double[] half = Arrays.stream(regret).map(r -> r / 2).toArray();
        double[] threeHalves = Arrays.stream(regret).map(r -> 1.5 * r).toArray();
        RegretGrowth growth = new RegretGrowth(rounds, new double[][] {half, threeHalves}, new Bootstrap(2, 99, random(1)));
        Exponent exponent = growth.exponent(1, 1000, 0, 0.95).orElseThrow();
        assertClose(exponent.line().slope(), row.number("slope_loglog"), 1e-9, row);
        assertClose(exponent.line().intercept(), row.number("intercept"), 1e-9, row);
        assertClose(exponent.line().standardError(), row.number("slope_se_iid"), 1e-9, row);
        Interval interval = exponent.line().slopeInterval(1 - row.number("alpha"));
        assertClose(interval.lower(), row.number("ci_lower"), 1e-9, row);
        assertClose(interval.upper(), row.number("ci_upper"), 1e-9, row);
        // Runs in proportion to each other: however they are resampled, the slope stays.
        assertClose(exponent.percentile().lower(), row.number("slope_loglog"), 1e-9, row);
        assertClose(exponent.corrected().upper(), row.number("slope_loglog"), 1e-9, row);
    }

    @Test
    void logarithmicFactorsAreTakenOutByTheirFixedPower() {
        RegretGrowth growth = growth(t -> t == 1 ? 0.5 : 3 * StrictMath.pow(t, 0.6) * StrictMath.pow(StrictMath.log(t), 1.5));
        Exponent exact = growth.exponent(1, 1000, 1.5, 0.95).orElseThrow();
        assertThat(exact.line().slope()).isCloseTo(0.6, within(1e-12));
        assertThat(exact.percentile().upper()).isCloseTo(0.6, within(1e-12));
        assertThat(exact.corrected().lower()).isCloseTo(0.6, within(1e-12));
        assertThat(exact.line().intercept()).isCloseTo(StrictMath.log(3), within(1e-12));
        assertThat(exact.firstRound()).as("log log 1 is not finite").isEqualTo(2);
        // Uncorrected, the last decade shows about 0.6 + q / log T; log 316 = 5.76 in its middle.
        assertThat(growth.exponent(100, 1000, 0, 0.95).orElseThrow().line().slope()).isCloseTo(0.6 + 1.5 / 5.76, within(0.01));
    }

    @Test
    void localExponentsFollowTheCurve() {
        RegretGrowth growth = growth(t -> t <= 100 ? t : 100 * StrictMath.pow(t / 100, 0.5));
        assertThat(growth.byDecade(0, 0.95)).extracting(Exponent::firstRound).containsExactly(1, 10, 100);
        assertThat(growth.byDecade(0, 0.95)).extracting(Exponent::lastRound).containsExactly(10, 100, 1000);
        double[] slopes = growth.byDecade(0, 0.95).stream().mapToDouble(e -> e.line().slope()).toArray();
        assertThat(slopes).containsExactly(new double[] {1, 1, 0.5}, within(1e-12));
    }

    /** No run has regret before round 7, one of three before round 20: rounds with a resample of mean 0 are left out. */
    @Test
    void roundsWithoutRegretAreLeftOut() {
        double[] early = ROUNDS.stream().mapToDouble(t -> t < 7 ? 0 : t).toArray();
        double[] late = ROUNDS.stream().mapToDouble(t -> t < 20 ? 0 : t).toArray();
        RegretGrowth growth = new RegretGrowth(ROUNDS, new double[][] {early, late, late}, new Bootstrap(3, 99, random(1)));
        Exponent exponent = growth.exponent(1, 1000, 0, 0.95).orElseThrow();
        assertThat(exponent.firstRound()).isEqualTo(20);
        assertThat(exponent.line().slope()).isCloseTo(1, within(1e-12));
        assertThat(growth.exponent(1, 20, 0, 0.95)).isEmpty();
        RegretGrowth none = growth(t -> 0);
        assertThat(none.exponent(1, 1000, 0, 0.95)).isEmpty();
        assertThat(none.byDecade(0, 0.95)).isEmpty();
    }

    /**
     * R_T = a T^0.4 + b T^0.8 with exponential a and b of mean 1 and 0.05 has the mean T^0.4 + 0.05 T^0.8, whose slope is known. 400
     * samples of 60 runs: standard error of the coverage 1.1%; bootstrap intervals of a smooth statistic of 60 skewed runs cover 92-95%.
     * Bounds at 5 standard errors: false alarm 1e-6. Seed fixed. Errors along T hang together: the line's own interval hardly covers.
     */
    @Test
    void intervalsCoverTheExponentOfTheMean() {
        ZigguratSampler.Exponential exponential = ZigguratSampler.Exponential.of(random(7));
        double truth = growth(t -> StrictMath.pow(t, 0.4) + 0.05 * StrictMath.pow(t, 0.8)).exponent(10, 1000, 0, 0.95)
                .orElseThrow().line().slope();
        Bootstrap bootstrap = new Bootstrap(60, 1999, random(8));
        int[] covered = new int[3];
        for (int sample = 0; sample < 400; sample++) {
            double[][] regret = new double[60][];
            for (int run = 0; run < 60; run++) {
                double a = exponential.sample();
                double b = 0.05 * exponential.sample();
                regret[run] = ROUNDS.stream().mapToDouble(t -> a * StrictMath.pow(t, 0.4) + b * StrictMath.pow(t, 0.8)).toArray();
            }
            Exponent exponent = new RegretGrowth(ROUNDS, regret, bootstrap).exponent(10, 1000, 0, 0.95).orElseThrow();
            List<Interval> intervals = List.of(exponent.percentile(), exponent.corrected(), exponent.line().slopeInterval(0.95));
            for (int i = 0; i < 3; i++) {
                covered[i] += intervals.get(i).lower() <= truth && truth <= intervals.get(i).upper() ? 1 : 0;
            }
        }
        assertThat(covered[0] / 400.0).as("percentile").isBetween(0.865, 0.995);
        assertThat(covered[1] / 400.0).as("BCa").isBetween(0.865, 0.995);
        assertThat(covered[2] / 400.0).as("independent errors").isLessThan(0.8);
    }

    @Test
    void domains() {
        Bootstrap bootstrap = new Bootstrap(2, 99, random(1));
        assertThatThrownBy(() -> new RegretGrowth(List.of(1, 3, 2), new double[2][3], bootstrap)).hasMessageContaining("round 2 is out of");
        assertThatThrownBy(() -> new RegretGrowth(List.of(0, 1), new double[2][2], bootstrap)).hasMessageContaining("round 0 is out of");
        assertThatThrownBy(() -> new RegretGrowth(List.of(1, 2), new double[2][3], bootstrap)).hasMessageContaining("regret of run 0");
        double[][] negative = {{1, 2}, {1, -1}};
        assertThatThrownBy(() -> new RegretGrowth(List.of(1, 2), negative, bootstrap)).hasMessageContaining("regret of run 1");
        assertThatThrownBy(() -> new RegretGrowth(List.of(1, 2), new double[3][2], bootstrap)).hasMessageContaining("expected 2");
        double[] same = IntStream.range(0, 3).mapToDouble(i -> 1).toArray();
        assertThatThrownBy(() -> LineFit.of(same, same)).hasMessageContaining("two different x");
    }
}
