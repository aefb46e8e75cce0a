package io.github.regretbench.figure;

import io.github.regretbench.PlainDouble;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;

/** The shape of a mark at a point; all have about the area of a circle of the given radius, but the cross, which has none. */
public enum Marker {
    /** As their names say. */
    CIRCLE, SQUARE, DIAMOND, UP, DOWN, CROSS;

    /** By the type of a segment, as {@link PathIterator} numbers them. */
    private static final int[] POINTS_OF_SEGMENT = {1, 1, 2, 3, 0};

    /** The outline around a centre, in points. */
    Shape at(double x, double y, double r) {
        return switch (this) {
            case CIRCLE -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
            case SQUARE -> new Rectangle2D.Double(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
            case DIAMOND -> polygon(x, y - 1.3 * r, x + 1.1 * r, y, x, y + 1.3 * r, x - 1.1 * r, y);
            case UP -> polygon(x - 1.15 * r, y + 0.8 * r, x, y - 1.2 * r, x + 1.15 * r, y + 0.8 * r);
            case DOWN -> polygon(x - 1.15 * r, y - 0.8 * r, x, y + 1.2 * r, x + 1.15 * r, y - 0.8 * r);
            case CROSS -> {
                Path2D path = new Path2D.Double();
                path.moveTo(x - r, y - r);
                path.lineTo(x + r, y + r);
                path.moveTo(x - r, y + r);
                path.lineTo(x + r, y - r);
                yield path;
            }
        };
    }

    /** The outline around the origin as SVG path data, its numbers to three decimals. */
    public String path(double r) {
        StringBuilder path = new StringBuilder();
        double[] xy = new double[6];
        for (PathIterator segments = at(0, 0, r).getPathIterator(null); !segments.isDone(); segments.next()) {
            int type = segments.currentSegment(xy);
            path.append("MLQCZ".charAt(type));
            for (int i = 0; i < 2 * POINTS_OF_SEGMENT[type]; i++) {
                path.append(i == 0 ? "" : " ").append(PlainDouble.format(Math.round(xy[i] * 1000) / 1000.0));
            }
        }
        return path.toString();
    }

    private static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }
}
