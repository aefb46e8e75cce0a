package io.github.regretbench.theory;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfidenceScheduleTest {

    static Stream<Row> theorem1() {
        return GoldenTable.rows("beta.csv").stream().filter(r -> r.text("schedule").matches("srinivas1(_div5)?"));
    }

    @ParameterizedTest
    @MethodSource("theorem1")
    void betaAndWidthAgreeWithHighPrecision(Row row) {
        Map<String, String> p = row.parameters("params");
        ConfidenceSchedule schedule = new SrinivasTheorem1((int) Double.parseDouble(p.get("n")),
                Double.parseDouble(p.get("delta")));
        if (row.text("schedule").endsWith("_div5")) {
            schedule = schedule.scaledBy(0.2);
        }
        int t = (int) Double.parseDouble(p.get("t"));
        assertClose(schedule.beta(t), row.number("beta_squared_multiplier"), 1e-13, row);
        assertClose(schedule.width(t), row.number("multiplier"), 1e-13, row);
    }

    @Test
    void referenceValuesAreThere() {
        assertThat(theorem1().count()).isGreaterThanOrEqualTo(15);
    }

    /** The union bound behind Theorem 1: sum over t and arms of 2 exp(-beta_t / 2) / 2 is delta. */
    @Test
    void failureProbabilitiesAddUpToDelta() {
        SrinivasTheorem1 schedule = new SrinivasTheorem1(46, 0.1);
        double sum = 0;
        for (int t = 1; t <= 1_000_000; t++) {
            sum += 46 * StrictMath.exp(-schedule.beta(t) / 2);
        }
        // The remaining terms sum to less than delta 6 / (pi^2 T) = 6.1e-8.
        assertThat(sum).isBetween(0.1 - 1e-7, 0.1);
    }

    @Test
    void refusesWhatIsNoProbability() {
        for (double delta : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThatThrownBy(() -> new SrinivasTheorem1(10, delta)).hasMessageContaining("strictly between 0 and 1");
        }
        assertThatThrownBy(() -> new SrinivasTheorem1(0, 0.1)).hasMessageContaining("at least one arm");
        assertThatThrownBy(() -> new SrinivasTheorem1(10, 0.1).scaledBy(0)).hasMessageContaining("factor");
        assertThatThrownBy(() -> new SrinivasTheorem1(10, 0.1).beta(0)).hasMessageContaining("count from 1");
    }
}
