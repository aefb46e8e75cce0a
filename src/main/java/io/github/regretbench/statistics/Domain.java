package io.github.regretbench.statistics;

/** Domains that tests and intervals share; a violation is an IllegalArgumentException. */
final class Domain {
    private Domain() {
    }

    static double[] sample(double[] values, int atLeast) {
        if (values.length < atLeast) {
            throw new IllegalArgumentException("a sample of %d; expected at least %d values".formatted(values.length, atLeast));
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("value %d of the sample is %s; expected a finite number".formatted(i, values[i]));
            }
        }
        return values;
    }
}
