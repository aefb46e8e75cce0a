package io.github.regretbench.theory;

import io.github.regretbench.Require;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.Matern;
import io.github.regretbench.kernel.Scaled;
import io.github.regretbench.kernel.SquaredExponential;
import io.github.regretbench.kernel.Stretched;
import java.util.Collections;

/**
 * Second and fourth spectral moments of a stationary isotropic kernel along one axis: `lambda_2 = -k''(0)` is the variance of
 * `(df) / (dx_j)` and `lambda_4 = k''''(0)` that of `(d^2 f) / (dx_j^2)`. Derivatives of k at 0.
 *
 * @param second `lambda_2`, in squared units of f per squared unit of input; > 0
 * @param fourth `lambda_4`, in squared units of f per fourth power of the unit of input; >= `lambda_2^2 / "variance"`, > 0
 */
public record SpectralMoments(double second, double fourth) {

    /** @throws IllegalArgumentException unless both are finite and > 0 */
    public SpectralMoments {
        Require.positive("the second spectral moment", second);
        Require.positive("the fourth spectral moment", fourth);
    }

    /** Of `exp(-r^2 / (2 l^2))`: `1/l^2` and `3/l^4`. */
    public static SpectralMoments squaredExponential(double lengthScale) {
        Require.positive("the length scale", lengthScale);
        double square = lengthScale * lengthScale;
        return new SpectralMoments(1 / square, 3 / (square * square));
    }

    /**
     * Of the Matern kernel: `nu / ((nu-1) l^2)` and `(3 nu^2) / ((nu-1) (nu-2) l^4)`.
     *
     * @throws IllegalArgumentException unless `nu > 2`: below, paths have no second derivative and no finite fourth moment exists; use a
     *     finite decision set and Theorem 1
     */
    public static SpectralMoments matern(double nu, double lengthScale) {
        if (!(nu > 2 && nu < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Matern with nu = " + nu
                    + " has no fourth spectral moment; expected nu > 2, or a finite decision set with Theorem 1");
        }
        Require.positive("the length scale", lengthScale);
        double square = lengthScale * lengthScale;
        return new SpectralMoments(nu / ((nu - 1) * square), 3 * nu * nu / ((nu - 1) * (nu - 2) * square * square));
    }

    /**
     * Of a kernel on inputs as they are. With one length scale per dimension, the moments for the smallest: f is then a draw for that
     * length scale on a part of the cube, stretched, and no steeper.
     *
     * @throws IllegalArgumentException unless the kernel is squared exponential or Matern with `nu > 2`, times a variance or not
     */
    public static SpectralMoments of(Kernel kernel) {
        if (kernel instanceof SquaredExponential se) {
            return squaredExponential(se.lengthScale());
        }
        if (kernel instanceof Matern matern) {
            return matern(matern.nu(), matern.lengthScale());
        }
        if (kernel instanceof Scaled scaled) {
            return of(scaled.base()).scaledBy(scaled.variance());
        }
        if (kernel instanceof Stretched stretched) {
            SpectralMoments unit = of(stretched.base());
            double smallest = Collections.min(stretched.lengthScales());
            double square = smallest * smallest;
            return new SpectralMoments(unit.second() / square, unit.fourth() / (square * square));
        }
        throw new IllegalArgumentException("nothing is known of the slopes of draws with the kernel " + kernel
                + "; expected se or matern with nu > 2, or a schedule for finite decision sets such as theorem1");
    }

    /** Of the kernel times a variance > 0. */
    public SpectralMoments scaledBy(double variance) {
        Require.positive("the variance", variance);
        return new SpectralMoments(variance * second, variance * fourth);
    }
}
