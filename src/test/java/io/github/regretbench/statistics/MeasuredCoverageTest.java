package io.github.regretbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/**
 * Measures how often intervals cover and tests err, by simulation, and holds the table "Measured coverage" in CONTRIBUTING.md against it.
 * {@code -Dcoverage.samples=2000 -Dcoverage.print=true} measures the table anew and prints it; without it fewer samples only guard the table.
 */
class MeasuredCoverageTest {
    private static final int SAMPLES = Integer.getInteger("coverage.samples", 400);
    private static final int TABLE_SAMPLES = 2000;
    private static final List<Integer> ROUNDS = List.of(10, 16, 25, 40, 63, 100);
    private final Map<String, Double> measured = new LinkedHashMap<>();

    @Test
    void theTableSaysWhatIsMeasured() throws Exception {
        for (int n : new int[] {8, 10, 20, 30, 50}) {
            means(n);
        }
        for (int n : new int[] {10, 30}) {
            growth(n);
        }
        String table = Files.readString(Path.of("CONTRIBUTING.md"));
        measured.forEach((row, share) -> {
            if (Boolean.getBoolean("coverage.print")) {
                System.out.println(line(row, share));
                return;
            }
            double told = table.lines().filter(line -> line.startsWith(row)).mapToDouble(line ->
                    Double.parseDouble(line.substring(row.length()).replaceAll("[ %|]", "")) / 100).findFirst().orElseThrow();
            // The samples are the first of the table's. 4 sd of the difference, and its rounding: false alarm 0.3% for all rows; seeds fixed.
            double sd = Math.sqrt(Math.max(0, told * (1 - told) * (1.0 / SAMPLES - 1.0 / TABLE_SAMPLES)));
            assertThat(Math.abs(share - told)).as(row).isLessThanOrEqualTo(4 * sd + 0.000501);
        });
    }

    private static String line(String row, double share) {
        return row + String.format(Locale.ROOT, " %.1f%% |", 100 * share);
    }

    private void measure(String method, int n, int nominal, Predicate<UniformRandomProvider> right) {
        String row = "| " + method + " | " + n + " | " + nominal + "% |";
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(20100 + n);
        long count = IntStream.range(0, SAMPLES).filter(i -> right.test(random)).count();
        measured.put(row, (double) count / SAMPLES);
    }

    private void means(int n) {
        measure("Student's t, mean difference, normal", n, 95, random -> covers(SampleMean.interval(normal(n, random), 0.95), 0));
        measure("Student's t, mean difference, skewed pairs", n, 95, random -> covers(SampleMean.interval(skewed(n, random), 0.95), 0));
        measure("Student's t, mean regret, log-normal", n, 95, random -> covers(SampleMean.interval(regret(n, random), 0.95), MEAN));
        measure("BCa, mean difference, normal", n, 95, random -> covers(bca(normal(n, random), random), 0));
        measure("BCa, mean difference, skewed pairs", n, 95, random -> covers(bca(skewed(n, random), random), 0));
        measure("BCa, mean regret, log-normal", n, 95, random -> covers(bca(regret(n, random), random), MEAN));
        measure("Ratio of means, log-normal", n, 95, random -> covers(RatioOfMeans.interval(regret(n, random), regret(n, random), 0.95), 1));
        measure("Wilcoxon and Holm, 3 policies that are alike, no pair differs", n, 95, random -> holm(n, random));
    }

    private static boolean covers(Interval interval, double truth) {
        return interval.lower() <= truth && truth <= interval.upper();
    }

    private static Interval bca(double[] values, UniformRandomProvider random) {
        return new Bootstrap(values.length, 399, random).meanInterval(values, 0.95);
    }

    /** The mean of {@link #regret}: exp(s^2/2) with s = 0.7. */
    private static final double MEAN = Math.exp(0.245);

    private static double[] normal(int n, UniformRandomProvider random) {
        return ZigguratSampler.NormalizedGaussian.of(random).samples(n).toArray();
    }

    private static double[] regret(int n, UniformRandomProvider random) {
        return IntStream.range(0, n).mapToDouble(i -> Math.exp(0.7 * normal(1, random)[0])).toArray();
    }

    /** Differences of regrets with the same mean of which one is twice as spread: skewed, mean zero. */
    private static double[] skewed(int n, UniformRandomProvider random) {
        double[] d = regret(n, random);
        for (int i = 0; i < n; i++) {
            d[i] -= MEAN * Math.exp(0.35 * normal(1, random)[0] - 0.06125);
        }
        return d;
    }

    private static boolean holm(int n, UniformRandomProvider random) {
        double[][] policies = {regret(n, random), regret(n, random), regret(n, random)};
        double[] p = new double[3];
        for (int pair = 0; pair < 3; pair++) {
            double[] d = new double[n];
            for (int i = 0; i < n; i++) {
                d[i] = policies[pair == 2 ? 1 : 0][i] - policies[pair == 0 ? 1 : 2][i];
            }
            p[pair] = WilcoxonSignedRank.of(d).twoSided();
        }
        return IntStream.range(0, 3).noneMatch(i -> Holm.adjusted(p)[i] <= 0.05);
    }

    /** Runs `A t^b`, log A normal (0, 0.7), b normal (0.6, 0.1): `log E = 0.245 + 0.6 log t + 0.005 log^2 t`. */
    private void growth(int n) {
        double[] mean = ROUNDS.stream().mapToDouble(t -> Math.exp(0.245 + 0.6 * Math.log(t) + 0.005 * Math.log(t) * Math.log(t))).toArray();
        double slope = exponent(new double[][] {mean, mean}, RandomSource.XO_RO_SHI_RO_128_PP.create(1)).line().slope();
        measure("Growth exponent, percentile", n, 95, random -> covers(exponent(runs(n, random), random).percentile(), slope));
        measure("Growth exponent, BCa", n, 95, random -> covers(exponent(runs(n, random), random).corrected(), slope));
    }

    private static double[][] runs(int n, UniformRandomProvider random) {
        double[][] runs = new double[n][];
        for (int i = 0; i < n; i++) {
            double a = Math.exp(0.7 * normal(1, random)[0]);
            double b = 0.6 + 0.1 * normal(1, random)[0];
            runs[i] = ROUNDS.stream().mapToDouble(t -> a * Math.pow(t, b)).toArray();
        }
        return runs;
    }

    private static RegretGrowth.Exponent exponent(double[][] runs, UniformRandomProvider random) {
        return new RegretGrowth(ROUNDS, runs, new Bootstrap(runs.length, 399, random)).exponent(10, 100, 0, 0.95).orElseThrow();
    }
}
