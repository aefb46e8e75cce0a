package io.github.regretbench.statistics;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The law of `S = sum z_(t-1) z_t` over the neighbours within runs of independent draws from `N(0, 1)`, exactly: far from normal for few pairs,
 * and with tails `18 / m` heavier in kurtosis for m. A run of m values has the characteristic function `det(I - 2 i u A)^(-1/2)` with the
 * tridiagonal A of `z^T A z`; the determinant follows `D_m = D_(m-1) + u^2 D_(m-2)`, `D_0 = D_1 = 1`. It is inverted by
 * `P(|S| le s) = 2/pi int_0^oo sin(u s) / u phi(u) du`. J. Gil-Pelaez, Biometrika 38, 1951; J. P. Imhof, Biometrika 48, 1961.
 */
final class LagProduct {
    /** Terms below this share no longer count. */
    private static final double NEGLIGIBLE = 1e-16;
    /** exp(-40) = 4e-18 is the probability that the step of the integral may leave out. */
    private static final double NEVER = 40;
    /** Chernoff's bound is taken at this argument at most, where `-1/2 log(1 - x) le 0.58 x` for its x. */
    private static final double LARGEST_ARGUMENT = 0.25;
    private static final double CHERNOFF = 0.58;
    /**
     * For m pairs phi falls as u^(-m/2) or faster; where it falls as u^-1, in one run of two or three rounds, so many
     * steps leave out up to 1e-5.
     */
    private static final int MOST_TERMS = 1_000_000;

    private LagProduct() {
    }

    /** For runs, one row each in the order of rounds; statistic: the mean product. */
    static TestResult of(double[][] runs) {
        double sum = 0;
        long pairs = 0;
        SortedMap<Integer, Integer> lengths = new TreeMap<>();
        for (double[] run : runs) {
            for (int t = 1; t < run.length; t++) {
                sum += run[t - 1] * run[t];
            }
            pairs += Math.max(0, run.length - 1);
            lengths.merge(run.length, 1, Integer::sum);
        }
        if (pairs == 0) {
            throw new IllegalArgumentException("no run has two rounds; expected whole runs, or a sample of one value per run");
        }
        return new TestResult("lag-1 product", sum / pairs, survival(lengths, Math.abs(sum)));
    }

    /** `P(|S| >= s)` for as many runs of each length. The trapezoidal rule errs by the probability beyond `2 pi / h - s`, h its step. */
    static double survival(SortedMap<Integer, Integer> lengths, double s) {
        double pairs = lengths.entrySet().stream().mapToDouble(e -> Math.max(0.0, e.getKey() - 1.0) * e.getValue()).sum();
        double argument = Math.min(LARGEST_ARGUMENT, 8 / Math.sqrt(pairs));
        double never = (NEVER + CHERNOFF * argument * argument * pairs) / argument;
        if (s > never) {
            return 0;
        }
        double step = 2 * Math.PI / (s + never);
        double within = step * s / 2;
        for (int k = 1; k <= MOST_TERMS; k++) {
            double u = k * step;
            double size = StrictMath.exp(logCharacteristic(lengths, u)) / k;
            within += StrictMath.sin(u * s) * size;
            if (size < NEGLIGIBLE) {
                break;
            }
        }
        return Math.max(0, Math.min(1, 1 - 2 / Math.PI * within));
    }

    private static double logCharacteristic(SortedMap<Integer, Integer> lengths, double u) {
        double log = 0;
        double ratio = 1;
        double determinant = 0;
        int at = 1;
        for (SortedMap.Entry<Integer, Integer> length : lengths.entrySet()) {
            for (; at < length.getKey(); at++) {
                ratio = 1 + u * u / ratio;
                determinant += StrictMath.log(ratio);
            }
            log -= determinant / 2 * length.getValue();
        }
        return log;
    }
}
