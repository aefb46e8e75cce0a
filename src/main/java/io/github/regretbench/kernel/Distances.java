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

    static void requireSameDimension(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("points of dimension " + x.length + " and " + y.length);
        }
    }

    static void requirePositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is " + value + "; expected a finite number > 0");
        }
    }

    static void requireNotNegative(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is " + value + "; expected a finite number >= 0");
        }
    }

    static void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " is " + value + "; expected a finite number");
        }
    }
}
