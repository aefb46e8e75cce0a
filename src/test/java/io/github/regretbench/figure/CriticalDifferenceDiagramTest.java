package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.statistics.Friedman;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticalDifferenceDiagramTest {
    private static final Friedman DEMSAR = demsar(1.12);
    private static final List<String> LABELS = List.of("C4.5", "C4.5+m", "C4.5+cf", "C4.5+m+cf");

    private static Friedman demsar(double criticalDifference) {
        return new Friedman(14, 14, List.of(44 / 14.0, 2.0, 40.5 / 14, 27.5 / 14), 9.28, 9.28, 3.69, 0.03, 0.02, 0.02, true,
                criticalDifference);
    }

    private static CriticalDifferenceDiagram diagram(Friedman friedman, List<String> labels) {
        return new CriticalDifferenceDiagram("title", labels, friedman, "note");
    }

    private static String svg(CriticalDifferenceDiagram diagram) {
        return new String(Figure.ofDiagrams(List.of(diagram)).svg(), StandardCharsets.UTF_8);
    }

    /** The published example at 10%: two bars, labels from the best. */
    @Test
    void showsRanksGroupsAndTheDifference() throws Exception {
        String svg = svg(diagram(DEMSAR, LABELS));
        assertThat(svg).contains("CD = 1.12", "C4.5+m+cf\u00a0 1.96", "C4.5+m\u00a0 2.00", "C4.5+cf\u00a0 2.89", "C4.5\u00a0 3.14");
        assertThat(FigureTest.styled(FigureTest.svg(Figure.ofDiagrams(List.of(diagram(DEMSAR, LABELS)))),
                "line", "stroke-width:2.4")).hasSize(2);
    }

    @Test
    void oneDifferenceLongerThanTheAxisSaysSo() {
        Friedman two = new Friedman(2, 2, List.of(1.0, 2.0), 0, 0, 0, 1, 1, 1, true, 1.4);
        assertThat(svg(diagram(two, List.of("a", "b")))).contains("CD = 1.40, more than the axis");
        Friedman none = new Friedman(2, 1, List.of(1.0, 2.0), 0, 0, 0, 1, 1, 1, true, Double.POSITIVE_INFINITY);
        assertThat(svg(diagram(none, List.of("a", "b")))).contains("no difference is rare enough").doesNotContain("Infinity");
    }

    @Test
    void longLabelsMakeItWider() {
        int width = diagram(DEMSAR, LABELS).width();
        assertThat(width).isEqualTo(PanelPainter.WIDTH);
        assertThat(diagram(DEMSAR, List.of("a".repeat(30), "b".repeat(30), "c", "d")).width()).isGreaterThan(width);
    }

    @Test
    void sameDiagramSameBytes() {
        assertThat(Figure.ofDiagrams(List.of(diagram(DEMSAR, LABELS))).pdf())
                .isEqualTo(Figure.ofDiagrams(List.of(diagram(DEMSAR, LABELS))).pdf());
    }

    @Test
    void refusesLabelsThatDoNotFitTheRanks() {
        assertThatThrownBy(() -> diagram(DEMSAR, List.of("a"))).hasMessageContaining("1 labels for 4 ranks");
    }
}
