package io.github.regretbench.kernel;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;

/**
 * Gamma-exponential (powered exponential) kernel `k(x, y) = exp(-(|x - y| / l)^gamma)`. `gamma = 1` is Matern 1/2; `gamma = 2` is the squared
 * exponential with length scale `l / sqrt(2)`; for gamma below 2 paths are not mean-square differentiable. Rasmussen and Williams 2006,
 * eq. 4.18.
 *
 * @param gamma in (0, 2]
 * @param lengthScale `l > 0`, in input units
 */
public record GammaExponential(double gamma, double lengthScale) implements Kernel {

    /** @throws IllegalArgumentException unless 0 &lt; gamma &lt;= 2 and the length scale is positive and finite */
    public GammaExponential {
        if (!(gamma > 0 && gamma <= 2)) {
            throw new IllegalArgumentException("gamma of gammaexp is " + gamma + "; expected a number > 0 and <= 2, for beyond 2 it is no kernel");
        }
        Require.positive("the length scale of gammaexp", lengthScale);
    }

    @Override
    public double value(double[] x, double[] y) {
        return StrictMath.exp(-StrictMath.pow(Distances.scaled(x, y, lengthScale), gamma));
    }

    @Override
    public String toString() {
        return "gammaexp(gamma=" + PlainDouble.format(gamma) + ", lengthscale=" + PlainDouble.format(lengthScale) + ")";
    }
}
