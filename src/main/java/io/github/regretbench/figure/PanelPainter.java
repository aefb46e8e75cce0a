package io.github.regretbench.figure;

import io.github.regretbench.experiment.PaperCurves;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Paints one panel; the unit is the point, 1/72 inch. XChart paints the plot area with the bands. Lines, axes and labels
 * are drawn over it: XChart strokes a line piece by piece, which restarts the dashes at every point, turns text into
 * outlines, drops the ticks at the ends of an axis and knows no labels beside it.
 */
final class PanelPainter {
    /** One column of a two-column page, 3.4 inches. */
    static final int WIDTH = 245;
    private static final int PLOT_HEIGHT = 134;
    private static final int TOP = 20;
    private static final int LEFT = 34;
    /** Between the plot area and the labels, for the leader lines. */
    private static final int LABEL_GAP = 11;
    private static final int BELOW_AXIS = 32;
    private static final int NOTE_LEADING = 9;
    private static final int LABEL_SPACING = 9;
    private static final int TICK_LENGTH = 3;
    private static final int MARKERS_A_CURVE = 5;
    /** Share of a curve's rounds without markers: all curves start close together. */
    private static final double UNMARKED = 0.12;
    private static final int BAND_ALPHA = 51;

    private static final FigureText TITLE = new FigureText(9);
    private static final FigureText TEXT = new FigureText(8);
    private static final FigureText NOTE = new FigureText(7);
    private static final Color INK = new Color(0x262626);
    private static final BasicStroke AXIS = new BasicStroke(0.6f);
    private static final BasicStroke LEADER = new BasicStroke(0.4f);
    private static final BasicStroke LONG_LEADER =
            new BasicStroke(0.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {0.5f, 1.5f}, 0);
    private static final BasicStroke MARKER_EDGE = new BasicStroke(0.7f);
    private static final BasicStroke PAPER =
            new BasicStroke(0.7f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {3.2f, 1.8f}, 0);

    private final RegretPanel panel;
    private final PanelGeometry plot;
    private final List<Point2D> ends;
    private final List<Double> labelHeights;

    /** Lays the panel out; throws if a curve has no visible point, the labels do not fit, or a character is missing. */
    PanelPainter(RegretPanel panel) {
        this.panel = panel;
        Stream.of(panel.title(), panel.xLabel(), panel.yLabel(), panel.note()).forEach(FigureText::check);
        panel.curves().forEach(curve -> FigureText.check(curve.label()));
        double labelWidth = panel.curves().stream().mapToDouble(curve -> TEXT.width(curve.label())).max().orElseThrow();
        int width = WIDTH - LEFT - LABEL_GAP - (int) Math.ceil(labelWidth) - 1;
        if (width < WIDTH / 3) {
            throw new IllegalArgumentException("panel '" + panel.title() + "': a label is " + Math.round(labelWidth)
                    + " pt wide and leaves too little of " + WIDTH + " pt for the curves; shorten it");
        }
        plot = new PanelGeometry(width, PLOT_HEIGHT, panel.xMax(), panel.yMax());
        ends = panel.curves().stream().map(plot::visibleEnd).toList();
        labelHeights = LabelLayout.place(ends.stream().map(Point2D::getY).toList(), LABEL_SPACING, 0, PLOT_HEIGHT - 1.0);
    }

    /** The height of the panel with its note, in points. */
    int height() {
        return TOP + PLOT_HEIGHT + BELOW_AXIS + noteLines().size() * NOTE_LEADING + 2;
    }

    /** Heights of the middles of the labels, in the order of the curves, in points below the top of the plot area. */
    List<Double> labelHeights() {
        return labelHeights;
    }

    /** Paints with the panel's upper left corner at the origin. */
    void paint(Graphics2D g) {
        g.setColor(INK);
        TITLE.drawLeft(g, panel.title(), 2, 11);
        AffineTransform corner = g.getTransform();
        g.translate(LEFT, TOP);
        paintBands(g);
        paintLines(g);
        paintAxes(g);
        paintLabels(g);
        g.setTransform(corner);
        g.setColor(INK);
        List<String> note = noteLines();
        for (int i = 0; i < note.size(); i++) {
            NOTE.drawLeft(g, note.get(i), 2, TOP + PLOT_HEIGHT + BELOW_AXIS + (i + 0.8) * NOTE_LEADING);
        }
    }

    private List<String> noteLines() {
        return NOTE.wrap(panel.note(), WIDTH - 4.0);
    }

