package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelTest {
    private static final List<Double> T = List.of(1.0, 10.0, 100.0, 1000.0);

    @Test
    void logLogPanelHasPowersOfTenRaisedItsLinesBandsAndMarks() {
        Panel panel = new Panel("regret and its bound", Axis.logarithmic("T", 1, 1e4), Axis.logarithmic("R_{T}", 0.1, 1e5),
                List.of(Band.around(T, List.of(0.0, 5.0, 20.0, 90.0), List.of(2.0, 9.0, 40.0, 110.0), Palette.BLUE)),
                List.of(Line.solid("measured", T, List.of(1.0, 7.0, 30.0, 100.0), Palette.BLUE, 1.1f),
                        new Line("bound", T, List.of(300.0, 1e3, 4e3, 2e4), Palette.VERMILION, 1.1f, Line.DASHED),
                        new Marks(T, List.of(1.0, 7.0, 30.0, 100.0), Marker.CROSS, 2, Color.WHITE, Color.BLACK, 0.7f)), "");
        String svg = new String(Figure.of(List.of(panel)).svg(), StandardCharsets.UTF_8);
        assertThat(svg).contains(">measured<", ">bound<", ">10<", ">4<", ">R<", ">T<", "stroke-dasharray=\"3.2,1.8\"", "fill-opacity=\"0.2\"");
        assertThat(new PanelPainter(panel).labelHeights()).hasSize(2);
    }

    @Test
    void aPanelWithoutLabelsOrBandsGivesItsPlotTheWholeWidth() {
        Panel panel = new Panel("", Axis.linear("x", -6, 6), Axis.linear("y", -5, 5), List.of(),
                List.of(Line.solid("", List.of(-6.0, 6.0), List.of(0.0, 1.0), Color.BLACK, 1)), "");
        assertThat(new PanelPainter(panel).labelHeights()).isEmpty();
        // the line runs from the left edge, 34 pt, to 9 pt before the right one, 245 pt: 202 pt
        assertThat(new String(Figure.of(List.of(panel)).svg(), StandardCharsets.UTF_8)).contains("M0 67 L202 53.6");
    }

    @Test
    void barsCrossAtTheirPointAndWordsStandBesideIt() {
        Bars bars = new Bars(new Bars.Extent(10, 100, 1000), new Bars.Extent(-5, 1, 10), Color.BLACK, 1);
        Panel panel = new Panel("", Axis.logarithmic("x", 1, 1e4), Axis.logarithmic("y", 0.1, 10), List.of(),
                List.of(bars, new Words("here", 100, 1, Color.BLACK), new Words("away", 1e5, 1, Color.BLACK)), "");
        // 202 x 134 pt: a quarter of the width to either side of the middle; up to the top, and down beyond the end of the axis
        String svg = new String(Figure.of(List.of(panel)).svg(), StandardCharsets.UTF_8);
        assertThat(svg).containsPattern(line("50.5", "67", "151.5", "67"))
                .containsPattern(line("101", "268", "101", "0")).contains(">here<")
                .doesNotContain(">away<");
        assertThatIllegalArgumentException().isThrownBy(() -> new Bars.Extent(2, 1, 3)).withMessageContaining("2.0, 1.0 and 3.0");
    }

    @Test
    void mistakesAreNamed() {
        Line zero = Line.solid("simple regret", List.of(1.0, 2.0), List.of(1.0, 0.0), Color.BLACK, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Panel("p", Axis.linear("t", 0, 2), Axis.logarithmic("R", 0.1, 1), List.of(), List.of(zero), ""))
                .withMessageContainingAll("simple regret", "0.0", "logarithmic axis 'R'");
        assertThatIllegalArgumentException().isThrownBy(() -> Axis.logarithmic("T", 0, 1)).withMessageContaining("ends > 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Axis.linear("T", 1, 1)).withMessageContaining("ordered ends");
        assertThatIllegalArgumentException().isThrownBy(() -> Axis.linear("T", 0, Double.NaN)).withMessageContaining("ordered ends");
        assertThatIllegalArgumentException().isThrownBy(() -> Line.solid("f", List.of(1.0, 1.0), List.of(1.0, 2.0), Color.BLACK, 1))
                .withMessageContaining("increasing x");
        assertThatIllegalArgumentException().isThrownBy(() -> Line.solid("f", List.of(1.0), List.of(Double.NaN), Color.BLACK, 1))
                .withMessageContaining("NaN at x = 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Band.around(List.of(1.0), List.of(2.0), List.of(1.0), Color.BLACK)).withMessageContaining("2.0 and 1.0");
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Marks(List.of(1.0), List.of(), Marker.CROSS, 1, Color.WHITE, Color.BLACK, 1)).withMessageContaining("[1.0]");
    }

    /** A line element, whatever the order of its attributes. */
    private static String line(String x1, String y1, String x2, String y2) {
        return "<line(?=[^>]* x1=\"%s\")(?=[^>]* y1=\"%s\")(?=[^>]* x2=\"%s\")(?=[^>]* y2=\"%s\")".formatted(x1, y1, x2, y2);
    }
}
