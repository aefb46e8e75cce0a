package io.github.regretbench.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.kernel.EmpiricalCovariance;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten thousand rounds against fifty digits, in all forms of the posterior. */
class LongRunTest {
    private static final MathContext DIGITS = new MathContext(50);
    private static final int ARMS = 24;
    private static final int ROUNDS = 10_000;

    static Stream<Arguments> games() {
        return Stream.of("se(lengthscale=0.2)", "matern(nu=0.5, lengthscale=0.2)", "matern(nu=1.5, lengthscale=0.2)",
                "matern(nu=2.5, lengthscale=0.2)", "linear", "empirical")
                .flatMap(k -> Stream.of(1e-6, 1e-3, 0.025, 10.0).flatMap(s2 -> Stream.of(PosteriorForm.values())
                        .map(form -> Arguments.of(k, s2, form))));
    }

    @ParameterizedTest
    @MethodSource("games")
    void agreesWithFiftyDigits(String kernel, double noise, PosteriorForm form) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(new long[] {1, 2, 3, 5});
        Prior prior = prior(kernel, random);
        Assumptions.assumeTrue(form != PosteriorForm.FEATURES || Features.areExact(prior, noise),
                "the posterior does not choose features here");
        Posterior posterior = prior.observedWith(noise, form);
        double[] f = prior.draw(random);
        int[] plays = new int[ARMS];
        BigDecimal[] sums = new BigDecimal[ARMS];
        Arrays.fill(sums, BigDecimal.ZERO);
        for (int t = 0; t < ROUNDS; t++) {
            // A few arms most of the time, as a policy would; two thirds of the arms at all.
            int arm = random.nextInt(1 + random.nextInt(1 + random.nextInt(2 * ARMS / 3)));
            double reward = f[arm] + Math.sqrt(noise) * Prior.standardNormal(random, 1)[0];
            posterior.observe(arm, reward);
            plays[arm]++;
            sums[arm] = sums[arm].add(new BigDecimal(reward));
        }
        assertAgrees(posterior, prior, noise, plays, sums);
    }

    /** GP-UCB for a million rounds of the paper's set-up: -Dregretbench.slow=true, half a minute. */
    @Test
    @EnabledIfSystemProperty(named = "regretbench.slow", matches = "true")
    void millionRoundsAgreeWithTheirSufficientStatistics() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(new long[] {1, 2, 3, 5});
        double noise = 0.025;
        Prior prior = Prior.of(KernelExpression.parse("0.5 * se(lengthscale=0.2)"), Box.unit(1).grid(List.of(1000)));
        Posterior posterior = prior.observedWith(noise);
        double[] f = prior.draw(random);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        int[] plays = new int[1000];
        BigDecimal[] sums = new BigDecimal[1000];
        Arrays.fill(sums, BigDecimal.ZERO);
        for (int t = 1; t <= 1_000_000; t++) {
            int arm = mostPromising(posterior, t);
            double reward = f[arm] + Math.sqrt(noise) * normal.sample();
            posterior.observe(arm, reward);
            plays[arm]++;
            sums[arm] = sums[arm].add(new BigDecimal(reward));
        }
        assertAgrees(posterior, prior, noise, plays, sums);
    }

    private static int mostPromising(Posterior posterior, int t) {
        double width = Math.sqrt(2 * StrictMath.log(1000.0 * t * t * Math.PI * Math.PI / 0.6) / 5);
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int arm = 0; arm < posterior.size(); arm++) {
            double score = posterior.mean(arm) + width * posterior.standardDeviation(arm);
            if (score > highest) {
                highest = score;
                best = arm;
            }
        }
        return best;
    }

    private static void assertAgrees(Posterior posterior, Prior prior, double noise, int[] plays, BigDecimal[] sums) {
        int[] played = IntStream.range(0, prior.size()).filter(a -> plays[a] > 0).toArray();
        int m = played.length;
        BigDecimal s2 = new BigDecimal(noise);
        BigDecimal[][] a = new BigDecimal[m][m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                a[i][j] = new BigDecimal(prior.covariance(played[i], played[j]));
            }
            a[i][i] = a[i][i].add(s2.divide(new BigDecimal(plays[played[i]]), DIGITS));
        }
        BigDecimal[][] low = cholesky(a);
        BigDecimal[] y = new BigDecimal[m];
        for (int i = 0; i < m; i++) {
            y[i] = sums[played[i]].divide(new BigDecimal(plays[played[i]]), DIGITS);
        }
        BigDecimal[] white = solve(low, y);
        for (int arm = 0; arm < prior.size(); arm++) {
            BigDecimal[] cross = new BigDecimal[m];
            for (int i = 0; i < m; i++) {
                cross[i] = new BigDecimal(prior.covariance(played[i], arm));
            }
            BigDecimal[] half = solve(low, cross);
            double mean = dot(half, white).doubleValue();
            double variance = new BigDecimal(prior.covariance(arm, arm)).subtract(dot(half, half)).doubleValue();
            double scale = prior.maximumVariance();
            // 1e-8 of the quantity itself, plus what the rounding of K alone can do: an ulp of the prior variance in a variance, and
            // that over the smallest standard deviation, sqrt(noise / t), in a mean.
            assertThat(posterior.variance(arm)).as("variance of arm %d", arm).isCloseTo(variance, within(1e-8 * variance + 1e-15 * scale));
            assertThat(posterior.mean(arm)).as("mean of arm %d", arm).isCloseTo(mean, within(
                    1e-8 * Math.max(Math.abs(mean), Math.sqrt(variance)) + 1e-15 * scale / Math.sqrt(noise / posterior.observations())));
        }
        double gain = IntStream.range(0, m).mapToDouble(i -> StrictMath.log(low[i][i].doubleValue())
                - 0.5 * StrictMath.log(noise / plays[played[i]])).sum();
        assertThat(posterior.informationGain()).isCloseTo(gain, within(1e-8 * gain));
    }

    private static Prior prior(String kernel, UniformRandomProvider random) {
        if (kernel.equals("empirical")) {
            double[][] rows = new double[60][];
            for (int r = 0; r < rows.length; r++) {
                rows[r] = Prior.standardNormal(random, ARMS);
                for (int j = 1; j < ARMS; j++) {
                    rows[r][j] = 0.9 * rows[r][j - 1] + 0.4 * rows[r][j];
                }
            }
            Kernel covariance = EmpiricalCovariance.of(rows);
            return Prior.of(covariance, Points.indexed(IntStream.range(0, ARMS).mapToObj(i -> "s" + i).toList()));
        }
        return Prior.of(KernelExpression.parse(kernel), Box.unit(1).grid(List.of(ARMS)));
    }

    private static BigDecimal[][] cholesky(BigDecimal[][] a) {
        int n = a.length;
        BigDecimal[][] low = new BigDecimal[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                BigDecimal s = a[i][j];
                for (int k = 0; k < j; k++) {
                    s = s.subtract(low[i][k].multiply(low[j][k], DIGITS), DIGITS);
                }
                low[i][j] = i == j ? s.sqrt(DIGITS) : s.divide(low[j][j], DIGITS);
            }
        }
        return low;
    }

    private static BigDecimal[] solve(BigDecimal[][] low, BigDecimal[] b) {
        BigDecimal[] x = new BigDecimal[b.length];
        for (int i = 0; i < x.length; i++) {
            BigDecimal s = b[i];
            for (int k = 0; k < i; k++) {
                s = s.subtract(low[i][k].multiply(x[k], DIGITS), DIGITS);
            }
            x[i] = s.divide(low[i][i], DIGITS);
        }
        return x;
    }

    private static BigDecimal dot(BigDecimal[] a, BigDecimal[] b) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < a.length; i++) {
            sum = sum.add(a[i].multiply(b[i], DIGITS), DIGITS);
        }
        return sum;
    }
}
