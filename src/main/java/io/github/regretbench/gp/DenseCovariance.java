package io.github.regretbench.gp;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The posterior covariance matrix C of all n arms itself: an observation of arm a makes `C' = C - 1/p^2 C_a C_a^T`, `O(n^2)` a round and
 * in memory. Row a becomes `s_2 / p^2 C_a`, which does not subtract and keeps an arm played `10^5` times right relative to itself.
 * Against drift, C is made anew from the numbers of plays and the mean rewards whenever the moments are, `O(m n^2)` for m distinct arms.
 */
final class DenseCovariance implements Conditioning {
    /** Entries are differences of prior covariances: off by some units in the last place of the largest. */
    private static final double ROUNDING = 0x1p-50;

    private final Prior prior;
    private final double noiseVariance;
    private final Plays plays;
    private final double[][] covariance;

    /** The state after the plays. */
    DenseCovariance(Prior prior, double noiseVariance, Plays plays) {
        this.prior = prior;
        this.noiseVariance = noiseVariance;
        this.plays = plays;
        covariance = new double[prior.size()][prior.size()];
        renew(new Moments(prior.size()));
    }

    private DenseCovariance(DenseCovariance other, Plays plays) {
        prior = other.prior;
        noiseVariance = other.noiseVariance;
        this.plays = plays;
        covariance = Arrays.stream(other.covariance).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public PosteriorForm form() {
        return PosteriorForm.DENSE;
    }

    @Override
    public double prepare(int arm) {
        return Math.max(0, covariance[arm][arm]);
    }

    @Override
    public void observe(int arm, double reward, double pivot, double innovation, Moments moments) {
        condition(arm, noiseVariance, pivot, innovation, moments);
    }

    private void condition(int arm, double noise, double pivot, double innovation, Moments moments) {
        double[] c = moments.row;
        double variance = prepare(arm);
        Rows.multiply(1 / pivot, covariance[arm], c, 0, c.length);
        Rows.absorb(innovation, moments, 0, c.length);
        for (int j = 0; j < c.length; j++) {
            Rows.addMultiple(-c[j], c, covariance[j]);
        }
        for (int j = 0; j < c.length; j++) {
            covariance[arm][j] = c[j] * (noise / pivot);
            covariance[j][arm] = covariance[arm][j];
        }
        covariance[arm][arm] = variance * noise / (pivot * pivot);
    }

    @Override
    public double covariance(int i, int j) {
        return i == j ? prepare(i) : covariance[i][j];
    }

    @Override
    public void renew(Moments moments) {
        for (int i = 0; i < covariance.length; i++) {
            System.arraycopy(prior.row(i), 0, covariance[i], 0, covariance.length);
        }
        Arrays.fill(moments.mean, 0);
        for (int place = 0; place < plays.count(); place++) {
            int arm = plays.arm(place);
            double noise = noiseVariance / plays.times(place);
            double variance = prepare(arm);
            double pivot = Math.sqrt(variance + noise);
            double before = moments.mean[arm];
            double innovation = (plays.mean(place) - before) / pivot;
            condition(arm, noise, pivot, innovation, moments);
            moments.mean[arm] = before + variance / pivot * innovation;
        }
        for (int i = 0; i < covariance.length; i++) {
            moments.variance[i] = prepare(i);
        }
    }

    /** The mean plus a draw from N(0, C). */
    @Override
    public double[] draw(UniformRandomProvider random, Moments moments) {
        PivotedCholesky factor = PivotedCholesky.of(covariance.length, i -> covariance[i][i], i -> covariance[i],
                PivotedCholesky.RELATIVE_RESIDUAL, ROUNDING * prior.maximumVariance(), "the posterior covariance");
        double[] f = moments.mean.clone();
        Rows.addCombination(Prior.standardNormal(random, factor.rank()), factor.rows(), factor.rank(), f);
        return f;
    }

    @Override
    public double cost() {
        return cost(prior.size());
    }

    static double cost(int arms) {
        return (double) arms * arms;
    }

    @Override
    public double renewalCost() {
        return plays.count() * cost();
    }

    @Override
    public DenseCovariance copy(Plays copied) {
        return new DenseCovariance(this, copied);
    }
}
