package io.github.regretbench.gp;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The posterior through all t observations as they came: K_tt + s2 I = L L^T and V = L^-1 K_t., so that the posterior covariance is
 * K - V^T V. Rasmussen and Williams 2006, algorithm 2.1; one row V_t = C_a / p a round, O(n t).
 *
 * <p>The play of arm a in round s left C_a = (s2 / p_s) V_s, without any subtraction; a later play subtracts the rows since then alone. So
 * repeats are cheap, and an arm played 10^5 times keeps its relative accuracy.
 */
final class ObservationRows implements Conditioning {
    private final Prior prior;
    private final double noiseVariance;
    private final Plays plays;
    private int count;
    private double[][] v = new double[8][];
    private int[] arms = new int[8];
    private double[] pivots = new double[8];
    private double[] innovations = new double[8];
    /** The round of the last play of a distinct arm, and the arm's variance after it. */
    private int[] lastPlay = new int[8];
    private double[] varianceThen = new double[8];
    private double[] weights = new double[8];
    private double preparedVariance;

    /** The state before any observation. */
    ObservationRows(Prior prior, double noiseVariance, Plays plays) {
        this.prior = prior;
        this.noiseVariance = noiseVariance;
        this.plays = plays;
    }

    private ObservationRows(ObservationRows other, Plays plays) {
        prior = other.prior;
        noiseVariance = other.noiseVariance;
        this.plays = plays;
        count = other.count;
        v = other.v.clone();       // rows never change
        arms = other.arms.clone();
        pivots = other.pivots.clone();
        innovations = other.innovations.clone();
        lastPlay = other.lastPlay.clone();
        varianceThen = other.varianceThen.clone();
        weights = other.weights.clone();
    }

    @Override
    public PosteriorForm form() {
        return PosteriorForm.ROWS;
    }

    /** The first row that is subtracted from what is known of an arm. */
    private int from(int arm) {
        int place = plays.placeOf(arm);
        return place == Plays.NEVER ? 0 : lastPlay[place] + 1;
    }

    @Override
    public double prepare(int arm) {
        int from = from(arm);
        double variance = from == 0 ? prior.variance(arm) : varianceThen[plays.placeOf(arm)];
        for (int s = from; s < count; s++) {
            double value = v[s][arm];
            weights[s] = value;
            variance = Math.fma(-value, value, variance);
        }
        preparedVariance = Math.max(0, variance);
        return preparedVariance;
    }

    @Override
    public void observe(int arm, double reward, double pivot, double innovation, Moments moments) {
        reserve();
        int from = from(arm);
        for (int s = from; s < count; s++) {
            weights[s] /= -pivot;
        }
        double start = from == 0 ? 1 / pivot : noiseVariance / (pivots[from - 1] * pivot);
        Rows.absorb(start, from == 0 ? prior.row(arm) : v[from - 1], weights, v, from, count - from, innovation, moments, 0,
                prior.size());
        moments.row[arm] = preparedVariance / pivot;
        v[count] = moments.row.clone();
        arms[count] = arm;
        pivots[count] = pivot;
        innovations[count] = innovation;
        int place = plays.placeOf(arm) == Plays.NEVER ? plays.count() : plays.placeOf(arm);
        lastPlay[place] = count;
        varianceThen[place] = preparedVariance * noiseVariance / (pivot * pivot);
        count++;
    }

    private void reserve() {
        if (count == arms.length) {
            int capacity = 2 * count;
            v = Arrays.copyOf(v, capacity);
            arms = Arrays.copyOf(arms, capacity);
            pivots = Arrays.copyOf(pivots, capacity);
            innovations = Arrays.copyOf(innovations, capacity);
            lastPlay = Arrays.copyOf(lastPlay, capacity);
            varianceThen = Arrays.copyOf(varianceThen, capacity);
            weights = Arrays.copyOf(weights, capacity);
        }
    }

    /** From the arm that was played last, whose covariances cancel least. */
    @Override
    public double covariance(int i, int j) {
        int later = from(i) >= from(j) ? i : j;
        int from = from(later);
        double covariance = from == 0 ? prior.covariance(i, j) : i == j ? varianceThen[plays.placeOf(i)]
                : v[from - 1][later == i ? j : i] * (noiseVariance / pivots[from - 1]);
        for (int s = from; s < count; s++) {
            covariance = Math.fma(-v[s][i], v[s][j], covariance);
        }
        return covariance;
    }

    @Override
    public void renew(Moments moments) {
        Arrays.fill(moments.mean, 0);
        Rows.addCombination(innovations, v, count, moments.mean);
        for (int i = 0; i < moments.variance.length; i++) {
            moments.variance[i] = prior.variance(i);
        }
        for (int s = 0; s < count; s++) {
            Rows.subtractSquares(v[s], moments.variance);
        }
        for (int place = 0; place < plays.count(); place++) {
            moments.variance[plays.arm(place)] = prepare(plays.arm(place));
        }
    }

    /** Matheron's rule: a prior draw g, corrected by the posterior mean of what it misses in the data. */
    @Override
    public double[] draw(UniformRandomProvider random, Moments moments) {
        double[] f = prior.draw(random);
        double[] noise = Prior.standardNormal(random, count);
        double[] whitened = new double[count];
        for (int s = 0; s < count; s++) {
            double missed = -f[arms[s]] - Math.sqrt(noiseVariance) * noise[s];
            for (int u = 0; u < s; u++) {
                missed = Math.fma(-v[u][arms[s]], whitened[u], missed);
            }
            whitened[s] = missed / pivots[s];
        }
        for (int s = 0; s < count; s++) {
            whitened[s] += innovations[s];
        }
        Rows.addCombination(whitened, v, count, f);
        return f;
    }

    @Override
    public double cost() {
        return (double) count * prior.size();
    }

    @Override
    public double renewalCost() {
        return 2 * cost();
    }

    @Override
    public ObservationRows copy(Plays copied) {
        return new ObservationRows(this, copied);
    }
}
