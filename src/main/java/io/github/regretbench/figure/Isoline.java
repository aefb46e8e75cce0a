package io.github.regretbench.figure;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The closed curves around the area where a surface is at or above a level: marching squares with linear interpolation (Lorensen and
 * Cline 1987, in two dimensions). Beyond the grid the surface counts as below every level, so that every curve is closed; the pieces
 * that close it run one step outside the grid.
 */
final class Isoline {
    private final Surface surface;
    private final double level;
    private final int columns;
    private final int rows;

    Isoline(Surface surface, double level) {
        this.surface = surface;
        this.level = level;
        columns = surface.x().size();
        rows = surface.y().size();
    }

    /** A node of the grid, or of the ring around it. */
    private record Node(int column, int row) {
    }

    /** A side of a cell, whichever way it is walked. */
    private record Side(Node from, Node to) {
        static Side between(Node a, Node b) {
            return a.column() < b.column() || a.row() < b.row() ? new Side(a, b) : new Side(b, a);
        }
    }

    /** The area at or above the level; holes are wound the other way. */
    Path2D above(PanelGeometry plot) {
        Map<Side, Side> next = new LinkedHashMap<>();
        for (int column = -1; column < columns; column++) {
            for (int row = -1; row < rows; row++) {
                cross(column, row, next);
            }
        }
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        while (!next.isEmpty()) {
            Side start = next.keySet().iterator().next();
            Side side = start;
            do {
                Point2D point = crossing(side, plot);
                if (side == start) {
                    path.moveTo(point.getX(), point.getY());
                } else {
                    path.lineTo(point.getX(), point.getY());
                }
                side = next.remove(side);
            } while (!side.equals(start));
            path.closePath();
        }
        return path;
    }

    /** Joins the sides where the curve enters and leaves one cell, with the higher values on its left. */
    private void cross(int column, int row, Map<Side, Side> next) {
        List<Node> corners = List.of(new Node(column, row), new Node(column + 1, row), new Node(column + 1, row + 1),
                new Node(column, row + 1));
        List<Side> down = new ArrayList<>();
        List<Side> up = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            Node here = corners.get(i);
            Node there = corners.get((i + 1) % 4);
            sum += value(here);
            if (value(here) >= level && value(there) < level) {
                down.add(Side.between(here, there));
            } else if (value(here) < level && value(there) >= level) {
                up.add(Side.between(here, there));
            }
        }
        boolean upFirst = value(corners.get(0)) < level;
        for (int i = 0; i < down.size(); i++) {
            // In a saddle the mean of the corners decides whether the high corners are joined or cut off.
            boolean joined = sum / 4 >= level;
            int following = upFirst ? i + 1 : i;
            next.put(down.get(i), up.get((joined ? following : following + up.size() - 1) % up.size()));
        }
    }

    private double value(Node node) {
        boolean outside = node.column() < 0 || node.column() >= columns || node.row() < 0 || node.row() >= rows;
        return outside ? Double.NEGATIVE_INFINITY : surface.values().get(node.column() * rows + node.row());
    }

    private Point2D crossing(Side side, PanelGeometry plot) {
        double a = value(side.from());
        double b = value(side.to());
        double part = Double.isInfinite(a) ? 0 : Double.isInfinite(b) ? 1 : (level - a) / (b - a);
        double x = (1 - part) * at(surface.x(), side.from().column()) + part * at(surface.x(), side.to().column());
        double y = (1 - part) * at(surface.y(), side.from().row()) + part * at(surface.y(), side.to().row());
        return new Point2D.Double(plot.x(x), plot.y(y));
    }

    /** A coordinate of the grid, continued by one step at both ends. */
    private static double at(List<Double> coordinates, int i) {
        int last = coordinates.size() - 1;
        if (i < 0) {
            return 2 * coordinates.get(0) - coordinates.get(1);
        }
        return i > last ? 2 * coordinates.get(last) - coordinates.get(last - 1) : coordinates.get(i);
    }
}
