package io.github.regretbench.bandit;

import io.github.regretbench.Require;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Objectives `f(x) = sum_(i=1)^m alpha_i k(c_i, x)` of one given norm: centres `c_i` uniform in a box, `alpha ~ N(0, I)` rescaled so that
 * `||f||_k^2 = alpha^T K_(c c) alpha = B^2`, by the reproducing property. This is the truth of Srinivas et al. 2010, Theorem 3, and of every
 * later frequentist bound. Centres and weights look at no arm: a trial's f is the same function whatever grid it is played on.
 *
 * <p>The norm on the arms alone, `sqrt(f^T K^+ f)`, is at most B and approaches it as the grid grows. `|f(x)| &lt;= B sqrt(k(x, x))`; how much
 * of that f reaches depends on the kernel, so that rough and smooth kernels are to be compared with an eye on `"sup" |f|`.
 *
 * @param prior gives k and the arms
 * @param box where centres are
 * @param norm `B = ||f||_k > 0`
 * @param centres m >= 1
 */
public record RkhsExpansion(Prior prior, Box box, double norm, int centres) implements ObjectiveFamily {
    /** More centres than this make no other functions, only slower ones. */
    public static final int MOST_CENTRES = 10_000;
    /** Weights whose terms cancel to less than this share of `||f||^2` are drawn again: their norm would be known to few digits. */
    private static final double CANCELLED = 1e-6;
    /** Draws before a kernel is given up that cancels whatever the weights are, or is zero on the box. */
    private static final int MOST_DRAWS = 100;

    /** @throws IllegalArgumentException when an argument is outside its domain or the arms have no coordinates */
    public RkhsExpansion {
        Require.positive("'norm'", norm);
        if (centres < 1 || centres > MOST_CENTRES) {
            throw new IllegalArgumentException("'centres' of %s is %d; expected 1 to %d".formatted(ObjectiveKind.RKHS_EXPANSION, centres,
                    MOST_CENTRES));
        }
        if (prior.points().isIndexOnly()) {
            throw new IllegalArgumentException("'objective: %s' needs arms with coordinates; sensors have none".formatted(
                    ObjectiveKind.RKHS_EXPANSION));
        }
    }

    /** The smallest box around arms: where centres are when the arms are listed one by one. */
    public static Box boxAround(Points arms) {
        double[] lower = arms.point(0).clone();
        double[] upper = lower.clone();
        for (int i = 1; i < arms.size(); i++) {
            double[] x = arms.point(i);
            for (int j = 0; j < x.length; j++) {
                lower[j] = Math.min(lower[j], x[j]);
                upper[j] = Math.max(upper[j], x[j]);
            }
        }
        return new Box(boxed(lower), boxed(upper));
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    @Override
    public Objective objective(int trial, UniformRandomProvider random) {
        List<double[]> c = new ArrayList<>();
        for (int i = 0; i < centres; i++) {
            double[] centre = new double[box.dimension()];
            for (int j = 0; j < centre.length; j++) {
                double u = random.nextDouble();
                centre[j] = box.lower().get(j) * (1 - u) + box.upper().get(j) * u;
            }
            c.add(centre);
        }
        double[] f = values(c, weights(c, random));
        if (Arrays.stream(f).allMatch(value -> value == 0)) {
            throw new IllegalArgumentException(("'objective: %s' makes a function that is 0 at every arm: the kernel %s between its centres and the "
                    + "arms is 0; use a kernel that is not, or 'objective: %s'").formatted(ObjectiveKind.RKHS_EXPANSION, prior.kernel(),
                            ObjectiveKind.RKHS_SPHERE_ON_ARMS));
        }
        return Objective.of(f);
    }

    private double[] weights(List<double[]> c, UniformRandomProvider random) {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            double[] weights = c.stream().mapToDouble(centre -> normal.sample()).toArray();
            if (scale(prior.kernel(), c, weights, norm)) {
                return weights;
            }
        }
        throw new IllegalArgumentException("'objective: %s' finds no function of norm %s: the kernel %s is zero on the box of the arms"
                .formatted(ObjectiveKind.RKHS_EXPANSION, norm, prior.kernel()));
    }

    /**
     * Scales weights so that `alpha^T K_(c c) alpha = B^2`.
     *
     * @return whether that is possible with all digits; the weights are as they were where it is not
     */
    static boolean scale(Kernel kernel, List<double[]> c, double[] weights, double norm) {
        double squared = 0;
        double absolute = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                // The later centre first: the kernel's values are then symmetric to the bit.
                double term = weights[i] * weights[j] * kernel.value(c.get(Math.max(i, j)), c.get(Math.min(i, j)));
                squared += term;
                absolute += Math.abs(term);
            }
        }
        if (!(squared > CANCELLED * absolute)) {
            return false;
        }
        double factor = norm / Math.sqrt(squared);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= factor;
        }
        return true;
    }

    private double[] values(List<double[]> c, double[] weights) {
        double[] f = new double[prior.size()];
        for (int arm = 0; arm < f.length; arm++) {
            f[arm] = value(prior.kernel(), c, weights, prior.points().point(arm));
        }
        return f;
    }

    /** `sum_i alpha_i k(c_i, x)`. */
    static double value(Kernel kernel, List<double[]> c, double[] weights, double[] x) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * kernel.value(c.get(i), x);
        }
        return sum;
    }
}
