package io.github.regretbench.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewardsTest {
    private static final RandomStreams STREAMS = new RandomStreams(7);

    private static UniformRandomProvider stream() {
        return STREAMS.stream("noise", "0");
    }

    /** Round t's repeat is the same whatever arm is played, so that policies meet the same noise. */
    @Test
    void allPoliciesMeetTheSameRepeats() {
        double[][] deviations = {{-3, 1, 2}, {-30, 10, 20}};
        IntToDoubleFunction one = Rewards.Recorded.of(deviations).errors(stream());
        IntToDoubleFunction other = Rewards.Recorded.of(deviations).errors(stream());
        for (int t = 0; t < 100; t++) {
            assertThat(other.applyAsDouble(1)).isEqualTo(10 * one.applyAsDouble(0));
        }
    }

    /** Of 30 000 draws a share of 1/3 has the standard error 0.00272; 0.012 is 4.4 of them, a false alarm of 1.1e-5 each. Seed fixed. */
    @Test
    void repeatsAreDrawnWithEqualProbability() {
        IntToDoubleFunction errors = Rewards.Recorded.of(new double[][] {{-3, 1, 2}}).errors(stream());
        double[] drawn = IntStream.range(0, 30_000).mapToDouble(t -> errors.applyAsDouble(0)).toArray();
        for (double value : new double[] {-3, 1, 2}) {
            assertThat(Arrays.stream(drawn).filter(d -> d == value).count() / 30_000.0).isCloseTo(1 / 3.0, within(0.012));
        }
    }

    /** Two equally likely values are a Rademacher error, three of a Bernoulli's: R_s is known (Kearns and Saul). */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 10, 40})
    void theSubGaussianConstantIsBracketed(int repeats) {
        double[] row = new double[repeats];
        Arrays.fill(row, -1.0 / repeats);
        row[0] += 1;                             // a success of probability 1 / repeats, less that
        NoiseLaw.Bernoulli law = new NoiseLaw.Bernoulli(1.0 / repeats);
        Rewards.Recorded recorded = Rewards.Recorded.of(new double[][] {row, new double[repeats]});
        double variance = (1.0 / repeats) * (1 - 1.0 / repeats);
        double exact = Math.sqrt(law.proxyRatio() * variance);
        assertThat(recorded.variance()).isCloseTo(variance, within(1e-15));
        assertThat(recorded.subGaussianAtLeast()).isBetween(exact * 0.9995, exact * (1 + 1e-9));
        assertThat(recorded.subGaussianAtMost()).isCloseTo(0.5, within(1e-15)).isGreaterThanOrEqualTo(exact * (1 - 1e-12));
        assertThat(recorded.bound()).isCloseTo(1 - 1.0 / repeats, within(1e-15));
    }

    @Test
    void constantsScaleWithTheErrors() {
        double[] row = {-3, 1, 2, 0};
        Rewards.Recorded one = Rewards.Recorded.of(new double[][] {row});
        Rewards.Recorded scaled = Rewards.Recorded.of(new double[][] {Arrays.stream(row).map(d -> Math.scalb(d, -40)).toArray()});
        assertThat(scaled.subGaussianAtLeast()).isEqualTo(Math.scalb(one.subGaussianAtLeast(), -40));
        assertThat(scaled.variance()).isEqualTo(Math.scalb(one.variance(), -80));
    }

    @Test
    void noNoiseIsNone() {
        Rewards none = new Rewards.Drawn(NoiseLaw.parse("none"), 0.3);
        assertThat(none.errors(stream()).applyAsDouble(0)).isZero();
        assertThat(none.variance()).isZero();
        assertThat(none.bound()).isZero();
        assertThat(none.subGaussianAtMost()).isZero();
        assertThat(none.isGaussian()).isFalse();
    }

    @Test
    void drawnErrorsHaveTheLawsConstants() {
        Rewards uniform = new Rewards.Drawn(NoiseLaw.parse("uniform"), 0.09);
        assertThat(uniform.bound()).isCloseTo(0.3 * Math.sqrt(3), within(1e-15));
        assertThat(uniform.subGaussianAtLeast()).isEqualTo(uniform.subGaussianAtMost()).isCloseTo(0.3, within(1e-15));
        assertThat(new Rewards.Drawn(NoiseLaw.parse("student-t(dof=3)"), 1).subGaussianAtMost()).isInfinite();
    }

    @Test
    void aSingleRepeatIsNoNoise() {
        assertThatThrownBy(() -> Rewards.Recorded.of(new double[][] {{0}})).hasMessageContaining("two or more");
        assertThatThrownBy(() -> Rewards.Recorded.of(new double[][] {{0, 0}, {0}})).hasMessageContaining("the same number of repeats");
    }
}
