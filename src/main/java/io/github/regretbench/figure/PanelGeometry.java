package io.github.regretbench.figure;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/**
 * From data to the plot area of a panel: x to the right and y downwards, in points from its upper left corner.
 *
 * @param width of the plot area
 * @param height of the plot area
 * @param xAxis along the width
 * @param yAxis along the height
 */
record PanelGeometry(int width, int height, Axis xAxis, Axis yAxis) {
    /** The first points are always drawn, however dense the line: the first rounds are where curves of regret move. */
    private static final int EXACT_POINTS = 10;
    /** Nearer neighbours, under 0.25 mm, add bytes, not information. */
    private static final double LEAST_STEP = 0.7;

    double x(double value) {
        return width * xAxis.fraction(value);
    }

    double y(double value) {
        return height * (1 - yAxis.fraction(value));
    }

    /** Whether a point lies between the axes, their ends included. */
    boolean shows(double xValue, double yValue) {
        return inside(new Point2D.Double(x(xValue), y(yValue)));
    }

    private boolean inside(Point2D point) {
        return point.getX() >= 0 && point.getX() <= width && point.getY() >= 0 && point.getY() <= height;
    }

    /**
     * Indices of the points to draw, given all of them from left to right: the first ten, then points at least 0.7 pt apart, and the
     * last; nothing after the first beyond the right edge.
     */
    List<Integer> thinned(List<Double> xs, List<Double> ys) {
        List<Integer> kept = new ArrayList<>();
        int end = 0;
        while (end < xs.size() - 1 && xs.get(end) < xAxis.to()) {
            end++;
        }
        for (int i = 0; i <= end; i++) {
            int last = kept.isEmpty() ? i : kept.get(kept.size() - 1);
            double step = Math.hypot(x(xs.get(i)) - x(xs.get(last)), y(ys.get(i)) - y(ys.get(last)));
            if (i == end || i < EXACT_POINTS || step >= LEAST_STEP) {
                kept.add(i);
            }
        }
        return kept;
    }

    /** A line through the thinned points. */
    Path2D line(List<Double> xs, List<Double> ys) {
        Path2D line = new Path2D.Double();
        for (int i : thinned(xs, ys)) {
            if (line.getCurrentPoint() == null) {
                line.moveTo(x(xs.get(i)), y(ys.get(i)));
            } else {
                line.lineTo(x(xs.get(i)), y(ys.get(i)));
            }
        }
        return line;
    }

    /**
     * The last point of a line between the axes, in points: its end, or where it leaves at the right, the top or the bottom.
     *
     * @throws IllegalArgumentException if none of its points is inside
     */
    Point2D visibleEnd(Line line) {
        int last = line.x().size() - 1;
        for (int i = last; i >= 0; i--) {
            Point2D point = new Point2D.Double(x(line.x().get(i)), y(line.y().get(i)));
            if (inside(point)) {
                return i == last ? point : exit(point, new Point2D.Double(x(line.x().get(i + 1)), y(line.y().get(i + 1))));
            }
        }
        throw new IllegalArgumentException("the line '" + line.label() + "' has no point inside x " + xAxis.from() + ".." + xAxis.to()
                + ", y " + yAxis.from() + ".." + yAxis.to() + "; its last is " + line.y().get(last) + " at x = " + line.x().get(last)
                + ": give the panel longer axes");
    }

    /** Where the segment from a point inside to a point outside crosses the first edge. */
    private Point2D exit(Point2D inside, Point2D outside) {
        double run = outside.getX() - inside.getX();
        double rise = outside.getY() - inside.getY();
        double part = Math.min(1, (width - inside.getX()) / run);
        if (inside.getY() + part * rise < 0) {
            part = -inside.getY() / rise;
        } else if (inside.getY() + part * rise > height) {
            part = (height - inside.getY()) / rise;
        }
        return new Point2D.Double(inside.getX() + part * run, inside.getY() + part * rise);
    }
}
