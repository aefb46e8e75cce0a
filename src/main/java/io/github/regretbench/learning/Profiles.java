package io.github.regretbench.learning;

import java.util.ArrayList;
import java.util.List;

/**
 * Profile-likelihood intervals about a maximum: the values t of a coordinate with `2 (log L - max_(x_p = t) log L) le z^2`, `z = 1.96`, the
 * 95% point of chi-square with one degree of freedom. Pawitan 2001, section 3.4.
 */
final class Profiles {
    /** 0.975 quantile of the standard normal law. */
    private static final double Z = 1.959963984540054;
    /** How well an end has to be met, in units of z. */
    private static final double CLOSE = 0.005;
    /** The difference for second derivatives by gradients: their errors are of its order, which is enough for a direction. */
    private static final double DIFFERENCE = 1e-3;
    /** First steps to an end, in logarithms. */
    private static final double SHORTEST = 0.01;
    private static final double LONGEST = 1;
    private static final double LARGEST_GROWTH = 2;
    private static final int MOST_STEPS = 40;
    /** A profile that is higher by so many nats is another, higher maximum. */
    private static final double HIGHER = 1e-4;
    private static final int MOST_MAXIMA = 5;

    private final BoxMaximum.Target target;
    private final double[] lower;
    private final double[] upper;
    private double[] best;
    private double maximum;
    private double[][] curvature;

    Profiles(BoxMaximum.Target target, double[] lower, double[] upper, double[] best, double maximum) {
        this.target = target;
        this.lower = lower;
        this.upper = upper;
        this.best = best;
        this.maximum = maximum;
    }

    double[] best() {
        return best;
    }

    double maximum() {
        return maximum;
    }

    /**
     * Both ends for each coordinate; the bound where the profile stays above to there.
     *
     * @throws IllegalArgumentException when one higher maximum after the other is met
     */
    List<double[]> intervals() {
        for (int attempt = 0; attempt < MOST_MAXIMA; attempt++) {
            double before = maximum;
            curvature = curvature();
            List<double[]> ends = new ArrayList<>();
            for (int p = 0; p < best.length && maximum == before; p++) {
                double low = end(p, -1);
                ends.add(new double[] {low, maximum == before ? end(p, 1) : low});
            }
            if (maximum == before) {
                return ends;
            }
        }
        throw new IllegalArgumentException("the likelihood has more than %d maxima, each higher than the last, so that its intervals cannot be found; "
                .formatted(MOST_MAXIMA) + "narrow the bounds");
    }

    /** Minus the second derivatives. */
    private double[][] curvature() {
        double[] here = target.at(best).gradient();
        double[][] m = new double[best.length][];
        for (int p = 0; p < best.length; p++) {
            double[] moved = best.clone();
            double step = best[p] + DIFFERENCE <= upper[p] ? DIFFERENCE : -DIFFERENCE;
            moved[p] += step;
            double[] there = target.at(moved).gradient();
            m[p] = new double[best.length];
            for (int q = 0; q < best.length; q++) {
                m[p][q] = (here[q] - there[q]) / step;
            }
        }
        for (int p = 0; p < best.length; p++) {
            for (int q = 0; q < p; q++) {
                m[p][q] = 0.5 * (m[p][q] + m[q][p]);
                m[q][p] = m[p][q];
            }
        }
        return m;
    }

    private double end(int p, int side) {
        double bound = side < 0 ? lower[p] : upper[p];
        if (best[p] == bound) {
            return bound;
        }
        double[] unitVector = new double[best.length];
        unitVector[p] = 1;
        double[] column = SmallSystem.solve(curvature, unitVector);
        double error = column[p] > 0 ? Math.sqrt(column[p]) : LONGEST;
        double inside = best[p];
        double insideZ = 0;
        double outside = Double.NaN;
        double outsideZ = Double.NaN;
        double step = Math.max(SHORTEST, Math.min(LONGEST, Z * error));
        double t = best[p] + side * step;
        double[] from = best;
        double[] toward = column;
        for (int i = 0; i < MOST_STEPS; i++) {
            t = side < 0 ? Math.max(t, bound) : Math.min(t, bound);
            BoxMaximum profile = profile(p, t, from, toward);
            double z = Math.sqrt(Math.max(0, 2 * (maximum - profile.value())));
            if (profile.value() > maximum + HIGHER) {
                climb(profile.x());
                return t;
            }
            if (Math.abs(z - Z) <= CLOSE || z < Z && t == bound) {
                return t;
            }
            from = profile.x();
            if (z < Z) {
                inside = t;
                insideZ = z;
            } else {
                outside = t;
                outsideZ = z;
            }
            if (Double.isNaN(outside)) {
                double growth = z > 0 ? Math.min(LARGEST_GROWTH, Z / z * 1.05) : LARGEST_GROWTH;
                t = best[p] + (t - best[p]) * Math.max(growth, 1.02);
            } else {
                double share = (Z - insideZ) / (outsideZ - insideZ);
                t = inside + (outside - inside) * Math.max(0.05, Math.min(0.95, share));
            }
            toward = null;
        }
        return inside;
    }

    /** The maximum with coordinate p held at t, from a point moved along the ridge. */
    private BoxMaximum profile(int p, double t, double[] from, double[] column) {
        double[] start = from.clone();
        for (int q = 0; q < start.length; q++) {
            double along = column == null || !(column[p] > 0) ? 0 : column[q] / column[p] * (t - from[p]);
            start[q] = Math.max(lower[q], Math.min(upper[q], start[q] + along));
        }
        start[p] = t;
        double[] low = lower.clone();
        double[] high = upper.clone();
        low[p] = t;
        high[p] = t;
        if (target.at(start).value() == Double.NEGATIVE_INFINITY) {
            start = from.clone();
            start[p] = t;
        }
        return new BoxMaximum(target, low, high, start, curvature);
    }

    private void climb(double[] from) {
        BoxMaximum higher = new BoxMaximum(target, lower, upper, from, null);
        best = higher.x();
        maximum = higher.value();
    }
}
