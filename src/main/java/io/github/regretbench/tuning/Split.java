package io.github.regretbench.tuning;

/**
 * An order of a data set's rows, the first of which train and the others validate: a shuffle by Fisher and Yates from the end, with the whole
 * numbers that {@code java.util.SplittableRandom} of JDK 8 to 25 gives for a seed. They are computed here, so that no JDK to come can change
 * them (G. L. Steele, D. Lea, C. H. Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014, Figure 17).
 */
final class Split {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    private Split(long seed) {
        state = seed;
    }

    /** The order of {@code rows} rows, at least 1. */
    static int[] order(int rows, long seed) {
        Split random = new Split(seed);
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        for (int i = rows - 1; i > 0; i--) {
            int other = random.below(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }

    /** Uniform in 0..bound-1. */
    private int below(int bound) {
        int bits = next();
        if ((bound & bound - 1) == 0) {
            return bits & bound - 1;
        }
        int positive = bits >>> 1;
        while (positive + bound - 1 - positive % bound < 0) {      // from the last, incomplete, multiple of the bound
            positive = next() >>> 1;
        }
        return positive % bound;
    }

    private int next() {
        state += GOLDEN_GAMMA;
        long z = (state ^ state >>> 33) * 0x62a9d9ed799705f5L;
        return (int) ((z ^ z >>> 28) * 0xcb24d0a5c88c35b3L >>> 32);
    }
}
