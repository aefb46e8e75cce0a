package io.github.regretbench.figure;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Where the labels beside the curves go, so that none covers another. */
final class LabelLayout {
    private LabelLayout() {
    }

    /**
     * The positions nearest to the wanted ones, in the sum of squares, with neighbours at least {@code spacing} apart and
     * all within {@code [min, max]}. With the i-th position in order written z_i + i spacing, z is the isotonic regression
     * of the wanted positions (pool adjacent violators), clamped; order is kept, and ties keep the order of the list.
     *
     * @throws IllegalArgumentException if the labels do not fit
     */
    static List<Double> place(List<Double> wanted, double spacing, double min, double max) {
        return place(wanted, IntStream.range(0, wanted.size()).boxed().sorted(Comparator.comparing(wanted::get)).toList(), spacing, min, max);
    }

    /**
     * The positions of labels at {@code x}, right of the points that straight leaders come from, such that no two leaders cross. They begin in
     * the order of the points' heights; two that cross change places, which makes both leaders together shorter.
     *
     * @throws IllegalArgumentException if the labels do not fit
     */
    static List<Double> uncrossed(List<Point2D> from, double x, double spacing, double min, double max) {
        List<Double> wanted = from.stream().map(Point2D::getY).toList();
        List<Integer> order = new ArrayList<>(IntStream.range(0, wanted.size()).boxed().sorted(Comparator.comparing(wanted::get)).toList());
        List<Double> placed = place(wanted, order, spacing, min, max);
        for (int swaps = wanted.size() * wanted.size(); swaps > 0 && uncross(from, x, placed, order); swaps--) {
            placed = place(wanted, order, spacing, min, max);
        }
        return placed;
    }

    /** Changes the places of two labels whose leaders cross, if there are such. */
    private static boolean uncross(List<Point2D> from, double x, List<Double> placed, List<Integer> order) {
        for (int j = 1; j < order.size(); j++) {
            for (int i = 0; i < j; i++) {
                if (leader(from, x, placed, order.get(i)).intersectsLine(leader(from, x, placed, order.get(j)))) {
                    Collections.swap(order, i, j);
                    return true;
                }
            }
        }
        return false;
    }

    private static Line2D leader(List<Point2D> from, double x, List<Double> placed, int label) {
        return new Line2D.Double(from.get(label), new Point2D.Double(x, placed.get(label)));
    }

    private static List<Double> place(List<Double> wanted, List<Integer> order, double spacing, double min, double max) {
        int n = wanted.size();
        double last = max - Math.max(0, n - 1) * spacing;
        if (!(last >= min)) {
            throw new IllegalArgumentException(n + " labels " + spacing + " apart do not fit between " + min + " and " + max);
        }
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Block block = new Block(wanted.get(order.get(i)) - i * spacing, 1);
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).mean() > block.mean()) {
                block = blocks.remove(blocks.size() - 1).merge(block);
            }
            blocks.add(block);
        }
        List<Double> placed = new ArrayList<>(Collections.nCopies(n, 0.0));
        int i = 0;
        for (Block block : blocks) {
            double z = Math.min(Math.max(block.mean(), min), last);
            for (int k = 0; k < block.size(); k++, i++) {
                placed.set(order.get(i), z + i * spacing);
            }
        }
        return List.copyOf(placed);
    }

    private record Block(double sum, int size) {
        double mean() {
            return sum / size;
        }

        Block merge(Block other) {
            return new Block(sum + other.sum, size + other.size);
        }
    }
}
