package io.github.regretbench.gp;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The posterior through the m distinct arms S played so far: c_a plays of arm a are one observation of their mean with noise s2/c_a, so
 * with D = diag(s2/c_a), K_SS + D = L L^T and V = L^-1 K_S. the posterior covariance is K - V^T V. O(n m) a round, O(n m) memory.
 *
 * <p>A new arm appends a row to V and to M = L^-1. A further play of arm a changes D_aa alone. Its covariance row is
 * C_a = D_aa (L^-T V)_a, a combination of rows of V with the small factor D_aa explicit, so that an arm played 10^5 times keeps its
 * relative accuracy. With p^2 = C_aa + s2, v = C_a / p = sum alpha_s V_s and h = sqrt((s2 + D_aa) / p^2), the Householder reflection
 * that maps the rows (V, v) to (V', 0) gives V' = V + alpha v^T / (1 + h) and M' = M + alpha (alpha^T M) / (1 + h): an orthogonal
 * transformation, hence no error growth; what little rounding adds is gone when V and M are made anew with the moments. L need not be
 * triangular and is never formed.
 *
 * <p>Reflections wait until there are {@value #MOST_WAITING} and are then carried out together, so that V is written once in so many rounds;
 * until then V stands for V + sum_k f_k v_k^T, and M likewise. (The compact form of products of reflections: Bischof and Van Loan, SIAM J.
 * Sci. Stat. Comput. 8, 1987.)
 */
final class DistinctArms implements Conditioning {
    /** C_aa = D - D^2 (K_SS + D)^-1_aa = D (1 - known): used where the subtraction loses at most one bit. */
    private static final double CANCELS = 0.5;
    /** The cost of writing V falls with the number, that of reading what waits grows; 4 to 8 are equally fast for m about 50. */
    private static final int MOST_WAITING = 8;

    private final Prior prior;
    private final double noiseVariance;
    private final Plays plays;
    private int count;
    private int waiting;
    /** v_k of the waiting reflections from the end of the first {@value #MOST_WAITING} places towards the front, then the rows of V. */
    private double[][] v = new double[MOST_WAITING + 8][];
    /** M in the same arrangement. */
    private double[][] inverse = new double[MOST_WAITING + 8][];
    /** f_k of the waiting reflections. */
    private double[][] factors = new double[MOST_WAITING][8];
    /** Weights of the rows, in their arrangement. */
    private double[] weights = new double[MOST_WAITING + 8];
    private double[] projected = new double[8];
    private double preparedVariance;

    /** The state after the plays. */
    DistinctArms(Prior prior, double noiseVariance, Plays plays) {
        this.prior = prior;
        this.noiseVariance = noiseVariance;
        this.plays = plays;
        for (int k = 0; k < MOST_WAITING; k++) {
            v[k] = new double[prior.size()];
            inverse[k] = new double[8];
        }
        renew(new Moments(prior.size()));
    }

    private DistinctArms(DistinctArms other, Plays plays) {
        prior = other.prior;
        noiseVariance = other.noiseVariance;
        this.plays = plays;
        count = other.count;
        waiting = other.waiting;
        v = deepCopy(other.v);
        inverse = deepCopy(other.inverse);
        factors = deepCopy(other.factors);
        weights = other.weights.clone();
        projected = other.projected.clone();
    }

    private static double[][] deepCopy(double[][] rows) {
        return Arrays.stream(rows).map(row -> row == null ? null : row.clone()).toArray(double[][]::new);
    }

    @Override
    public PosteriorForm form() {
        return PosteriorForm.DISTINCT_ARMS;
    }

    /** Entry j of row s of V or M, with what waits. */
    private double entry(double[][] rows, int s, int j) {
        double value = rows[MOST_WAITING + s][j];
        for (int k = 0; k < waiting; k++) {
            value = Math.fma(factors[k][s], rows[MOST_WAITING - 1 - k][j], value);
        }
        return value;
    }

    @Override
    public double prepare(int arm) {
        int place = plays.placeOf(arm);
        preparedVariance = place < 0 ? prepareNew(arm) : prepareKnown(arm, place);
        return preparedVariance;
    }

    private double prepareNew(int arm) {
        double variance = prior.variance(arm);
        for (int s = 0; s < count; s++) {
            double value = entry(v, s, arm);
            weights[MOST_WAITING + s] = value;
            variance = Math.fma(-value, value, variance);
        }
        return Math.max(0, variance);
    }

    private double prepareKnown(int arm, int place) {
        double noise = noiseVariance / plays.times(place);
        double sum = 0;
        for (int s = 0; s < count; s++) {
            double value = entry(inverse, s, place);
            weights[MOST_WAITING + s] = noise * value;
            sum = Math.fma(value, value, sum);
        }
        if (noise * sum < CANCELS) {
            return noise * (1 - noise * sum);
        }
        double variance = 0;
        for (int s = 0; s < count; s++) {
            variance = Math.fma(weights[MOST_WAITING + s], entry(v, s, arm), variance);
        }
        return Math.max(0, variance);
    }

    @Override
    public void observe(int arm, double reward, double pivot, double innovation, Moments moments) {
        int place = plays.placeOf(arm);
        if (place < 0) {
            append(arm, pivot, innovation, moments);
            return;
        }
        weigh(1 / pivot);
        Rows.absorb(0, null, weights, v, MOST_WAITING - waiting, waiting + count, innovation, moments, 0, prior.size());
        moments.row[arm] = preparedVariance / pivot;
        double h = Math.sqrt(noiseVariance + noiseVariance / plays.times(place)) / pivot;
        reflect(moments.row, 1 / (1 + h));
    }

    /** Scales the weights of the rows of V, gives the waiting rows theirs, and sets projected = weights^T M. */
    private void weigh(double scale) {
        for (int s = 0; s < count; s++) {
            weights[MOST_WAITING + s] *= scale;
        }
        for (int k = 0; k < waiting; k++) {
            double sum = 0;
            for (int s = 0; s < count; s++) {
                sum = Math.fma(weights[MOST_WAITING + s], factors[k][s], sum);
            }
            weights[MOST_WAITING - 1 - k] = sum;
        }
        Arrays.fill(projected, 0, count, 0);
        Rows.addCombination(weights, inverse, MOST_WAITING - waiting, waiting + count, projected, 0, count);
    }

    private void append(int arm, double pivot, double innovation, Moments moments) {
        reserve();
        weigh(-1 / pivot);
        Rows.absorb(1 / pivot, prior.row(arm), weights, v, MOST_WAITING - waiting, waiting + count, innovation, moments, 0, prior.size());
        moments.row[arm] = preparedVariance / pivot;
        int place = MOST_WAITING + count;
        if (v[place] == null) {
            v[place] = new double[prior.size()];
            inverse[place] = new double[projected.length];
        }
        System.arraycopy(moments.row, 0, v[place], 0, moments.row.length);
        System.arraycopy(projected, 0, inverse[place], 0, count);
        Arrays.fill(inverse[place], count, projected.length, 0);
        inverse[place][count] = 1 / pivot;
        for (int k = 0; k < MOST_WAITING; k++) {
            factors[k][count] = 0;
            inverse[k][count] = 0;
        }
        count++;
    }

    private void reserve() {
        if (count == projected.length) {
            int capacity = 2 * count;
            v = Arrays.copyOf(v, MOST_WAITING + capacity);
            inverse = Arrays.copyOf(inverse, MOST_WAITING + capacity);
            for (int s = 0; s < MOST_WAITING + count; s++) {
                inverse[s] = Arrays.copyOf(inverse[s], capacity);
            }
            for (int k = 0; k < MOST_WAITING; k++) {
                factors[k] = Arrays.copyOf(factors[k], capacity);
            }
            weights = Arrays.copyOf(weights, MOST_WAITING + capacity);
            projected = new double[capacity];
        }
    }

    private void reflect(double[] row, double scale) {
        int place = MOST_WAITING - 1 - waiting;
        System.arraycopy(row, 0, v[place], 0, row.length);
        System.arraycopy(projected, 0, inverse[place], 0, count);
        for (int s = 0; s < count; s++) {
            factors[waiting][s] = scale * weights[MOST_WAITING + s];
        }
        waiting++;
        if (waiting == MOST_WAITING) {
            carryOut();
        }
    }

    /** V += sum_k f_k v_k^T over the waiting reflections, M likewise. */
    private void carryOut() {
        int first = MOST_WAITING - waiting;
        for (int s = 0; s < count; s++) {
            for (int k = 0; k < waiting; k++) {
                weights[MOST_WAITING - 1 - k] = factors[k][s];
            }
            Rows.addCombination(weights, v, first, waiting, v[MOST_WAITING + s], 0, prior.size());
            Rows.addCombination(weights, inverse, first, waiting, inverse[MOST_WAITING + s], 0, count);
        }
        waiting = 0;
    }

    /** By the row of an arm that was played, where there is one: it does not cancel. */
    @Override
    public double covariance(int i, int j) {
        int place = plays.placeOf(i) >= 0 ? plays.placeOf(i) : plays.placeOf(j);
        if (i == j) {
            return prepare(i);
        }
        if (place < 0) {
            double covariance = prior.covariance(i, j);
            for (int s = 0; s < count; s++) {
                covariance = Math.fma(-entry(v, s, i), entry(v, s, j), covariance);
            }
            return covariance;
        }
        int other = plays.placeOf(i) >= 0 ? j : i;
        double sum = 0;
        for (int s = 0; s < count; s++) {
            sum = Math.fma(entry(inverse, s, place), entry(v, s, other), sum);
        }
        return noiseVariance / plays.times(place) * sum;
    }

    /** From the prior, one new arm after the other, each played once with all its plays; O(n m^2). */
    @Override
    public void renew(Moments moments) {
        Arrays.fill(moments.mean, 0);
        for (int i = 0; i < moments.variance.length; i++) {
            moments.variance[i] = prior.variance(i);
        }
        count = 0;
        waiting = 0;
        for (int place = 0; place < plays.count(); place++) {
            int arm = plays.arm(place);
            preparedVariance = prepareNew(arm);
            double pivot = Math.sqrt(preparedVariance + noiseVariance / plays.times(place));
            append(arm, pivot, (plays.mean(place) - moments.mean[arm]) / pivot, moments);
        }
        for (int place = 0; place < count; place++) {
            moments.variance[plays.arm(place)] = prepareKnown(plays.arm(place), place);
        }
    }

    /** Weights of the rows: M times what {@code projected} holds. */
    private void whiten() {
        for (int s = 0; s < count; s++) {
            weights[MOST_WAITING + s] = Rows.dot(inverse[MOST_WAITING + s], projected, count);
        }
        for (int k = 0; k < waiting; k++) {
            double sum = Rows.dot(inverse[MOST_WAITING - 1 - k], projected, count);
            for (int s = 0; s < count; s++) {
                weights[MOST_WAITING + s] = Math.fma(factors[k][s], sum, weights[MOST_WAITING + s]);
            }
        }
    }

    /** Matheron's rule: a prior draw g, corrected by the posterior mean of what it misses in the data. */
    @Override
    public double[] draw(UniformRandomProvider random, Moments moments) {
        double[] f = prior.draw(random);
        double[] noise = Prior.standardNormal(random, count);
        for (int place = 0; place < count; place++) {
            projected[place] = plays.mean(place) - f[plays.arm(place)] - Math.sqrt(noiseVariance / plays.times(place)) * noise[place];
        }
        whiten();
        weigh(1);
        Rows.addCombination(weights, v, MOST_WAITING - waiting, waiting + count, f, 0, f.length);
        return f;
    }

    @Override
    public double cost() {
        return cost(prior.size(), count);
    }

    static double cost(int arms, int distinct) {
        return 1.5 * distinct * (arms + distinct);
    }

    @Override
    public double renewalCost() {
        return 0.5 * count * count * (prior.size() + count);
    }

    @Override
    public DistinctArms copy(Plays copied) {
        return new DistinctArms(this, copied);
    }
}
