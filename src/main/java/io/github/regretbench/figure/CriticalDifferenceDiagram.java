package io.github.regretbench.figure;

import io.github.regretbench.statistics.Friedman;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Average ranks on an axis, the lowest and best at the left, the critical difference above it, and below a bar through each group of
 * algorithms that it cannot tell apart. Demsar, JMLR 7, 2006, Figure 1.
 */
final class CriticalDifferenceDiagram implements Drawing {
    private static final int LEAST_AXIS = 110;
    private static final int MARGIN = 2;
    private static final int BAR = 33;
    private static final int AXIS = 57;
    private static final int TICK = 4;
    private static final int GROUP_STEP = 5;
    private static final int LABEL_STEP = 11;
    /** Between a label and its line. */
    private static final int LABEL_GAP = 3;
    private static final int ELBOW = 6;
    private static final int NOTE_LEADING = 9;

    private static final FigureText TITLE = new FigureText(9);
    private static final FigureText TEXT = new FigureText(8);
    private static final FigureText NOTE = new FigureText(7);
    private static final BasicStroke THIN = new BasicStroke(0.6f);
    private static final BasicStroke GROUP = new BasicStroke(2.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

    private final String title;
    private final List<String> labels;
    private final List<Double> ranks;
    private final double criticalDifference;
    private final List<List<Integer>> groups;
    private final String note;
    private final int left;
    private final int axisLength;
    private final int width;

    /**
     * Lays it out.
     *
     * @param title above it
     * @param labels of the algorithms
     * @param friedman their average ranks, in the order of the labels
     * @param note below it, wrapped
     * @throws IllegalArgumentException when there are not as many labels as ranks, or the font lacks a character
     */
    CriticalDifferenceDiagram(String title, List<String> labels, Friedman friedman, String note) {
        int k = labels.size();
        if (friedman.averageRanks().size() != k) {
            throw new IllegalArgumentException("%d labels for %d ranks".formatted(k, friedman.averageRanks().size()));
        }
        this.title = FigureText.check(title);
        this.note = FigureText.check(note);
        List<Integer> order = IntStream.range(0, k).boxed().sorted(Comparator.comparing(friedman.averageRanks()::get)).toList();
        this.ranks = order.stream().map(friedman.averageRanks()::get).toList();
        this.labels = order.stream().map(j -> FigureText.check(labels.get(j)) + "  "
                + String.format(Locale.ROOT, "%.2f", friedman.averageRanks().get(j))).toList();
        this.criticalDifference = friedman.criticalDifference();
        this.groups = friedman.alike().stream()
                .map(group -> List.of(order.indexOf(group.get(0)), order.indexOf(group.get(group.size() - 1)))).toList();
        left = MARGIN + labelWidth(0, half()) + ELBOW;
        int right = labelWidth(half(), k) + ELBOW + MARGIN;
        axisLength = Math.max(LEAST_AXIS, PanelPainter.WIDTH - left - right);
        width = left + axisLength + right;
    }

    /** How many labels are at the left. */
    private int half() {
        return (ranks.size() + 1) / 2;
    }

    private int labelWidth(int from, int to) {
        return LABEL_GAP + (int) Math.ceil(labels.subList(from, to).stream().mapToDouble(TEXT::width).max().orElseThrow());
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return labelTop() + half() * LABEL_STEP + noteLines().size() * NOTE_LEADING + 2;
    }

    private int labelTop() {
        return AXIS + GROUP_STEP * (groups.size() + 1) + LABEL_STEP / 2;
    }

    private List<String> noteLines() {
        return NOTE.wrap(note, width - 4.0);
    }

    private double x(double rank) {
        return left + axisLength * (rank - 1) / (ranks.size() - 1);
    }

    @Override
    public void paint(Graphics2D g) {
        g.setColor(Palette.INK);
        TITLE.drawLeft(g, title, 2, 11);
        g.setStroke(THIN);
        paintCriticalDifference(g);
        paintAxis(g);
        for (int i = 0; i < ranks.size(); i++) {
            paintLabel(g, i);
        }
        g.setStroke(GROUP);
        for (int i = 0; i < groups.size(); i++) {
            double y = AXIS + GROUP_STEP * (i + 1.0);
            g.draw(new Line2D.Double(x(ranks.get(groups.get(i).get(0))) - 2, y, x(ranks.get(groups.get(i).get(1))) + 2, y));
        }
        List<String> lines = noteLines();
        for (int i = 0; i < lines.size(); i++) {
            NOTE.drawLeft(g, lines.get(i), 2, labelTop() + half() * LABEL_STEP + (i + 0.8) * NOTE_LEADING);
        }
    }

    /** A bar of its length; one that is longer than the axis has no right end. */
    private void paintCriticalDifference(Graphics2D g) {
        boolean fits = 1 + criticalDifference <= ranks.size();
        double end = fits ? x(1 + criticalDifference) : x(ranks.size());
        g.draw(new Line2D.Double(x(1), BAR, end, BAR));
        g.draw(new Line2D.Double(x(1), BAR - 3, x(1), BAR + 3));
        if (fits) {
            g.draw(new Line2D.Double(end, BAR - 3, end, BAR + 3));
        }
        TEXT.drawLeft(g, Double.isInfinite(criticalDifference) ? "no difference is rare enough" : String.format(Locale.ROOT, "CD = %.2f%s",
                criticalDifference, fits ? "" : ", more than the axis"), x(1), BAR - 5);
    }

    private void paintAxis(Graphics2D g) {
        g.draw(new Line2D.Double(x(1), AXIS, x(ranks.size()), AXIS));
        for (int rank = 1; rank <= ranks.size(); rank++) {
            g.draw(new Line2D.Double(x(rank), AXIS - TICK, x(rank), AXIS));
            TEXT.drawCentred(g, Integer.toString(rank), x(rank), AXIS - TICK - 3);
            if (rank < ranks.size()) {
                g.draw(new Line2D.Double(x(rank + 0.5), AXIS - TICK / 2.0, x(rank + 0.5), AXIS));
            }
        }
    }

    /** The better half at the left from the top down, the others at the right from the bottom up, so that no lines cross. */
    private void paintLabel(Graphics2D g, int i) {
        boolean atLeft = i < half();
        double y = labelTop() + (atLeft ? i : ranks.size() - 1 - i) * LABEL_STEP;
        double end = atLeft ? left - ELBOW : left + axisLength + ELBOW;
        Path2D line = new Path2D.Double();
        line.moveTo(x(ranks.get(i)), AXIS);
        line.lineTo(x(ranks.get(i)), y);
        line.lineTo(end, y);
        g.draw(line);
        if (atLeft) {
            TEXT.drawRight(g, labels.get(i), end - LABEL_GAP, y + TEXT.halfCapital());
        } else {
            TEXT.drawLeft(g, labels.get(i), end + LABEL_GAP, y + TEXT.halfCapital());
        }
    }
}
