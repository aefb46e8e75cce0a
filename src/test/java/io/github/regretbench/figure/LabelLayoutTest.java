package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
