package io.github.regretbench.kernel;

import org.apache.commons.math3.special.Gamma;

/**
 * The Matern correlation `M_nu(u) = 2^(1-nu) / (Gamma(nu)) u^nu K_nu(u)` for any `nu > 0`, by a recurrence in M itself.
 *
 * <p>`K_nu` overflows for large `nu` and small u where `M_nu` is close to 1. Substituting the three-term recurrence
 * `K_(nu+1) = K_(nu-1) + (2 nu) / u K_nu` (DLMF 10.29.1) into M gives
 * `M_(nu+1)(u) = M_nu(u) + u^2 / (4 nu (nu - 1)) M_(nu-1)(u)`: all terms are positive and at most 1, so nothing overflows
 * or cancels. It starts from `K_mu` and `K_(mu+1)`, `|mu| &lt;= 1/2`, by Temme's series (u &lt;= 2) or Steed's continued fraction
 * (u > 2): N. M. Temme, On the numerical evaluation of the modified Bessel function of the third kind, J. Comput. Phys.
 * 19, 1975; W. J. Thompson and A. R. Barnett, J. Comput. Phys. 64, 1986.
 */
final class GeneralMatern {
    private static final double EULER_GAMMA = 0.57721566490153286061;
    private static final double SERIES_LIMIT = 2;
    /** Below this u, `K_(mu+1)` could overflow, while `1 - M_nu(u) = O(u^(min(2 nu, 2)))` is far below one ulp for `nu >= 1/2`. */
    private static final double INDISTINGUISHABLE_FROM_ZERO = 1e-150;
    /** `M_nu(u) e^u` grows at most like `u^nu`: beyond this u the factor `e^-u` has underflown for every `nu` up to {@link #LARGE_ORDER}. */
    static final double UNDERFLOW = 1e5;
    /** Beyond this `nu` the expansion for large orders is right to rounding, and the recurrence would take ever more steps. */
    static final double LARGE_ORDER = 60;
    private static final int MAXIMUM_TERMS = 10_000;

    private GeneralMatern() {
    }

    /** `M_nu(u)`; `M_nu(0) = 1`. */
    static double correlation(double nu, double u) {
        if (u == 0) {
            return 1;
        }
        if (u > UNDERFLOW) {
            return 0;
        }
        int steps = (int) (nu + 0.5);
        double mu = nu - steps;
        double scaled;
        if (steps == 0 && u < INDISTINGUISHABLE_FROM_ZERO) {
            // DLMF 10.27.4 and 10.25.2; the next term is of order u^2.
            return 1 - Gamma.gamma(1 - nu) / Gamma.gamma(1 + nu) * StrictMath.pow(0.5 * u, 2 * nu);
        }
        if (steps == 0) {
            scaled = normalisation(nu, u) * scaledBessel(nu, u).first;
        } else if (u < INDISTINGUISHABLE_FROM_ZERO) {
            return 1;
        } else {
            scaled = recur(mu, steps, u);
        }
        // e^-u in two halves, so that a result near the smallest normal number is not lost to an underflow on the way.
        double half = StrictMath.exp(-0.5 * u);
        return u > SERIES_LIMIT ? Math.min(1, scaled * half * half) : Math.min(1, scaled);
    }

    /**
     * `M_nu(sqrt(2 nu) r)` for `nu` above {@link #LARGE_ORDER}, by the uniform expansion of `K_nu(nu z)`, `z = r sqrt(2 / nu)`, with Stirling's
     * series for `Gamma(nu)`, in which all that grows cancels:
     * `log M = nu (log(1 + d / 2) - d) - 1/2 log w + log sum_k (-1)^k (U_k(1 / w)) / nu^k - S(nu)`, `w = sqrt(1 + z^2)`, `d = w - 1`. It tends to
     * the squared exponential `-r^2 / 2`. DLMF 10.41.4, 10.41.9 and 5.11.1.
     */
    static double largeOrder(double nu, double r) {
        if (r == 0 || r == Double.POSITIVE_INFINITY) {
            return r == 0 ? 1 : 0;
        }
        double z = r * Math.sqrt(2 / nu);
        double w = z < 1 ? Math.sqrt(1 + z * z) : z * Math.sqrt(1 + 1 / z / z);
        double d = z / (1 + w) * z;
        double exponent = nu * (StrictMath.log1p(0.5 * d) - d);
        double p = 1 / w;
        return Math.min(1, StrictMath.exp(exponent - 0.5 * StrictMath.log(w) + LargeOrder.logSum(nu, p) - LargeOrder.logSum(nu, 1)));
    }

    /** The polynomials `U_k` of DLMF 10.41.9. At p = 1, where `r = 0`, their sum is Stirling's series, for there M is 1. */
    private static final class LargeOrder {
        private static final int TERMS = 10;
        /** Coefficients of `U_k`, by power of p. */
        private static final double[][] U = polynomials();

