package io.github.regretbench.theory;

import io.github.regretbench.Require;

/** Domains of the symbols that formulas share, NaN outside each of them; a violation is an IllegalArgumentException. */
final class Domain {
    private static final double LEAST_PROBABILITY = 1e-200;
    private static final double LARGEST_NORM = 1e100;

    private Domain() {
    }

    static void arms(int arms, int atLeast) {
        if (arms < atLeast) {
            throw new IllegalArgumentException("the formula needs a decision set of at least %s, got %d".formatted(
                    atLeast == 1 ? "one arm" : atLeast + " arms", arms));
        }
    }

    static int atLeast(int least, String what, int value) {
        if (value < least) {
            throw new IllegalArgumentException("%s is %d; expected at least %d".formatted(what, value, least));
        }
        return value;
    }

    /** Failure probabilities are divided by, and the quotients multiplied with squares of rounds and numbers of arms. */
    static void failureProbability(String what, double value) {
        Require.probability(what, value);
        if (value < LEAST_PROBABILITY) {
            throw new IllegalArgumentException("%s is %s; expected at least %s, whose reciprocal times all arms and squared rounds is a double"
                    .formatted(what, value, LEAST_PROBABILITY));
        }
    }

    /** B >= 0, whose square is a double. */
    static double normBound(double value) {
        if (!(value >= 0 && value <= LARGEST_NORM)) {
            throw new IllegalArgumentException("the bound on the norm is %s; expected a number from 0 to %s".formatted(value, LARGEST_NORM));
        }
        return value;
    }

    /** The round as a double, so that its powers cannot overflow. */
    static double round(int t) {
        if (t < 1) {
            throw new IllegalArgumentException("rounds count from 1, got " + t);
        }
        return t;
    }

    static void roundUpTo(int t, int horizon) {
        round(t);
        if (t > horizon) {
            throw new IllegalArgumentException("round %d is past the horizon %d of the schedule".formatted(t, horizon));
        }
    }
}
