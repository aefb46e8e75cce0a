package io.github.regretbench.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
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
final class PanelPainter implements Drawing {
    /** One column of a two-column page, 3.4 inches. */
    static final int WIDTH = 245;
    private static final int PLOT_HEIGHT = 134;
    private static final int TOP = 20;
    private static final int LEFT = 34;
    /** Between the plot area and the labels, for the leader lines. */
    private static final int LABEL_GAP = 11;
    /** Right of the plot area where no labels are: half a tick's number. */
    private static final int RIGHT = 9;
    /** The column of a colour bar with its numbers. */
    private static final int BAR_COLUMN = 34;
    private static final int BAR_WIDTH = 9;
    private static final int BELOW_AXIS = 32;
    private static final int NOTE_LEADING = 9;
    private static final int LABEL_SPACING = 9;
    /** Between names below an axis; where they are nearer, all are written upwards. */
    private static final int NAME_GAP = 5;
    /** What a slanted name may be wide, so that the first stays within the panel. */
    private static final double LONGEST_SLANTED = 62;
    /** Sine and cosine of 45 degrees. */
    private static final double SLANT = Math.sqrt(0.5);
    private static final int TICK_LENGTH = 3;
    private static final double MINOR_TICK_LENGTH = 1.5;

    private static final FigureText TITLE = new FigureText(9);
    private static final FigureText TEXT = new FigureText(8);
    private static final FigureText NOTE = new FigureText(7);
    private static final BasicStroke AXIS = new BasicStroke(0.6f);
    private static final BasicStroke LEADER = new BasicStroke(0.4f);
    private static final BasicStroke LONG_LEADER =
            new BasicStroke(0.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {0.5f, 1.5f}, 0);

    private final Panel panel;
    private final PanelGeometry plot;
    private final List<Line> labelled;
    private final List<Point2D> ends;
    private final List<Double> labelHeights;
    /** Names below a categorical axis that have no room side by side, shortened; empty where all others are. */
    private final List<String> slanted;

    /** Lays the panel out; throws if a labelled line has no visible point, the labels do not fit, or a character is missing. */
    PanelPainter(Panel panel) {
        this.panel = panel;
        labelled = panel.labelled();
        Stream.of(panel.title(), panel.x().label(), panel.y().label(), panel.note()).forEach(FigureText::check);
        labelled.forEach(line -> FigureText.check(line.label()));
        double labelWidth = labelled.stream().mapToDouble(line -> LABEL_GAP + Math.ceil(TEXT.width(line.label())) + 1).max()
                .orElse(panel.surface().isPresent() ? BAR_COLUMN : RIGHT);
        int width = WIDTH - LEFT - (int) labelWidth;
        if (width < WIDTH / 3) {
            throw new IllegalArgumentException("panel '" + panel.title() + "': a label is " + Math.round(labelWidth - LABEL_GAP)
                    + " pt wide and leaves too little of " + WIDTH + " pt for the curves; shorten it");
        }
        plot = new PanelGeometry(width, PLOT_HEIGHT, panel.x(), panel.y());
        ends = labelled.stream().map(plot::visibleEnd).toList();
        labelHeights = LabelLayout.uncrossed(ends, plot.width() + LABEL_GAP, LABEL_SPACING, 0, PLOT_HEIGHT - 1.0);
        slanted = panel.x() instanceof Axis.Categorical names ? slanted(names.names()) : List.of();
    }

    private List<String> slanted(List<String> names) {
        names.forEach(FigureText::check);
        double room = (double) plot.width() / names.size() - NAME_GAP;
        return names.stream().allMatch(name -> TEXT.width(name) <= room) ? List.of() : names.stream().map(PanelPainter::shortened).toList();
    }

    /** Without letters in its middle, where it would be too long. */
    private static String shortened(String name) {
        String text = name;
        for (int kept = name.length() - 1; TEXT.width(text) > LONGEST_SLANTED; kept--) {
            text = name.substring(0, (kept + 1) / 2) + "…" + name.substring(name.length() - kept / 2);
        }
        return text;
    }

    /** From the axis to the note. */
    private int belowAxis() {
        return BELOW_AXIS + (int) Math.ceil(slanted.stream().mapToDouble(TEXT::width).max().orElse(0) * SLANT);
    }

    @Override
    public int width() {
        return WIDTH;
    }

    /** With its note. */
    @Override
    public int height() {
        return TOP + PLOT_HEIGHT + belowAxis() + noteLines().size() * NOTE_LEADING + 2;
    }

    /** Heights of the middles of the labels, in the order of the lines, in points below the top of the plot area. */
    List<Double> labelHeights() {
        return labelHeights;
    }

    @Override
    public void paint(Graphics2D g) {
        g.setColor(Palette.INK);
        TITLE.drawLeft(g, panel.title(), 2, 11);
        AffineTransform corner = g.getTransform();
        g.translate(LEFT, TOP);
        paintBands(g);
        paintLayers(g);
        paintAxes(g);
        paintLabels(g);
        panel.surface().ifPresent(surface -> paintBar(g, surface));
        g.setTransform(corner);
        g.setColor(Palette.INK);
        List<String> note = noteLines();
        for (int i = 0; i < note.size(); i++) {
            NOTE.drawLeft(g, note.get(i), 2, TOP + PLOT_HEIGHT + belowAxis() + (i + 0.8) * NOTE_LEADING);
        }
    }

    private List<String> noteLines() {
        return NOTE.wrap(panel.note(), WIDTH - 4.0);
    }

