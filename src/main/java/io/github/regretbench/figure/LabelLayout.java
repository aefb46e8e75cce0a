package io.github.regretbench.figure;

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
        int n = wanted.size();
        double last = max - Math.max(0, n - 1) * spacing;
        if (!(last >= min)) {
            throw new IllegalArgumentException(n + " labels " + spacing + " apart do not fit between " + min + " and " + max);
        }
        List<Integer> order = IntStream.range(0, n).boxed().sorted(Comparator.comparing(wanted::get)).toList();
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
