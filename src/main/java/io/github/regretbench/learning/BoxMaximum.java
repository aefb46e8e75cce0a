package io.github.regretbench.learning;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A local maximum of a smooth function in a box, by a quasi-Newton method: steps solve `M d = g` in the coordinates that are not held at a
 * bound by the gradient g, are bent at the bounds and halved until the function grows by a share of what g promises; M, minus the Hessian,
 * is learnt by BFGS updates. Nocedal and Wright 2006, sections 6.1 and 16.7.
 */
final class BoxMaximum {
    /** A step of M that promises less than so many nats is none: coordinates are then right to 5e-5 standard errors. */
    private static final double NEGLIGIBLE_GAIN = 1e-9;
    /** The share of the promised growth that a step has to keep, and the halvings after which rounding is all that is left. */
    private static final double SUFFICIENT = 1e-4;
    private static final int MOST_HALVINGS = 30;
    /** No coordinate, a logarithm, moves by more in one step: far from the maximum the quadratic model is no guide. */
    private static final double LONGEST_STEP = 1.5;
    private static final int MOST_STEPS = 200;
    /** In nats per squared logarithm: less is not told from none, and a step that saw none teaches nothing of a maximum. */
    private static final double LEAST_CURVATURE = 1e-8;

    /** A function and its gradient at a point. */
    interface Value {
        double value();

        double[] gradient();
    }

    /** The function, minus infinity where it has no value. */
    interface Target {
        Value at(double[] x);
    }

    private final Target target;
    private final double[] lower;
    private final double[] upper;

    private double[] x;
    private Value value;
    private double[] gradient;
    private double[][] m;

    /**
     * Climbs from a point.
     *
     * @param lower bounds, not above the upper ones; where they are equal the coordinate is held
     * @param start in the box, where the function is finite
     * @param curvature minus the Hessian, about, or null when nothing is known of it
     */
    BoxMaximum(Target target, double[] lower, double[] upper, double[] start, double[][] curvature) {
        this.target = target;
        this.lower = lower;
        this.upper = upper;
        x = start.clone();
        value = target.at(x);
        gradient = value.gradient();
        m = curvature == null ? identity() : Arrays.stream(curvature).map(double[]::clone).toArray(double[][]::new);
        boolean fresh = curvature == null;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] direction = direction();
            double promised = 0;
            for (int i = 0; i < x.length; i++) {
                promised += direction[i] * gradient[i];
            }
            if (!(0.5 * promised > NEGLIGIBLE_GAIN)) {
                return;
            }
            boolean moved = step(direction);
            if (!moved && fresh) {
                return;
            }
            if (!moved) {
                m = identity();
            }
            fresh = !moved;
        }
    }

    /** Where the maximum is. */
    double[] x() {
        return x;
    }

    /** The function there. */
    double value() {
        return value.value();
    }

    /** A multiple of the identity, with which the first step is at most 1 long. */
    private double[][] identity() {
        double largest = 1;
        for (int i = 0; i < x.length; i++) {
            largest = Math.max(largest, isHeld(i) ? 0 : Math.abs(gradient[i]));
        }
        double[][] identity = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            identity[i][i] = largest;
        }
        return identity;
    }

    private boolean isHeld(int i) {
        return x[i] <= lower[i] && gradient[i] <= 0 || x[i] >= upper[i] && gradient[i] >= 0;
    }

    /** `M d = g` where coordinates are free, and 0 elsewhere. */
    private double[] direction() {
        int[] free = IntStream.range(0, x.length).filter(i -> !isHeld(i)).toArray();
        double[][] inner = new double[free.length][free.length];
        double[] side = new double[free.length];
        for (int a = 0; a < free.length; a++) {
            side[a] = gradient[free[a]];
            for (int b = 0; b < free.length; b++) {
                inner[a][b] = m[free[a]][free[b]];
            }
        }
        double[] solved = SmallSystem.solve(inner, side);
        double longest = 0;
        for (double component : solved) {
            longest = Math.max(longest, Math.abs(component));
        }
        double[] direction = new double[x.length];
        for (int a = 0; a < free.length; a++) {
            direction[free[a]] = solved[a] * Math.min(1, LONGEST_STEP / longest);
        }
        return direction;
    }

    private boolean step(double[] direction) {
        double share = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++, share *= 0.5) {
            double[] next = new double[x.length];
            double promised = 0;
            for (int i = 0; i < x.length; i++) {
                next[i] = Math.max(lower[i], Math.min(upper[i], x[i] + share * direction[i]));
                promised += (next[i] - x[i]) * gradient[i];
            }
            Value reached = target.at(next);
            if (promised > 0 && reached.value() >= value.value() + SUFFICIENT * promised && reached.value() > value.value()) {
                double[] slope = reached.gradient();
                update(next, slope);
                x = next;
                value = reached;
                gradient = slope;
                return true;
            }
        }
        return false;
    }

    /** BFGS on M; left out where the function is not concave along the step. */
    private void update(double[] next, double[] slope) {
        int n = x.length;
        double[] s = new double[n];
        double[] y = new double[n];
        double[] ms = new double[n];
        double sy = 0;
        double sms = 0;
        double ss = 0;
        for (int i = 0; i < n; i++) {
            s[i] = next[i] - x[i];
            y[i] = gradient[i] - slope[i];
            sy += s[i] * y[i];
            ss += s[i] * s[i];
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                ms[i] += m[i][j] * s[j];
            }
            sms += s[i] * ms[i];
        }
        if (!(sy > LEAST_CURVATURE * ss) || !(sms > 0)) {
            return;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                m[i][j] += y[i] * y[j] / sy - ms[i] * ms[j] / sms;
            }
        }
    }
}
