package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.geom.Point2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PanelGeometryTest {
    /** One point a round, ten points a unit of regret. */
    private static final PanelGeometry PLOT = new PanelGeometry(100, 100, 100, 10);

    @Test
    void yGrowsDownwards() {
        assertThat(PLOT.x(25)).isEqualTo(25);
        assertThat(PLOT.y(0)).isEqualTo(100);
        assertThat(PLOT.y(7.5)).isEqualTo(25);
    }

    @Test
    void thinningKeepsTheFirstTenRoundsAndTheFirstPointBeyondTheAxis() {
        List<Integer> rounds = IntStream.rangeClosed(1, 1000).boxed().toList();
        List<Double> flat = rounds.stream().map(t -> 5.0).toList();
        List<Integer> kept = new PanelGeometry(100, 100, 500, 10).thinned(rounds, flat);
        assertThat(kept).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).endsWith(499).hasSizeLessThan(100);
        // 0.2 pt a round: after round 10 (index 9) every eighth round, at least 1.5 pt apart
        assertThat(kept.subList(9, 13)).containsExactly(9, 17, 25, 33);
    }

    @Test
    void thinningKeepsAJump() {
        List<Integer> rounds = IntStream.rangeClosed(1, 40).boxed().toList();
        List<Double> step = rounds.stream().map(t -> t < 20 ? 8.0 : 2.0).toList();
        assertThat(new PanelGeometry(100, 100, 1000, 10).thinned(rounds, step)).contains(19);
    }

    @Test
    void aSparseCurveThatEndsBeyondTheAxisKeepsThePointBeyond() {
        assertThat(PLOT.thinned(List.of(1, 90, 120, 150), List.of(1.0, 1.0, 1.0, 1.0))).containsExactly(0, 1, 2);
    }

    @Test
    void endOfACurveInsideAtTheRightEdgeAndAtTheTop() {
        assertThat(PLOT.visibleEnd(curve(List.of(1, 50), 9, 4))).isEqualTo(new Point2D.Double(50, 60));
        assertThat(PLOT.visibleEnd(curve(List.of(1, 90, 110), 9, 4, 2))).isEqualTo(new Point2D.Double(100, 70));
        assertThat(PLOT.visibleEnd(curve(List.of(1, 40, 60, 80), 9, 8, 12, 14))).isEqualTo(new Point2D.Double(50, 0));
    }

    @Test
    void aCurveThatComesBackIsLabelledAtItsEnd() {
        assertThat(PLOT.visibleEnd(curve(List.of(1, 40, 60), 4, 12, 3))).isEqualTo(new Point2D.Double(60, 70));
    }

    @Test
    void aCurveOutsideIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> PLOT.visibleEnd(curve(List.of(1, 2), 11, 12)))
                .withMessageContainingAll("curve ei", "0..10.0", "12.0 at round 2", "longer axes");
    }

    private static RegretCurve curve(List<Integer> rounds, double... values) {
        List<Double> mean = Arrays.stream(values).boxed().toList();
        return new RegretCurve("ei", "EI", rounds, mean, mean, mean);
    }
}
