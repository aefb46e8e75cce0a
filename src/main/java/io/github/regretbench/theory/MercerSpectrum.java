package io.github.regretbench.theory;

import io.github.regretbench.Require;

/**
 * Eigenvalues `lambda_1 >= lambda_2 >= cdots` of the integral operator `f -> int k(*, y) f(y) d mu(y)`, known in closed form for some
 * kernels and measures. Those of `K / n` on n draws from `mu` tend to them. For certified bounds on `gamma_T` take the spectrum of K
 * itself.
 */
public sealed interface MercerSpectrum {

    /**
     * `lambda_s`.
     *
     * @param rank s >= 1, from the largest eigenvalue down, each as often as its multiplicity
     */
    double eigenvalue(int rank);

    /**
     * `exp(-|x - y|^2 / (2 l^2))` with inputs from `N(0, s^2 I)`: with `a = 1 / (4 s^2)`, `b = 1 / (2 l^2)`, `c = sqrt(a^2 + 2 a b)` and
     * `A = a + b + c`, eigenvalues `((2 a) / A)^(d/2) (b / A)^j` with multiplicity `((j + d - 1), (d - 1))`, j = 0, 1, ...; they sum to
     * 1. Rasmussen and Williams 2006, eq. 4.40.
     *
     * @param lengthScale l, in input units; > 0
     * @param inputDeviation s, in input units; > 0
     * @param dimension d >= 1
     */
    record SquaredExponential(double lengthScale, double inputDeviation, int dimension) implements MercerSpectrum {

        /** @throws IllegalArgumentException unless l and s are finite and > 0 and d >= 1 */
        public SquaredExponential {
            Require.positive("the length scale", lengthScale);
            Require.positive("the deviation of the inputs", inputDeviation);
            Domain.atLeast(1, "the dimension", dimension);
        }

        @Override
        public double eigenvalue(int rank) {
            Domain.atLeast(1, "the rank", rank);
            double a = 1 / (4 * inputDeviation * inputDeviation);
            double b = 1 / (2 * lengthScale * lengthScale);
            double whole = a + b + Math.sqrt(a * a + 2 * a * b);
            return StrictMath.pow(2 * a / whole, dimension / 2.0) * StrictMath.pow(b / whole, degree(rank));
        }

        /** The smallest j with `((j + d), (d)) >= "rank"`: so many eigenvalues have a degree up to j. */
        private int degree(int rank) {
            int degree = 0;
            double count = 1;
            while (count < rank) {
                degree++;
                count = count * (degree + dimension) / degree;
            }
            return degree;
        }
    }

    /** Brownian motion, `min(x, y)`, with inputs uniform on [0, 1]: `1 / ((s - 1/2)^2 pi^2)`. */
    record BrownianMotion() implements MercerSpectrum {

        @Override
        public double eigenvalue(int rank) {
            double root = (Domain.atLeast(1, "the rank", rank) - 0.5) * Math.PI;
            return 1 / (root * root);
        }
    }

    /** The Brownian bridge, `min(x, y) - x y`, with inputs uniform on [0, 1]: `1 / (s pi)^2`. */
    record BrownianBridge() implements MercerSpectrum {

        @Override
        public double eigenvalue(int rank) {
            double root = Domain.atLeast(1, "the rank", rank) * Math.PI;
            return 1 / (root * root);
        }
    }

    /**
     * `exp(-|x - y| / l)`, Matern with `nu = 1/2`, with inputs uniform on [0, 1]: `(2 c) / (w^2 + c^2)` with `c = 1 / l`, where
     * `u = w / 2` is the root in `((s - 1) pi/2, s pi/2)` of `c = w tan(u)` for odd s (even modes) and of `w = -c tan(u)` for even s (odd
     * modes).
     *
     * @param lengthScale l, in units of the interval; > 0
     */
    record OrnsteinUhlenbeck(double lengthScale) implements MercerSpectrum {
        /** Halvings of an interval of length pi/2 after which it is below the spacing of doubles. */
        private static final int HALVINGS = 60;

        /** @throws IllegalArgumentException unless l is finite and > 0 */
        public OrnsteinUhlenbeck {
            Require.positive("the length scale", lengthScale);
        }

        @Override
        public double eigenvalue(int rank) {
            Domain.atLeast(1, "the rank", rank);
            double c = 1 / lengthScale;
            double below = (rank - 1) * Math.PI / 2;
            double length = Math.PI / 2;
            for (int i = 0; i < HALVINGS; i++) {
                length /= 2;
                below += isBelowRoot(below + length, c, rank) ? length : 0;
            }
            double w = 2 * below;
            return 2 * c / (w * w + c * c);
        }

        /** Whether u is to the left of the root: `w tan(u)` and `-w cot(u)` increase between their poles. */
        private static boolean isBelowRoot(double u, double c, int rank) {
            double w = 2 * u;
            double tangent = StrictMath.tan(u);
            return rank % 2 == 1 ? w * tangent < c : -w / tangent < c;
        }
    }
}
