package io.github.regretbench.figure;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The shape of a mark at a point; all have about the area of a circle of the given radius, but the cross, which has none. */
enum Marker {
    CIRCLE, SQUARE, DIAMOND, UP, DOWN, CROSS;

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
