package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.experiment.IntervalMethod.Kind;
import io.github.regretbench.statistics.Interval;
import io.github.regretbench.statistics.Superiority;
import io.github.regretbench.statistics.WilcoxonSignedRank;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How often intervals of means cover what they should, and how often tests reject what is true, at the sizes of Figures 5b and 5c and of a
 * suite, on Gaussian series and on skewed ones. Prints a row for each: method, N, nominal, measured. The default is a light version;
 * {@code ./mvnw -Dtest=IntervalCoverageTest -Dcoverage.series=20000 test} measures 99.7% to 0.04%.
 */
class IntervalCoverageTest {
    private static final int SERIES = Integer.getInteger("coverage.series", 1000);
    /** 95% for the 18 claims of Figure 5 together. */
    private static final double TOGETHER = 1 - 0.05 / 18;
    /** In a light version no rate differs by more than this many standard errors: false alarm 6e-7 each. */
    private static final double ERRORS = 5;

    private final RandomStreams streams = new RandomStreams(11);
    private final UniformRandomProvider random = streams.stream("coverage");
    private final ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    private final StringBuilder rows = new StringBuilder();

    @AfterEach
    void print() {
        System.out.print(rows);
    }

    /** Prints a row, and asserts that a rate is at least what 20000 series had, up to chance. */
    private void row(String method, int n, double nominal, int covered, double least) {
        double measured = (double) covered / SERIES;
        rows.append(String.format(Locale.ROOT, "%-78s N = %-4d nominal %.5f measured %.4f%n", method, n, nominal, measured));
        assertThat(measured).as("%s at %s", method, nominal).isGreaterThan(least - ERRORS * Math.sqrt(least * (1 - least) / SERIES) - 1e-9);
    }

    private static boolean covers(Interval interval, double truth) {
        return interval.lower() <= truth && truth <= interval.upper();
    }

