package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabelLayoutTest {
    private static final double EPSILON = 1e-9;

    @Test
    void labelsWithRoomStayWhereTheyWant() {
        assertThat(LabelLayout.place(List.of(50.0, 10.0, 90.0), 9, 0, 100)).containsExactly(50.0, 10.0, 90.0);
    }

    @Test
    void twoThatCollideMoveApartByTheSameAmount() {
        assertThat(LabelLayout.place(List.of(51.0, 49.0), 10, 0, 100)).containsExactly(55.0, 45.0);
    }

    @Test
    void tiesKeepTheOrderOfTheList() {
        assertThat(LabelLayout.place(List.of(50.0, 50.0, 50.0), 10, 0, 100)).containsExactly(40.0, 50.0, 60.0);
    }

    @Test
    void aStackAtTheEdgeGrowsInwards() {
        assertThat(LabelLayout.place(List.of(99.0, 100.0), 10, 0, 100)).containsExactly(90.0, 100.0);
    }

    /** By hand: labels at 0, 10, 20 and 30; the third leader is at height 18 above the near point at 1, and at 20 where that one's is at 30. */
    @Test
    void leadersThatWouldCrossChangePlaces() {
        List<Point2D> points = List.of(new Point2D.Double(0, 0), new Point2D.Double(0, 0.1), new Point2D.Double(0, 0.2),
                new Point2D.Double(90, 1));
        List<Double> crossed = LabelLayout.place(List.of(0.0, 0.1, 0.2, 1.0), 10, 0, 100);
        assertThat(crossed).containsExactly(0.0, 10.0, 20.0, 30.0);
        assertThat(crossings(points, 100, crossed)).isPositive();
        List<Double> placed = LabelLayout.uncrossed(points, 100, 10, 0, 100);
        assertThat(placed).containsExactlyInAnyOrder(0.0, 10.0, 20.0, 30.0);
        assertThat(crossings(points, 100, placed)).isZero();
    }

    @Test
    void noLeadersCross() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            List<Point2D> points = IntStream.range(0, 2 + i % 8).<Point2D>mapToObj(k -> new Point2D.Double(100 * random.nextDouble(),
                    100 * random.nextDouble())).toList();
            assertThat(crossings(points, 110, LabelLayout.uncrossed(points, 110, 9, 0, 100))).as(points.toString()).isZero();
        }
    }

    private static long crossings(List<Point2D> points, double x, List<Double> placed) {
        return IntStream.range(0, points.size()).mapToLong(j -> IntStream.range(0, j).filter(i -> Line2D.linesIntersect(points.get(i).getX(),
                points.get(i).getY(), x, placed.get(i), points.get(j).getX(), points.get(j).getY(), x, placed.get(j))).count()).sum();
    }

    @Test
    void tooManyLabelsAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> LabelLayout.place(List.of(1.0, 2.0, 3.0), 10, 0, 19))
                .withMessageContaining("3 labels");
        assertThat(LabelLayout.place(List.of(1.0, 2.0, 3.0), 10, 0, 20)).containsExactly(0.0, 10.0, 20.0);
    }

    static Stream<List<Double>> wanted() {
        Random random = new Random(20100621);
        return IntStream.range(0, 200).mapToObj(i -> random.doubles(1 + i % 9, 0, 100).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("wanted")
    void labelsNeverOverlapNorLeaveTheRangeNorChangeOrder(List<Double> wanted) {
        List<Double> placed = LabelLayout.place(wanted, 9, 0, 100);
        assertThat(placed).allSatisfy(y -> assertThat(y).isBetween(-EPSILON, 100 + EPSILON));
        for (int i = 0; i < wanted.size(); i++) {
            for (int j = 0; j < wanted.size(); j++) {
                if (wanted.get(i) < wanted.get(j)) {
                    assertThat(placed.get(j) - placed.get(i)).isGreaterThanOrEqualTo(9 - EPSILON);
                }
            }
        }
    }

    /** A minimum of the sum of squares: no shift of the labels above or below any gap makes it smaller. */
    @ParameterizedTest
    @MethodSource("wanted")
    void noPermittedMoveBringsLabelsNearer(List<Double> wanted) {
        List<Double> sorted = wanted.stream().sorted().toList();
        List<Double> placed = LabelLayout.place(sorted, 9, 0, 100);
        double cost = cost(sorted, placed);
        for (int from = 0; from < sorted.size(); from++) {
            for (int to = from; to < sorted.size(); to++) {
                for (double step : new double[] {-1e-3, 1e-3}) {
                    int first = from;
                    int last = to;
                    List<Double> moved = IntStream.range(0, placed.size())
                            .mapToObj(i -> placed.get(i) + (i >= first && i <= last ? step : 0)).toList();
                    boolean permitted = moved.get(0) >= 0 && moved.get(moved.size() - 1) <= 100
                            && IntStream.range(1, moved.size()).allMatch(i -> moved.get(i) - moved.get(i - 1) >= 9);
                    assertThat(permitted && cost(sorted, moved) < cost - EPSILON).isFalse();
                }
            }
        }
    }

    private static double cost(List<Double> wanted, List<Double> placed) {
        return IntStream.range(0, wanted.size()).mapToDouble(i -> Math.pow(wanted.get(i) - placed.get(i), 2)).sum();
    }

    @Test
    void labelsOfThePanelsKeepALineApart() {
        for (RegretPanel panel : List.of(SamplePanels.synthetic(), SamplePanels.temperature(), SamplePanels.traffic(), SamplePanels.crowded())) {
            List<Double> heights = new PanelPainter(panel.panel()).labelHeights().stream().sorted().toList();
            for (int i = 1; i < heights.size(); i++) {
                // 8 pt Liberation Sans: ascent 0.905 and descent 0.212 of the size are 8.94 pt
                assertThat(heights.get(i) - heights.get(i - 1)).isGreaterThan(8.94);
            }
        }
    }
}
