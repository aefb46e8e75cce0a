package io.github.regretbench.gp;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The posterior through t observations as they came: K_tt + s2 I = L L^T and V = L^-1 K_t., so that the posterior covariance is
 * K - V^T V. Rasmussen and Williams 2006, algorithm 2.1; one row V_t = C_a / p a round.
 *
 * <p>The play of arm a in round s left C_a = (s2 / p_s) V_s, without any subtraction; a later play subtracts the rows since then alone. So
 * repeats are cheap, O(n) times the rounds between two plays, and an arm played 10^5 times keeps its relative accuracy.
 */
final class ObservationRows implements Conditioning {
    /**
     * The number of rows read is averaged over so many of the last rounds, with weights that fall geometrically: enough for one new arm after
     * many rounds not to count for what rounds cost.
     */
    private static final double RECENT_ROUNDS = 64;
    /** In place of the round of an arm's last play, where it was not among these observations. */
    private static final int NEVER = -1;

    private final Prior prior;
    private final double noiseVariance;
    private final Plays plays;
    /** K stands for its posterior covariance. */
    private final MergedArms start;
    private int count;
    /** Rows beyond {@code count} are there to be used again. */
    private double[][] v = new double[8][];
    private int[] arms = new int[8];
    private double[] pivots = new double[8];
    /** The round of the last play of a distinct arm, and the arm's variance after it. */
    private int[] lastPlay = new int[8];
    private double[] varianceThen = new double[8];
    private double[] weights = new double[8];
    private double preparedVariance;
    private double recentReads;
    private double excess;

    /** The state before any observation but those of the start. */
    ObservationRows(Prior prior, double noiseVariance, Plays plays, MergedArms start) {
        this.prior = prior;
        this.noiseVariance = noiseVariance;
        this.plays = plays;
        this.start = start;
        Arrays.fill(lastPlay, NEVER);
    }

    private ObservationRows(ObservationRows other, Plays plays, MergedArms start) {
        prior = other.prior;
        noiseVariance = other.noiseVariance;
        this.plays = plays;
        this.start = start;
        count = other.count;
        v = new double[other.v.length][];
        for (int s = 0; s < count; s++) {
            v[s] = other.v[s].clone();
        }
        arms = other.arms.clone();
        pivots = other.pivots.clone();
        lastPlay = other.lastPlay.clone();
        varianceThen = other.varianceThen.clone();
        weights = other.weights.clone();
        recentReads = other.recentReads;
        excess = other.excess;
    }

    /** Forgets the observations, because the start has taken them over. */
    void restart() {
        count = 0;
        excess = 0;
        Arrays.fill(lastPlay, NEVER);
    }

    @Override
    public PosteriorForm form() {
        return PosteriorForm.ROWS;
    }

    /** The number t of observations here. */
    int count() {
        return count;
    }

    /** The sum over rounds of the rows read beyond 2 m, with m distinct arms played by then. */
    double excess() {
        return excess;
    }

    /** The first row that is subtracted from what is known of an arm. */
    private int from(int place) {
        return place >= 0 && place < lastPlay.length ? lastPlay[place] + 1 : 0;
    }

    @Override
    public double prepare(int arm) {
        int place = plays.placeOf(arm);
        int from = from(place);
        double variance = from == 0 ? start.prepare(arm, place) : varianceThen[place];
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
        int place = plays.placeOf(arm) == Plays.NEVER ? plays.count() : plays.placeOf(arm);
        reserve(place);
        double[] c = v[count];
        int from = from(place);
        double scale = -1 / pivot;
        for (int s = from; s < count; s++) {
            weights[s] *= scale;
        }
        if (from == 0) {
            start.start(1 / pivot, c);
            Rows.absorb(1, c, weights, v, 0, count, innovation, c, moments, 0, c.length);
        } else {
            Rows.absorb(noiseVariance / (pivots[from - 1] * pivot), v[from - 1], weights, v, from, count - from, innovation, c, moments, 0,
                    c.length);
        }
        c[arm] = preparedVariance / pivot;
        int reads = count - from + (from == 0 ? start.reads() : 0);
        recentReads += (reads - recentReads) / Math.min(RECENT_ROUNDS, plays.total() + 1);
        excess += Math.max(0, reads - 2 * plays.count());
        arms[count] = arm;
        pivots[count] = pivot;
        lastPlay[place] = count;
        varianceThen[place] = preparedVariance * noiseVariance / (pivot * pivot);
        count++;
    }

    private void reserve(int place) {
        if (count == arms.length) {
            int capacity = 2 * count;
            v = Arrays.copyOf(v, capacity);
            arms = Arrays.copyOf(arms, capacity);
            pivots = Arrays.copyOf(pivots, capacity);
            weights = Arrays.copyOf(weights, capacity);
        }
        if (v[count] == null) {
            v[count] = new double[prior.size()];
        }
        if (place >= lastPlay.length) {
            int before = lastPlay.length;
            lastPlay = Arrays.copyOf(lastPlay, 2 * place);
            varianceThen = Arrays.copyOf(varianceThen, 2 * place);
            Arrays.fill(lastPlay, before, lastPlay.length, NEVER);
        }
    }

    /** From the arm that was played last, whose covariances cancel least. */
    @Override
    public double covariance(int i, int j) {
        int placeOfI = plays.placeOf(i);
        int placeOfJ = plays.placeOf(j);
        boolean byI = from(placeOfI) >= from(placeOfJ);
        int from = from(byI ? placeOfI : placeOfJ);
        double covariance = from == 0 ? start.covariance(i, placeOfI, j, placeOfJ) : i == j ? varianceThen[placeOfI]
                : v[from - 1][byI ? j : i] * (noiseVariance / pivots[from - 1]);
        for (int s = from; s < count; s++) {
            covariance = Math.fma(-v[s][i], v[s][j], covariance);
        }
        return covariance;
    }

    /** {@inheritDoc} The rows stay as they are: nothing is ever subtracted from them. */
    @Override
    public void renew(Moments moments) {
        new MergedArms(prior, noiseVariance).take(plays, moments);
    }

    /** Matheron's rule: a draw of the start's, corrected by the posterior mean of what it misses in the data. */
    @Override
    public double[] draw(UniformRandomProvider random, Moments moments) {
        double[] f = start.deviation(random);
        double[] noise = Prior.standardNormal(random, count);
        double[] whitened = new double[count];
        for (int s = 0; s < count; s++) {
            double missed = -f[arms[s]] - Math.sqrt(noiseVariance) * noise[s];
            for (int u = 0; u < s; u++) {
                missed = Math.fma(-v[u][arms[s]], whitened[u], missed);
            }
            whitened[s] = missed / pivots[s];
        }
        Rows.addCombination(whitened, v, count, f);
        for (int i = 0; i < f.length; i++) {
            f[i] += moments.mean[i];
        }
        return f;
    }

    @Override
    public double cost() {
        return recentReads * prior.size();
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
