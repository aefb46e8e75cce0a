package io.github.regretbench.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.gp.FractionalDesign;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.gp.Spectrum;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        int[] plays = greedy.plays(prior.size(), horizon);
        PathBound path = new PathBound(prior, noise, PathBound.order(prior));
        bounds.put("hadamard", GainUpperBounds.hadamard(horizon, prior.maximumVariance(), noise));
        bounds.put("jensen", GainUpperBounds.jensen(horizon, prior.rank(), prior.maximumVariance(), noise));
        bounds.put("greedy", greedy.submodularUpperBound(horizon));
        bounds.put("online", greedy.onlineUpperBounds()[horizon]);
        bounds.put("water-filling real", waterFilling.real(horizon));
        bounds.put("water-filling real, support <= T", waterFilling.real(horizon, horizon));
        bounds.put("water-filling integer", waterFilling.integer(horizon)[horizon]);
        bounds.put("equation 8", waterFilling.paperEquation8(horizon)[horizon]);
        bounds.put("finite spectrum", GainUpperBounds.finiteSpectrum(horizon, spectrum, noise));
        bounds.put("path", IntStream.range(0, horizon).mapToDouble(t -> path.next()).reduce(0, (a, b) -> b));
        FractionalDesign uniform = new FractionalDesign(prior, noise, x -> horizon / (double) prior.size());
        bounds.put("certificate, uniform", DesignCertificate.of(uniform).upperBound(horizon));
        bounds.put("certificate, uniform, linear", DesignCertificate.of(uniform).linearUpperBound(horizon));
        bounds.put("certificate, uniform, at another horizon", DesignCertificate.of(new FractionalDesign(prior, noise,
                x -> 3.7 / prior.size())).upperBound(horizon));
        bounds.put("certificate, greedy", DesignCertificate.of(new FractionalDesign(prior, noise, x -> plays[x])).upperBound(horizon));
        bounds.put("certificate, optimal", OptimalDesign.improve(uniform, 1e-9, 10_000).upperBound(horizon));
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
     * Widest ratio over T &lt;= 1000 and the bracket of gamma_1000 by an independent program (Python, greedy lower bounds), the ratio with
     * half a unit of its last digit for rounding. Ours is no wider, and lies inside at the end.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "se(lengthscale=0.2)             | 1000 | 1.0545 | 29.5486 | 29.5638",
        "matern(nu=2.5, lengthscale=0.2) | 400  | 1.0455 | 46.1449 | 46.1597",
        "matern(nu=0.5, lengthscale=0.2) | 400  | 1.0685 | 288.12  | 289.65"})
    void theBracketIsAsNarrowAsThatOfAnIndependentProgram(String kernel, int points, double widest, double lower, double upper) {
        GainBracket bracket = InformationGain.bracket(grid(kernel, points), 0.025, 1000);
        assertThat(bracket.horizon()).isEqualTo(1000);
        for (int t = 1; t <= 1000; t++) {
            assertThat(bracket.lower(t)).as("T = %d", t).isPositive().isLessThanOrEqualTo(bracket.upper(t));
            assertThat(bracket.upper(t) / bracket.lower(t)).as("T = %d", t).isLessThanOrEqualTo(widest);
        }
        assertThat(bracket.lower(1000)).isBetween(lower, upper);
        assertThat(bracket.upper(1000)).isBetween(lower, upper);
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

    /** What rounding adds in hundreds of updates is nothing to the numbers computed anew. */
    @Test
    void updatesOfADesignAgreeWithTheDesignMadeAnew() {
        FractionalDesign design = new FractionalDesign(grid("matern(nu=2.5, lengthscale=0.3)", 40), 0.1, x -> x % 3);
        for (int step = 0; step < 300; step++) {
            design.add(step * 7 % 40, step % 2 == 0 ? 0.25 : design.plays(step * 7 % 40) > 0.1 ? -0.1 : 0);
        }
        double[] updated = IntStream.range(0, 40).mapToDouble(design::variance).toArray();
        double covariance = design.covariance(3, 30);
        design.renew();
        for (int x = 0; x < 40; x++) {
            assertThat(updated[x]).isCloseTo(design.variance(x), within(1e-12));
        }
        assertThat(covariance).isCloseTo(design.covariance(3, 30), within(1e-12));
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
