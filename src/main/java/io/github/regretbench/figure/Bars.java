package io.github.regretbench.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;

/**
 * The two intervals of a point, as a horizontal and a vertical bar that cross at it.
 *
 * @param x the interval along the horizontal axis
 * @param y the interval along the vertical axis; on a logarithmic one it may reach to 0 or below, and is drawn to the axis' end
 * @param colour of the bars
 * @param width in points
 */
record Bars(Extent x, Extent y, Color colour, float width) implements Layer {

    /**
     * An interval around a value.
     *
     * @param lower its lower end
     * @param value the value
     * @param upper its upper end
     */
    record Extent(double lower, double value, double upper) {

        /** @throws IllegalArgumentException unless lower &lt;= value &lt;= upper, all finite */
        Extent {
            if (!(lower <= value && value <= upper && Double.isFinite(lower) && Double.isFinite(upper))) {
                throw new IllegalArgumentException("expected finite lower <= value <= upper, got %s, %s and %s".formatted(lower, value,
                        upper));
            }
        }
    }

    @Override
    public void paint(Graphics2D g, PanelGeometry plot) {
        g.setColor(colour);
        g.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        g.draw(new Line2D.Double(plot.x(x.lower()), plot.y(y.value()), plot.x(x.upper()), plot.y(y.value())));
        g.draw(new Line2D.Double(plot.x(x.value()), plot.y(y.lower()), plot.x(x.value()), plot.y(y.upper())));
    }
}
