package io.github.regretbench.gp;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.kernel.KernelTemplate;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The log marginal likelihood of values `y_(ir) = m + f(x_i) + N(0, s_2)` at n distinct points, `r = 1..R_i`, under `f ~ GP(0, k_theta)`, and
 * its gradient by the logarithms of the kernel's parameters and of the noise variance `s_2`. Rasmussen and Williams 2006, eqs. 2.30 and 5.9.
 *
 * <p>Repeats enter by their means `bar y_i` and their squares about them `S = sum_(ir) (y_(ir) - bar y_i)^2`, exactly: with
 * `A = K_theta + diag(s_2 / R_i)`, `N = sum_i R_i`, `a = A^-1 (bar y - m)`,
 * `log L = -1/2 (bar y - m)^T a - 1/2 log det A - n/2 log(2 pi) - 1/2 ((N - n) log(2 pi s_2) + sum_i log R_i + S / s_2)`, the density of all
 * N values, and `(del log L) / (del log theta_p) = 1/2 tr((a a^T - A^-1) (del A) / (del log theta_p))`. The mean m is given, or that
 * of largest likelihood, `(1^T A^-1 bar y) / (1^T A^-1 1)`, by which the gradient does not change. `O(n^3)`, on all processors, the same bits
 * however many there are.
 */
public final class MarginalLikelihood {
    private static final double LOG_TWO_PI = 1.8378770664093453;

    private final double[][] points;
    private final double[] means;
    private final int[] repeats;
    private final int values;
    private final double squaresWithin;
    private final double logRepeats;
    private final OptionalDouble mean;

    private MarginalLikelihood(double[][] points, double[] means, int[] repeats, double squaresWithin, OptionalDouble mean) {
        this.points = points;
        this.means = means;
        this.repeats = repeats;
        this.values = Arrays.stream(repeats).sum();
        this.squaresWithin = squaresWithin;
        double sum = 0;
        for (int r : repeats) {
            sum += StrictMath.log(r);
        }
        this.logRepeats = sum;
        this.mean = mean;
    }

    /**
     * The likelihood of values at points.
     *
     * @param points n >= 1 rows of d coordinates, no two the same
     * @param values at each point, at least one
     * @param mean m, or nothing when it is to be that of largest likelihood
     * @throws IllegalArgumentException unless there are as many rows of values as points, none is empty and all numbers are finite
     */
    public static MarginalLikelihood of(double[][] points, double[][] values, OptionalDouble mean) {
        if (points.length == 0 || points.length != values.length) {
            throw new IllegalArgumentException("there are %d points and values at %d; expected as many, at least one".formatted(points.length,
                    values.length));
        }
        double[] means = new double[points.length];
        double squares = 0;
        for (int i = 0; i < means.length; i++) {
            double sum = 0;
            for (double value : values[i]) {
                sum += value;
            }
            means[i] = sum / values[i].length;
            if (!Double.isFinite(means[i])) {
                throw new IllegalArgumentException("the values at point %d have the mean %s; expected at least one value and finite ones"
                        .formatted(i, PlainDouble.significant(means[i], 3)));
            }
            for (double value : values[i]) {
                squares += (value - means[i]) * (value - means[i]);
            }
        }
        return new MarginalLikelihood(Arrays.stream(points).map(double[]::clone).toArray(double[][]::new), means,
                Arrays.stream(values).mapToInt(row -> row.length).toArray(), squares, mean);
    }

    /** The number N of values. */
    public int values() {
        return values;
    }

    /**
     * The likelihood at certain numbers.
     *
     * @param parameters how many the kernel has
     * @param noiseVariance `s_2 > 0`
     */
    public At at(KernelTemplate.Filled kernel, int parameters, double noiseVariance) {
        return new At(kernel, parameters, noiseVariance);
    }

    /** The likelihood at certain numbers of the kernel's parameters and the noise: `A = R^T R` and what comes of it. */
    public final class At {
        private final KernelTemplate.Filled kernel;
        private final int parameters;
        private final double noiseVariance;
        private final double[][] r;
        private final boolean definite;
        private final double mean;
        /** `R^-T (bar y - m)`. */
        private final double[] whitened;