    /** exp(-h^2 / (2 l^2)) by a moving average of white noise with the weights exp(-u^2 / l^2), beside white noise of its own. */
    private double[] smooth(int rows, double length, double white) {
        int half = (int) (3 * length);
        double[] weights = IntStream.rangeClosed(-half, half).mapToDouble(u -> Math.exp(-u * u / (length * length))).toArray();
        double scale = Math.sqrt((1 - white) / Arrays.stream(weights).map(w -> w * w).sum());
        // Every eighth weight serves eight positions: the series is smooth on that scale.
        int step = Math.max(1, (int) (length / 12));
        double[] noise = new double[rows + weights.length];
        for (int i = 0; i < noise.length; i += step) {
            noise[i] = normal.sample() * Math.sqrt(step);
        }
        double[] series = new double[rows];
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int k = (step - i % step) % step; k < weights.length; k += step) {
                sum += weights[k] * noise[i + k];
            }
            series[i] = scale * sum + Math.sqrt(white) * normal.sample();
        }
        return series;
    }

    /** (1 - white) exp(-h / range), beside white noise. */
    private double[] autoregressive(int rows, double range, double white) {
        double phi = Math.exp(-1 / range);
        double[] series = new double[rows];
        double state = normal.sample();
        for (int i = 0; i < rows; i++) {
            series[i] = Math.sqrt(1 - white) * state + Math.sqrt(white) * normal.sample();
            state = phi * state + Math.sqrt(1 - phi * phi) * normal.sample();
        }
        return series;
    }

    /** Centred squares, of skewness 2.8; their correlation is the square of that before. */
    private static double[] squares(double[] series) {
        return Arrays.stream(series).map(x -> x * x - 1).toArray();
    }

    private void blocks(String sequence, int rowsOfTable, int trials, int blockLength, Supplier<double[]> series, double least95,
            double leastTogether) {
        int[] order = new PermutationSampler(random, rowsOfTable, rowsOfTable).sample();
        int[] positions = IntStream.range(0, trials).map(i -> order[i % rowsOfTable]).toArray();
        TrialMeans means = new TrialMeans(new IntervalMethod(Kind.BLOCK_MEANS, 0.95, blockLength, 99), positions, streams);
        int covered = 0;
        int together = 0;
        int tested = 0;
        int above = 0;
        for (int i = 0; i < SERIES; i++) {
            double[] at = series.get();
            double[] values = Arrays.stream(positions).mapToDouble(p -> at[p]).toArray();
            covered += covers(means.interval(values, 0.95), 0) ? 1 : 0;
            together += covers(means.interval(values, TOGETHER), 0) ? 1 : 0;
            tested += means.twoSided(values) > 0.05 ? 1 : 0;
            above += means.interval(values, TOGETHER).lower() > 0 ? 1 : 0;
        }
        assertThat(tested).isEqualTo(covered);
        row("Student t over block means, " + sequence, means.independentPieces(), 0.95, covered, least95);
        row("Student t over block means, " + sequence, means.independentPieces(), TOGETHER, together, leastTogether);
        rows.append(String.format(Locale.ROOT, "    of these above the mean, where squares have their long tail: %.5f of %.5f%n",
                (double) above / SERIES, (1 - TOGETHER) / 2));
    }

    /** 2000 trials on 2400 rows in blocks of 240; the correlations in brackets are those at lags 1, 60 and 120. */
    @Test
    void temperaturesOfFigure5b() {
        blocks("5b as measured (0.79, 0.65, 0.37)", 2400, 2000, 240, () -> smooth(2400, 98, 0.21), 0.953, 0.9975);
        blocks("5b variance only's (0.99, 0.88, 0.61)", 2400, 2000, 240, () -> smooth(2400, 120, 0), 0.940, 0.9965);
        blocks("5b AR(1) (0.99, 0.60, 0.36)", 2400, 2000, 240, () -> autoregressive(2400, 117, 0), 0.930, 0.9956);
        blocks("5b AR(1) and noise (0.79, 0.56, 0.39)", 2400, 2000, 240, () -> autoregressive(2400, 170, 0.21), 0.90, 0.9898);
        blocks("5b skewed, squares of normals (0.79, 0.65, 0.37)", 2400, 2000, 240, () -> squares(smooth(2400, 139, 0.11)), 0.86, 0.953);
        blocks("5b independent rows", 2400, 2000, 240, () -> autoregressive(2400, 0.01, 0), 0.977, 0.999);
    }

    /** 900 trials on 140 rows in blocks of 20; the correlations in brackets are those at lags 1, 2 and 5. */
    @Test
    void trafficOfFigure5c() {
        blocks("5c mean only's (0.78, 0.61, 0.29)", 140, 900, 20, () -> autoregressive(140, 4, 0), 0.968, 0.998);
        blocks("5c Theorem 1's (0.51, 0.26, 0.03)", 140, 900, 20, () -> autoregressive(140, 1.5, 0), 0.975, 0.999);
        blocks("5c skewed, squares of normals (0.78, 0.61, 0.29)", 140, 900, 20, () -> squares(autoregressive(140, 8, 0)), 0.905, 0.982);
        blocks("5c twice as long (0.88, 0.78, 0.54)", 140, 900, 20, () -> autoregressive(140, 8, 0), 0.948, 0.9968);
    }

    /** Sizes and dependence of the three panels, 18 claims without correlation between them, which is the worst there can be. */
    @Test
    void allClaimsOfFigure5Together() {
        TrialMeans synthetic = means(Kind.STUDENT_T, 1, 30);
        TrialMeans temperatures = means(Kind.BLOCK_MEANS, 240, 2400);
        TrialMeans traffic = means(Kind.BLOCK_MEANS, 20, 140);
        int together = 0;
        for (int i = 0; i < SERIES; i++) {
            boolean all = true;
            for (int claim = 0; claim < 5; claim++) {
                all &= covers(synthetic.interval(autoregressive(30, 0.01, 0), TOGETHER), 0);
                all &= covers(traffic.interval(autoregressive(140, 4, 0), TOGETHER), 0);
            }
            for (int claim = 0; claim < 8; claim++) {
                all &= covers(temperatures.interval(smooth(2400, 98, 0.21), TOGETHER), 0);
            }
            together += all ? 1 : 0;
        }
        row("all 18 intervals of Figure 5 at 99.722% at once", 18, 0.95, together, 0.955);
    }

    private TrialMeans means(Kind kind, int blockLength, int trials) {
        return new TrialMeans(new IntervalMethod(kind, 0.95, blockLength, 499), IntStream.range(0, trials).toArray(), streams);
    }

    /** 400 trials on 20 objectives, half of the variance between objectives: as many pieces as objectives. */
    @Test
    void repeatedObjectives() {
        int[] positions = IntStream.range(0, 400).map(i -> i % 20).toArray();
        TrialMeans means = new TrialMeans(new IntervalMethod(Kind.STUDENT_T, 0.95, 1, 99), positions, streams);
        TrialMeans naive = means(Kind.STUDENT_T, 1, 400);
        int covered = 0;
        int together = 0;
        int ranks = 0;
        int superior = 0;
        int naively = 0;
        for (int i = 0; i < SERIES; i++) {
            double[] objectives = IntStream.range(0, 20).mapToDouble(j -> normal.sample()).toArray();
            double[] values = Arrays.stream(positions).mapToDouble(p -> objectives[p] + normal.sample()).toArray();
            covered += covers(means.interval(values, 0.95), 0) ? 1 : 0;
            together += covers(means.interval(values, TOGETHER), 0) ? 1 : 0;
            ranks += WilcoxonSignedRank.of(means.pieceMeans(values)).twoSided() > 0.05 ? 1 : 0;
            superior += covers(Superiority.interval(means.pieceMeans(Arrays.stream(values).map(Superiority::share).toArray()), 0.95), 0.5)
                    ? 1 : 0;
            naively += covers(naive.interval(values, 0.95), 0) ? 1 : 0;
        }
        row("Student t over objectives of 400 trials", 20, 0.95, covered, 0.95);
        row("Student t over objectives of 400 trials", 20, TOGETHER, together, TOGETHER);
        row("Wilcoxon over objectives of 400 trials, true hypotheses kept", 20, 0.95, ranks, 0.95);
        row("Clopper-Pearson for superiority over objectives of 400 trials", 20, 0.95, superior, 0.95);
        row("(the same trials taken for independent: Student t)", 400, 0.95, naively, 0);
        assertThat(naively).isLessThan(SERIES / 2);
    }

    /** A run leaves the band where a series of the data's correlation exceeds a level, at a rate of 10%: audits at 99% a side. */
    @Test
    void ratesInBlocks() {
        TrialMeans means = means(Kind.BLOCK_MEANS, 240, 2400);
        int upper = 0;
        int lower = 0;
        int superior = 0;
        for (int i = 0; i < SERIES; i++) {
            double[] series = smooth(2400, 98, 0.21);
            double[] left = Arrays.stream(series).map(x -> x > 1.2815515655446004 ? 1 : 0).toArray();
            Interval limits = Audit.rate(means, left);
            upper += limits.upper() >= 0.1 ? 1 : 0;
            lower += limits.lower() <= 0.1 ? 1 : 0;
            superior += covers(Superiority.interval(means.pieceMeans(Arrays.stream(series).map(Superiority::share).toArray()), 0.95), 0.5)
                    ? 1 : 0;
        }
        row("Clopper-Pearson upper limit of a rate of 10% over blocks, 5b as measured", 10, 0.99, upper, 0.99);
        row("Clopper-Pearson lower limit of a rate of 10% over blocks, 5b as measured", 10, 0.99, lower, 0.99);
        row("Clopper-Pearson for superiority over blocks, 5b as measured", 10, 0.95, superior, 0.95);
    }

    /** Means of two samples of one size at one round: normal runs, and blocks as measured. */
    @Test
    void distanceOfTwoSamples() {
        TrialMeans runs = means(Kind.STUDENT_T, 1, 30);
        TrialMeans blocks = means(Kind.BLOCK_MEANS, 240, 2400);
        int ofRuns = 0;
        int ofBlocks = 0;
        for (int i = 0; i < SERIES; i++) {
            ofRuns += within(runs, () -> IntStream.range(0, 30).mapToDouble(j -> normal.sample()).toArray());
            ofBlocks += within(blocks, () -> smooth(2400, 98, 0.21));
        }
        row("distance of two samples, independent runs", 30, 0.95, ofRuns, 0.944);
        row("distance of two samples, blocks, 5b as measured", 10, 0.95, ofBlocks, 0.944);
    }

    /** 1 if a second sample lies as near as the first one says. */
    private static int within(TrialMeans means, Supplier<double[]> sample) {
        double[] one = Arrays.stream(sample.get()).map(x -> 100 + x).toArray();
        double[] other = Arrays.stream(sample.get()).map(x -> 100 + x).toArray();
        return Math.abs(means.mean(one) - means.mean(other)) / means.mean(one) <= means.sameSizeDistance(new double[][] {one}) ? 1 : 0;
    }
}