    /** XChart is given points, not data: its axes start at the lower left corner, and are as long as the plot area. */
    private void paintBands(Graphics2D g) {
        if (panel.bands().isEmpty()) {
            return;
        }
        XYChart chart = new XYChart(plot.width(), plot.height());
        chart.getStyler().setChartPadding(0).setLegendVisible(false).setChartTitleVisible(false)
                .setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false)
                .setPlotContentSize(1);
        chart.getStyler().setAxisTicksVisible(false).setAxisTitlesVisible(false).setPlotMargin(0).setPlotGridLinesVisible(false)
                .setXAxisMin(0.0).setXAxisMax((double) plot.width()).setYAxisMin(0.0).setYAxisMax((double) plot.height());
        for (int i = 0; i < panel.bands().size(); i++) {
            Band band = panel.bands().get(i);
            List<Integer> lower = plot.thinned(band.x(), band.lower());
            List<Integer> upper = plot.thinned(band.x(), band.upper());
            double[] x = new double[lower.size() + upper.size()];
            double[] y = new double[x.length];
            for (int k = 0; k < lower.size(); k++) {
                x[k] = plot.x(band.x().get(lower.get(k)));
                y[k] = plot.height() - plot.y(band.lower().get(lower.get(k)));
            }
            for (int k = 0; k < upper.size(); k++) {
                x[x.length - 1 - k] = plot.x(band.x().get(upper.get(k)));
                y[x.length - 1 - k] = plot.height() - plot.y(band.upper().get(upper.get(k)));
            }
            chart.addSeries("band " + i, x, y)
                    .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea)
                    .setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.NONE).setFillColor(band.fill());
        }
        chart.paint(g, plot.width(), plot.height());
    }

    private void paintLayers(Graphics2D g) {
        Shape clip = g.getClip();
        for (Layer layer : panel.layers()) {
            if (!(layer instanceof Marks || layer instanceof Words)) {
                g.clip(new Rectangle2D.Double(0, -1, plot.width() + 1, plot.height() + 2));
            }
            layer.paint(g, plot);
            g.setClip(clip);
        }
    }

    private void paintAxes(Graphics2D g) {
        g.setColor(Palette.INK);
        g.setStroke(AXIS);
        Path2D axes = new Path2D.Double();
        axes.moveTo(0, 0);
        axes.lineTo(0, plot.height());
        axes.lineTo(plot.width(), plot.height());
        g.draw(axes);
        for (Axis.Tick tick : panel.x().ticks()) {
            double x = plot.x(tick.value());
            g.draw(new Line2D.Double(x, plot.height(), x, plot.height() + length(tick)));
            if (slanted.isEmpty()) {
                TEXT.drawCentred(g, tick.label(), x, plot.height() + 12);
            }
        }
        for (int i = 0; i < slanted.size(); i++) {
            AffineTransform level = g.getTransform();
            g.transform(new AffineTransform(SLANT, -SLANT, SLANT, SLANT, plot.x(i) + TEXT.halfCapital(), plot.height() + 3 + 2 * TEXT.halfCapital()));
            TEXT.drawRight(g, slanted.get(i), 0, 0);
            g.setTransform(level);
        }
        for (Axis.Tick tick : panel.y().ticks()) {
            double y = plot.y(tick.value());
            g.draw(new Line2D.Double(-length(tick), y, 0, y));
            TEXT.drawRight(g, tick.label(), -TICK_LENGTH - 2, y + TEXT.halfCapital());
        }
        TEXT.drawCentred(g, panel.x().label(), plot.width() / 2.0, plot.height() + belowAxis() - 8.0);
        AffineTransform upright = g.getTransform();
        g.rotate(-Math.PI / 2);
        TEXT.drawCentred(g, panel.y().label(), -plot.height() / 2.0, -LEFT + 10);
        g.setTransform(upright);
    }

    private static double length(Axis.Tick tick) {
        return tick.label().isEmpty() ? MINOR_TICK_LENGTH : TICK_LENGTH;
    }

    private void paintLabels(Graphics2D g) {
        double left = plot.width() + LABEL_GAP;
        for (int i = 0; i < ends.size(); i++) {
            Point2D end = ends.get(i);
            double y = labelHeights.get(i);
            g.setColor(Palette.readable(labelled.get(i).colour()));
            boolean far = end.getX() < plot.width() - 1;
            if (far || Math.abs(end.getY() - y) > 1) {
                g.setStroke(far ? LONG_LEADER : LEADER);
                g.draw(new Line2D.Double(end.getX() + 1, end.getY(), left - 1.5, y));
            }
            TEXT.drawLeft(g, labelled.get(i).label(), left, y + TEXT.halfCapital());
        }
    }

    private void paintBar(Graphics2D g, Surface surface) {
        double left = plot.width() + LABEL_GAP - 3.0;
        double lowest = surface.levels().get(0);
        double highest = surface.levels().get(surface.shades());
        PanelGeometry bar = new PanelGeometry(BAR_WIDTH, plot.height(), plot.xAxis(), Axis.linear(surface.unit(), lowest, highest));
        for (int i = 0; i < surface.shades(); i++) {
            double top = bar.y(surface.levels().get(i + 1));
            g.setColor(surface.shade(i));
            g.fill(new Rectangle2D.Double(left, top, BAR_WIDTH, bar.y(surface.levels().get(i)) - top));
        }
        g.setColor(Palette.INK);
        g.setStroke(AXIS);
        for (Axis.Tick tick : bar.yAxis().ticks()) {
            double y = bar.y(tick.value());
            g.draw(new Line2D.Double(left + BAR_WIDTH, y, left + BAR_WIDTH + TICK_LENGTH, y));
            TEXT.drawLeft(g, tick.label(), left + BAR_WIDTH + TICK_LENGTH + 2, y + TEXT.halfCapital());
        }
        TEXT.drawCentred(g, surface.unit(), left + BAR_WIDTH / 2.0, -5);
    }
}
