package io.github.regretbench.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.gp.FractionalDesign;
import io.github.regretbench.gp.Posterior;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.gp.Spectrum;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GainBracketTest {

    private static Prior grid(String kernel, int... counts) {
        return Prior.of(KernelExpression.parse(kernel), Box.unit(counts.length).grid(IntStream.of(counts).boxed().toList()));
    }

    private static Prior matrix(double[][] k) {
        Kernel kernel = (a, b) -> k[(int) a[0]][(int) b[0]];
        return Prior.of(kernel, Points.indexed(IntStream.range(0, k.length).mapToObj(Integer::toString).toList()));
    }

    /** SE on random points, rank 2, or Wishart with n degrees of freedom. */
    private static Prior random(int instance, UniformRandomProvider random) {
        int n = 2 + random.nextInt(5);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        if (instance % 3 == 0) {
            double[][] x = new double[n][2];
            for (double[] point : x) {
                point[0] = random.nextDouble();
                point[1] = random.nextDouble();
            }
            return Prior.of(KernelExpression.parse("se(lengthscale=" + (0.1 + random.nextDouble()) + ")"), Points.of(x));
        }
        double[][] factor = new double[n][instance % 3 == 1 ? 2 : n];
        for (double[] row : factor) {
            for (int j = 0; j < row.length; j++) {
                row[j] = normal.sample();
            }
        }
        double[][] k = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                for (int a = 0; a < factor[i].length; a++) {
                    k[i][j] += factor[i][a] * factor[j][a];
                }
                k[j][i] = k[i][j];
            }
        }
        return matrix(k);
    }

    /** Every upper bound at one horizon, by name. */
    private static Map<String, Double> upperBounds(Prior prior, double noise, int horizon) {
        Map<String, Double> bounds = new TreeMap<>();
        Spectrum spectrum = Spectrum.of(prior);
        GreedyDesign greedy = GreedyDesign.of(prior, noise, horizon);
        WaterFilling waterFilling = WaterFilling.of(spectrum, noise);
        double[] plays = greedy.plays(prior.size(), horizon);
        PathBound path = new PathBound(prior, noise, PathBound.order(prior));
        bounds.put("hadamard", GainUpperBounds.hadamard(horizon, prior.maximumVariance(), noise));
        bounds.put("jensen", GainUpperBounds.jensen(horizon, prior.rank(), prior.maximumVariance(), noise));
        bounds.put("greedy", greedy.submodularUpperBound(horizon));
        bounds.put("online", greedy.onlineUpperBounds(horizon)[horizon]);
        bounds.put("water-filling real", waterFilling.real(horizon));
        bounds.put("water-filling real, support <= T", waterFilling.real(horizon, horizon));
        bounds.put("water-filling integer", waterFilling.integer(horizon)[horizon]);
        bounds.put("equation 8", waterFilling.paperEquation8(horizon)[horizon]);
        bounds.put("finite spectrum", GainUpperBounds.finiteSpectrum(horizon, spectrum, noise));
        bounds.put("path", IntStream.range(0, horizon).mapToDouble(t -> path.next()).reduce(0, (a, b) -> b));
        FractionalDesign uniform = FractionalDesign.of(prior, noise, x -> horizon / (double) prior.size());
        bounds.put("certificate, uniform", DesignCertificate.of(uniform).upperBound(horizon));
        bounds.put("certificate, uniform, linear", DesignCertificate.of(uniform).linearUpperBound(horizon));
        bounds.put("certificate, uniform, at another horizon", DesignCertificate.of(FractionalDesign.of(prior, noise,
                x -> 3.7 / prior.size())).upperBound(horizon));
        bounds.put("certificate, greedy", DesignCertificate.of(FractionalDesign.of(prior, noise, x -> plays[x])).upperBound(horizon));
        bounds.put("certificate, optimal", DesignCertificate.of(OptimalDesign.improve(uniform, 1e-9, 50)).upperBound(horizon));
        return bounds;
    }

    /** 300 instances small enough to know gamma_T by trying everything. Rounding may take 1e-12 relative from a bound that is exact. */
    @Test
    void noBoundIsOnTheWrongSideOfBruteForce() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(20_100_621L);
        for (int instance = 0; instance < 300; instance++) {
            Prior prior = random(instance, random);
            double noise = StrictMath.pow(10, -4 + 5 * random.nextDouble());
            GainBracket bracket = InformationGain.bracket(prior, noise, 4);
            for (int horizon = 1; horizon <= 4; horizon++) {
                String what = "instance %d, T = %d: ".formatted(instance, horizon);
                double exact = InformationGain.exact(prior, noise, horizon);
                upperBounds(prior, noise, horizon).forEach((name, bound) ->
                        assertThat(bound).as(what + name).isGreaterThanOrEqualTo(exact * (1 - 1e-12)));
                assertThat(bracket.upper(horizon)).as(what).isGreaterThanOrEqualTo(exact);
                assertThat(bracket.lower(horizon)).as(what).isLessThanOrEqualTo(exact * (1 + 1e-12));
                if (horizon <= prior.size()) {
                    double sets = InformationGain.exactOfSets(prior, noise, horizon);
                    assertThat(sets).as(what).isLessThanOrEqualTo(exact * (1 + 1e-12));
                    assertThat(WaterFilling.of(Spectrum.of(prior), noise).koLeeQueyranne(horizon)).as(what)
                            .isGreaterThanOrEqualTo(sets * (1 - 1e-12));
                }
            }
        }
    }

    /**
     * Ratios upper / lower over all T up to the horizon by an independent program (Python, greedy lower bounds): widest, median and last,
     * with half a unit of the last digit for rounding, and its bracket of gamma_T at the horizon. Ours is no wider, and lies inside.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "se(lengthscale=0.2)             | 1000 | 1.0545 | 1.00145 | 1.00055 | 29.5486 | 29.5638",
        "matern(nu=2.5, lengthscale=0.2) | 400  | 1.0455 | 1.00135 | 1.00035 | 46.1449 | 46.1597",
        "matern(nu=0.5, lengthscale=0.2) | 400  | 1.0685 | 1.0115  | 1.0055  | 288.12  | 289.65"})
    void theBracketIsAsNarrowAsThatOfAnIndependentProgram(String kernel, int points, double widest, double median, double last,
            double lower, double upper) {
        GainBracket bracket = InformationGain.bracket(grid(kernel, points), 0.025, 1000);
        assertNarrow(bracket, 1000, widest, median, last);
        assertThat(bracket.lower(1000)).isBetween(lower, upper);
        assertThat(bracket.upper(1000)).isBetween(lower, upper);
    }

    /** The same for random points in the unit square; the program drew other points. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "matern(nu=2.5, lengthscale=0.2) | 46  | 0.05  | 300 | 1.1505 | 1.00125 | 1.00055",
        "se(lengthscale=0.2)             | 300 | 0.025 | 500 | 1.1525 | 1.0035  | 1.0015",
        "matern(nu=2.5, lengthscale=0.2) | 300 | 0.025 | 500 | 1.2325 | 1.00655 | 1.0025"})
    void theBracketIsAsNarrowOnRandomPoints(String kernel, int points, double noise, int horizon, double widest, double median,
            double last) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(20_100_622L);
        double[][] x = new double[points][];
        for (int i = 0; i < points; i++) {
            x[i] = new double[] {random.nextDouble(), random.nextDouble()};
        }
        Prior prior = Prior.of(KernelExpression.parse(kernel), Points.of(x));
        assertNarrow(InformationGain.bracket(prior, noise, horizon), horizon, widest, median, last);
    }

    private static void assertNarrow(GainBracket bracket, int horizon, double widest, double median, double last) {
        assertThat(bracket.horizon()).isEqualTo(horizon);
        double[] ratios = IntStream.rangeClosed(1, horizon).mapToDouble(t -> bracket.upper(t) / bracket.lower(t)).toArray();
        assertThat(bracket.lower(1)).isPositive();
        assertThat(ratios[horizon - 1]).as("last").isLessThanOrEqualTo(last);
        Arrays.sort(ratios);
        assertThat(ratios[0]).as("narrowest").isGreaterThanOrEqualTo(1);
        assertThat(ratios[horizon - 1]).as("widest").isLessThanOrEqualTo(widest);
        assertThat(ratios[horizon / 2]).as("median").isLessThanOrEqualTo(median);
    }

    /** One play: everybody knows gamma_1. */
    @Test
    void isExactForOnePlay() {
        GainBracket bracket = InformationGain.bracket(grid("0.5 * se(lengthscale=0.2)", 50), 0.025, 1);
        double exact = 0.5 * StrictMath.log1p(0.5 / 0.025);
        assertThat(bracket.lower(1)).isCloseTo(exact, within(1e-15));
        assertThat(bracket.upper(1)).isCloseTo(exact, within(1e-8)).isGreaterThan(exact);
        assertThat(bracket.activeBound(1)).hasToString("hadamard");
    }

    /** Independent arms: gamma_T = WF_int(T), plays spread evenly, by hand. */
    @Test
    void isExactForIndependentArms() {
        GainBracket bracket = InformationGain.bracket(grid("white()", 3), 0.5, 7);
        assertThat(bracket.lower(7)).isCloseTo(StrictMath.log(5) + 0.5 * StrictMath.log(7), within(1e-12));
        assertThat(bracket.upper(7)).isCloseTo(StrictMath.log(5) + 0.5 * StrictMath.log(7), within(2e-8));
    }

    /** D = {1, 2}, K = diag(1, 0.01), s2 = 1: twice arm 1 gives 0.549 nats, the best set of two 0.352. */
    @Test
    void gammaIsAMaximumOverMultisets() {
        Prior prior = matrix(new double[][] {{1, 0}, {0, 0.01}});
        assertThat(InformationGain.exact(prior, 1, 2)).isCloseTo(0.5 * StrictMath.log(3), within(1e-14));
        assertThat(InformationGain.exactOfSets(prior, 1, 2)).isCloseTo(0.5 * StrictMath.log(2 * 1.01), within(1e-14));
    }

    @Test
    void armsWithoutVarianceTeachNothing() {
        GainBracket bracket = InformationGain.bracket(matrix(new double[2][2]), 1, 3);
        assertThat(bracket.lower(3)).isZero();
        assertThat(bracket.upper(3)).isBetween(0.0, 1e-8);
    }

    @Test
    void armsFarBelowTheNoiseTeachNextToNothing() {
        for (double noise : new double[] {1e5, 1e7, 1e12}) {
            GainBracket bracket = InformationGain.bracket(grid("se(lengthscale=0.2)", 20), noise, 30);
            assertThat(bracket.lower(30)).isPositive().isLessThan(bracket.upper(30));
            assertThat(bracket.upper(30)).isLessThan(15 / noise + 2e-9);
        }
    }

    /** Half of [0, 1]'s grid points certify all of them: the points left out are at most h away in the kernel's metric. */
    @Test
    void aCertificateOfAFewPointsBoundsTheWholeDomain() {
        GainBracket fine = InformationGain.bracket(grid("se(lengthscale=0.2)", 401), 0.025, 100);
        double h = Math.sqrt(-2 * StrictMath.expm1(-0.5 * 0.0025 * 0.0025 / 0.04));
        List<DesignCertificate> coarse = InformationGain.certificates(grid("se(lengthscale=0.2)", 201), 0.025, 100);
        double bound = coarse.stream().mapToDouble(c -> c.continuousUpperBound(100, h)).min().orElseThrow();
        assertThat(bound).isGreaterThan(fine.lower(100)).isLessThan(1.25 * fine.upper(100));
    }

    /** 200 features, 150 arms played: several blocks of every size, by arms and (much signal) by features. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.001})
    void aDesignOfWholePlaysIsAPosterior(double noise) {
        Prior prior = grid("matern(nu=0.5, lengthscale=0.3)", 200);
        FractionalDesign design = FractionalDesign.of(prior, noise, x -> x % 4);
        Posterior posterior = prior.observedWith(noise);
        IntStream.range(0, 600).filter(x -> x % 200 % 4 > x / 200).forEach(x -> posterior.observe(x % 200, 0));
        int[] some = {3, 199, 0, 64, 128};
        double[][] covariances = design.covariances(some);
        assertThat(design.dimension()).isEqualTo(200);
        assertThat(design.informationGain()).isCloseTo(posterior.informationGain(), within(1e-10));
        for (int x = 0; x < 200; x++) {
            assertThat(design.variance(x)).isCloseTo(posterior.variance(x), within(1e-13));
        }
        for (int i = 0; i < some.length; i++) {
            for (int j = 0; j < some.length; j++) {
                assertThat(covariances[i][j]).isCloseTo(posterior.covariance(some[i], some[j]), within(1e-13));
            }
        }
        FractionalDesign none = design.with(x -> 0);
        assertThat(none.informationGain()).isZero();
        assertThat(none.variance(5)).isCloseTo(1, within(1e-12));
    }

    /** No exchange is left that gains, by trying them all on the posterior; and what was played stays played. */
    @Test
    void exchangesEndWhereNoneGains() {
        Prior prior = grid("matern(nu=1.5, lengthscale=0.3)", 12);
        FractionalDesign start = FractionalDesign.of(prior, 0.05, x -> x < 3 ? 2 : 0);
        double[] plays = OptimalDesign.exchangePlays(start);
        double gain = start.with(x -> plays[x]).informationGain();
        assertThat(DoubleStream.of(plays).sum()).isEqualTo(6);
        assertThat(gain).isGreaterThan(start.informationGain());
        for (int in = 0; in < 12; in++) {
            for (int out = 0; out < 12; out++) {
                int to = in;
                int from = out;
                if (plays[out] > 0) {
                    assertThat(start.with(x -> plays[x] + (x == to ? 1 : 0) - (x == from ? 1 : 0)).informationGain())
                            .isLessThanOrEqualTo(gain + 1e-9);
                }
            }
        }
    }

    /** A design at its optimum has equal variances where it plays: Kiefer and Wolfowitz. From a start that plays a corner only. */
    @Test
    void newtonStepsReachTheOptimum() {
        FractionalDesign start = FractionalDesign.of(grid("matern(nu=2.5, lengthscale=0.2)", 9, 9), 0.025, x -> x == 0 ? 50 : 0);
        FractionalDesign optimum = OptimalDesign.improve(start, 1e-9, 50);
        assertThat(OptimalDesign.gap(optimum)).isLessThanOrEqualTo(1e-9);
        double mean = optimum.effectiveDimension() / 50 * 0.025;
        for (int x = 0; x < 81; x++) {
            assertThat(optimum.variance(x)).isLessThanOrEqualTo(mean * (1 + 1e-8));
        }
        assertThat(IntStream.range(0, 81).mapToDouble(optimum::plays).sum()).isCloseTo(50, within(1e-9));
    }

    /** Designs in proportion to weights, and what is interpolated between them, against brute force. */
    @Test
    void designsThatFollowWeightsGainNoMoreThanIsPossible() {
        Prior prior = matrix(new double[][] {{1, 0.5, 0}, {0.5, 1, 0.2}, {0, 0.2, 2}});
        PlayedDesigns designs = new PlayedDesigns(prior, 0.3, 40, GreedyDesign.of(prior, 0.3, 1));
        designs.follow(new double[] {0.3, 0.2, 0.5}, 4, 40, 1.7, 0);
        for (int t = 4; t <= 40; t++) {
            double exact = InformationGain.exact(prior, 0.3, t);
            assertThat(designs.lower(t)).as("T = %d", t).isBetween(0.93 * exact, exact * (1 + 1e-12));
        }
    }

    /** Independent arms far beyond the greedy plays: gamma_T = WF_int(T) by hand, T = 3 m + i. */
    @Test
    void longHorizonsAreInterpolated() {
        GainBracket bracket = InformationGain.bracket(grid("white()", 3), 0.5, 100_000);
        for (int t = 1; t <= 100_000; t = 1 + (int) (1.01 * t)) {
            double exact = 0.5 * ((3 - t % 3) * StrictMath.log1p(t / 3 / 0.5) + t % 3 * StrictMath.log1p((t / 3 + 1) / 0.5));
            assertThat(bracket.lower(t)).as("T = %d", t).isLessThanOrEqualTo(exact * (1 + 1e-12)).isGreaterThan(0.999 * exact);
            assertThat(bracket.upper(t)).as("T = %d", t).isGreaterThanOrEqualTo(exact).isLessThan(1.001 * exact + 1e-8);
        }
    }

    /** The same bits whether blocks of rows are shared out among many threads or not. */
    @Test
    void threadsDoNotChangeABit() throws Exception {
        Prior prior = grid("matern(nu=1.5, lengthscale=0.2)", 15, 15);
        GainBracket one = inPool(1, prior);
        GainBracket five = inPool(5, prior);
        for (int t = 1; t <= 3000; t++) {
            assertThat(five.lower(t)).as("T = %d", t).isEqualTo(one.lower(t));
            assertThat(five.upper(t)).as("T = %d", t).isEqualTo(one.upper(t));
            assertThat(five.activeBound(t)).as("T = %d", t).isEqualTo(one.activeBound(t));
        }
    }

    /** A parallel stream runs on the threads of the pool that it is started from. */
    private static GainBracket inPool(int threads, Prior prior) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> InformationGain.bracket(prior, 0.025, 3000)).get();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void argumentsOutsideTheirDomainAreNamed() {
        Prior prior = grid("se(lengthscale=0.2)", 3);
        assertThatThrownBy(() -> InformationGain.bracket(prior, 0.1, 0)).hasMessageContaining("horizon is 0");
        assertThatThrownBy(() -> InformationGain.bracket(prior, Double.NaN, 1)).hasMessageContaining("noise variance is NaN");
        assertThatThrownBy(() -> InformationGain.exact(grid("se(lengthscale=0.2)", 500), 0.1, 9)).hasMessageContaining("too many");
        assertThatThrownBy(() -> InformationGain.exactOfSets(prior, 0.1, 4)).hasMessageContaining("4 different arms among 3");
        assertThatThrownBy(() -> new PathBound(prior, 0.1, List.of(0, 1, 1))).hasMessageContaining("each of the 3 arms once");
        assertThatThrownBy(() -> InformationGain.bracket(prior, 0.1, 2).upper(3)).hasMessageContaining("horizons 1 to 2");
    }
}
