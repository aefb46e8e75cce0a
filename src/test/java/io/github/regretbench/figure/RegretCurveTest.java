package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.regretbench.experiment.PaperCurves;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegretCurveTest {
    @Test
    void copiesItsLists() {
        List<Double> mean = new ArrayList<>(List.of(1.0, 0.5));
        RegretCurve curve = new RegretCurve("ei", "EI", List.of(1, 2), mean, List.of(0.9, 0.4), List.of(1.1, 0.6));
        mean.set(0, 7.0);
        assertThat(curve.mean()).containsExactly(1.0, 0.5);
    }

    @Test
    void rejectsListsOfDifferentLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegretCurve("ei", "EI", List.of(1, 2), List.of(1.0), List.of(1.0, 1.0), List.of(1.0, 1.0)))
                .withMessageContainingAll("ei", "2 rounds", "got 1, 2 and 2");
    }

    @Test
    void rejectsNoRounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegretCurve("ei", "EI", List.of(), List.of(), List.of(), List.of()))
                .withMessageContaining("at least one");
    }

    @Test
    void rejectsRoundsThatDoNotIncreaseFromOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> flat(List.of(3, 3))).withMessageContaining("round 3 follows round 3");
        assertThatIllegalArgumentException().isThrownBy(() -> flat(List.of(0, 1))).withMessageContaining("round 0 follows round 0");
    }

    @Test
    void rejectsNotANumberAndAMeanOutsideItsBand() {
        List<Integer> round = List.of(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegretCurve("ei", "EI", round, List.of(Double.NaN), List.of(0.0), List.of(1.0)))
                .withMessageContainingAll("round 4", "NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegretCurve("ei", "EI", round, List.of(0.5), List.of(0.0), List.of(Double.POSITIVE_INFINITY)))
                .withMessageContaining("Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegretCurve("ei", "EI", round, List.of(2.0), List.of(0.0), List.of(1.0)))
                .withMessageContaining("lower <= mean <= upper, got 0.0, 2.0, 1.0");
    }

    @Test
    void panelRejectsTwoCurvesOfOnePolicyNoCurveBadAxesAndAnEmptyPaperCurve() {
        RegretCurve curve = flat(List.of(1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> panel(10, 1, List.of(curve, curve), Map.of())).withMessageContaining("two of ei");
        assertThatIllegalArgumentException().isThrownBy(() -> panel(10, 1, List.of(), Map.of())).withMessageContaining("at least one curve");
        assertThatIllegalArgumentException().isThrownBy(() -> panel(Double.NaN, 1, List.of(curve), Map.of())).withMessageContaining("x NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> panel(10, 0, List.of(curve), Map.of())).withMessageContaining("y 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> panel(10, 1, List.of(curve), Map.of("mpi", List.of())))
                .withMessageContaining("mpi has no points");
    }

    private static RegretCurve flat(List<Integer> rounds) {
        List<Double> half = rounds.stream().map(t -> 0.5).toList();
        return new RegretCurve("ei", "EI", rounds, half, half, half);
    }

    private static RegretPanel panel(double xMax, double yMax, List<RegretCurve> curves, Map<String, List<PaperCurves.Point>> paper) {
        return new RegretPanel("p", "x", "y", xMax, yMax, curves, paper, "");
    }
}
