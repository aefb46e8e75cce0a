package io.github.regretbench.statistics;

import io.github.regretbench.StandardNormal;

/**
 * Anderson and Darling's `A^2` against `N(0, 1)`, `n int (F_n - Phi)^2 / (Phi (1 - Phi)) d Phi`: unlike D it sees the tails.
 * Journal of the American Statistical Association 49, 1954.
 */
final class AndersonDarling {
    /** The limit law is within 1e-17 of 1 below this value, where its series converges slowly. */
    private static final double NEVER_BELOW = 0.03;
    /** Nodes of a rule that converges exponentially: 32 already give 13 digits up to `A^2` = 15, and `A^2` = 30 ends at p = 1e-14. */
    private static final int NODES = 64;
    /** Of the factor that makes the limit law one for few values, see {@link #survival}. */
    private static final double SMALL_SAMPLE = 0.15;
    /** Relative size of a term that no longer counts. */
    private static final double NEGLIGIBLE = 1e-17;

    private AndersonDarling() {
    }

    /** For values in increasing order: `A^2 = -n - 1/n sum_i ((2i-1) log Phi(z_i) + (2n-2i+1) log Phi(-z_i))`, i = 1..n. */
    static TestResult ofSorted(double[] sorted) {
        int n = sorted.length;
        double sum = 0;
        for (int i = 1; i <= n; i++) {
            double z = sorted[i - 1];
            sum += (2.0 * i - 1) / n * StandardNormal.logCdf(z) + (2.0 * (n - i) + 1) / n * StandardNormal.logCdf(-z);
        }
        double statistic = Math.max(0, -n - sum);
        return new TestResult("Anderson-Darling", statistic, survival(n, statistic));
    }

    /**
     * `P(A^2 > x)` for n values, from ten on: the limit law's p times `1 - 0.15 log(p) / n`. The limit's p is too small: of itself for n = 10 by
     * 2.2% at 0.05, 4.6% at 0.01, 8.5% at 0.001 and 14% at 2e-4, for n = 20 by about half of it (6 and 4 million simulated samples, standard
     * errors 0.2% to 3%); with the factor it is within that error or too large by at most 2.5%.
     */
    static double survival(int n, double statistic) {
        double limit = limitSurvival(statistic);
        return limit > 0 ? Math.min(1, limit * (1 - SMALL_SAMPLE * StrictMath.log(limit) / n)) : 0;
    }

    /**
     * `P(A^2 > x)` for many values. There `A^2` is a sum over j of independent chi-square variables of one degree of freedom weighted by
     * `1/(j (j+1))`, whose `D(u) = prod_j (1 - u / (j (j+1)))` is `-cos((pi s)/2) / (pi u)`, `u = (s^2 - 1)/4` (Anderson and Darling
     * 1952). Smirnov's formula (1937) inverts it between consecutive zeros,
     * `P = 1/pi sum_k (-1)^(k+1) int_(u(4k-1))^(u(4k+1)) exp(-u x/2) / (u sqrt(|D(u)|)) du`; with `s = 4k + sin(theta)` the integrands
     * are smooth and the midpoint rule is exact to rounding.
     */
    static double limitSurvival(double x) {
        if (x < NEVER_BELOW) {
            return 1;
        }
        double sum = 0;
        double term = 1;
        for (int k = 1; Math.abs(term) > NEGLIGIBLE * sum; k++) {
            term = 0;
            for (int i = 0; i < NODES; i++) {
                double theta = ((i + 0.5) / NODES - 0.5) * Math.PI;
                double s = 4 * k + StrictMath.sin(theta);
                double u = (s * s - 1) / 4;
                term += StrictMath.exp(-u * x / 2) * s * StrictMath.cos(theta)
                        / (2 * Math.sqrt(u / Math.PI * StrictMath.cos(Math.PI / 2 * StrictMath.sin(theta))));
            }
            term *= (k % 2 == 1 ? 1.0 : -1.0) / NODES;
            sum += term;
        }
        return Math.min(1, sum);
    }
}
