package io.github.regretbench.kernel;

import io.github.regretbench.PlainDouble;

/**
 * Fractional Brownian motion, in d dimensions Levy's field: `k(x, y) = (|x|^(2H) + |y|^(2H) - |x - y|^(2H)) / 2`. `H = 1/2` in one dimension
 * is the {@link Wiener} kernel; smaller H is rougher. Not stationary: the prior variance is `|x|^(2H)`. Mandelbrot and Van Ness 1968.
 *
 * @param hurst in (0, 1)
 */
public record FractionalBrownian(double hurst) implements Kernel {

    /** @throws IllegalArgumentException unless 0 &lt; H &lt; 1 */
    public FractionalBrownian {
        if (!(hurst > 0 && hurst < 1)) {
            throw new IllegalArgumentException("hurst of fbm is " + hurst + "; expected a number between 0 and 1");
        }
    }

    @Override
    public double value(double[] x, double[] y) {
        double[] origin = new double[x.length];
        double apart = Distances.squared(x, y);
        return 0.5 * (StrictMath.pow(Distances.squared(x, origin), hurst) + StrictMath.pow(Distances.squared(y, origin), hurst)
                - StrictMath.pow(apart, hurst));
    }

    @Override
    public String toString() {
        return "fbm(hurst=" + PlainDouble.format(hurst) + ")";
    }
}
