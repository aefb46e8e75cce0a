package io.github.regretbench.theory;

import io.github.regretbench.gp.FractionalDesign;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The second-order model of `2 Phi = log det A` around a design m, for changes p of the plays: `u^T p - 1/2 p^T Q p` with
 * `u_x = (sigma^2(x)) / s_2` and `Q_(xy) = (("cov"(x, y)) / s_2)^2`. It is concave, and an exchange costs O(n) where one of the design
 * itself costs `O(n^2)`. Only arms that are played, or whose variance is above the mean over the plays, can gain by a first exchange; the
 * others are left out.
 */
final class QuadraticDesign {
    /** Exchanges allowed for each arm; a few are enough but for clusters of nearly equal arms. */
    private static final int MOST_EXCHANGES = 20;

    private final FractionalDesign design;
    private final int[] arms;
    private final double[][] curvature;
    private final double[] slope;
    private final double[] plays;

    private QuadraticDesign(FractionalDesign design, int[] arms) {
        this.design = design;
        this.arms = arms;
        slope = IntStream.of(arms).mapToDouble(x -> design.variance(x) / design.noiseVariance()).toArray();
        plays = IntStream.of(arms).mapToDouble(design::plays).toArray();
        curvature = design.covariances(arms);
        for (double[] row : curvature) {
            for (int j = 0; j < row.length; j++) {
                double scaled = row[j] / design.noiseVariance();
                row[j] = scaled * scaled;
            }
        }
    }

    static QuadraticDesign around(FractionalDesign design) {
        double mean = design.effectiveDimension() / design.horizon() * design.noiseVariance();
        return new QuadraticDesign(design, IntStream.range(0, design.size())
                .filter(x -> design.plays(x) > 0 || design.variance(x) >= mean).toArray());
    }

    /**
     * Moves plays from the played arm of smallest slope to the arm of largest slope, as far as the model says, until a linear bound on what
     * 1/2 of the model lacks is at most {@code tolerance}. Boehning, Metrika 33, 1986.
     */
    void maximise(double tolerance) {
        double horizon = design.horizon();
        for (int step = 0; step < MOST_EXCHANGES * arms.length; step++) {
            int most = 0;
            int least = -1;
            double sum = 0;
            for (int i = 0; i < slope.length; i++) {
                most = slope[i] > slope[most] ? i : most;
                least = plays[i] > 0 && (least < 0 || slope[i] < slope[least]) ? i : least;
                sum = Math.fma(plays[i], slope[i], sum);
            }
            double gain = slope[most] - slope[least];
            if (0.5 * (horizon * slope[most] - sum) <= tolerance || !(gain > 0)) {
                return;
            }
            exchange(most, least, gain);
        }
    }

    private void exchange(int in, int out, double gain) {
        double[] to = curvature[in];
        double[] from = curvature[out];
        double bend = to[in] + from[out] - 2 * to[out];
        double mass = bend > 0 ? Math.min(plays[out], gain / bend) : plays[out];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = Math.fma(-mass, to[i] - from[i], slope[i]);
        }
        plays[in] += mass;
        plays[out] -= mass;
    }

    /** `lambda = sqrt(p^T Q p)`: the length of the whole step in the metric of the curvature. */
    double decrement() {
        double sum = 0;
        for (int i = 0; i < arms.length; i++) {
            double row = 0;
            for (int j = 0; j < arms.length; j++) {
                row = Math.fma(curvature[i][j], plays[j] - design.plays(arms[j]), row);
            }
            sum = Math.fma(plays[i] - design.plays(arms[i]), row, sum);
        }
        return Math.sqrt(Math.max(0, sum));
    }

    /** The plays after this share of the step, 0 to 1, of every arm of the design. */
    IntToDoubleFunction step(double share) {
        double[] after = IntStream.range(0, design.size()).mapToDouble(design::plays).toArray();
        for (int i = 0; i < arms.length; i++) {
            after[arms[i]] = share == 1 ? plays[i] : after[arms[i]] + share * (plays[i] - after[arms[i]]);
        }
        return x -> after[x];
    }
}
