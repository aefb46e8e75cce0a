package io.github.regretbench.theory;

import io.github.regretbench.gp.Prior;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An upper bound on `gamma_T` that lets each play condition on the one before it only. Sort a multiset along any fixed order of the arms;
 * conditioning on less can only raise an entropy, so `gamma_T &lt;= max_(i_1 &lt;= cdots &lt;= i_T) g(i_1) + sum_j G(i_(j-1), i_j)` with
 * `g(i) = 1/2 log(1 + K_(ii) / s_2)` and `G(i, j) = 1/2 log((K_(jj) + s_2 - K_(ij)^2 / (K_(ii) + s_2)) / s_2)`, all in nats. By dynamic
 * programming, `O(n^2)` a horizon, all horizons in turn. Tight for one-dimensional sets while the plays lie far apart. That conditioning
 * lowers entropy: Cover and Thomas 2006, section 8.6.
 */
public final class PathBound {
    private final double[][] gains;
    private double[] best;
    private double[] next;
    private boolean started;

    /**
     * The bound along an order of the arms.
     *
     * @param noiseVariance `s_2 > 0`
     * @param order each arm 0..n-1 once; neighbours should be alike
     * @throws IllegalArgumentException when the order is no permutation or the noise variance not positive
     */
    public PathBound(Prior prior, double noiseVariance, List<Integer> order) {
        InformationGain.requireNoiseVariance(noiseVariance);
        int n = prior.size();
        if (order.size() != n || order.stream().distinct().filter(i -> i >= 0 && i < n).count() != n) {
            throw new IllegalArgumentException("the order of a path bound names each of the " + n + " arms once");
        }
        int[] arm = order.stream().mapToInt(Integer::intValue).toArray();
        gains = new double[n][n];
        best = new double[n];
        next = new double[n];
        for (int i = 0; i < n; i++) {
            double variance = prior.variance(arm[i]);
            best[i] = 0.5 * StrictMath.log1p(variance / noiseVariance);
            for (int j = i; j < n; j++) {
                double covariance = prior.covariance(arm[i], arm[j]);
                double conditional = prior.variance(arm[j]) - covariance * covariance / (variance + noiseVariance);
                gains[i][j] = 0.5 * StrictMath.log1p(Math.max(0, conditional) / noiseVariance);
            }
        }
    }

    /** The bound at the next horizon in nats: T = 1 at the first call, then 2, 3, ... */
    public double next() {
        if (started) {
            advance();
        }
        started = true;
        double maximum = 0;
        for (double value : best) {
            maximum = Math.max(maximum, value);
        }
        return maximum;
    }

    private void advance() {
        int n = best.length;
        System.arraycopy(best, 0, next, 0, n);
        for (int i = 0; i < n; i++) {
            next[i] += gains[i][i];
        }
        for (int i = 0; i < n; i++) {
            raise(best[i], gains[i], i + 1, next);
        }
        double[] old = best;
        best = next;
        next = old;
    }

    /** Math.max, because the just-in-time compiler makes vector code of it. */
    private static void raise(double value, double[] gains, int from, double[] next) {
        for (int j = from; j < next.length; j++) {
            next[j] = Math.max(next[j], value + gains[j]);
        }
    }

    /**
     * An order whose neighbours are alike: by coordinate on a line; else from arm 0 on to the arm not yet named that is closest to the
     * last, `|x - y|^2 = K_(x x) + K_(y y) - 2 K_(x y)`, the lowest index among ties.
     */
    public static List<Integer> order(Prior prior) {
        if (prior.points().dimension() == 1 && !prior.points().isIndexOnly()) {
            double[] x = IntStream.range(0, prior.size()).mapToDouble(i -> prior.points().point(i)[0]).toArray();
            return IntStream.range(0, prior.size()).boxed().sorted((i, j) -> Double.compare(x[i], x[j])).toList();
        }
        int n = prior.size();
        boolean[] named = new boolean[n];
        Integer[] order = new Integer[n];
        int last = 0;
        for (int t = 0; t < n; t++) {
            order[t] = last;
            named[last] = true;
            int closest = -1;
            double distance = Double.POSITIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                double squared = prior.variance(i) - 2 * prior.covariance(last, i);
                if (!named[i] && squared < distance) {
                    closest = i;
                    distance = squared;
                }
            }
            last = closest;
        }
        return List.of(order);
    }
}
