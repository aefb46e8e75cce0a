package io.github.regretbench.gp;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The posterior in weight space: `K = Phi^T Phi` with the r features of a {@link FeatureMap}, `f = Phi^T w`, `w ~ N(0, I)`, and the
 * posterior covariance of the weights kept as a square root, `B = (I + 1/s_2 sum_t phi_t phi_t^T)^-1 = S S^T`. Rasmussen and Williams
 * 2006, eqs. 2.8 and 2.11. `O(n r + r^2)` a round whatever the number of observations.
 *
 * <p>With `u = S^T phi`, `p^2 = |u|^2 + s_2` and `h = sqrt(s_2) / p`, an observation makes `S' = S - 1 / (p^2 (1 + h)) (S u) u^T`: J. E.
 * Potter's square root filter (Bierman, Factorization Methods for Discrete Sequential Estimation, 1977, section II.3). S shrinks along u
 * and nothing grows, so an arm played `10^5` times keeps the relative accuracy of its variance `|u|^2`; B itself would lose it. S and the
 * mean weights are made anew from the numbers of plays and the mean rewards whenever the moments are, so that rounding does not add up
 * over the rounds.
 */
final class Features implements Conditioning {
    /**
     * What the features leave out of f acts like noise. With this share of the noise's variance at most, an arm's variance after c plays,
     * about `s_2 / c`, is right to c times this.
     */
    private static final double NEGLIGIBLE = 1e-10;

    private final Prior prior;
    private final ArmLoop loop;
    private final double noiseVariance;
    private final Plays plays;
    private final FeatureMap map;
    private final double[][] scratch;
    private final double[][] root;
    private final double[] weights;
    private final double[] feature;
    private final double[] projected;
    private final double[] direction;
    /** The loops, made once, and what they are told by fields, so that rounds allocate nothing. */
    private final ArmLoop.Part project = this::project;
    private final ArmLoop.Part shrinkRoot = this::shrinkRoot;
    private final ArmLoop.Part absorb = this::absorb;
    private double shrink;
    private double absorbed;
    private Moments into;

    /** The state after the plays. */
    Features(Prior prior, double noiseVariance, Plays plays, ArmLoop loop) {
        this.prior = prior;
        this.loop = loop;
        this.noiseVariance = noiseVariance;
        this.plays = plays;
        map = prior.features();
        scratch = map.scratch();
        root = new double[map.rank()][map.rank()];
        weights = new double[map.rank()];
        feature = new double[map.rank()];
        projected = new double[map.rank()];
        direction = new double[map.rank()];
        restart();
    }

    private Features(Features other, Plays plays) {
        prior = other.prior;
        loop = ArmLoop.SEQUENTIAL;
        noiseVariance = other.noiseVariance;
        this.plays = plays;
        map = other.map;
        scratch = map.scratch();
        root = Arrays.stream(other.root).map(double[]::clone).toArray(double[][]::new);
        weights = other.weights.clone();
        feature = other.feature.clone();
        projected = other.projected.clone();
        direction = other.direction.clone();
    }

    /** Whether the features are as good as K for observations with this noise. */
    static boolean areExact(Prior prior, double noiseVariance) {
        return prior.features().largestResidual() <= NEGLIGIBLE * noiseVariance;
    }

    /** From the prior, one observation for each distinct arm. */
    private void restart() {
        Arrays.fill(weights, 0);
        for (int i = 0; i < root.length; i++) {
            Arrays.fill(root[i], 0);
            root[i][i] = 1;
        }
        for (int place = 0; place < plays.count(); place++) {
            double noise = noiseVariance / plays.times(place);
            double variance = prepare(plays.arm(place));
            condition(plays.mean(place), variance + noise, noise);
        }
    }

    @Override
    public PosteriorForm form() {
        return PosteriorForm.FEATURES;
    }

    @Override
    public double prepare(int arm) {
        map.load(arm, feature);
        Arrays.fill(projected, 0);
        loop.over(root.length, root.length, project);
        return Rows.dot(projected, projected, projected.length);
    }