        private static double[][] polynomials() {
            double[][] u = new double[TERMS][3 * TERMS];
            u[0][0] = 1;
            for (int k = 0; k + 1 < TERMS; k++) {
                // U_(k+1) = p^2 (1 - p^2) U_k' / 2 + 1/8 the integral from 0 to p of (1 - 5 t^2) U_k(t)
                for (int j = 0; j <= 3 * k; j++) {
                    u[k + 1][j + 1] += u[k][j] * (0.5 * j + 0.125 / (j + 1));
                    u[k + 1][j + 3] -= u[k][j] * (0.5 * j + 0.625 / (j + 3));
                }
            }
            return u;
        }

        static double logSum(double nu, double p) {
            double sum = 0;
            for (int k = TERMS - 1; k >= 1; k--) {
                double value = 0;
                for (int j = 3 * k; j >= 0; j--) {
                    value = value * p + U[k][j];
                }
                sum = (k % 2 == 0 ? value : -value) / nu + sum / nu;
            }
            return StrictMath.log1p(sum);
        }
    }

    /** `M_(mu + "steps")`, still multiplied by `e^u` where u > SERIES_LIMIT. */
    private static double recur(double mu, int steps, double u) {
        Pair bessel = scaledBessel(mu, u);
        double previous = normalisation(mu + 1, u) * bessel.second;
        if (steps == 1) {
            return previous;
        }
        // K_(mu+2) = K_mu + 2 (mu + 1) / u K_(mu+1), each term normalised for order mu + 2.
        double current = previous + normalisation(mu + 2, u) * bessel.first;
        for (int k = 2; k < steps; k++) {
            double order = mu + k;
            double next = current + u * u / (4 * order * (order - 1)) * previous;
            previous = current;
            current = next;
        }
        return current;
    }

    /** `2^(1-nu) / (Gamma(nu)) u^nu`. */
    private static double normalisation(double nu, double u) {
        return 2 * StrictMath.pow(0.5 * u, nu) / Gamma.gamma(nu);
    }

    private record Pair(double first, double second) {
    }

    /** `K_mu(u)` and `K_(mu+1)(u)`, multiplied by `e^u` where u > SERIES_LIMIT; `|mu| &lt;= 1/2`. */
    private static Pair scaledBessel(double mu, double u) {
        return u <= SERIES_LIMIT ? temme(mu, u) : steed(mu, u);
    }

    private static Pair temme(double mu, double u) {
        double logarithm = StrictMath.log(2 / u);
        double sigma = mu * logarithm;
        double reciprocalPlus = 1 + Gamma.invGamma1pm1(mu);     // 1 / Gamma(1 + mu)
        double reciprocalMinus = 1 + Gamma.invGamma1pm1(-mu);   // 1 / Gamma(1 - mu)
        double gamma1 = mu == 0 ? -EULER_GAMMA
                : (Gamma.invGamma1pm1(-mu) - Gamma.invGamma1pm1(mu)) / (2 * mu);
        double gamma2 = (reciprocalMinus + reciprocalPlus) / 2;
        double sine = mu == 0 ? 1 : Math.PI * mu / StrictMath.sin(Math.PI * mu);
        double sinhRatio = sigma == 0 ? 1 : StrictMath.sinh(sigma) / sigma;
        double f = sine * (gamma1 * StrictMath.cosh(sigma) + gamma2 * sinhRatio * logarithm);
        double power = StrictMath.exp(sigma);
        double p = 0.5 * power / reciprocalPlus;
        double q = 0.5 / (power * reciprocalMinus);
        double c = 1;
        double sum = f;
        double sumNext = p;
        for (int k = 1; k < MAXIMUM_TERMS; k++) {
            f = (k * f + p + q) / (k * (double) k - mu * mu);
            c *= 0.25 * u * u / k;
            p /= k - mu;
            q /= k + mu;
            double term = c * f;
            sum += term;
            sumNext += c * (p - k * f);
            if (Math.abs(term) < Math.abs(sum) * 1e-17) {
                break;
            }
        }
        return new Pair(sum, sumNext * 2 / u);
    }

    private static Pair steed(double mu, double u) {
        double a1 = 0.25 - mu * mu;
        double b = 2 * (1 + u);
        double d = 1 / b;
        double delta = d;
        double h = d;
        double q1 = 0;
        double q2 = 1;
        double c = a1;
        double q = a1;
        double a = -a1;
        double s = 1 + q * delta;
        for (int k = 2; k < MAXIMUM_TERMS; k++) {
            a -= 2 * (k - 1);
            c = -a * c / k;
            double qNext = (q1 - b * q2) / a;
            q1 = q2;
            q2 = qNext;
            q += c * qNext;
            b += 2;
            d = 1 / (b + a * d);
            delta *= b * d - 1;
            h += delta;
            double term = q * delta;
            s += term;
            if (Math.abs(term) < Math.abs(s) * 1e-17) {
                break;
            }
        }
        double first = Math.sqrt(Math.PI / (2 * u)) / s;
        return new Pair(first, first * (mu + u + 0.5 - a1 * h) / u);
    }
}
