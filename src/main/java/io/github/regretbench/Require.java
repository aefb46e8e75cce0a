package io.github.regretbench;

/** Domains that numbers have to be in, NaN outside each of them; a violation is an IllegalArgumentException with a sentence for the user. */
public final class Require {
    private Require() {
    }

    /** {@code value}, which has to be > 0 and finite. */
    public static double positive(String what, double value) {
        return of(value > 0 && value < Double.POSITIVE_INFINITY, what, value, "a finite number > 0");
    }

    /** {@code value}, which has to be >= 0 and finite. */
    public static double notNegative(String what, double value) {
        return of(value >= 0 && value < Double.POSITIVE_INFINITY, what, value, "a finite number >= 0");
    }

    /** {@code value}, which has to be finite. */
    public static double finite(String what, double value) {
        return of(Double.isFinite(value), what, value, "a finite number");
    }

    /** {@code value}, which has to be strictly between 0 and 1. */
    public static double probability(String what, double value) {
        return of(value > 0 && value < 1, what, value, "a probability strictly between 0 and 1");
    }

    private static double of(boolean holds, String what, double value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("%s is %s; expected %s".formatted(what, PlainDouble.format(value), expected));
        }
        return value;
    }
}
