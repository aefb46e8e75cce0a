package io.github.regretbench.kernel;

import io.github.regretbench.Require;
import java.util.List;

/**
 * Additive kernel `k(x, y) = sum_(k=1)^q v_k e_k(z_1, ..., z_d)` of interactions of up to q coordinates, with `e_k` the elementary symmetric
 * polynomial of degree k and `z_i = exp(-(x_i - y_i)^2 / (2 l_i^2))`. Duvenaud, Nickisch and Rasmussen 2011, eqs. 5 and 6.
 *
 * @param lengthScales `l_i > 0`, in input units: one for all coordinates, or one per dimension
 * @param orderVariances `v_1, ..., v_q`, each >= 0, the last > 0, q at most d: with one number functions are sums of functions of one coordinate
 */
public record Additive(List<Double> lengthScales, List<Double> orderVariances) implements Kernel {

    /** @throws IllegalArgumentException unless the length scales are positive and the variances are not negative, the last positive */
    public Additive {
        lengthScales = List.copyOf(lengthScales);
        orderVariances = List.copyOf(orderVariances);
        lengthScales.forEach(l -> Require.positive("a length scale of additive", l));
        for (double variance : orderVariances) {
            if (!(variance >= 0 && variance < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("an order variance of additive is " + variance + "; expected a finite number >= 0");
            }
        }
        Require.positive("the last order variance of additive", orderVariances.get(orderVariances.size() - 1));
    }

    @Override
    public double value(double[] x, double[] y) {
        Distances.requireSameDimension(x, y);
        int orders = orderVariances.size();
        if (orders > x.length) {
            throw new IllegalArgumentException("additive has variances for interactions of %d coordinates, but points have %d"
                    .formatted(orders, x.length));
        }
        double[] e = new double[orders + 1];
        e[0] = 1;
        for (int j = 0; j < x.length; j++) {
            double r = (x[j] - y[j]) / PerDimension.at("length scale", lengthScales, j, x.length);
            double z = StrictMath.exp(-0.5 * r * r);
            for (int k = Math.min(orders, j + 1); k >= 1; k--) {
                e[k] = Math.fma(z, e[k - 1], e[k]);
            }
        }
        double sum = 0;
        for (int k = 1; k <= orders; k++) {
            sum += orderVariances.get(k - 1) * e[k];
        }
        return sum;
    }

    @Override
    public String toString() {
        return "additive(lengthscale=" + PerDimension.text(lengthScales) + ", ordervariance=" + PerDimension.text(orderVariances) + ")";
    }
}
