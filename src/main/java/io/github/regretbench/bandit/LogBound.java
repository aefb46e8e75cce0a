package io.github.regretbench.bandit;

/** An upper bound on the natural logarithm, at most 3.1e-5 too large, from the bits of the number and a table of tangents. */
final class LogBound {
    private static final int INDEX_BITS = 6;
    private static final int MANTISSA_BITS = 52;
    private static final double LOG_2 = StrictMath.log(2);
    /** Slope and value at 0 of the tangent to the logarithm in the middle of each 64th of [1, 2). */
    private static final double[] SLOPE = new double[1 << INDEX_BITS];
    private static final double[] OFFSET = new double[1 << INDEX_BITS];

    static {
        for (int i = 0; i < SLOPE.length; i++) {
            double middle = 1 + (i + 0.5) / SLOPE.length;
            SLOPE[i] = 1 / middle;
            OFFSET[i] = StrictMath.log(middle) - 1;
        }
    }

    private LogBound() {
    }

    /** At least log(x); x >= 0, infinity allowed. */
    static double of(double x) {
        if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
            return StrictMath.log(x);
        }
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >> MANTISSA_BITS) - Double.MAX_EXPONENT;
        int i = (int) (bits >> MANTISSA_BITS - INDEX_BITS) & SLOPE.length - 1;
        double mantissa = Double.longBitsToDouble(bits & (1L << MANTISSA_BITS) - 1 | (long) Double.MAX_EXPONENT << MANTISSA_BITS);
        return exponent * LOG_2 + (OFFSET[i] + SLOPE[i] * mantissa);
    }
}
