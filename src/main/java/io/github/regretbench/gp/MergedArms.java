package io.github.regretbench.gp;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The posterior after all plays until some round, through the m distinct arms S played by then: `c_a` plays of arm a are one observation
 * of their mean with noise `s_2 / c_a`, so with `D = diag(s_2 / c_a)`, `K_(SS) + D = L L^T` and `V = L^-1 K_(S *)` the posterior
 * covariance is `K - V^T V`, and the covariance row of a played arm is `C_a = D_(aa) (L^-T V)_a`, a combination of rows of V with the
 * small factor `D_(aa)` explicit: an arm played `10^5` times keeps its relative accuracy. `O(n m^2)` to make and 8 n m bytes, however
 * many plays there were. The prior while m = 0.
 */
final class MergedArms {
    /** `C_(aa) = D - D^2 ((K_(SS) + D)^-1)_(aa) = D (1 - "known")`: used where the subtraction loses at most one bit. */
    private static final double CANCELS = 0.5;

    private final Prior prior;
    private final ArmLoop loop;
    private final double noiseVariance;
    private int count;
    private int[] arms = new int[8];
    /** `D_(aa)` by place. */
    private double[] noise = new double[8];
    private double[][] v = new double[8][];
    /** `M = L^-1`, lower triangular. */
    private double[][] inverse = new double[8][];
    /** Of the rows from {@code first} on, and what they are added to: `C_a` of the prepared arm. */
    private double[] weights = new double[8];
    private int first;
    private double[] base;

    /** The prior. */
    MergedArms(Prior prior, double noiseVariance, ArmLoop loop) {
        this.prior = prior;
        this.loop = loop;
        this.noiseVariance = noiseVariance;
    }

    private MergedArms(MergedArms other) {
        prior = other.prior;
        loop = ArmLoop.SEQUENTIAL;
        noiseVariance = other.noiseVariance;
        count = other.count;
        arms = other.arms.clone();
        noise = other.noise.clone();
        v = copy(other.v, count);
        inverse = copy(other.inverse, count);
        weights = other.weights.clone();
    }

    private static double[][] copy(double[][] rows, int count) {
        double[][] copied = new double[rows.length][];
        for (int s = 0; s < count; s++) {
            copied[s] = rows[s].clone();
        }
        return copied;
    }

    MergedArms copy() {
        return new MergedArms(this);
    }

    /** The number m of distinct arms. */
    int count() {
        return count;
    }

    /** Takes the place of what was here: all plays so far, from the prior, one arm after the other. Writes the moments of all arms. */
    void take(Plays plays, Moments moments) {
        Arrays.fill(moments.mean, 0);
        for (int i = 0; i < moments.variance.length; i++) {
            moments.variance[i] = prior.variance(i);
        }
        reserve(plays.count());
        for (count = 0; count < plays.count();) {
            int arm = plays.arm(count);
            arms[count] = arm;
            noise[count] = noiseVariance / plays.times(count);
            double variance = prepare(arm, Plays.NEVER);
            double pivot = Math.sqrt(variance + noise[count]);
            scale(1 / pivot);
            invert(pivot);
            Rows.absorb(1 / pivot, base, weights, v, 0, count, (plays.mean(count) - moments.mean[arm]) / pivot, v[count], moments, 0,
                    prior.size());
            v[count][arm] = variance / pivot;
            count++;
        }
        for (int place = 0; place < count; place++) {
            moments.variance[arms[place]] = prepare(arms[place], place);
        }
    }

    /** The next row of M, for a new arm a with weights `-V_(* a) / p`: `("weights"^T M, 1 / p)`. */
    private void invert(double pivot) {
        double[] row = inverse[count];
        Arrays.fill(row, 0);
        for (int s = 0; s < count; s++) {
            Rows.addMultiple(weights[s], inverse[s], row, 0, s + 1);
        }
        row[count] = 1 / pivot;
    }

