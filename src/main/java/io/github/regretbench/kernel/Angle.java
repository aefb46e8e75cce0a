package io.github.regretbench.kernel;

/**
 * Two Gaussian pre-activations of a neural network: their variances q and p, covariance r, and what their angle `theta = arccos(r / (sqrt(q p)))`
 * needs so that it is accurate when they are nearly parallel, where the arc cosine would lose half the digits.
 *
 * @param q variance at the first point
 * @param p variance at the second point
 * @param r covariance
 * @param difference `q - p`, without cancellation
 * @param determinant `q p - r^2 >= 0`, without cancellation
 */
record Angle(double q, double p, double r, double difference, double determinant) {
    /** Below this the remainders are summed as power series: at 1 closed forms lose less than a digit and six terms suffice for 1e-17. */
    private static final double SMALL = 1;
    private static final int TERMS = 14;

    /** The inner products `w x^T y + b` of the inputs; w > 0, b >= 0. The determinant is Lagrange's identity. */
    static Angle of(double[] x, double[] y, double w, double b) {
        Distances.requireSameDimension(x, y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        double difference = 0;
        double determinant = 0;
        for (int i = 0; i < x.length; i++) {
            xx += x[i] * x[i];
            yy += y[i] * y[i];
            xy += x[i] * y[i];
            difference += (x[i] - y[i]) * (x[i] + y[i]);
            determinant += b * w * ((x[i] - y[i]) * (x[i] - y[i]));
            for (int j = 0; j < i; j++) {
                double minor = w * (x[i] * y[j] - x[j] * y[i]);
                determinant += minor * minor;
            }
        }
        return new Angle(w * xx + b, w * yy + b, w * xy + b, w * difference, determinant);
    }

    /** `sqrt(q p)`. */
    double scale() {
        return Math.sqrt(q * p);
    }

    /** `theta`, from 0 to `pi`. */
    double theta() {
        return StrictMath.atan2(Math.sqrt(determinant), r);
    }

    /** `pi - theta`, accurate near 0. */
    double rest() {
        return StrictMath.atan2(Math.sqrt(determinant), -r);
    }

    /**
     * After one layer of rectified linear units with weight variance w and bias variance b: `q' = w q / 2 + b`, `p'` alike and
     * `r' = (w sqrt(q p)) / 2 g(theta) + b`, `g = (sin theta + (pi - theta) cos theta) / pi`.
     */
    Angle layer(double w, double b) {
        double half = 0.5 * w;
        double g = sinMinusArcTimesCos(rest()) / Math.PI;
        double lack = lack(theta());
        double roots = difference / (Math.sqrt(q) + Math.sqrt(p));
        double next = half * half * (q * p) * lack * (1 + g) + b * half * (roots * roots + 2 * scale() * lack);
        return new Angle(half * q + b, half * p + b, half * scale() * g + b, half * difference, q + p == 0 ? 0 : next);
    }

    /** `sin phi - phi cos phi`, relatively accurate for `phi in [0, pi]`: `J_1` of Cho and Saul at `phi = pi - theta`. */
    static double sinMinusArcTimesCos(double phi) {
        if (phi > SMALL) {
            return StrictMath.sin(phi) - phi * StrictMath.cos(phi);
        }
        // sum over k >= 1 of (-1)^(k+1) 2k phi^(2k+1) / (2k+1)!
        double power = phi;
        double sum = 0;
        for (int k = 1; k < TERMS; k++) {
            power *= -phi * phi / (2.0 * k * (2 * k + 1));
            sum -= 2 * k * power;
        }
        return sum;
    }

    /** `3 sin theta cos theta + (pi - theta) (1 + 2 cos^2 theta)` at `theta = pi - phi`, relatively accurate: `J_2` of Cho and Saul. */
    static double secondOrder(double phi) {
        double psi = 2 * phi;
        if (psi > SMALL) {
            return 0.5 * (psi * (2 + StrictMath.cos(psi)) - 3 * StrictMath.sin(psi));
        }
        // half the sum over k >= 2 of (-1)^k (2k - 2) psi^(2k+1) / (2k+1)!
        double power = psi;
        double sum = 0;
        for (int k = 1; k < TERMS; k++) {
            power *= -psi * psi / (2.0 * k * (2 * k + 1));
            sum += (k - 1) * power;
        }
        return sum;
    }

    /** `1 - g(theta) = 2 sin^2(theta / 2) - (sin theta - theta cos theta) / pi`, relatively accurate near 0. */
    private static double lack(double theta) {
        double sine = StrictMath.sin(0.5 * theta);
        return 2 * sine * sine - sinMinusArcTimesCos(theta) / Math.PI;
    }
}
