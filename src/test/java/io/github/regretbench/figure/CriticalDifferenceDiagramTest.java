package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.statistics.Friedman;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticalDifferenceDiagramTest {
    private static final Friedman DEMSAR = new Friedman(14, List.of(44 / 14.0, 2.0, 40.5 / 14, 27.5 / 14), 9.28, 9.28, 3.69, 0.03, 0.02);
    private static final List<String> LABELS = List.of("C4.5", "C4.5+m", "C4.5+cf", "C4.5+m+cf");

    private static CriticalDifferenceDiagram diagram(Friedman friedman, List<String> labels, double criticalDifference) {
        return new CriticalDifferenceDiagram("title", labels, friedman, criticalDifference, "note");
    }

    private static String svg(CriticalDifferenceDiagram diagram) {
        return new String(Figure.ofDiagrams(List.of(diagram)).svg(), StandardCharsets.UTF_8);
    }

    /** The published example at 10%: two bars, labels from the best. */
    @Test
    void showsRanksGroupsAndTheDifference() throws Exception {
        String svg = svg(diagram(DEMSAR, LABELS, DEMSAR.criticalDifference(0.10)));
        assertThat(svg).contains("CD = 1.12", "C4.5+m+cf\u00a0 1.96", "C4.5+m\u00a0 2.00", "C4.5+cf\u00a0 2.89", "C4.5\u00a0 3.14");
        assertThat(FigureTest.styled(FigureTest.svg(Figure.ofDiagrams(List.of(diagram(DEMSAR, LABELS, DEMSAR.criticalDifference(0.10))))),
                "line", "stroke-width:2.4")).hasSize(2);
    }

    @Test
    void oneDifferenceLongerThanTheAxisSaysSo() {
        Friedman two = new Friedman(2, List.of(1.0, 2.0), 0, 0, 0, 1, 1);
        assertThat(svg(diagram(two, List.of("a", "b"), 1.4))).contains("CD = 1.40, more than the axis");
    }

    @Test
    void longLabelsMakeItWider() {
        int width = diagram(DEMSAR, LABELS, 1).width();
        assertThat(width).isEqualTo(PanelPainter.WIDTH);
        assertThat(diagram(DEMSAR, List.of("a".repeat(30), "b".repeat(30), "c", "d"), 1).width()).isGreaterThan(width);
    }

    @Test
    void sameDiagramSameBytes() {
        assertThat(Figure.ofDiagrams(List.of(diagram(DEMSAR, LABELS, 1))).pdf())
                .isEqualTo(Figure.ofDiagrams(List.of(diagram(DEMSAR, LABELS, 1))).pdf());
    }

    @Test
    void refusesLabelsThatDoNotFitTheRanks() {
        assertThatThrownBy(() -> diagram(DEMSAR, List.of("a"), 1)).hasMessageContaining("1 labels for 4 ranks");
    }
}
