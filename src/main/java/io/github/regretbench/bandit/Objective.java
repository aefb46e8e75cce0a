package io.github.regretbench.bandit;

/** The noiseless reward function f on the n arms, and its maximum over exactly these arms: what regret is measured against. */
public final class Objective {
    private final double[] values;
    private final int bestArm;

    private Objective(double[] values, int bestArm) {
        this.values = values;
        this.bestArm = bestArm;
    }

    /**
     * The function with f(i) = {@code values[i]}.
     *
     * @throws IllegalArgumentException without arms or with a value not finite
     */
    public static Objective of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("an objective needs at least one arm");
        }
        int best = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("the objective at arm " + i + " is " + values[i]
                        + "; expected a finite number");
            }
            best = values[i] > values[best] ? i : best;
        }
        return new Objective(values.clone(), best);
    }

    /** The number n of arms. */
    public int size() {
        return values.length;
    }

    /** f(arm), without noise. */
    public double value(int arm) {
        return values[arm];
    }

    /** `f(x^**) = max_x f(x)`. */
    public double maximum() {
        return values[bestArm];
    }

    /** `x^**`, the lowest index where f attains its maximum. */
    public int bestArm() {
        return bestArm;
    }
}
