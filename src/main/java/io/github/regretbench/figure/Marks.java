package io.github.regretbench.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.util.List;

/**
 * Marks at points. Those between the axes are drawn whole, even at an end of an axis; the others are not.
 *
 * @param x of each
 * @param y of each
 * @param marker their shape
 * @param radius in points
 * @param fill inside, see-through for none
 * @param edge of the outline
 * @param edgeWidth in points
 */
record Marks(List<Double> x, List<Double> y, Marker marker, double radius, Color fill, Color edge, float edgeWidth)
        implements Layer {

    /** Least, in points, of the lines of a coloured cross. */
    private static final float CROSS_WIDTH = 1.2f;

    /** Copies the lists and checks that there are as many x as y, all finite. */
    public Marks {
        x = List.copyOf(x);
        y = List.copyOf(y);
        if (x.size() != y.size() || !x.stream().allMatch(Double::isFinite) || !y.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("expected marks at finite points, got x " + x + " and y " + y);
        }
    }

    @Override
    public void paint(Graphics2D g, PanelGeometry plot) {
        // A cross has nothing inside: its lines have the colour that other shapes are filled with.
        boolean lines = marker == Marker.CROSS && fill.getAlpha() > 0;
        g.setStroke(new BasicStroke(lines ? Math.max(edgeWidth, CROSS_WIDTH) : edgeWidth));
        for (int i = 0; i < x.size(); i++) {
            if (!plot.shows(x.get(i), y.get(i))) {
                continue;
            }
            Shape shape = marker.at(plot.x(x.get(i)), plot.y(y.get(i)), radius);
            if (!lines && fill.getAlpha() > 0) {
                g.setColor(fill);
                g.fill(shape);
            }
            g.setColor(lines ? fill : edge);
            g.draw(shape);
        }
    }
}
