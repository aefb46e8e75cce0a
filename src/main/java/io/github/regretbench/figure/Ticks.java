package io.github.regretbench.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Round numbers for an axis that starts at 0. */
final class Ticks {
    private static final int MOST_INTERVALS = 7;

    private Ticks() {
    }

    /** Multiples of the smallest step 1, 2 or 5 times a power of ten that needs at most seven intervals from 0 to {@code max}. */
    static List<BigDecimal> upTo(double max) {
        BigDecimal end = BigDecimal.valueOf(max);
        BigDecimal step = step(end);
        List<BigDecimal> ticks = new ArrayList<>();
        for (BigDecimal tick = step.subtract(step); tick.compareTo(end) <= 0; tick = tick.add(step)) {
            ticks.add(tick);
        }
        return ticks;
    }

    private static BigDecimal step(BigDecimal end) {
        int exponent = end.precision() - end.scale() - 2;
        while (true) {
            for (int digit : new int[] {1, 2, 5}) {
                BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
                if (step.multiply(BigDecimal.valueOf(MOST_INTERVALS + 1L)).compareTo(end) > 0) {
                    return step.scale() < 0 ? step.setScale(0) : step;
                }
            }
            exponent++;
        }
    }
}
