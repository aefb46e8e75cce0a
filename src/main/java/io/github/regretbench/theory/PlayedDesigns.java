package io.github.regretbench.theory;

import io.github.regretbench.gp.FractionalDesign;
import io.github.regretbench.gp.Posterior;
import io.github.regretbench.gp.Prior;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Lower bounds on `gamma_T`: the gains of designs that exist. */
final class PlayedDesigns {
    private final Prior prior;
    private final double noiseVariance;
    private final GreedyDesign greedy;
    private final double[] lower;
    private Posterior posterior;
    private double[] plays;

    /** Bounds from the greedy design, and from playing one arm alone where that is longer. */
    PlayedDesigns(Prior prior, double noiseVariance, int horizon, GreedyDesign greedy) {
        this.prior = prior;
        this.noiseVariance = noiseVariance;
        this.greedy = greedy;
        posterior = prior.observedWith(noiseVariance);
        plays = new double[prior.size()];
        lower = new double[horizon + 1];
        double largest = prior.maximumVariance();
        for (int t = 1; t <= horizon; t++) {
            double alone = 0.5 * StrictMath.log1p(t * largest / noiseVariance);
            lower[t] = t <= greedy.horizon() ? Math.max(alone, greedy.gain(t)) : alone;
        }
    }

    /** The number of plays of the current design. */
    int played() {
        return posterior.observations();
    }

    /** How often the current design plays an arm. */
    double plays(int arm) {
        return plays[arm];
    }

    /** The bound on `gamma_t` so far, t = 1..horizon. */
    double lower(int t) {
        return lower[t];
    }

    /** The bounds for t = 0..horizon. */
    double[] lower() {
        double[] bounds = lower.clone();
        for (int t = 2; t < bounds.length; t++) {
            bounds[t] = Math.max(bounds[t], bounds[t - 1]);
        }
        return bounds;
    }

    private void raise(int t, double gain) {
        lower[t] = Math.max(lower[t], gain);
    }

    /** Plays arms of largest variance until there are {@code horizon} plays. */
    void playGreedily(int horizon) {
        while (played() < horizon) {
            int arm = GreedyDesign.mostUncertain(posterior);
            posterior.observe(arm, 0);
            plays[arm]++;
            raise(played(), posterior.informationGain());
        }
    }

    /**
     * Goes back to the greedy design of as many plays where it gains more, and exchanges plays while that helps. The search may see the
     * features of f only that leave out at most {@code overlooked}; what it finds is taken where the gain is larger.
     */
    void exchange(double overlooked) {
        if (greedy.gain(played()) > posterior.informationGain()) {
            take(greedy.plays(prior.size(), played()));
        }
        double[] exchanged = OptimalDesign.exchangePlays(FractionalDesign.of(prior, noiseVariance, overlooked, this::plays));
        if (!Arrays.equals(exchanged, plays)) {
            take(exchanged);
        }
    }

    private void take(double[] others) {
        Posterior after = prior.observedWith(noiseVariance, DoubleStream.of(others).mapToInt(count -> (int) count).toArray());
        if (after.informationGain() > posterior.informationGain()) {
            plays = others;
            posterior = after;
            raise(played(), posterior.informationGain());
        }
    }

    /**
     * Bounds from designs of {@code from} to {@code to} plays, each of which contains the one before, with plays in proportion to weights.
     * Their gains are computed where the number of plays has grown by a ratio. Between two of them, some design gains at least in
     * proportion: over a random order of the plays that the second has more, each gains no less on average than those that follow it,
     * because gains are submodular.
     *
     * @param weights of the arms, sum 1
     * @param ratio > 1
     * @param negligible variance that the gains may leave out
     */
    void follow(double[] weights, int from, int to, double ratio, double negligible) {
        double[] counts = new double[weights.length];
        double gain = fill(counts, weights, from, negligible);
        int t = from;
        while (t < to) {
            double last = gain;
            int next = Math.min(to, (int) Math.ceil(ratio * t));
            gain = fill(counts, weights, next, negligible);
            for (int s = t + 1; s < next; s++) {
                raise(s, last + (gain - last) * (s - t) / (next - t));
            }
            t = next;
        }
    }

    /** Adds to the counts until their sum is {@code t}, in proportion to what they lack of t times the weights. Returns the gain. */
    private double fill(double[] counts, double[] weights, int t, double negligible) {
        double[] lacking = new double[counts.length];
        double sum = 0;
        int left = t;
        for (int x = 0; x < counts.length; x++) {
            lacking[x] = Math.max(0, weights[x] * t - counts[x]);
            sum += lacking[x];
            left -= (int) counts[x];
        }
        double share = left / sum;
        for (int x = 0; x < counts.length; x++) {
            double whole = Math.floor(share * lacking[x]);
            lacking[x] = share * lacking[x] - whole;
            counts[x] += whole;
            left -= (int) whole;
        }
        IntStream.range(0, counts.length).boxed().sorted(Comparator.comparingDouble(x -> -lacking[x])).limit(left)
                .forEach(x -> counts[x]++);
        double gain = FractionalDesign.of(prior, noiseVariance, negligible, x -> counts[x]).informationGain();
        raise(t, gain);
        return gain;
    }
}
