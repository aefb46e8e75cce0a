package io.github.regretbench.kernel;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;

/**
 * Arc-cosine kernel of order n, the covariance of an infinite layer of units `z -> max(z, 0)^n`: with `s(x, y) = w x^T y + b` and
 * `theta = arccos((s(x, y)) / (sqrt(s(x, x) s(y, y))))`, `k(x, y) = 1/pi (s(x, x) s(y, y))^(n / 2) J_n(theta)`, where `J_0 = pi - theta`,
 * `J_1 = sin theta + (pi - theta) cos theta` and `J_2 = 3 sin theta cos theta + (pi - theta) (1 + 2 cos^2 theta)`. Cho and Saul
 * 2009, section 2. The prior variance grows like `|x|^(2n)`.
 *
 * @param order n, 0, 1 or 2; order 0 is not smooth
 * @param weightVariance `w > 0`, per squared input unit
 * @param biasVariance `b >= 0`
 */
public record ArcCosine(int order, double weightVariance, double biasVariance) implements Kernel {

    /** @throws IllegalArgumentException unless the order is 0, 1 or 2 and the variances are in their ranges */
    public ArcCosine {
        if (order < 0 || order > 2) {
            throw new IllegalArgumentException("the order of arccosine is " + order + "; expected 0, 1 or 2");
        }
        Require.positive("the weight variance of arccosine", weightVariance);
        Require.notNegative("the bias variance of arccosine", biasVariance);
    }

    @Override
    public double value(double[] x, double[] y) {
        Angle angle = Angle.of(x, y, weightVariance, biasVariance);
        if (angle.scale() == 0) {
            if (order == 0) {
                throw new IllegalArgumentException("arccosine of order 0 has no value at the origin; give it a biasvariance > 0");
            }
            return 0;
        }
        double rest = angle.rest();
        return switch (order) {
            case 0 -> rest / Math.PI;
            case 1 -> angle.scale() * (Angle.sinMinusArcTimesCos(rest) / Math.PI);
            default -> angle.q() * angle.p() * (Angle.secondOrder(rest) / Math.PI);
        };
    }

    @Override
    public String toString() {
        return "arccosine(order=" + order + ", weightvariance=" + PlainDouble.format(weightVariance) + ", biasvariance=" + PlainDouble.format(biasVariance) + ")";
    }
}
