package io.github.regretbench.figure;

import java.awt.Color;
import java.util.List;

/**
 * The area between two values at each x, under everything else of its panel.
 *
 * @param x increasing, at least one
 * @param lower its lower end at each x
 * @param upper its upper end at each x, at least the lower one
 * @param fill its colour, see-through where bands may lie over one another
 */
record Band(List<Double> x, List<Double> lower, List<Double> upper, Color fill) {
    /** About a fifth: two bands and the lines in them can still be told apart. */
    private static final int ALPHA = 51;

    /** Copies the lists and checks them. */
    public Band {
        x = List.copyOf(x);
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
        Line.requireIncreasing("band", x, lower.size());
        Line.requireIncreasing("band", x, upper.size());
        for (int i = 0; i < x.size(); i++) {
            if (!(Double.isFinite(lower.get(i)) && Double.isFinite(upper.get(i)) && lower.get(i) <= upper.get(i))) {
                throw new IllegalArgumentException("band: expected finite lower <= upper, got " + lower.get(i) + " and " + upper.get(i)
                        + " at x = " + x.get(i));
            }
        }
    }

    /** A see-through band in the colour of its line. */
    public static Band around(List<Double> x, List<Double> lower, List<Double> upper, Color line) {
        return new Band(x, lower, upper, new Color(line.getRed(), line.getGreen(), line.getBlue(), ALPHA));
    }
}