    /** Moves the weights by the observation of the prepared arm and leaves B phi in {@code direction}. */
    private void condition(double value, double squaredPivot, double noise) {
        double step = (value - Rows.dot(feature, weights, feature.length)) / squaredPivot;
        shrink = -1 / (squaredPivot * (1 + Math.sqrt(noise / squaredPivot)));
        int fours = root.length / 4;
        loop.over(fours, 4 * root.length, shrinkRoot);
        for (int i = 4 * fours; i < root.length; i++) {
            direction[i] = Rows.dot(root[i], projected, root.length);
            Rows.addMultiple(shrink * direction[i], projected, root[i]);
        }
        for (int i = 0; i < root.length; i++) {
            weights[i] = Math.fma(step, direction[i], weights[i]);
        }
    }

    /** `u = S^T phi`, in part. */
    private void project(int from, int to) {
        Rows.addCombination(feature, root, 0, root.length, projected, from, to);
    }

    /** S' for some rows, four at a time, each read once. */
    private void shrinkRoot(int from, int to) {
        for (int four = from; four < to; four++) {
            multiplyFour(4 * four);
            for (int i = 4 * four; i < 4 * four + 4; i++) {
                Rows.addMultiple(shrink * direction[i], projected, root[i]);
            }
        }
    }

    private void absorb(int from, int to) {
        map.absorb(direction, scratch, absorbed, into, from, to);
    }

    /** Four entries of S u at once: sums run side by side where one would wait for itself. */
    private void multiplyFour(int i) {
        double[] r0 = root[i];
        double[] r1 = root[i + 1];
        double[] r2 = root[i + 2];
        double[] r3 = root[i + 3];
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int j = 0; j < projected.length; j++) {
            double u = projected[j];
            s0 = Math.fma(r0[j], u, s0);
            s1 = Math.fma(r1[j], u, s1);
            s2 = Math.fma(r2[j], u, s2);
            s3 = Math.fma(r3[j], u, s3);
        }
        direction[i] = s0;
        direction[i + 1] = s1;
        direction[i + 2] = s2;
        direction[i + 3] = s3;
    }

    @Override
    public void observe(int arm, double reward, double pivot, double innovation, Moments moments) {
        condition(reward, pivot * pivot, noiseVariance);
        for (int i = 0; i < direction.length; i++) {
            direction[i] /= pivot;
        }
        map.gather(direction, scratch);
        absorbed = innovation;
        into = moments;
        loop.over(map.blocks(), moments.row.length / Math.max(1, map.blocks()), absorb);
    }

    @Override
    public double covariance(int i, int j) {
        prepare(i);
        double[] first = projected.clone();
        prepare(j);
        return Rows.dot(first, projected, first.length);
    }

    /** Variances as squared columns of `S^T Phi`: `O(n r^2)`. */
    @Override
    public void renew(Moments moments) {
        restart();
        map.combine(weights, scratch, moments.mean);
        Arrays.fill(moments.variance, 0);
        for (int k = 0; k < root.length; k++) {
            for (int i = 0; i < root.length; i++) {
                direction[i] = root[i][k];
            }
            map.combine(direction, scratch, moments.row);
            Rows.addSquares(moments.row, moments.variance);
        }
    }

    /** Mean weights plus S z with z standard normal. */
    @Override
    public double[] draw(UniformRandomProvider random, Moments moments) {
        double[] z = Prior.standardNormal(random, root.length);
        for (int i = 0; i < root.length; i++) {
            direction[i] = weights[i] + Rows.dot(root[i], z, z.length);
        }
        double[] f = new double[prior.size()];
        map.combine(direction, scratch, f);
        return f;
    }

    @Override
    public double cost() {
        return cost(map);
    }

    static double cost(FeatureMap map) {
        return map.cost() + 3.0 * map.rank() * map.rank();
    }

    @Override
    public double renewalCost() {
        return map.rank() * map.cost();
    }

    @Override
    public Features copy(Plays copied) {
        return new Features(this, copied);
    }
}
