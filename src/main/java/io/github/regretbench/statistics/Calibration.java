package io.github.regretbench.statistics;

import io.github.regretbench.Require;
import io.github.regretbench.StandardNormal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Gamma;

/**
 * Whether values that a correct model makes independent draws from `N(0, 1)` look like it. Each test sees another mistake: the mean square a
 * wrong noise variance or kernel variance, the mean squares of stages what cancels over a whole run, the lag-1 product an index off by one,
 * Anderson-Darling the tails. p values are exact, up to rounding (1e-5 for the lag-1 product of one run of two or three rounds), but for Kolmogorov-Smirnov beyond 140 values and Anderson-Darling, whose
 * errors their classes state.
 *
 * @param values how many there are, from 10 on
 * @param tests what was tested
 */
public record Calibration(int values, List<TestResult> tests) {
    /** Fewer values can hardly reject anything. */
    public static final int FEWEST = 10;
    /** The name of the test that {@link #valuesToNotice} is about. */
    public static final String MEAN_SQUARE = "mean square";
    /** A mean square has no chance of reaching this, exp(-n MOST_SQUARE / 4) at most; far beyond, the incomplete gamma function fails. */
    private static final double MOST_SQUARE = 1e4;

    /** Bisections of an interval, which leave 1e-9 of it. */
    private static final int HALVINGS = 30;

    /** Copies the list. */
    public Calibration {
        tests = List.copyOf(tests);
    }

    /**
     * For one value per run, such as `(f(x) - mu_(t-1)(x)) / (sigma_(t-1)(x))` at one x and t: Kolmogorov-Smirnov, Anderson-Darling, the mean
     * (`sqrt(n) * "mean" ~ N(0, 1)`) and the mean square (n times it is chi-square of n degrees of freedom).
     *
     * @throws IllegalArgumentException for fewer than 10 values or one that is not finite
     */
    public static Calibration ofSample(double[] values) {
        return new Calibration(values.length, marginalTests(Domain.sample(values, FEWEST)));
    }

    /**
     * For the innovations `(y_t - mu_(t-1)(x_t)) / sqrt(sigma_(t-1)^2(x_t) + s_2)` of whole runs, one row per run in the order of rounds:
     * the same tests, the mean product of neighbours `z_(t-1) z_t` within runs, and the mean squares of the first, second and last third of
     * all runs where the shortest has three rounds.
     *
     * @throws IllegalArgumentException for fewer than 10 values, one that is not finite, or no run of two rounds
     */
    public static Calibration ofRuns(double[][] innovations) {
        double[] values = Domain.sample(Arrays.stream(innovations).flatMapToDouble(Arrays::stream).toArray(), FEWEST);
        List<TestResult> tests = marginalTests(values);
        tests.add(LagProduct.of(innovations));
        tests.addAll(stages(innovations, List.of("mean square early", "mean square middle", "mean square late")));
        return new Calibration(values.length, tests);
    }

    /**
     * For the {@linkplain io.github.regretbench.gp.Whitening independent coordinates} of functions, one row a function from coarse to fine:
     * the tests of a sample, whose mean square is that of all `f^T K^(-1) f`; from 10 functions on, Kolmogorov-Smirnov of the chi-square
     * transforms of each `f^T K^(-1) f`; and the mean squares of coarse, middle and fine coordinates.
     *
     * @throws IllegalArgumentException for fewer than 10 values or one that is not finite
     */
    public static Calibration ofCoordinates(double[][] functions) {
        double[] values = Domain.sample(Arrays.stream(functions).flatMapToDouble(Arrays::stream).toArray(), FEWEST);
        List<TestResult> tests = marginalTests(values);
        if (functions.length >= FEWEST) {
            tests.add(KolmogorovSmirnov.ofProbabilities("f' K^-1 f by run", Arrays.stream(functions).mapToDouble(z -> 1
                    - chiSquareAbove(squares(z, 0, z.length), z.length)).sorted().toArray()));
        }
        tests.addAll(stages(functions, List.of("mean square coarse", "mean square middle", "mean square fine")));
        return new Calibration(values.length, tests);
    }

    /** Mean squares of the thirds of all rows together; none when the shortest row has fewer values than there are thirds. */
    private static List<TestResult> stages(double[][] rows, List<String> names) {
        int parts = names.size();
        List<TestResult> tests = new ArrayList<>();
        if (Arrays.stream(rows).mapToInt(row -> row.length).min().orElse(0) < parts) {
            return tests;
        }
        for (int part = 0; part < parts; part++) {
            double squares = 0;
            int count = 0;
            for (double[] row : rows) {
                int from = (int) ((long) part * row.length / parts);
                int to = (int) ((long) (part + 1) * row.length / parts);
                squares += squares(row, from, to);
                count += to - from;
            }
            tests.add(meanSquare(names.get(part), squares, count));
        }
        return tests;
    }

    private static double squares(double[] row, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += row[i] * row[i];
        }
        return sum;
    }

    /** `P(chi_n^2 > s)`. */
    private static double chiSquareAbove(double s, int n) {
        return Gamma.regularizedGammaQ(n / 2.0, Math.min(s, MOST_SQUARE * n) / 2);
    }

    /** n times the mean square is chi-square of n degrees of freedom. */
    private static TestResult meanSquare(String name, double squares, int n) {
        double below = Gamma.regularizedGammaP(n / 2.0, Math.min(squares, MOST_SQUARE * n) / 2);
        return new TestResult(name, squares / n, Math.min(1, 2 * Math.min(below, chiSquareAbove(squares, n))));
    }

    /**
     * How many values the two-sided test of the mean square needs to notice, with the given probability, that their variance is not 1.
     *
     * @param variance what it is, > 1
     * @param level of the test
     * @param power the probability, such as 0.9
     */
    public static int valuesToNotice(double variance, double level, double power) {
        Require.probability("the level", level);
        Require.probability("the power", power);
        if (!(variance > 1)) {
            throw new IllegalArgumentException("the variance is " + variance + "; expected more than 1");
        }
        int low = 0;
        int high = 1;
        while (power(high, variance, level) < power) {
            low = high;
            high = Math.multiplyExact(high, 2);
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (power(middle, variance, level) < power) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** `P(chi_n^2 > q / v)` where `P(chi_n^2 > q)` is half the level. */
    private static double power(int n, double variance, double level) {
        double low = n;
        double high = n + 1;
        while (chiSquareAbove(high, n) > level / 2) {
            high = n + 2 * (high - n);
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (chiSquareAbove(middle, n) > level / 2) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return chiSquareAbove(high / variance, n);
    }

    private static List<TestResult> marginalTests(double[] values) {
        int n = values.length;
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double squares = 0;
        for (double z : sorted) {
            sum += z;
            squares += z * z;
        }
        List<TestResult> tests = new ArrayList<>();
        tests.add(KolmogorovSmirnov.ofSorted(sorted));
        tests.add(AndersonDarling.ofSorted(sorted));
        tests.add(new TestResult("mean", sum / n, twoSidedNormal(sum / Math.sqrt(n))));
        tests.add(meanSquare(MEAN_SQUARE, squares, n));
        return tests;
    }

    private static double twoSidedNormal(double z) {
        return 2 * StandardNormal.cdf(-Math.abs(z));
    }
}