        private At(KernelTemplate.Filled kernel, int parameters, double noiseVariance) {
            this.kernel = kernel;
            this.parameters = parameters;
            this.noiseVariance = noiseVariance;
            int n = points.length;
            r = new double[n][n];
            IntStream.range(0, n).parallel().forEach(i -> {
                double[] unread = new double[parameters];
                for (int j = i; j < n; j++) {
                    r[i][j] = kernel.value(points[j], points[i], unread, 0);
                }
                r[i][i] += noiseVariance / repeats[i];
            });
            ParallelAlgebra.factor(r);
            definite = IntStream.range(0, n).allMatch(i -> r[i][i] > 0 && r[i][i] < Double.POSITIVE_INFINITY);
            double[][] sides = new double[n][];
            for (int i = 0; i < n; i++) {
                sides[i] = new double[] {means[i], 1};
            }
            double[][] solved = definite ? ParallelAlgebra.solveTransposed(r, sides) : sides;
            mean = mean(solved);
            whitened = new double[n];
            for (int i = 0; i < n; i++) {
                whitened[i] = Math.fma(-mean, solved[i][1], solved[i][0]);
            }
        }

        /** m; of no meaning where {@link #logLikelihood} is minus infinity. */
        public double mean() {
            return mean;
        }

        private double mean(double[][] solved) {
            if (MarginalLikelihood.this.mean.isPresent()) {
                return MarginalLikelihood.this.mean.getAsDouble();
            }
            double products = 0;
            double squares = 0;
            for (double[] row : solved) {
                products = Math.fma(row[0], row[1], products);
                squares = Math.fma(row[1], row[1], squares);
            }
            return products / squares;
        }

        /** `log L` in nats; minus infinity where A is not positive definite to the rounding of doubles. */
        public double logLikelihood() {
            if (!definite) {
                return Double.NEGATIVE_INFINITY;
            }
            double squares = 0;
            double halfLogDeterminant = 0;
            for (int i = 0; i < r.length; i++) {
                squares = Math.fma(whitened[i], whitened[i], squares);
                halfLogDeterminant += StrictMath.log(r[i][i]);
            }
            int repeated = values - r.length;
            double within = repeated * (LOG_TWO_PI + StrictMath.log(noiseVariance)) + logRepeats + squaresWithin / noiseVariance;
            return -0.5 * squares - halfLogDeterminant - 0.5 * r.length * LOG_TWO_PI - 0.5 * within;
        }

        /**
         * Derivatives of `log L` by the logarithms of the kernel's parameters, then of the noise variance; made at each call. NaN where
         * {@link #logLikelihood} is minus infinity.
         */
        public double[] gradient() {
            double[] gradient = new double[parameters + 1];
            if (!definite) {
                Arrays.fill(gradient, Double.NaN);
                return gradient;
            }
            int n = r.length;
            double[][] identity = new double[n][n];
            for (int i = 0; i < n; i++) {
                identity[i][i] = 1;
            }
            double[][] inverseTransposed = ParallelAlgebra.solveTransposed(r, identity);
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            double[][] inverse = ParallelAlgebra.gram(ones, inverseTransposed, n);
            double[] a = new double[n];
            ParallelAlgebra.addCombination(whitened, inverseTransposed, n, a);
            double[][] parts = new double[n][parameters + 1];
            IntStream.range(0, n).parallel().forEach(i -> {
                double[] slopes = new double[parameters];
                for (int j = i; j < n; j++) {
                    kernel.value(points[j], points[i], slopes, 0);
                    double weight = (i == j ? 0.5 : 1) * (a[i] * a[j] - inverse[i][j]);
                    for (int p = 0; p < parameters; p++) {
                        parts[i][p] = Math.fma(weight, slopes[p], parts[i][p]);
                    }
                }
                parts[i][parameters] = 0.5 * (a[i] * a[i] - inverse[i][i]) * (noiseVariance / repeats[i]);
            });
            for (double[] part : parts) {
                for (int p = 0; p <= parameters; p++) {
                    gradient[p] += part[p];
                }
            }
            gradient[parameters] += 0.5 * (squaresWithin / noiseVariance - (values - n));
            return gradient;
        }
    }
}
