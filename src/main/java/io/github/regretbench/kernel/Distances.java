package io.github.regretbench.kernel;

/** Distances between inputs, and the checks that the kernels share. */
final class Distances {
    private Distances() {
    }

    /** `|x - y|^2`, summed in coordinate order. */
    static double squared(double[] x, double[] y) {
        requireSameDimension(x, y);
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            double difference = x[j] - y[j];
            sum += difference * difference;
        }
        return sum;
    }

    /** `|x - y| / l`, also where squares of the differences or of l overflow or underflow; infinite where the quotient does. */
    static double scaled(double[] x, double[] y, double lengthScale) {
        double squared = squared(x, y);
        if (squared >= Double.MIN_NORMAL && squared < Double.POSITIVE_INFINITY) {
            return Math.sqrt(squared) / lengthScale;
        }
        double largest = 0;
        for (int j = 0; j < x.length; j++) {
            largest = Math.max(largest, Math.abs(x[j] - y[j]));
        }
        if (largest == 0 || largest == Double.POSITIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            double share = (x[j] - y[j]) / largest;
            sum += share * share;
        }
        return largest / lengthScale * Math.sqrt(sum);
    }

    static void requireSameDimension(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("points of dimension " + x.length + " and " + y.length);
        }
    }
}
