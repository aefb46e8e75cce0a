package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Point2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PanelGeometryTest {
    /** One point a unit of x, ten points a unit of y. */
    private static final PanelGeometry PLOT = plot(0, 100, 0, 10);

    private static PanelGeometry plot(double left, double right, double bottom, double top) {
        return new PanelGeometry(100, 100, Axis.linear("x", left, right), Axis.linear("y", bottom, top));
    }

    @Test
    void yGrowsDownwards() {
        assertThat(PLOT.x(25)).isEqualTo(25);
        assertThat(PLOT.y(0)).isEqualTo(100);
        assertThat(PLOT.y(7.5)).isEqualTo(25);
        assertThat(plot(-6, 6, -5, 5).x(-3)).isEqualTo(25);
        assertThat(plot(-6, 6, -5, 5).y(-5)).isEqualTo(100);
    }

    @Test
    void aDecadeIsAsLongAsTheNext() {
        PanelGeometry loglog = new PanelGeometry(120, 100, Axis.logarithmic("T", 1, 1e6), Axis.logarithmic("R", 0.01, 100));
        assertThat(loglog.x(1000)).isEqualTo(60, within(1e-12));
        assertThat(loglog.x(1e6)).isEqualTo(120);
        assertThat(loglog.y(10)).isEqualTo(25, within(1e-12));
        assertThat(loglog.y(0.01)).isEqualTo(100);
        // the lower end of a band that reaches 0 lies out of sight, not at infinity
        assertThat(loglog.y(0)).isEqualTo(200);
    }

    @Test
    void thinningKeepsTheFirstTenPointsAndTheFirstPointBeyondTheAxis() {
        List<Double> rounds = IntStream.rangeClosed(1, 1000).mapToObj(t -> (double) t).toList();
        List<Double> flat = rounds.stream().map(t -> 5.0).toList();
        List<Integer> kept = plot(0, 500, 0, 10).thinned(rounds, flat);
        assertThat(kept).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).endsWith(499).hasSizeLessThan(150);
        // 0.2 pt a round: after round 10 (index 9) every fourth round, at least 0.7 pt apart
        assertThat(kept.subList(9, 13)).containsExactly(9, 13, 17, 21);
    }

    @Test
    void thinningKeepsAJump() {
        List<Double> rounds = IntStream.rangeClosed(1, 40).mapToObj(t -> (double) t).toList();
        List<Double> step = rounds.stream().map(t -> t < 20 ? 8.0 : 2.0).toList();
        assertThat(plot(0, 1000, 0, 10).thinned(rounds, step)).contains(19);
    }

    @Test
    void aSparseLineThatEndsBeyondTheAxisKeepsThePointBeyond() {
        assertThat(PLOT.thinned(List.of(1.0, 90.0, 120.0, 150.0), List.of(1.0, 1.0, 1.0, 1.0))).containsExactly(0, 1, 2);
    }

    @Test
    void endOfALineInsideAtTheRightEdgeAtTheTopAndAtTheBottom() {
        assertThat(PLOT.visibleEnd(line(List.of(1.0, 50.0), 9, 4))).isEqualTo(new Point2D.Double(50, 60));
        assertThat(PLOT.visibleEnd(line(List.of(1.0, 90.0, 110.0), 9, 4, 2))).isEqualTo(new Point2D.Double(100, 70));
        assertThat(PLOT.visibleEnd(line(List.of(1.0, 40.0, 60.0, 80.0), 9, 8, 12, 14))).isEqualTo(new Point2D.Double(50, 0));
        assertThat(PLOT.visibleEnd(line(List.of(1.0, 40.0, 60.0), 9, 2, -2))).isEqualTo(new Point2D.Double(50, 100));
    }

    @Test
    void aLineThatComesBackIsLabelledAtItsEnd() {
        assertThat(PLOT.visibleEnd(line(List.of(1.0, 40.0, 60.0), 4, 12, 3))).isEqualTo(new Point2D.Double(60, 70));
    }

    @Test
    void aLineOutsideIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> PLOT.visibleEnd(line(List.of(1.0, 2.0), 11, 12)))
                .withMessageContainingAll("line 'EI'", "0.0..10.0", "12.0 at x = 2.0", "longer axes");
    }

    private static Line line(List<Double> x, double... values) {
        return Line.solid("EI", x, Arrays.stream(values).boxed().toList(), Palette.BLUE, 1);
    }
}
