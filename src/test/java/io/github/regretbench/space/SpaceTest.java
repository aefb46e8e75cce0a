package io.github.regretbench.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpaceTest {

    @Test
    void gridIncludesBothEndsExactlyAndVariesTheLastCoordinateFastest() {
        Points grid = new Box(List.of(0.1, -1.0), List.of(0.7, 1.0)).grid(List.of(2, 3));
        assertThat(grid.size()).isEqualTo(6);
        assertThat(grid.point(0)).containsExactly(0.1, -1);
        assertThat(grid.point(1)).containsExactly(0.1, 0);
        assertThat(grid.point(3)).containsExactly(0.7, -1);
        assertThat(grid.point(5)).containsExactly(0.7, 1);
    }

    @Test
    void gridOfOnePointSitsInTheMiddle() {
        assertThat(new Box(List.of(2.0), List.of(4.0)).grid(List.of(1)).point(0)).containsExactly(3);
    }

    @Test
    void pointsAreCopiedInAndOut() {
        double[][] rows = {{1, 2}};
        Points points = Points.of(rows);
        rows[0][0] = 9;
        points.point(0)[1] = 9;
        assertThat(points.point(0)).containsExactly(1, 2);
    }

    @Test
    void indexedPointsCarryTheirNames() {
        Points sensors = Points.indexed(List.of("17", "4"));
        assertThat(sensors.isIndexOnly()).isTrue();
        assertThat(sensors.id(1)).isEqualTo("4");
        assertThat(sensors.point(1)).containsExactly(1);
    }

    @Test
    void refusesWhatIsNoSet() {
        assertThatThrownBy(() -> Points.of()).hasMessageContaining("at least one point");
        assertThatThrownBy(() -> Points.of(new double[] {1}, new double[] {1, 2})).hasMessageContaining("point 1 has 2");
        assertThatThrownBy(() -> Points.of(new double[] {Double.NaN})).hasMessageContaining("finite");
        assertThatThrownBy(() -> Points.indexed(List.of("a", "a"))).hasMessageContaining("same identifier");
        assertThatThrownBy(() -> new Box(List.of(1.0), List.of(0.0))).hasMessageContaining("ordered");
        assertThatThrownBy(() -> Box.unit(1).grid(List.of(0))).hasMessageContaining("at least one point a side");
        assertThatThrownBy(() -> Box.unit(2).grid(List.of(1 << 16, 1 << 16))).hasMessageContaining("more points");
        assertThatThrownBy(() -> Box.unit(2).grid(List.of(3))).hasMessageContaining("needs 2 counts");
    }

    @Test
    void pointsAlongASideAreDistinct() {
        assertThat(new Box(List.of(0.5, 0.0), List.of(0.5, 1.0)).grid(List.of(1, 3)).size()).isEqualTo(3);
        for (double upper : new double[] {1, 1 + 1e-15}) {
            assertThatThrownBy(() -> new Box(List.of(1.0), List.of(upper)).grid(List.of(30))).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("side 0 of the grid has 30 points from 1.0 to " + upper
                            + ", which are not distinct; give the side a larger length, or the count 1");
        }
    }
}
