package io.github.regretbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Performance profiles and sample quantiles. */
class PerformanceProfileTest {

    /** Ratios by hand: 1, 1, 3 and 2, 1.5, 1. */
    @Test
    void sharesByHand() {
        PerformanceProfile profile = PerformanceProfile.of(new double[][] {{1, 2}, {2, 3}, {6, 2}});
        assertThat(profile.share(0, 1)).isEqualTo(2.0 / 3);
        assertThat(profile.share(0, 2.9)).isEqualTo(2.0 / 3);
        assertThat(profile.share(0, 3)).isEqualTo(1);
        assertThat(profile.share(1, 1)).isEqualTo(1.0 / 3);
        assertThat(profile.share(1, 1.5)).isEqualTo(2.0 / 3);
        assertThat(profile.share(1, 2)).isEqualTo(1);
    }

    /** Nothing is within a factor of a best regret of 0 but another 0. */
    @Test
    void zeroIsWithinAFactorOfZeroOnly() {
        PerformanceProfile profile = PerformanceProfile.of(new double[][] {{0, 0, 1e-9}, {0, 1, 2}});
        assertThat(profile.share(0, 1)).isEqualTo(1);
        assertThat(profile.share(1, 1e6)).isEqualTo(0.5);
        assertThat(profile.share(2, 1e6)).isZero();
    }

    @Test
    void roundingDoesNotDecideWhoIsBest() {
        PerformanceProfile profile = PerformanceProfile.of(new double[][] {{0.1 + 0.2, 0.3}});
        assertThat(profile.share(0, 1)).isEqualTo(1);
        assertThat(profile.share(1, 1)).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoTableOfRegrets() {
        assertThatThrownBy(() -> PerformanceProfile.of(new double[0][])).hasMessageContaining("at least one of each");
        assertThatThrownBy(() -> PerformanceProfile.of(new double[][] {{1, 2}, {1}})).hasMessageContaining("every row as long");
        assertThatThrownBy(() -> PerformanceProfile.of(new double[][] {{1, 2}, {1, -1}})).hasMessageContaining("instance 1");
        assertThatThrownBy(() -> PerformanceProfile.of(new double[][] {{1, Double.NaN}})).hasMessageContaining("finite");
    }

    /** numpy.quantile([1, 2, 4, 8], q), whose default is the same type 7: 2.5 in between, 1.75 and 5 at the quartiles. */
    @Test
    void quantilesAreThoseOfNumpy() {
        double[] sorted = {1, 2, 4, 8};
        assertThat(SampleQuantile.of(sorted, 0.5)).isEqualTo(3);
        assertThat(SampleQuantile.of(sorted, 0.25)).isEqualTo(1.75);
        assertThat(SampleQuantile.of(sorted, 0.75)).isEqualTo(5);
        assertThat(SampleQuantile.of(sorted, 0)).isEqualTo(1);
        assertThat(SampleQuantile.of(sorted, 1)).isEqualTo(8);
        assertThat(SampleQuantile.of(new double[] {7}, 0.3)).isEqualTo(7);
        assertThatThrownBy(() -> SampleQuantile.of(sorted, 1.1)).hasMessageContaining("1.1-quantile of 4 values");
        assertThatThrownBy(() -> SampleQuantile.of(new double[0], 0.5)).hasMessageContaining("0 values");
    }
}
