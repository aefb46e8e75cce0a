package io.github.regretbench.theory;

import io.github.regretbench.Require;


/**
 * Orders of the minimax regret on `[0, 1]^d` over f of RKHS norm at most B with Gaussian noise. Orders, not bounds: each holds up to a
 * constant that depends on d, the smoothness and the length scale and is not published. Scarlett, Bogunovic and Cevher 2017, in the version
 * on arXiv; the abstract in the proceedings prints other powers of the logarithm.
 *
 * @param kernel squared exponential or Matern
 * @param norm B > 0, of the norm and not of its square
 * @param noiseDeviation s > 0, a standard deviation
 */
@Statement(name = "scarlett-order", formula = "SE: sqrt(T s^2 log(B^2 T / s^2)^(d/2)); "
        + "Matern: B^(d/(2 nu + d)) s^(2 nu/(2 nu + d)) T^((nu + d)/(2 nu + d))",
        citation = "Scarlett, Bogunovic and Cevher 2017 (arXiv version)",
        policy = "any algorithm", continuous = true,
        assumptions = "D = [0, 1]^d, noise N(0, s^2), worst f of RKHS norm <= B",
        guarantee = "minimax R_T = Omega(value), constant unknown", status = Status.VERIFIED)
public record ScarlettOrder(Smoothness kernel, double norm, double noiseDeviation) {

    /** @throws IllegalArgumentException for the linear kernel, or unless B and s are finite and > 0 */
    public ScarlettOrder {
        Require.positive("the norm", norm);
        Require.positive("the noise deviation", noiseDeviation);
        if (kernel instanceof Smoothness.Linear) {
            throw new IllegalArgumentException("the kernel is linear; expected squared exponential or Matern");
        }
    }

    /**
     * The order of `E R_T`: `sqrt(T s^2 log^(d // 2)((B^2 T) / s^2))`, or
     * `B^(d // (2 nu + d)) s^(2 nu // (2 nu + d)) T^((nu + d) // (2 nu + d))`.
     *
     * @param horizon T >= 1; for the squared exponential kernel `B^2 T > s^2`
     * @throws IllegalArgumentException when T is outside this domain
     */
    public double cumulative(int horizon) {
        Domain.atLeast(1, "the horizon", horizon);
        double d = kernel.dimension();
        if (kernel instanceof Smoothness.Matern matern) {
            double whole = 2 * matern.nu() + d;
            return StrictMath.pow(norm, d / whole) * StrictMath.pow(noiseDeviation, 2 * matern.nu() / whole)
                    * StrictMath.pow(horizon, (matern.nu() + d) / whole);
        }
        double ratio = norm / noiseDeviation;
        double log = Require.positive("log(B^2 T / s^2)", StrictMath.log(ratio * ratio * horizon));
        return noiseDeviation * Math.sqrt(horizon * StrictMath.pow(log, d / 2));
    }

    /**
     * The order of the number of rounds before the simple regret can be {@code regret}: `(s / epsi)^2 log^(d // 2)(B / epsi)`, or
     * `(s / epsi)^2 (B / epsi)^(d // nu)`.
     *
     * @param regret eps, 0 &lt; eps &lt; B
     * @throws IllegalArgumentException when eps is outside this domain
     */
    public double rounds(double regret) {
        Require.positive("the simple regret", regret);
        Require.positive("log(B / eps)", StrictMath.log(norm / regret));
        double d = kernel.dimension();
        double factor = kernel instanceof Smoothness.Matern matern ? StrictMath.pow(norm / regret, d / matern.nu())
                : StrictMath.pow(StrictMath.log(norm / regret), d / 2);
        return noiseDeviation / regret * (noiseDeviation / regret) * factor;
    }
}
