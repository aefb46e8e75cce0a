package io.github.regretbench.theory;

import io.github.regretbench.gp.FractionalDesign;
import java.util.stream.IntStream;

/**
 * Better designs from given ones.
 *
 * <p>Regularised D-optimal design: `V(T) = max_m 1/2 log det(I + 1/s_2 sum_x m_x phi_x phi_x^T) >= gamma_T` over real plays
 * `m_x >= 0, sum_x m_x = T`, by Newton steps: each maximises the {@link QuadraticDesign} around the last design. Where a whole step does
 * not help, the step `1 / (1 + lambda)` does, `lambda^2` its curvature, because log det is self-concordant. Y. Nesterov and A.
 * Nemirovskii, Interior-Point Polynomial Algorithms in Convex Programming, 1994, section 2.2.
 */
final class OptimalDesign {
    /** A step's model is maximised to this share of the gap it starts from: beyond, the model itself is wrong. */
    private static final double MODEL_TOLERANCE = 0.05;
    /** An exchange that multiplies det A by less than 1 + this could be rounding, and go on for ever. */
    private static final double WORTHWHILE = 1e-9;
    /** Arms that are looked at for a play that another may give up: neighbours among more are nearly the same. */
    private static final int MOST_CANDIDATES = 1024;

    private OptimalDesign() {
    }

    /** The design after steps until its gap is at most {@code tolerance} nats, {@code mostSteps} are done, or rounding allows none. */
    static FractionalDesign improve(FractionalDesign design, double tolerance, int mostSteps) {
        FractionalDesign best = design;
        for (int step = 0; step < mostSteps; step++) {
            double gap = gap(best);
            if (gap <= tolerance) {
                break;
            }
            QuadraticDesign model = QuadraticDesign.around(best);
            model.maximise(MODEL_TOLERANCE * gap);
            FractionalDesign next = best.with(model.step(1));
            if (!isBetter(next, best)) {
                next = best.with(model.step(1 / (1 + model.decrement())));
            }
            if (!isBetter(next, best)) {
                break;
            }
            best = next;
        }
        return best;
    }

    /** Close to the optimum the gain does not change any more in its last digit when the gap still does. */
    private static boolean isBetter(FractionalDesign next, FractionalDesign last) {
        return next.informationGain() > last.informationGain() || gap(next) < gap(last);
    }

    /** `1/2 ((T max_x sigma_w^2(x)) / s_2 - d)`, what the gain can lack at most. */
    static double gap(FractionalDesign design) {
        double maximum = 0;
        for (int x = 0; x < design.size(); x++) {
            maximum = Math.max(maximum, design.variance(x));
        }
        return 0.5 * (design.horizon() * maximum / design.noiseVariance() - design.effectiveDimension());
    }

    /**
     * Raises the gain of a whole number of plays by exchanges of single plays, the best first, while there are any. With
     * `u_x = (sigma^2(x)) / s_2` and `u_(xy)` the covariance over `s_2`, the exchange of y for x multiplies det A by
     * `(1 + u_x) (1 - u_y) + u_(xy)^2 &lt;= 1 + u_x - u_y`.
     *
     * @return the plays of each arm after at most as many exchanges as there are plays
     */
    static double[] exchangePlays(FractionalDesign design) {
        double[] plays = IntStream.range(0, design.size()).mapToDouble(design::plays).toArray();
        int[] arms = candidates(design);
        double[] counts = IntStream.of(arms).mapToDouble(design::plays).toArray();
        double[][] u = design.covariances(arms);
        for (double[] row : u) {
            for (int j = 0; j < row.length; j++) {
                row[j] /= design.noiseVariance();
            }
        }
        int step = 0;
        while (step < design.horizon() && exchangePlay(u, counts)) {
            step++;
        }
        for (int i = 0; i < arms.length; i++) {
            plays[arms[i]] = counts[i];
        }
        return plays;
    }

    /** The arms played, and those that have more variance than one of these; only some of them, evenly spread, when there are many arms. */
    private static int[] candidates(FractionalDesign design) {
        int stride = (design.size() + MOST_CANDIDATES - 1) / MOST_CANDIDATES;
        double least = IntStream.range(0, design.size()).filter(x -> design.plays(x) > 0).mapToDouble(design::variance).min().orElse(0);
        return IntStream.range(0, design.size())
                .filter(x -> design.plays(x) > 0 || x % stride == 0 && design.variance(x) > least).toArray();
    }

    private static boolean exchangePlay(double[][] u, double[] counts) {
        double[] variance = IntStream.range(0, u.length).mapToDouble(x -> u[x][x]).toArray();
        int in = -1;
        int out = -1;
        double best = 1 + WORTHWHILE;
        for (int y = 0; y < counts.length; y++) {
            for (int x = 0; counts[y] > 0 && x < counts.length; x++) {
                if (1 + variance[x] - variance[y] > best) {
                    double factor = (1 + variance[x]) * (1 - variance[y]) + u[y][x] * u[y][x];
                    if (factor > best) {
                        best = factor;
                        in = x;
                        out = y;
                    }
                }
            }
        }
        if (in < 0) {
            return false;
        }
        update(u, in, out);
        counts[in]++;
        counts[out]--;
        return true;
    }

    /** One play more of an arm, then one less of another, by the Sherman-Morrison formula. */
    private static void update(double[][] u, int in, int out) {
        double[] more = u[in].clone();
        double[] less = u[out].clone();
        double scaleMore = -1 / (1 + more[in]);
        double share = scaleMore * more[out];
        for (int j = 0; j < less.length; j++) {
            less[j] = Math.fma(share, more[j], less[j]);
        }
        double scaleLess = 1 / (1 - less[out]);
        for (int i = 0; i < u.length; i++) {
            add(scaleMore * more[i], more, scaleLess * less[i], less, u[i]);
        }
    }

    private static void add(double a, double[] first, double b, double[] second, double[] to) {
        for (int j = 0; j < to.length; j++) {
            to[j] = Math.fma(b, second[j], Math.fma(a, first[j], to[j]));
        }
    }
}
