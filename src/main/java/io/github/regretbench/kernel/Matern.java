package io.github.regretbench.kernel;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;
import java.util.List;

/**
 * Matern kernel `k(x, y) = 2^(1-nu) / (Gamma(nu)) u^nu K_nu(u)`, `u = (sqrt(2 nu) |x - y|) / l`; `k(x, x) = 1` exactly. Sample paths have
 * `ceil(nu) - 1` mean-square derivatives. Rasmussen and Williams 2006, eq. 4.14; closed forms for `nu = 1/2, 3/2, 5/2, 7/2` from their
 * eq. 4.16, {@link GeneralMatern} otherwise.
 *
 * @param nu smoothness, > 0
 * @param lengthScale `l > 0`, in input units
 */
public record Matern(double nu, double lengthScale) implements Isotropic {

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
        return correlation(nu, Math.sqrt(2 * nu) * r);
    }

    private static double correlation(double nu, double u) {
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

    /** The length scale; nu is no parameter here, because fits have to say it. */
    @Override
    public List<Parameter> parameters() {
        return List.of(LENGTH_SCALE);
    }

    /**
     * {@inheritDoc} With `u = sqrt(2 nu) r` it is `u e^-u` for `nu = 1/2` and `nu / (nu - 1) r^2 M_(nu-1)(u)` for `nu > 1`, because
     * `(u^nu K_nu(u))' = -u^nu K_(nu-1)(u)`: DLMF 10.29.4.
     *
     * @throws IllegalArgumentException for other nu, and those above {@value GeneralMatern#LARGE_ORDER}
     */
    @Override
    public double value(double[] x, double[] y, double[] derivatives, int first) {
        if (nu != 0.5 && !(nu > 1 && nu <= GeneralMatern.LARGE_ORDER)) {
            throw new IllegalArgumentException(("the length scale of matern is fitted for nu = 0.5 and for nu above 1 up to %s, but nu is %s; use "
                    + "another nu, or write the 'lengthscale'").formatted(PlainDouble.format(GeneralMatern.LARGE_ORDER), PlainDouble.format(nu)));
        }
        double r = Distances.scaled(x, y, lengthScale);
        double u = Math.sqrt(2 * nu) * r;
        double value = correlation(nu, u);
        if (value == 0) {
            derivatives[first] = 0;
        } else {
            derivatives[first] = nu == 0.5 ? u * value : nu / (nu - 1) * r * r * correlation(nu - 1, u);
        }
        return value;
    }

    @Override
    public String toString() {
        return "matern(nu=" + PlainDouble.format(nu) + ", lengthscale=" + PlainDouble.format(lengthScale) + ")";
    }
}
