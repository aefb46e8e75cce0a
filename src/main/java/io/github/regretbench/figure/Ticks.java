package io.github.regretbench.figure;

import io.github.regretbench.figure.Axis.Tick;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Round numbers for axes. */
final class Ticks {
    private static final int MOST_INTERVALS = 7;
    /** Powers of ten from 0.001 to 1000 are written out, when the axis has no others. */
    private static final int LARGEST_PLAIN = 3;
    private static final int[] STEPS = {1, 2, 5};

    private Ticks() {
    }

    /** Multiples of the smallest step 1, 2 or 5 times a power of ten of which at most seven fit between the ends. */
    static List<Tick> linear(double from, double to) {
        BigDecimal start = BigDecimal.valueOf(from);
        BigDecimal end = BigDecimal.valueOf(to);
        BigDecimal step = step(end.subtract(start));
        List<Tick> ticks = new ArrayList<>();
        for (BigDecimal tick = start.divide(step, 0, RoundingMode.CEILING).multiply(step); tick.compareTo(end) <= 0;
                tick = tick.add(step)) {
            ticks.add(new Tick(tick.doubleValue(), tick.toPlainString().replace('-', '\u2212')));
        }
        return ticks;
    }

    private static BigDecimal step(BigDecimal length) {
        int exponent = length.precision() - length.scale() - 2;
        while (true) {
            for (int digit : STEPS) {
                BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
                if (step.multiply(BigDecimal.valueOf(MOST_INTERVALS + 1L)).compareTo(length) > 0) {
                    return step.scale() < 0 ? step.setScale(0) : step;
                }
            }
            exponent++;
        }
    }

    /**
     * Powers of ten, all or every second, third, ... so that there are at most eight, with minor ticks at 2, 3, ..., 9 times each
     * where all are there. With fewer than two powers between the ends, 2 and 5 times a power have a number too.
     */
    static List<Tick> logarithmic(double from, double to, boolean powers) {
        int lowest = floorLog10(from);
        int highest = floorLog10(to);
        int stride = (highest - lowest + MOST_INTERVALS - 1) / MOST_INTERVALS;
        boolean few = highest - lowest - (power(lowest).doubleValue() < from ? 1 : 0) < 1;
        List<Tick> ticks = new ArrayList<>();
        for (int k = lowest; k <= highest; k++) {
            for (int digit = 1; digit <= 9; digit++) {
                double value = power(k).multiply(BigDecimal.valueOf(digit)).doubleValue();
                boolean major = digit == 1 && Math.floorMod(k, Math.max(1, stride)) == 0 || few && (digit == 2 || digit == 5);
                if (value >= from && value <= to && (major || stride <= 1)) {
                    ticks.add(new Tick(value, major ? number(digit, k, !powers) : ""));
                }
            }
        }
        return ticks;
    }

    /** Whether numbers on a logarithmic axis are too long or too short to be written out. */
    static boolean needPowers(double from, double to) {
        return from > 0 && to > 0 && Math.max(Math.abs(floorLog10(from)), Math.abs(floorLog10(to))) > LARGEST_PLAIN;
    }

    private static String number(int digit, int exponent, boolean plain) {
        return plain ? power(exponent).multiply(BigDecimal.valueOf(digit)).toPlainString()
                : (digit == 1 ? "" : digit + "·") + "10^{" + Integer.toString(exponent).replace('-', '\u2212') + "}";
    }

    private static BigDecimal power(int exponent) {
        return BigDecimal.ONE.scaleByPowerOfTen(exponent);
    }

    private static int floorLog10(double value) {
        BigDecimal decimal = BigDecimal.valueOf(value);
        return decimal.precision() - decimal.scale() - 1;
    }
}
