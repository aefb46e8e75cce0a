package io.github.regretbench.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;

/**
 * A line through points, from left to right.
 *
 * @param label the text beside its end, in its colour; empty for none
 * @param x increasing, at least one
 * @param y one value a point
 * @param colour of the line
 * @param width in points
 * @param dash lengths of dashes and gaps in points; empty for a solid line
 */
record Line(String label, List<Double> x, List<Double> y, Color colour, float width, List<Float> dash) implements Layer {
    /** Dashes that tell a line apart in grey. */
    public static final List<Float> DASHED = List.of(3.2f, 1.8f);
    /** Four kinds of lines that are told apart in grey, the solid one first. */
    static final List<List<Float>> DISTINCT = List.of(List.of(), DASHED, List.of(1f, 1.4f), List.of(6f, 2f));

    /** Copies the lists and checks them; an {@link IllegalArgumentException} names the line and the place. */
    public Line {
        x = List.copyOf(x);
        y = List.copyOf(y);
        dash = List.copyOf(dash);
        requireIncreasing(label, x, y.size());
        for (int i = 0; i < y.size(); i++) {
            if (!Double.isFinite(y.get(i))) {
                throw new IllegalArgumentException("line '" + label + "': expected finite values, got " + y.get(i) + " at x = " + x.get(i));
            }
        }
    }

    /** A solid line. */
    public static Line solid(String label, List<Double> x, List<Double> y, Color colour, float width) {
        return new Line(label, x, y, colour, width, List.of());
    }

    static void requireIncreasing(String label, List<Double> x, int values) {
        if (x.isEmpty() || values != x.size()) {
            throw new IllegalArgumentException("line '" + label + "': expected one value for each of " + x.size()
                    + " points (at least one), got " + values);
        }
        for (int i = 0; i < x.size(); i++) {
            if (!Double.isFinite(x.get(i)) || i > 0 && !(x.get(i) > x.get(i - 1))) {
                throw new IllegalArgumentException("line '" + label + "': expected finite increasing x, got " + x.get(i)
                        + " at point " + i);
            }
        }
    }

    @Override
    public void paint(Graphics2D g, PanelGeometry plot) {
        g.setColor(colour);
        g.setStroke(stroke());
        g.draw(plot.line(x, y));
    }

    private BasicStroke stroke() {
        if (dash.isEmpty()) {
            return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
        }
        float[] pattern = new float[dash.size()];
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] = dash.get(i);
        }
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, pattern, 0);
    }
}
