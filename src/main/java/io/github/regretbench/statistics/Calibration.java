package io.github.regretbench.statistics;

import io.github.regretbench.StandardNormal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Gamma;

/**
 * Whether values that a correct model makes independent draws from `N(0, 1)` look like it. Each test sees another mistake: the variance a
 * wrong noise or length scale, the lag-1 product an index off by one, Anderson-Darling the tails.
 *
 * @param values how many there are, from 10 on
 * @param tests what was tested
 */
public record Calibration(int values, List<TestResult> tests) {
    /** Fewer values can hardly reject anything. */
    public static final int FEWEST = 10;
    /** A mean square has no chance of reaching this, exp(-n MOST_SQUARE / 4) at most; far beyond, the incomplete gamma function fails. */
    private static final double MOST_SQUARE = 1e4;

    /** Copies the list. */
    public Calibration {
        tests = List.copyOf(tests);
    }

    /**
     * For one value a run, such as `(f(x) - mu_(t-1)(x)) / (sigma_(t-1)(x))` at one x and t: Kolmogorov-Smirnov, Anderson-Darling, the mean
     * (`sqrt(n) * "mean" ~ N(0, 1)`) and the mean square (n times it is chi-square of n degrees of freedom).
     *
     * @throws IllegalArgumentException for fewer than 10 values or one that is not finite
     */
    public static Calibration ofSample(double[] values) {
        return new Calibration(values.length, marginalTests(Domain.sample(values, FEWEST)));
    }

    /**
     * For the innovations `(y_t - mu_(t-1)(x_t)) / sqrt(sigma_(t-1)^2(x_t) + s_2)` of whole runs, one row a run in the order of rounds:
     * the same tests, and the mean product of neighbours `z_(t-1) z_t` within runs, which over m pairs has mean 0 and variance `1/m` and is
     * taken as normal: fit for m from some hundred on.
     *
     * @throws IllegalArgumentException for fewer than 10 values, one that is not finite, or no run of two rounds
     */
    public static Calibration ofRuns(double[][] innovations) {
        double[] values = Domain.sample(Arrays.stream(innovations).flatMapToDouble(Arrays::stream).toArray(), FEWEST);
        List<TestResult> tests = marginalTests(values);
        tests.add(neighbours(innovations));
        return new Calibration(values.length, tests);
    }

    /**
     * The tests that reject. The list is empty with a probability of at least 1 - falseAlarm if the model is right: each test rejects at
     * falseAlarm divided by their number (Bonferroni's inequality).
     */
    public List<TestResult> rejections(double falseAlarm) {
        double each = Domain.probability("the false-alarm probability", falseAlarm) / tests.size();
        return tests.stream().filter(test -> test.pValue() < each).toList();
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
        double half = Math.min(squares, MOST_SQUARE * n) / 2;
        double below = Gamma.regularizedGammaP(n / 2.0, half);
        double above = Gamma.regularizedGammaQ(n / 2.0, half);
        tests.add(new TestResult("mean square", squares / n, Math.min(1, 2 * Math.min(below, above))));
        return tests;
    }

    private static TestResult neighbours(double[][] innovations) {
        double sum = 0;
        int pairs = 0;
        for (double[] run : innovations) {
            for (int t = 1; t < run.length; t++) {
                sum += run[t - 1] * run[t];
                pairs++;
            }
        }
        if (pairs == 0) {
            throw new IllegalArgumentException("no run has two rounds; expected whole runs, or a sample of one value a run");
        }
        return new TestResult("lag-1 product", sum / pairs, twoSidedNormal(sum / Math.sqrt(pairs)));
    }

    private static double twoSidedNormal(double z) {
        return 2 * StandardNormal.cdf(-Math.abs(z));
    }
}
