package io.github.regretbench.gp;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The posterior through the m distinct arms S played so far: c_a plays of arm a are one observation of their mean with noise s2/c_a, so
 * with D = diag(s2/c_a), K_SS + D = L L^T and V = L^-1 K_S. the posterior covariance is K - V^T V. O(n m) a round, O(n m) memory.
 *
 * <p>A new arm appends a row to V and to M = L^-1. A further play of arm a changes D_aa alone. Its covariance row is
 * C_a = D_aa (L^-T V)_a, a combination of rows of V with the small factor D_aa explicit, so that an arm played 10^5 times keeps its
 * relative accuracy. With p^2 = C_aa + s2, v = C_a / p = sum alpha_s V_s and h = sqrt((s2 + D_aa) / p^2), the Householder reflection
 * that maps the rows (V, v) to (V', 0) gives V' = V + alpha v^T / (1 + h) and M' = M + alpha (alpha^T M) / (1 + h): an orthogonal
 * transformation, hence no error growth. L need not be triangular and is never formed.
 */
final class DistinctArms implements Conditioning {
    /** C_aa = D - D^2 (K_SS + D)^-1_aa = D (1 - known): used where the subtraction loses at most one bit. */
    private static final double CANCELS = 0.5;

    private final Prior prior;
    private final double noiseVariance;
    private final int[] placeOf;
    private int count;
    private int[] arms = new int[8];
    private int[] plays = new int[8];
    private double[] rewards = new double[8];
    private double[][] v = new double[8][];
    private double[][] inverseFactor = new double[8][];
    private double[] weights = new double[8];
    private double[] projected = new double[8];

    DistinctArms(Prior prior, double noiseVariance) {
        this.prior = prior;
        this.noiseVariance = noiseVariance;
        this.placeOf = new int[prior.size()];
        Arrays.fill(placeOf, -1);
    }

    private DistinctArms(DistinctArms other) {
        prior = other.prior;
        noiseVariance = other.noiseVariance;
        placeOf = other.placeOf.clone();
        count = other.count;
        arms = other.arms.clone();
        plays = other.plays.clone();
        rewards = other.rewards.clone();
        v = deepCopy(other.v);
        inverseFactor = deepCopy(other.inverseFactor);
        weights = other.weights.clone();
        projected = other.projected.clone();
    }

    private static double[][] deepCopy(double[][] rows) {
        return Arrays.stream(rows).map(row -> row == null ? null : row.clone()).toArray(double[][]::new);
    }

    int count() {
        return count;
    }

    int arm(int place) {
        return arms[place];
    }

    int plays(int place) {
        return plays[place];
    }

    /** Sum of the rewards of the arm at a place. */
    double rewardSum(int place) {
        return rewards[place];
    }

    @Override
    public double covarianceRow(int arm, double[] row) {
        int place = placeOf[arm];
        if (place < 0) {
            System.arraycopy(prior.row(arm), 0, row, 0, row.length);
            for (int s = 0; s < count; s++) {
                weights[s] = v[s][arm];
            }
            Rows.subtractCombination(weights, v, count, row);
            row[arm] = Math.max(0, row[arm]);
            return row[arm];
        }
        double noise = noiseVariance / plays[place];
        for (int s = 0; s < count; s++) {
            weights[s] = noise * inverseFactor[s][place];
        }
        Arrays.fill(row, 0);
        Rows.addCombination(weights, v, count, row);
        double known = noise * inverseDiagonal(place);
        if (known < CANCELS) {
            row[arm] = noise * (1 - known);
        }
        return row[arm];
    }

    @Override
    public void observe(int arm, double reward, double[] standardisedRow, double pivot) {
        int place = placeOf[arm];
        if (place < 0) {
            append(arm, standardisedRow, pivot);
            place = count - 1;
        } else {
            double h = Math.sqrt((noiseVariance + noiseVariance / plays[place])) / pivot;
            reflect(standardisedRow, pivot, 1 / (1 + h));
        }
        plays[place]++;
        rewards[place] += reward;
    }

    private void append(int arm, double[] standardisedRow, double pivot) {
        reserve();
        combineInverse(weights);
        double[] last = new double[arms.length];
        for (int s = 0; s < count; s++) {
            last[s] = -projected[s] / pivot;
        }
        last[count] = 1 / pivot;
        inverseFactor[count] = last;
        v[count] = standardisedRow.clone();
        arms[count] = arm;
        placeOf[arm] = count;
        count++;
    }

    private void reserve() {
        if (count == arms.length) {
            int capacity = 2 * count;
            arms = Arrays.copyOf(arms, capacity);
            plays = Arrays.copyOf(plays, capacity);
            rewards = Arrays.copyOf(rewards, capacity);
            v = Arrays.copyOf(v, capacity);
            inverseFactor = Arrays.copyOf(inverseFactor, capacity);
            for (int s = 0; s < count; s++) {
                inverseFactor[s] = Arrays.copyOf(inverseFactor[s], capacity);
            }
            weights = Arrays.copyOf(weights, capacity);
            projected = Arrays.copyOf(projected, capacity);
        }
    }

    /** projected = factor^T M. */
    private void combineInverse(double[] factor) {
        Arrays.fill(projected, 0, count, 0);
        for (int s = 0; s < count; s++) {
            double[] m = inverseFactor[s];
            for (int j = 0; j < count; j++) {
                projected[j] = Math.fma(factor[s], m[j], projected[j]);
            }
        }
    }

    private void reflect(double[] standardisedRow, double pivot, double scale) {
        for (int s = 0; s < count; s++) {
            weights[s] /= pivot;
        }
        combineInverse(weights);
        for (int s = 0; s < count; s++) {
            double factor = scale * weights[s];
            double[] m = inverseFactor[s];
            for (int j = 0; j < count; j++) {
                m[j] = Math.fma(factor, projected[j], m[j]);
            }
            Rows.addMultiple(factor, standardisedRow, v[s]);
        }
    }

    /** By the row of an arm that was played, where there is one: it does not cancel. */
    @Override
    public double covariance(int i, int j) {
        int place = placeOf[i] >= 0 ? placeOf[i] : placeOf[j];
        if (place < 0) {
            double covariance = prior.covariance(i, j);
            for (int s = 0; s < count; s++) {
                covariance = Math.fma(-v[s][i], v[s][j], covariance);
            }
            return covariance;
        }
        double noise = noiseVariance / plays[place];
        if (i == j) {
            double known = noise * inverseDiagonal(place);
            if (known < CANCELS) {
                return noise * (1 - known);
            }
        }
        int other = placeOf[i] >= 0 ? j : i;
        double sum = 0;
        for (int s = 0; s < count; s++) {
            sum = Math.fma(inverseFactor[s][place], v[s][other], sum);
        }
        return noise * sum;
    }

    @Override
    public void moments(double[] mean, double[] variance) {
        double[] whitened = whiten(place -> rewards[place] / plays[place]);
        Arrays.fill(mean, 0);
        Rows.addCombination(whitened, v, count, mean);
        for (int i = 0; i < variance.length; i++) {
            variance[i] = prior.variance(i);
        }
        for (int s = 0; s < count; s++) {
            Rows.subtractSquares(v[s], variance);
        }
        for (int place = 0; place < count; place++) {
            double known = noiseVariance / plays[place] * inverseDiagonal(place);
            if (known < CANCELS) {
                variance[arms[place]] = noiseVariance / plays[place] * (1 - known);
            }
        }
    }

    /** (K_SS + D)^-1_aa = sum_s M_sa^2. */
    private double inverseDiagonal(int place) {
        double sum = 0;
        for (int s = 0; s < count; s++) {
            sum = Math.fma(inverseFactor[s][place], inverseFactor[s][place], sum);
        }
        return sum;
    }

    /** M times a vector over the distinct arms. */
    private double[] whiten(IntToDoubleFunction values) {
        double[] whitened = new double[count];
        for (int s = 0; s < count; s++) {
            double sum = 0;
            for (int j = 0; j < count; j++) {
                sum = Math.fma(inverseFactor[s][j], values.applyAsDouble(j), sum);
            }
            whitened[s] = sum;
        }
        return whitened;
    }

    /** Matheron's rule: a prior draw g, corrected by the posterior mean of what it misses in the data. */
    @Override
    public double[] draw(UniformRandomProvider random) {
        double[] f = prior.draw(random);
        double[] noise = Prior.standardNormal(random, count);
        double[] whitened = whiten(place -> rewards[place] / plays[place] - f[arms[place]]
                - Math.sqrt(noiseVariance / plays[place]) * noise[place]);
        Rows.addCombination(whitened, v, count, f);
        return f;
    }

    @Override
    public double cost() {
        return 2.0 * count * (prior.size() + count);
    }

    @Override
    public DistinctArms copy() {
        return new DistinctArms(this);
    }
}