    private void reserve(int needed) {
        if (needed > arms.length) {
            int capacity = Math.max(needed, 2 * arms.length);
            arms = Arrays.copyOf(arms, capacity);
            noise = Arrays.copyOf(noise, capacity);
            v = Arrays.copyOf(v, capacity);
            inverse = Arrays.copyOf(inverse, capacity);
            weights = Arrays.copyOf(weights, capacity);
        }
        for (int s = 0; s < needed; s++) {
            if (v[s] == null) {
                v[s] = new double[prior.size()];
            }
            if (inverse[s] == null) {
                inverse[s] = new double[s + 1];
            }
        }
    }

    /**
     * Prepares {@link #start}.
     *
     * @param place the arm's, -1 or at least m for an arm that is not among those merged
     * @return the variance `C_(aa) >= 0` of an arm
     */
    double prepare(int arm, int place) {
        boolean known = place >= 0 && place < count;
        first = known ? place : 0;
        base = known ? null : prior.row(arm, loop);
        return known ? prepareKnown(arm, place) : prepareNew(arm);
    }

    private double prepareNew(int arm) {
        double variance = prior.variance(arm);
        for (int s = 0; s < count; s++) {
            double value = v[s][arm];
            weights[s] = -value;
            variance = Math.fma(-value, value, variance);
        }
        return Math.max(0, variance);
    }

    private double prepareKnown(int arm, int place) {
        double sum = 0;
        for (int s = place; s < count; s++) {
            double value = inverse[s][place];
            weights[s] = noise[place] * value;
            sum = Math.fma(value, value, sum);
        }
        if (noise[place] * sum < CANCELS) {
            return noise[place] * (1 - noise[place] * sum);
        }
        double variance = 0;
        for (int s = place; s < count; s++) {
            variance = Math.fma(weights[s], v[s][arm], variance);
        }
        return Math.max(0, variance);
    }

    /** Multiplies the weights of the prepared arm. */
    void scale(double scale) {
        for (int s = first; s < count; s++) {
            weights[s] *= scale;
        }
    }

    /** Multiplications an arm in {@link #start} for a prepared arm. */
    int reads() {
        return count - first;
    }

    /** c = scale `C_a` at the arms from..to-1, for the prepared arm a with weights scaled so. */
    void start(double scale, double[] c, int from, int to) {
        if (base == null) {
            Arrays.fill(c, from, to, 0);
        } else {
            Rows.multiply(scale, base, c, from, to);
        }
        Rows.addCombination(weights, v, first, count - first, c, from, to);
    }

    /** `C_(ij)`, by the row of an arm that was played, where there is one: it does not cancel. */
    double covariance(int i, int placeOfI, int j, int placeOfJ) {
        if (i == j) {
            return prepare(i, placeOfI);
        }
        boolean byJ = placeOfI < 0 || placeOfI >= count;
        prepare(byJ ? j : i, byJ ? placeOfJ : placeOfI);
        int other = byJ ? i : j;
        double covariance = base == null ? 0 : prior.covariance(i, j);
        for (int s = first; s < count; s++) {
            covariance = Math.fma(weights[s], v[s][other], covariance);
        }
        return covariance;
    }

    /** A draw from `N(0, K - V^T V)`, by Matheron's rule: a prior draw, less the posterior mean for what it is at the arms with noise. */
    double[] deviation(UniformRandomProvider random) {
        double[] f = prior.draw(random);
        double[] seen = Prior.standardNormal(random, count);
        for (int s = 0; s < count; s++) {
            seen[s] = -f[arms[s]] - Math.sqrt(noise[s]) * seen[s];
        }
        double[] whitened = new double[count];
        for (int s = 0; s < count; s++) {
            whitened[s] = Rows.dot(inverse[s], seen, s + 1);
        }
        Rows.addCombination(whitened, v, count, f);
        return f;
    }
}
