package io.github.regretbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WelchDifferenceTest {
    private static final double[] TEN = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};
    private static final double[] SIX = {2, 7, 1, 8, 2, 8};

    /** scipy 1.17.1: ttest_ind(TEN, SIX, equal_var=False). */
    @Test
    void agreesWithScipy() {
        WelchDifference welch = WelchDifference.of(TEN, SIX);
        assertThat(welch.degreesOfFreedom()).isCloseTo(8.346913920244132, within(1e-12));
        assertThat(welch.estimate() / welch.standardError()).isCloseTo(-0.48936170212765984, within(1e-14));
        assertThat(welch.twoSided()).isCloseTo(0.6371866867540362, within(1e-9));
        assertThat(welch.interval(0.95).lower()).isCloseTo(-4.353436542119487, within(1e-7));
        assertThat(welch.interval(0.95).upper()).isCloseTo(2.8201032087861537, within(1e-7));
    }

    @Test
    void scalesExactlyByPowersOfTwo() {
        WelchDifference one = WelchDifference.of(TEN, SIX);
        WelchDifference small = WelchDifference.of(scaled(TEN), scaled(SIX));
        assertThat(small.degreesOfFreedom()).isEqualTo(one.degreesOfFreedom());
        assertThat(small.interval(0.9).lower()).isEqualTo(one.interval(0.9).lower() * 0x1p-400);
        assertThat(small.twoSided()).isEqualTo(one.twoSided());
    }

    private static double[] scaled(double[] values) {
        return Arrays.stream(values).map(x -> x * 0x1p-400).toArray();
    }

    @Test
    void constantSamplesHaveNoWidth() {
        assertThat(WelchDifference.of(new double[] {2, 2}, new double[] {5, 5, 5}).interval(0.95)).isEqualTo(new Interval(-3, -3, -3));
        assertThat(WelchDifference.of(new double[] {2, 2}, new double[] {5, 5, 5}).twoSided()).isZero();
        assertThat(WelchDifference.of(new double[] {2, 2}, new double[] {2, 2}).twoSided()).isEqualTo(1);
    }

    @Test
    void oneValueHasNoVariance() {
        assertThatThrownBy(() -> WelchDifference.of(TEN, new double[] {1})).isInstanceOf(IllegalArgumentException.class);
    }
}
