package io.github.regretbench.kernel;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;

/**
 * Matern kernel `k(x, y) = 2^(1-nu) / (Gamma(nu)) u^nu K_nu(u)`, `u = (sqrt(2 nu) |x - y|) / l`; `k(x, x) = 1` exactly. Sample paths have
 * `ceil(nu) - 1` mean-square derivatives. Rasmussen and Williams 2006, eq. 4.14; closed forms for `nu = 1/2, 3/2, 5/2, 7/2` from their
 * eq. 4.16, {@link GeneralMatern} otherwise.
 *
 * @param nu smoothness, > 0
 * @param lengthScale `l > 0`, in input units
 */
public record Matern(double nu, double lengthScale) implements Kernel {

    /** @throws IllegalArgumentException unless both parameters are positive and finite */
    public Matern {
        Require.positive("nu of matern", nu);
        Require.positive("the length scale of matern", lengthScale);
    }

    @Override
    public double value(double[] x, double[] y) {
        double r = Distances.scaled(x, y, lengthScale);
        if (nu > GeneralMatern.LARGE_ORDER) {
            return GeneralMatern.largeOrder(nu, r);
        }
        double u = Math.sqrt(2 * nu) * r;
        if (u > GeneralMatern.UNDERFLOW) {
            return 0;
        }
        if (nu == 0.5) {
            return StrictMath.exp(-u);
        }
        if (nu == 1.5) {
            return (1 + u) * StrictMath.exp(-u);
        }
        if (nu == 2.5) {
            return (1 + u + u * u / 3) * StrictMath.exp(-u);
        }
        if (nu == 3.5) {
            return (1 + u + 2 * u * u / 5 + u * u * u / 15) * StrictMath.exp(-u);
        }
        return GeneralMatern.correlation(nu, u);
    }

    @Override
    public String toString() {
        return "matern(nu=" + PlainDouble.format(nu) + ", lengthscale=" + PlainDouble.format(lengthScale) + ")";
    }
}
