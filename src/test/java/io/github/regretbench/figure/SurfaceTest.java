package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurfaceTest {
    private static final PanelGeometry PLOT = new PanelGeometry(100, 100, Axis.linear("x", 0, 10), Axis.linear("y", 0, 10));

    /** On a grid of 0, 0.25, ..., 10 both ways. */
    private static Surface surface(DoubleBinaryOperator f, double lowest, double highest) {
        List<Double> at = IntStream.rangeClosed(0, 40).mapToObj(i -> i / 4.0).toList();
        List<Double> values = new ArrayList<>();
        at.forEach(x -> at.forEach(y -> values.add(f.applyAsDouble(x, y))));
        return new Surface(at, at, values, List.of(lowest, highest), "m");
    }

    @Test
    void aConesIsolineIsACircle() {
        Surface cone = surface((x, y) -> -Math.hypot(x - 5, y - 5), -10, 1);
        Path2D circle = new Isoline(cone, -3).above(PLOT);
        double[] point = new double[6];
        int points = 0;
        for (PathIterator it = circle.getPathIterator(null); !it.isDone(); it.next()) {
            if (it.currentSegment(point) != PathIterator.SEG_CLOSE) {
                // linear interpolation over steps of 0.25, 2.5 pt: within about step^2 / (8 radius) of the circle
                assertThat(Math.hypot(point[0] - 50, point[1] - 50)).isEqualTo(30, within(0.03));
                points++;
            }
        }
        assertThat(points).isGreaterThan(60);
        assertThat(circle.contains(50, 50)).isTrue();
        assertThat(circle.contains(50, 81)).isFalse();
    }

    @Test
    void aHoleIsNotFilledAndAnAreaReachesTheEdge() {
        Surface ring = surface((x, y) -> -Math.abs(Math.hypot(x - 5, y - 5) - 3), -10, 1);
        Path2D above = new Isoline(ring, -1).above(PLOT);
        assertThat(above.contains(50, 50)).isFalse();
        assertThat(above.contains(80, 50)).isTrue();
        Path2D right = new Isoline(surface((x, y) -> x, -1, 11), 4).above(PLOT);
        assertThat(right.contains(99.9, 0.1)).isTrue();
        assertThat(right.contains(99.9, 99.9)).isTrue();
        assertThat(right.contains(39, 50)).isFalse();
        assertThat(right.contains(41, 50)).isTrue();
    }

    @Test
    void aSaddleIsJoinedWhereItsMiddleIsHigh() {
        // x y about (5.125, 5.125), the middle of a cell: high in two opposite quadrants
        Surface saddle = surface((x, y) -> (x - 5.125) * (y - 5.125), -30, 30);
        assertThat(new Isoline(saddle, -0.001).above(PLOT).contains(51.25, 48.75)).isTrue();
        assertThat(new Isoline(saddle, 0.001).above(PLOT).contains(51.25, 48.75)).isFalse();
    }

    @Test
    void nothingIsAboveTheHighestLevel() {
        assertThat(new Isoline(surface((x, y) -> x, -1, 11), 11).above(PLOT).getCurrentPoint()).isNull();
    }

    @Test
    void levelsLieAroundAllValues() {
        assertThat(Surface.levels(List.of(19.84, 24.7), 0.5)).startsWith(19.5, 20.0).endsWith(24.5, 25.0).hasSize(12);
        assertThat(Surface.levels(List.of(-1.0, 2.0), 1)).containsExactly(-1.0, 0.0, 1.0, 2.0, 3.0);
        assertThatIllegalArgumentException().isThrownBy(() -> surface((x, y) -> x, 0, 5)).withMessageContaining("outside its levels 0.0..5.0");
    }

    /** Otherwise two temperatures would have the same grey in print. */
    @Test
    void viridisGetsLighterAllTheWay() {
        assertThat(IntStream.rangeClosed(0, 100).mapToObj(i -> Palette.luminance(Viridis.at(i / 100.0))).toList()).isSorted()
                .doesNotHaveDuplicates();
    }
}
