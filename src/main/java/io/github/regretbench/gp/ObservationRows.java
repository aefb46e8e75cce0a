package io.github.regretbench.gp;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The posterior through the observations as they came. In the textbook (Rasmussen and Williams 2006, algorithm 2.1)
 * `K_(t t) + s_2 I = L L^T` and `V = L^-1 K_(t *)`, one row `V_t = C_a / p` a round, and the posterior covariance is `K - V^T V`. Here k
 * plays of one arm a in a row are one observation of their mean with noise `s_2 / k`, and share a row: with `v_s = C_a / p_s` of the
 * first play, `C_(aa)` before it and `p_s^2 = C_(aa) + s_2`, the covariance is `K - sum_s g_s v_s v_s^T` with
 * `g_s = p_s^2 / (C_(aa) + s_2 / k)`.
 *
 * <p>These plays left `C_a = (g_s s_2) / (k p_s) v_s`, without any subtraction; a later play of a subtracts the rows since then alone. So
 * repeats are cheap, O(n) times the rows since the last play, and an arm played `10^5` times keeps its relative accuracy.
 */
final class ObservationRows implements Conditioning {
    /** In place of the row of an arm's last play, where it was not among these observations. */
    private static final int NEVER = -1;

    private final Prior prior;
    private final double noiseVariance;
    private final Plays plays;
    /** K stands for its posterior covariance. */
    private final MergedArms start;
    private final ArmLoop loop;
    private int count;
    /** Rows beyond {@code count} are there to be used again. */
    private double[][] v = new double[8][];
    /** By row: the arm, its variance `C_(aa)` before, the number k of plays and g. */
    private int[] arms = new int[8];
    private double[] before = new double[8];
    private int[] times = new int[8];
    private double[] factors = new double[8];
    private double[] weights = new double[8];
    /** The row of the last play of a distinct arm. */
    private int[] lastRow = new int[8];
    private double preparedVariance;
    /** The loops, made once, and what they are told by fields, so that rounds allocate nothing. */
    private final ArmLoop.Part append = this::append;
    private final ArmLoop.Part repeat = this::repeat;
    private double multiple;
    private int fromRow;
    private double absorbed;
    private Moments into;
    private int reads;
    private double excess;

    /** The state before any observation but those of the start. */
    ObservationRows(Prior prior, double noiseVariance, Plays plays, MergedArms start, ArmLoop loop) {
        this.prior = prior;
        this.noiseVariance = noiseVariance;
        this.plays = plays;
        this.start = start;
        this.loop = loop;
        Arrays.fill(lastRow, NEVER);
    }

    private ObservationRows(ObservationRows other, Plays plays, MergedArms start) {
        prior = other.prior;
        noiseVariance = other.noiseVariance;
        this.plays = plays;
        this.start = start;
        loop = ArmLoop.SEQUENTIAL;
        count = other.count;
        v = new double[other.v.length][];
        for (int s = 0; s < count; s++) {
            v[s] = other.v[s].clone();
        }
        arms = other.arms.clone();
        before = other.before.clone();
        times = other.times.clone();
        factors = other.factors.clone();
        weights = other.weights.clone();
        lastRow = other.lastRow.clone();
        reads = other.reads;
        excess = other.excess;
    }

    /** Forgets the observations, because the start has taken them over. */
    void restart() {
        count = 0;
        excess = 0;
        Arrays.fill(lastRow, NEVER);
    }

    @Override
    public PosteriorForm form() {
        return PosteriorForm.ROWS;
    }

    /** The number of rows. */
    int count() {
        return count;
    }

    /** The sum over rounds of the rows read beyond 2 m, with m distinct arms played by then. */
    double excess() {
        return excess;
    }

    /** The first row that is subtracted from what is known of an arm. */
    private int from(int place) {
        return place >= 0 && place < lastRow.length ? lastRow[place] + 1 : 0;
    }

    /** `C_(aa)` of the arm of a row after its plays. */
    private double varianceAfter(int s) {
        return before[s] * noiseVariance / (times[s] * before[s] + noiseVariance);
    }

    /** `C_a` after the plays of a row, as a multiple of the row. */
    private double multipleAfter(int s) {
        return factors[s] * noiseVariance / (times[s] * Math.sqrt(before[s] + noiseVariance));
    }

    @Override
    public double prepare(int arm) {
        int place = plays.placeOf(arm);
        int from = from(place);
        double variance = from == 0 ? start.prepare(arm, place) : varianceAfter(from - 1);
        for (int s = from; s < count; s++) {
            double value = v[s][arm];
            weights[s] = factors[s] * value;
            variance = Math.fma(-weights[s], value, variance);
        }
        preparedVariance = Math.max(0, variance);
        return preparedVariance;
    }

