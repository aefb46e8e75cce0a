package io.github.regretbench.gp;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * The posterior through the m distinct arms played until some round, repeats merged, and the rows of the observations since; now and then
 * all are merged anew, and the rows begin again. An arm that was played since reads the rows after its last play, any other the m of the
 * arms merged and all rows since. `O(n m)` memory however many observations there are, and nothing that could drift in `10^6` rounds.
 *
 * <p>Merging pays as soon as the rows read beyond 2 m a round, those of all arms and as many since, have cost as much as a merger: then at
 * most twice as much is spent as by who knows what will be played (the ski rental's rule). Before that only memory forces it.
 */
final class DistinctArms implements Conditioning {
    /** Rows are as many as this for each distinct arm before they are merged, which then costs m/8 rows per round ... */
    private static final int ROWS_AN_ARM = 4;
    /** ... or as many as this, where they hold no more numbers than stay in a third-level cache of 8 MB. */
    private static final int MANY_ROWS = 1024;
    private static final int CACHED_NUMBERS = 1 << 20;

    private final Prior prior;
    private final Plays plays;
    private final MergedArms merged;
    private final ObservationRows since;

    /** The state after the plays. */
    DistinctArms(Prior prior, double noiseVariance, Plays plays, ArmLoop loop) {
        this.prior = prior;
        this.plays = plays;
        merged = new MergedArms(prior, noiseVariance, loop);
        since = new ObservationRows(prior, noiseVariance, plays, merged, loop);
        renew(new Moments(prior.size()));
    }

    private DistinctArms(DistinctArms other, Plays plays) {
        prior = other.prior;
        this.plays = plays;
        merged = other.merged.copy();
        since = other.since.copy(plays, merged);
    }

    /** Whether rows should be merged, by what they cost and take. */
    static boolean mergingPays(Prior prior, Plays plays, ObservationRows rows) {
        return rows.excess() * prior.size() >= mergingCost(prior, plays)
                || rows.count() >= mostRows(prior.size(), plays.count());
    }

    /** Rows that there are at most, with so many arms played. */
    static double mostRows(double arms, double distinct) {
        return Math.max(ROWS_AN_ARM * distinct, Math.min(MANY_ROWS, CACHED_NUMBERS / arms));
    }

    /** Multiplications, about: m passes that read m/2 rows, and the base and the moments. */
    static double mergingCost(Prior prior, Plays plays) {
        double m = plays.count();
        return m * (0.5 * m + 3) * prior.size() + m * m * m / 6;
    }

    @Override
    public PosteriorForm form() {
        return PosteriorForm.DISTINCT_ARMS;
    }

    @Override
    public double prepare(int arm) {
        return since.prepare(arm);
    }

    @Override
    public void observe(int arm, double reward, double pivot, double innovation, Moments moments) {
        since.observe(arm, reward, pivot, innovation, moments);
    }

    @Override
    public boolean isRenewalDue() {
        return mergingPays(prior, plays, since);
    }

    @Override
    public double covariance(int i, int j) {
        return since.covariance(i, j);
    }

    /** {@inheritDoc} By merging. */
    @Override
    public void renew(Moments moments) {
        merged.take(plays, moments);
        since.restart();
    }

    @Override
    public double[] draw(UniformRandomProvider random, Moments moments) {
        return since.draw(random, moments);
    }

    @Override
    public double cost() {
        return since.cost();
    }

    @Override
    public double renewalCost() {
        return mergingCost(prior, plays);
    }

    @Override
    public DistinctArms copy(Plays copied) {
        return new DistinctArms(this, copied);
    }
}
