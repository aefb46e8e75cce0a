package io.github.regretbench.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A function of x and y as filled isolines, of the shade that the bar beside the panel explains. Isolines, not a raster: sharp at any
 * size, and a picture inside an SVG would depend on the JDK's zlib.
 *
 * @param x of the grid's columns, increasing
 * @param y of the grid's rows, increasing
 * @param values column by column, each from the first row up
 * @param levels of the isolines, increasing at equal steps, the first at or below and the last above all values
 * @param unit of the values, above the bar
 */
record Surface(List<Double> x, List<Double> y, List<Double> values, List<Double> levels, String unit) implements Layer {
    private static final BasicStroke ISOLINE = new BasicStroke(0.3f);
    private static final Color ISOLINE_COLOUR = new Color(255, 255, 255, 128);

    /** Copies the lists and checks them. */
    Surface {
        x = List.copyOf(x);
        y = List.copyOf(y);
        values = List.copyOf(values);
        levels = List.copyOf(levels);
        if (x.size() < 2 || y.size() < 2 || values.size() != x.size() * y.size() || levels.size() < 2) {
            throw new IllegalArgumentException("a surface needs at least 2 x 2 values, one for each pair of x and y, and two levels; got "
                    + x.size() + " x, " + y.size() + " y, " + values.size() + " values and " + levels.size() + " levels");
        }
        double lowest = levels.get(0);
        double highest = levels.get(levels.size() - 1);
        if (!values.stream().allMatch(v -> v >= lowest && v < highest)) {
            throw new IllegalArgumentException("a surface has values outside its levels " + lowest + ".." + highest);
        }
    }

    /** The levels between which all the values lie, at multiples of a step. */
    static List<Double> levels(List<Double> values, double step) {
        long first = (long) Math.floor(values.stream().min(Double::compare).orElseThrow() / step);
        long last = (long) Math.floor(values.stream().max(Double::compare).orElseThrow() / step) + 1;
        return LongStream.rangeClosed(first, last).mapToObj(k -> k * step).toList();
    }

    /** The number of shades, one fewer than levels. */
    int shades() {
        return levels.size() - 1;
    }

    /** The colour between level i and the next. */
    Color shade(int i) {
        return Viridis.at((i + 0.5) / shades());
    }

    @Override
    public void paint(Graphics2D g, PanelGeometry plot) {
        Shape clip = g.getClip();
        Rectangle2D area = new Rectangle2D.Double(0, 0, plot.width(), plot.height());
        g.clip(area);
        g.setColor(shade(0));
        g.fill(area);
        g.setStroke(ISOLINE);
        for (int i = 1; i < shades(); i++) {
            Path2D above = new Isoline(this, levels.get(i)).above(plot);
            g.setColor(shade(i));
            g.fill(above);
            g.setColor(ISOLINE_COLOUR);
            g.draw(above);
        }
        g.setClip(clip);
    }
}