    private void paintBands(Graphics2D g) {
        XYChart chart = new XYChart(plot.width(), plot.height());
        chart.getStyler().setChartPadding(0).setLegendVisible(false).setChartTitleVisible(false)
                .setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false)
                .setPlotContentSize(1);
        chart.getStyler().setAxisTicksVisible(false).setAxisTitlesVisible(false).setPlotMargin(0).setPlotGridLinesVisible(false)
                .setXAxisMin(0.0).setXAxisMax(panel.xMax()).setYAxisMin(0.0).setYAxisMax(panel.yMax());
        for (RegretCurve curve : panel.curves()) {
            Color colour = PolicyStyle.of(curve.policy()).colour();
            List<Integer> lower = plot.thinned(curve.rounds(), curve.lower());
            List<Integer> upper = plot.thinned(curve.rounds(), curve.upper());
            double[] x = new double[lower.size() + upper.size()];
            double[] y = new double[x.length];
            for (int k = 0; k < lower.size(); k++) {
                x[k] = curve.rounds().get(lower.get(k));
                y[k] = curve.lower().get(lower.get(k));
            }
            for (int k = 0; k < upper.size(); k++) {
                x[x.length - 1 - k] = curve.rounds().get(upper.get(k));
                y[x.length - 1 - k] = curve.upper().get(upper.get(k));
            }
            chart.addSeries(curve.policy(), x, y).setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea)
                    .setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.NONE)
                    .setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND_ALPHA));
        }
        chart.paint(g, plot.width(), plot.height());
    }

    /** The paper's curves, then ours with the widest line on top, then markers. */
    private void paintLines(Graphics2D g) {
        Shape clip = g.getClip();
        g.clip(new Rectangle2D.Double(0, -1, plot.width() + 1, plot.height() + 2));
        g.setStroke(PAPER);
        panel.paper().forEach((policy, points) -> {
            g.setColor(PolicyStyle.of(policy).colour());
            g.draw(plot.line(points.stream().map(PaperCurves.Point::round).toList(),
                    points.stream().map(PaperCurves.Point::meanAverageRegret).toList()));
        });
        Comparator<RegretCurve> byWidth = Comparator.comparing(curve -> PolicyStyle.of(curve.policy()).lineWidth());
        panel.curves().stream().sorted(byWidth).forEach(curve -> {
            PolicyStyle style = PolicyStyle.of(curve.policy());
            g.setColor(style.colour());
            g.setStroke(new BasicStroke(style.lineWidth(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
            g.draw(plot.line(curve.rounds(), curve.mean()));
        });
        g.setStroke(MARKER_EDGE);
        for (int i = panel.curves().size() - 1; i >= 0; i--) {
            paintMarkers(g, panel.curves().get(i), (i + 0.5) / panel.curves().size());
        }
        g.setClip(clip);
    }

    /** Markers on some of a curve's points; {@code phase} in 0..1 keeps those of different curves apart. */
    private void paintMarkers(Graphics2D g, RegretCurve curve, double phase) {
        PolicyStyle style = PolicyStyle.of(curve.policy());
        double end = Math.min(panel.xMax(), curve.rounds().get(curve.rounds().size() - 1));
        for (int k = 0; k < MARKERS_A_CURVE; k++) {
            double round = end * (UNMARKED + (1 - UNMARKED) * (k + phase) / MARKERS_A_CURVE);
            int i = IntStream.range(0, curve.rounds().size()).boxed()
                    .min(Comparator.comparing(j -> Math.abs(curve.rounds().get(j) - round))).orElseThrow();
            Shape marker = style.markerAt(plot.x(curve.rounds().get(i)), plot.y(curve.mean().get(i)));
            g.setColor(style.hollow() ? Color.WHITE : style.colour());
            g.fill(marker);
            g.setColor(style.hollow() ? style.colour() : Color.WHITE);
            g.draw(marker);
        }
    }

    private void paintAxes(Graphics2D g) {
        g.setColor(INK);
        g.setStroke(AXIS);
        Path2D axes = new Path2D.Double();
        axes.moveTo(0, 0);
        axes.lineTo(0, plot.height());
        axes.lineTo(plot.width(), plot.height());
        g.draw(axes);
        for (BigDecimal tick : Ticks.upTo(panel.xMax())) {
            double x = plot.x(tick.doubleValue());
            g.draw(new Line2D.Double(x, plot.height(), x, plot.height() + TICK_LENGTH));
            TEXT.drawCentred(g, tick.toPlainString(), x, plot.height() + 12);
        }
        for (BigDecimal tick : Ticks.upTo(panel.yMax())) {
            double y = plot.y(tick.doubleValue());
            g.draw(new Line2D.Double(-TICK_LENGTH, y, 0, y));
            TEXT.drawRight(g, tick.toPlainString(), -TICK_LENGTH - 2, y + TEXT.halfCapital());
        }
        TEXT.drawCentred(g, panel.xLabel(), plot.width() / 2.0, plot.height() + 24);
        AffineTransform upright = g.getTransform();
        g.rotate(-Math.PI / 2);
        TEXT.drawCentred(g, panel.yLabel(), -plot.height() / 2.0, -LEFT + 10);
        g.setTransform(upright);
    }

    private void paintLabels(Graphics2D g) {
        double left = plot.width() + LABEL_GAP;
        for (int i = 0; i < ends.size(); i++) {
            PolicyStyle style = PolicyStyle.of(panel.curves().get(i).policy());
            Point2D end = ends.get(i);
            double y = labelHeights.get(i);
            g.setColor(style.textColour());
            boolean far = end.getX() < plot.width() - 1;
            if (far || Math.abs(end.getY() - y) > 1) {
                g.setStroke(far ? LONG_LEADER : LEADER);
                g.draw(new Line2D.Double(end.getX() + 1, end.getY(), left - 1.5, y));
            }
            TEXT.drawLeft(g, panel.curves().get(i).label(), left, y + TEXT.halfCapital());
        }
    }
}
