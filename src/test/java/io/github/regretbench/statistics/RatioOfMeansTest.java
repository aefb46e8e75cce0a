package io.github.regretbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class RatioOfMeansTest {

    /** Expected: numpy 2.4.6 and scipy 1.17.1, scipy.stats.t.ppf, for the formula of the Javadoc. */
    @Test
    void agreesWithScipy() {
        Interval ratio = RatioOfMeans.interval(new double[] {10, 11, 9, 10.5, 9.5}, new double[] {12, 12.6, 11.7, 12.1}, 0.999);
        assertThat(ratio.estimate()).isCloseTo(1.21, within(1e-12));
        assertThat(ratio.lower()).isCloseTo(0.9440800704179467, within(1e-8));
        assertThat(ratio.upper()).isCloseTo(1.5508218485661276, within(1e-8));
    }

    @Test
    void coversTheTrueRatio() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(2010L);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        int trials = 4000;
        long covered = IntStream.range(0, trials).filter(i -> {
            Interval ratio = RatioOfMeans.interval(sample(normal, 100, 3, 5), sample(normal, 120, 6, 10), 0.95);
            return ratio.lower() <= 1.2 && 1.2 <= ratio.upper();
        }).count();
        // Binomial(4000, 0.95): mean 3800, sd 13.8. 5 sd = two-sided false alarm 5.7e-7; Welch's approximation itself is within 0.5%.
        assertThat((double) covered / trials).isCloseTo(0.95, within(5 * 13.8 / trials + 0.005));
    }

    private static double[] sample(ZigguratSampler.NormalizedGaussian normal, double mean, double deviation, int size) {
        return IntStream.range(0, size).mapToDouble(i -> mean + deviation * normal.sample()).toArray();
    }

    @Test
    void oneValueGivesNoIntervalAndConstantSamplesAPoint() {
        assertThat(RatioOfMeans.interval(new double[] {2}, new double[] {3, 3}, 0.95).isKnown()).isFalse();
        assertThat(RatioOfMeans.interval(new double[] {2, 2}, new double[] {3, 3}, 0.95)).isEqualTo(new Interval(1.5, 1.5, 1.5));
        assertThatThrownBy(() -> RatioOfMeans.interval(new double[] {0, 0}, new double[] {3, 3}, 0.95))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("a ratio needs means > 0");
    }
}
