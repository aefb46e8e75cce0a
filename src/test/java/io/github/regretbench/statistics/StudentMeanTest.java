package io.github.regretbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentMeanTest {
    private static final double[] TEN = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};

    /** From the matrices themselves: numpy 2.4.6, traces of P Sigma and P Sigma P Sigma. */
    @ParameterizedTest
    @CsvSource({"2, 1.2909944487358056, 1.0", "7, 1.2403473458920846, 5.461400359066426", "10, 1.2354415362426845, 8.120244376562065"})
    void agreesWithMatrices(int size, double widening, double degreesOfFreedom) {
        StudentMean law = new StudentMean(size, 0.25);
        assertThat(law.widening()).isCloseTo(widening, within(1e-12));
        assertThat(law.degreesOfFreedom()).isCloseTo(degreesOfFreedom, within(1e-12));
    }

    /** With scipy 1.17.1's t distribution on the numpy values above. */
    @Test
    void intervalAndTestOfTenBlocks() {
        StudentMean law = new StudentMean(10, 0.25);
        Interval interval = law.interval(TEN, 0.95);
        assertThat(interval.estimate()).isEqualTo(3.9);
        assertThat(interval.lower()).isCloseTo(1.6806341666465578, within(1e-8));
        assertThat(interval.upper()).isCloseTo(6.1193658333534415, within(1e-8));
        assertThat(law.twoSided(TEN)).isCloseTo(0.0036126235855863955, within(1e-9));
    }

    @Test
    void withoutCorrelationItIsStudents() {
        StudentMean law = new StudentMean(5, 0);
        assertThat(law.widening()).isEqualTo(1);
        assertThat(law.degreesOfFreedom()).isEqualTo(4);
        assertThat(law.quantile(0.95)).isEqualTo(SampleMean.studentQuantile(4, 0.975));
        assertThat(law.interval(new double[] {1, 2, 3, 4, 5}, 0.9)).isEqualTo(SampleMean.interval(new double[] {1, 2, 3, 4, 5}, 0.9));
    }

    /** The p value is the level at which the interval ends at 0. */
    @Test
    void intervalEndsAtZeroWhereTheTestDecides() {
        StudentMean law = new StudentMean(10, 0.25);
        Interval interval = law.interval(TEN, 1 - law.twoSided(TEN));
        assertThat(interval.lower()).isCloseTo(0, within(1e-9));
    }

    @Test
    void scalesExactlyByPowersOfTwo() {
        StudentMean law = new StudentMean(10, 0.25);
        Interval small = law.interval(Arrays.stream(TEN).map(x -> x * 0x1p-80).toArray(), 0.95);
        Interval one = law.interval(TEN, 0.95);
        assertThat(small).isEqualTo(new Interval(one.estimate() * 0x1p-80, one.lower() * 0x1p-80, one.upper() * 0x1p-80));
    }

    @Test
    void equalValues() {
        StudentMean law = new StudentMean(3, 0.25);
        assertThat(law.twoSided(new double[3])).isEqualTo(1);
        assertThat(law.twoSided(new double[] {2, 2, 2})).isEqualTo(0);
        assertThat(law.interval(new double[] {2, 2, 2}, 0.95)).isEqualTo(new Interval(2, 2, 2));
    }

    @Test
    void domains() {
        assertThatThrownBy(() -> new StudentMean(1, 0)).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> new StudentMean(2, 0.6)).hasMessageContaining("0 to 1/2");
        assertThatThrownBy(() -> new StudentMean(3, 0).interval(new double[2], 0.95)).hasMessageContaining("expected 3");
        assertThatThrownBy(() -> new StudentMean(3, 0).interval(new double[3], 1)).hasMessageContaining("level");
    }
}
