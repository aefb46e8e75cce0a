package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.regretbench.experiment.PaperCurves.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values: lines of paper-figure5.csv, which come from the figure itself. */
class PaperCurvesTest {
    private static final String HEADER = "panel,policy,t,mean_average_regret";

    @ParameterizedTest
    @CsvSource({"5a,gp-ucb,14,1,0.824,100,0.054", "5b,mean-only,11,1,4.837,46,1.355", "5c,mpi,14,1,33.329,350,3.406"})
    void firstAndLastPointOfACurve(String panel, String policy, int size, int first, double atFirst, int last, double atLast) {
        List<Point> curve = PaperCurves.panel(panel).get(policy);
        assertThat(curve).hasSize(size).startsWith(new Point(first, atFirst)).endsWith(new Point(last, atLast));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5a", "5b", "5c"})
    void everyPanelHasTheFivePoliciesOfThePaper(String panel) {
        assertThat(PaperCurves.panel(panel)).containsOnlyKeys("gp-ucb", "ei", "mpi", "mean-only", "variance-only");
    }

    @Test
    void unknownPanelIsNamedWithTheKnownOnes() {
        assertThatIllegalArgumentException().isThrownBy(() -> PaperCurves.panel("6")).withMessageContainingAll("'6'", "5a, 5b, 5c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5a,ei,1", "5a,ei,1,0.5,", ",ei,1,0.5", "5a,,1,0.5", "5a,ei,one,0.5", "5a,ei,0,0.5", "5a,ei,1,-0.1",
            "5a,ei,1,NaN", "5a,ei,1,Infinity", "5a,ei,1,", ""})
    void aBadLineIsRejectedWithItsNumber(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> PaperCurves.parse(List.of(HEADER, "5a,mpi,1,0.5", line)))
                .withMessageContaining("line 3");
    }

    @Test
    void aRepeatedRoundAndAnotherHeaderAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> PaperCurves.parse(List.of(HEADER, "5a,ei,2,0.5", "5a,ei,2,0.4")))
                .withMessageContaining("round 2 follows round 2");
        assertThatIllegalArgumentException().isThrownBy(() -> PaperCurves.parse(List.of("panel,policy,t,regret")))
                .withMessageContaining("line 1");
    }
}
