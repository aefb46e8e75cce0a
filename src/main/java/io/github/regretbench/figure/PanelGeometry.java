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
 * @param xMax round at the right edge
 * @param yMax value at the upper edge
 */
record PanelGeometry(int width, int height, double xMax, double yMax) {
    /** Rounds 1 to 10 are always drawn, however dense the curve. */
    private static final int EXACT_ROUNDS = 10;
    /** Nearer neighbours add bytes, not information, and swallow the gaps of a dashed line. */
    private static final double LEAST_STEP = 1.5;

    double x(double round) {
        return width * round / xMax;
    }

    double y(double value) {
        return height * (1 - value / yMax);
    }

    /**
     * Indices of the points to draw, given all rounds and values: the first ten rounds, then points at least 1.5 pt apart,
     * and the last point; nothing after the first round beyond the axis.
     */
    List<Integer> thinned(List<Integer> rounds, List<Double> values) {
        List<Integer> kept = new ArrayList<>();
        int end = 0;
        while (end < rounds.size() - 1 && rounds.get(end) < xMax) {
            end++;
        }
        for (int i = 0; i <= end; i++) {
            int last = kept.isEmpty() ? i : kept.get(kept.size() - 1);
            double step = Math.hypot(x(rounds.get(i)) - x(rounds.get(last)), y(values.get(i)) - y(values.get(last)));
            if (i == 0 || i == end || rounds.get(i) <= EXACT_ROUNDS || step >= LEAST_STEP) {
                kept.add(i);
            }
        }
        return kept;
    }

    /** A line through the thinned points. */
    Path2D line(List<Integer> rounds, List<Double> values) {
        Path2D line = new Path2D.Double();
        for (int i : thinned(rounds, values)) {
            if (line.getCurrentPoint() == null) {
                line.moveTo(x(rounds.get(i)), y(values.get(i)));
            } else {
                line.lineTo(x(rounds.get(i)), y(values.get(i)));
            }
        }
        return line;
    }

    /**
     * The last point of a curve inside the axes: its end, where it leaves at the right, or where it leaves at the top.
     *
     * @throws IllegalArgumentException if no point is inside
     */
    Point2D visibleEnd(RegretCurve curve) {
        for (int i = curve.rounds().size() - 1; i >= 0; i--) {
            double round = curve.rounds().get(i);
            double value = curve.mean().get(i);
            if (round <= xMax && value >= 0 && value <= yMax) {
                return i == curve.rounds().size() - 1 ? new Point2D.Double(x(round), y(value))
                        : exit(round, value, curve.rounds().get(i + 1), curve.mean().get(i + 1));
            }
        }
        throw new IllegalArgumentException("curve " + curve.policy() + " has no point inside x 0.." + xMax + ", y 0.." + yMax
                + "; its last is " + curve.mean().get(curve.mean().size() - 1) + " at round "
                + curve.rounds().get(curve.rounds().size() - 1) + ": give the panel longer axes");
    }

    /** Where the segment from a point inside to a point outside crosses the first edge. */
    private Point2D exit(double round, double value, double nextRound, double nextValue) {
        double part = Math.min(1, (xMax - round) / (nextRound - round));
        double rise = nextValue - value;
        if (value + part * rise > yMax) {
            part = (yMax - value) / rise;
        } else if (value + part * rise < 0) {
            part = -value / rise;
        }
        return new Point2D.Double(x(round + part * (nextRound - round)), y(value + part * rise));
    }
}
