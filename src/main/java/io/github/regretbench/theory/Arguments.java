package io.github.regretbench.theory;

/** What the formulas of this package ask of their arguments; each method gives back what it accepts. */
final class Arguments {
    private Arguments() {
    }

    static double positive(String name, double value) {
        return accept(value > 0 && value < Double.POSITIVE_INFINITY, name, value, "a finite number > 0");
    }

    static double notNegative(String name, double value) {
        return accept(value >= 0 && value < Double.POSITIVE_INFINITY, name, value, "a finite number >= 0");
    }

    static int atLeast(int least, String name, int value) {
        accept(value >= least, name, value, "at least " + least);
        return value;
    }

    private static double accept(boolean valid, String name, Number value, String expected) {
        if (!valid) {
            throw new IllegalArgumentException(name + " is " + value + "; expected " + expected);
        }
        return value.doubleValue();
    }
}