    @Override
    public void observe(int arm, double reward, double pivot, double innovation, Moments moments) {
        int place = plays.placeOf(arm) == Plays.NEVER ? plays.count() : plays.placeOf(arm);
        int from = from(place);
        boolean again = from > 0 && from == count;
        reads = count - from + (from == 0 ? start.reads() : 0);
        excess += Math.max(0, reads - 2 * plays.count());
        if (again) {
            int s = count - 1;
            take(multipleAfter(s) / pivot, s + 1, innovation, moments);
            loop.over(prior.size(), repeat);
            times[s]++;
            factors[s] = (before[s] + noiseVariance) / (before[s] + noiseVariance / times[s]);
        } else {
            append(arm, place, from, pivot, innovation, moments);
        }
    }

    private void append(int arm, int place, int from, double pivot, double innovation, Moments moments) {
        reserve(place);
        double[] c = v[count];
        double scale = -1 / pivot;
        for (int s = from; s < count; s++) {
            weights[s] *= scale;
        }
        if (from == 0) {
            start.scale(1 / pivot);
        }
        take(from == 0 ? 1 / pivot : multipleAfter(from - 1) / pivot, from, innovation, moments);
        loop.over(prior.size(), append);
        c[arm] = preparedVariance / pivot;
        arms[count] = arm;
        before[count] = preparedVariance;
        times[count] = 1;
        factors[count] = 1;
        lastRow[place] = count;
        count++;
    }

    private void take(double scale, int from, double innovation, Moments moments) {
        multiple = scale;
        fromRow = from;
        absorbed = innovation;
        into = moments;
    }

    /** The arms i..j-1 of one more play of the last row's arm. */
    private void repeat(int i, int j) {
        Rows.absorb(multiple, v[count - 1], absorbed, into, i, j);
    }

    /** The arms i..j-1 of a new row, from the row of the arm's last play or from the start. */
    private void append(int i, int j) {
        double[] c = v[count];
        if (fromRow == 0) {
            start.start(multiple, c, i, j);
            Rows.absorb(1, c, weights, v, 0, count, absorbed, c, into, i, j);
        } else {
            Rows.absorb(multiple, v[fromRow - 1], weights, v, fromRow, count - fromRow, absorbed, c, into, i, j);
        }
    }

    private void reserve(int place) {
        if (count == arms.length) {
            int capacity = 2 * count;
            v = Arrays.copyOf(v, capacity);
            arms = Arrays.copyOf(arms, capacity);
            before = Arrays.copyOf(before, capacity);
            times = Arrays.copyOf(times, capacity);
            factors = Arrays.copyOf(factors, capacity);
            weights = Arrays.copyOf(weights, capacity);
        }
        if (v[count] == null) {
            v[count] = new double[prior.size()];
        }
        if (place >= lastRow.length) {
            int length = lastRow.length;
            lastRow = Arrays.copyOf(lastRow, 2 * place);
            Arrays.fill(lastRow, length, lastRow.length, NEVER);
        }
    }

    /** From the arm that was played last, whose covariances cancel least. */
    @Override
    public double covariance(int i, int j) {
        int placeOfI = plays.placeOf(i);
        int placeOfJ = plays.placeOf(j);
        boolean byI = from(placeOfI) >= from(placeOfJ);
        int from = from(byI ? placeOfI : placeOfJ);
        double covariance = from == 0 ? start.covariance(i, placeOfI, j, placeOfJ) : i == j ? varianceAfter(from - 1)
                : v[from - 1][byI ? j : i] * multipleAfter(from - 1);
        for (int s = from; s < count; s++) {
            covariance = Math.fma(-factors[s] * v[s][i], v[s][j], covariance);
        }
        return covariance;
    }

    /** {@inheritDoc} The rows stay as they are: nothing is ever subtracted from them. */
    @Override
    public void renew(Moments moments) {
        new MergedArms(prior, noiseVariance, loop).take(plays, moments);
    }

    /** Matheron's rule: a draw of the start's, corrected by the posterior mean of what it misses in the data. */
    @Override
    public double[] draw(UniformRandomProvider random, Moments moments) {
        double[] f = start.deviation(random);
        double[] noise = Prior.standardNormal(random, count);
        double[] whitened = new double[count];
        for (int s = 0; s < count; s++) {
            double missed = -f[arms[s]] - Math.sqrt(noiseVariance / times[s]) * noise[s];
            for (int u = 0; u < s; u++) {
                missed = Math.fma(-v[u][arms[s]], whitened[u], missed);
            }
            // C_a / (C_aa + s2/k) times what is missed, and C_a = p_s v_s.
            whitened[s] = missed / (before[s] + noiseVariance / times[s]) * Math.sqrt(before[s] + noiseVariance);
        }
        Rows.addCombination(whitened, v, count, f);
        for (int i = 0; i < f.length; i++) {
            f[i] += moments.mean[i];
        }
        return f;
    }

    @Override
    public double cost() {
        return (double) reads * prior.size();
    }

    @Override
    public double renewalCost() {
        return DistinctArms.mergingCost(prior, plays);
    }

    @Override
    public ObservationRows copy(Plays copied) {
        return copy(copied, start.copy());
    }

    ObservationRows copy(Plays copied, MergedArms copiedStart) {
        return new ObservationRows(this, copied, copiedStart);
    }
}
