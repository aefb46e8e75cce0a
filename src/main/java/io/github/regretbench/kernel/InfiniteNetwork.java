package io.github.regretbench.kernel;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;

/**
 * Infinitely wide network of rectified linear units with L hidden layers. Pre-activations start with covariance `w x^T y / d + b`; a layer maps
 * variances and covariance as in {@link Angle#layer}. With {@link Trained#OUTPUT} the covariance of the random network (NNGP; Lee et al.
 * 2018, section 2), with {@link Trained#ALL} its neural tangent kernel, `Theta_(l+1) = Sigma_(l+1) + w dot(Sigma)_(l+1) Theta_l` with
 * `dot(Sigma)_(l+1) = (pi - theta_l) / (2 pi)`, of a network trained by gradient descent (Jacot, Gabriel and Hongler 2018, Theorem 1).
 *
 * @param trained which layers learn
 * @param depth L >= 1 hidden layers
 * @param weightVariance `w > 0`
 * @param biasVariance `b >= 0`
 */
public record InfiniteNetwork(Trained trained, int depth, double weightVariance, double biasVariance) implements Kernel {

    /** Which layers of a network learn, and so what its kernel is. */
    public enum Trained {
        /** The last one: the covariance of the random network. */
        OUTPUT("nngp-relu"),
        /** All of them: the neural tangent kernel. */
        ALL("ntk-relu");

        private final String family;

        Trained(String family) {
            this.family = family;
        }
    }

    /** @throws IllegalArgumentException unless depth >= 1 and the variances are in their ranges */
    public InfiniteNetwork {
        if (depth < 1) {
            throw new IllegalArgumentException("the depth of " + trained.family + " is " + depth + "; expected a whole number >= 1");
        }
        Require.positive("the weight variance of " + trained.family, weightVariance);
        Require.notNegative("the bias variance of " + trained.family, biasVariance);
    }

    @Override
    public double value(double[] x, double[] y) {
        Angle angle = Angle.of(x, y, weightVariance / x.length, biasVariance);
        double tangent = angle.r();
        for (int layer = 0; layer < depth; layer++) {
            double slope = angle.scale() == 0 ? 0.5 : angle.rest() / (2 * Math.PI);
            angle = angle.layer(weightVariance, biasVariance);
            tangent = angle.r() + weightVariance * slope * tangent;
        }
        return trained == Trained.ALL ? tangent : angle.r();
    }

    @Override
    public String toString() {
        return trained.family + "(depth=" + depth + ", weightvariance=" + PlainDouble.format(weightVariance) + ", biasvariance=" + PlainDouble.format(biasVariance) + ")";
    }
}
