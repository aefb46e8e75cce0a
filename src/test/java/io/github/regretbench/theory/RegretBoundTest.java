package io.github.regretbench.theory;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegretBoundTest {
    /** Bounds on the information gain, which stand in the same table. */
    private static final Set<String> NOT_REGRET = Set.of("linear_gamma_upper", "vakili_gamma");

    /** The parameters of a row of bounds.csv. */
    private record Given(Map<String, String> numbers) {

        double get(String name) {
            return Double.parseDouble(numbers.get(name));
        }

        int count(String name) {
            return (int) get(name);
        }

        SignalToNoise ratio() {
            return new SignalToNoise(get(numbers.containsKey("lambda") ? "lambda" : "noise"),
                    numbers.containsKey("kmax") ? get("kmax") : 1);
        }

        Exploration exploration() {
            return new Exploration(ratio(), count("T"), get("gamma"));
        }
    }

    static Stream<Row> regret() {
        return GoldenTable.rows("bounds.csv").stream().filter(r -> !NOT_REGRET.contains(r.text("bound")));
    }

    @ParameterizedTest
    @MethodSource("regret")
    void agreesWithHighPrecision(Row row) {
        Given given = new Given(row.parameters("params"));
        double actual = switch (row.text("bound")) {
            case "C1" -> given.ratio().c1();
            case "rvr_constant_exact" -> BayesianBound.RussoVanRoySharp.constant(given.count("n"));
            default -> bound(row.text("bound"), given).value();
        };
        assertClose(actual, row.number("value"), 1e-12, row);
    }

    private static RegretBound bound(String name, Given given) {
        double t = given.numbers().containsKey("T") ? given.get("T") : Double.NaN;
        return switch (name) {
            case "srinivas1" -> new BayesianBound.Theorem1(given.exploration(),
                    new SrinivasTheorem1(given.count("n"), given.get("delta")).beta((int) t));
            case "srinivas2" -> new BayesianBound.Theorem2(given.exploration(), theorem2(given, t));
            case "srinivas2_sharp" -> new BayesianBound.Theorem2Sharp(given.exploration(), theorem2(given, t));
            case "srinivas3" -> new RkhsBound.Theorem3(given.exploration(),
                    2 * given.get("Bsq") + 300 * given.get("gamma") * Math.pow(Math.log(t / given.get("delta")), 3));
            case "russo_vanroy" -> new BayesianBound.RussoVanRoy(given.exploration(), given.count("n"));
            case "tight_bayes_finite" -> new BayesianBound.Tight(given.exploration(), given.count("n"));
            case "abbasi_ucb" -> new RkhsBound.SelfNormalisedUcb(given.exploration(), given.get("B")
                    + given.get("R") * Math.sqrt((2 * given.get("gamma") - 2 * Math.log(given.get("delta"))) / given.get("lambda")));
            case "chowdhury_gopalan" -> new RkhsBound.IgpUcb((int) t, given.get("gamma"), given.get("B")
                    + given.get("R") * Math.sqrt(2 * (given.get("gamma") + 1 - Math.log(given.get("delta")))));
            case "mvr_simple" -> new RkhsBound.MaximumVarianceReduction(given.exploration(), given.get("B")
                    + given.get("R") * Math.sqrt(2 * Math.log(2 * given.get("n") / given.get("delta")) / given.get("lambda")));
            case "ma_scarlett_dT" -> new LowerBound.EffectiveDimension((int) t, given.get("sigma"), given.get("Delta_k"),
                    given.get("dT"));
            case "ma_scarlett_gamma" -> new LowerBound.InformationGain((int) t, given.get("sigma"), given.get("Delta_k"),
                    given.get("B"), given.get("gamma"));
            default -> throw new IllegalStateException("bounds.csv has a bound " + name + " that this test does not know");
        };
    }

    /** beta_T as printed in Theorem 2, without the rounding up of grids. */
    private static double theorem2(Given g, double t) {
        double grid = t * t * g.get("d") * g.get("b") * g.get("r") * Math.sqrt(Math.log(4 * g.get("d") * g.get("a") / g.get("delta")));
        return 2 * Math.log(2 * Math.PI * Math.PI * t * t / (3 * g.get("delta"))) + 2 * g.get("d") * Math.log(grid);
    }

    @Test
    void referenceValuesAreThere() {
        assertThat(regret().count()).isGreaterThanOrEqualTo(26);
        assertThat(regret().map(r -> r.text("bound")).distinct().count()).isEqualTo(13);
    }

    @Test
    void constantIsThePrintedOneForVariancesUpToOne() {
        for (double noise : new double[] {1e-6, 0.025, 0.5, 4.78, 1e3}) {
            assertThat(new SignalToNoise(noise, 1).c1()).isCloseTo(8 / Math.log1p(1 / noise), within(1e-12 / noise + 1e-12));
        }
    }

    /** One observation at the arm of variance k_max meets sum sigma^2 = C' I exactly; the printed constant would be too small. */
    @Test
    void varianceOfOneObservationIsWhatItsGainSays() {
        double gain = 0.5 * Math.log1p(95.6 / 4.78);
        assertThat(new Exploration(new SignalToNoise(4.78, 95.6), 1, gain).sumOfVariances()).isCloseTo(95.6, within(1e-12));
        assertThat(new Exploration(new SignalToNoise(4.78, 1), 1, gain).sumOfVariances()).isLessThan(95.6 / 5);
    }

    /** Where f and the noise are multiplied by a, regret is as well; beta and gain stay. */
    @Test
    void boundsScaleWithTheUnitOfTheRewards() {
        Exploration unit = new Exploration(new SignalToNoise(0.05, 1), 200, 17);
        Exploration scaled = new Exploration(new SignalToNoise(0.05 * 9, 9), 200, 17);
        List<Function<Exploration, RegretBound>> bounds = List.of(e -> new BayesianBound.Theorem1(e, 20),
                e -> new BayesianBound.RussoVanRoy(e, 50), e -> new BayesianBound.RussoVanRoySharp(e, 50),
                e -> new BayesianBound.Tight(e, 50), e -> new BayesianBound.ValidTarget(e, 2, 0.1),
                e -> new BayesianBound.RandomisedUcb(e, 50, 0.3, 2000), e -> new RkhsBound.MaximumVarianceReduction(e, 3));
        for (var bound : bounds) {
            assertThat(bound.apply(scaled).value()).isCloseTo(3 * bound.apply(unit).value(), within(1e-10));
        }
    }

    @Test
    void upperBoundsGrowWithHorizonGainAndBeta() {
        SignalToNoise ratio = new SignalToNoise(0.05, 1);
        IntFunction<List<RegretBound>> byHorizon = t -> cumulative(new Exploration(ratio, t, 12), 9);
        DoubleFunction<List<RegretBound>> byGain = g -> cumulative(new Exploration(ratio, 100, g), 9);
        DoubleFunction<List<RegretBound>> byBeta = b -> cumulative(new Exploration(ratio, 100, 12), b);
        for (int i = 0; i < byHorizon.apply(1).size(); i++) {
            for (int t = 1; t < 2000; t *= 2) {
                assertThat(byHorizon.apply(2 * t).get(i).value()).isGreaterThan(byHorizon.apply(t).get(i).value());
                assertThat(byGain.apply(2.0 * t).get(i).value()).isGreaterThan(byGain.apply(t).get(i).value());
                assertThat(byBeta.apply(2.0 * t).get(i).value()).isGreaterThan(byBeta.apply(t).get(i).value());
            }
        }
    }

    private static List<RegretBound> cumulative(Exploration e, double beta) {
        double width = Math.sqrt(beta);
        return List.of(new BayesianBound.Theorem1(e, beta), new BayesianBound.Theorem2(e, beta), new BayesianBound.Theorem2Sharp(e, beta),
                new BayesianBound.RandomisedUcb(e, 46, 0.1, e.horizon() * beta), new BayesianBound.TightContinuous(e, e.horizon() * beta),
                new BayesianBound.ValidTarget(e, width, 0.1), new RkhsBound.Theorem3(e, beta), new RkhsBound.SelfNormalisedUcb(e, width),
                new RkhsBound.IgpUcb(e.horizon(), e.gain(), width));
    }

    @Test
    void expectedRegretBoundsAreOrdered() {
        for (int arms : new int[] {2, 3, 46, 1000, 1_000_000}) {
            for (int t : new int[] {1, 2, 10, 1000, 1_000_000}) {
                Exploration e = new Exploration(new SignalToNoise(0.025, 1), t, 0.5 * Math.log1p(t / 0.025));
                double sharp = new BayesianBound.RussoVanRoySharp(e, arms).value();
                assertThat(sharp).isLessThan(new BayesianBound.RussoVanRoy(e, arms).value());
                if (t > 1) {
                    assertThat(new BayesianBound.Tight(e, arms).value()).isLessThan(sharp);
                }
            }
        }
    }

    /** sum 1 / (t^2 + 1) = (pi coth pi - 1) / 2 is what the crude chain gives in place of Russo and Van Roy's 1. */
    @Test
    void randomisedBoundWithRussoAndVanRoysScheduleHasTheCrudeConstant() {
        int arms = 46;
        int horizon = 100_000;
        ConfidenceSchedule schedule = t -> 2 * Math.log(((double) t * t + 1) * arms / Math.sqrt(2 * Math.PI));
        Exploration nothing = new Exploration(new SignalToNoise(0.05, 1), horizon, 0);
        double crude = (Math.PI / Math.tanh(Math.PI) - 1) / 2;
        assertThat(BayesianBound.RandomisedUcb.of(nothing, arms, schedule).value()).isBetween(crude - 1.0 / horizon, crude);
    }

    /** n (phi(u) - u Phi(-u)) itself, added up to a million; what is left out lies between 0 and the sum of 1 / t^2. */
    @Test
    void exactConstantEnclosedByItsPartialSum() {
        int terms = 1_000_000;
        for (int arms : new int[] {2, 46}) {
            double sum = 0;
            for (int t = 1; t <= terms; t++) {
                double u = Math.sqrt(2 * Math.log(((double) t * t + 1) * arms / Math.sqrt(2 * Math.PI)));
                sum += arms * (Math.exp(-u * u / 2) / Math.sqrt(2 * Math.PI) - u * 0.5 * Erfc.value(u / Math.sqrt(2)));
            }
            assertThat(BayesianBound.RussoVanRoySharp.constant(arms)).isBetween(sum, sum + 1.0 / terms);
        }
    }

    @Test
    void targetBoundIsTheoremOneWithTwoWidthsApart() {
        Exploration e = new Exploration(new SignalToNoise(0.05, 1), 300, 20);
        BayesianBound.ValidTarget target = new BayesianBound.ValidTarget(e, 3, 0.1);
        double zeta = target.zeta();
        // Theorem 1 for half an arm: beta = 2 log(t^2 pi^2 / (12 delta)).
        assertThat(zeta * zeta).isCloseTo(new SrinivasTheorem1(1, 0.2).beta(300), within(1e-12));
        assertThat(new BayesianBound.ValidTarget(e, zeta, 0.1).value())
                .isCloseTo(new BayesianBound.Theorem1(e, zeta * zeta).value(), within(1e-10));
        assertThat(new BayesianBound.ValidTarget(new Exploration(e.ratio(), 1, 1), 0, 0.9).zeta()).isZero();
    }

    /** Both forms of the simple-regret bound are for the same algorithm; the second gains as lambda goes to zero. */
    @Test
    void smallNoiseFormWinsForSmallNoiseOnly() {
        for (double lambda : new double[] {1e-8, 1e-4}) {
            assertThat(new RkhsBound.MaximumVarianceReductionSmallNoise(1000, lambda, 100, 2).value()).isLessThan(
                    new RkhsBound.MaximumVarianceReduction(new Exploration(new SignalToNoise(lambda, 1), 1000, 100), 2).value());
        }
        assertThat(new RkhsBound.MaximumVarianceReductionSmallNoise(1000, 1, 100, 2).value()).isGreaterThan(
                new RkhsBound.MaximumVarianceReduction(new Exploration(new SignalToNoise(1, 1), 1000, 100), 2).value());
        // By hand: 8 m sqrt(lambda gamma / T) = 8 * 2 * sqrt(0.01 * 4 / 100).
        assertThat(new RkhsBound.MaximumVarianceReductionSmallNoise(100, 0.01, 4, 2).value()).isCloseTo(0.32, within(1e-15));
        assertThatThrownBy(() -> new RkhsBound.MaximumVarianceReductionSmallNoise(23, 0.01, 4, 2)).hasMessageContaining("6 gamma_T");
    }

    /** The table has C0 without what the gap off the grid costs; in one dimension with a = 3.757, b = 7.071 that is 1.619 in the limit. */
    @Test
    void thompsonBoundOnTheCubeAgreesWithHighPrecision() {
        Row row = GoldenTable.rows("bounds_catalogue.csv").stream().filter(r -> r.text("bound").equals("kandasamy2018-ts")).findFirst()
                .orElseThrow();
        Given given = new Given(row.parameters("params"));
        Exploration exploration = new Exploration(given.ratio(), given.count("T"), given.get("gain"));
        BayesianBound.SequentialThompson bound = new BayesianBound.SequentialThompson(exploration,
                new ExponentialGradientTail(given.count("d"), given.get("a"), given.get("b")));
        assertClose(bound.value() - bound.widthsOffTheGrid() / given.get("T"), row.number("value"), 1e-12, row);
        assertClose(Math.sqrt(new Kandasamy2018(bound.tail()).beta(given.count("T"))), row.number("multiplier"), 1e-12, row);
        assertThat(bound.widthsOffTheGrid()).isBetween(1.60, 1.619);
        assertThatThrownBy(() -> new BayesianBound.SequentialThompson(new Exploration(new SignalToNoise(1, 2), 100, 4), bound.tail()))
                .hasMessageContaining("stated for 1");
    }

    /** By hand: (0.656234 + sqrt(2 log(10 * 100^2)) sqrt(2 / log 2 * 100 * 4)) / 100; it scales like f, and shrinks when a grid is not needed. */
    @Test
    void thompsonBoundOnFiniteSets() {
        double value = new BayesianBound.SequentialThompsonFinite(new Exploration(new SignalToNoise(1, 1), 100, 4), 10).value();
        assertThat(value).isCloseTo((0.656233738 + Math.sqrt(2 * Math.log(1e5)) * Math.sqrt(2 / Math.log(2) * 400)) / 100, within(1e-8));
        assertThat(new BayesianBound.SequentialThompsonFinite(new Exploration(new SignalToNoise(4, 4), 100, 4), 10).value())
                .isCloseTo(2 * value, within(1e-14));
        assertThat(BayesianBound.SequentialThompson.EXCESS).isCloseTo(Math.PI * Math.PI / 6 / Math.sqrt(2 * Math.PI), within(1e-15));
    }

    /** Without discretisation and with one beta for all rounds the continuous bound is the finite one. */
    @Test
    void continuousTightBoundContainsTheFiniteOne() {
        Exploration e = new Exploration(new SignalToNoise(0.05, 1), 300, 20);
        double perRound = 2 + 2 * Math.log(46 / 2.0);
        assertThat(new BayesianBound.TightContinuous(e, 300 * perRound).value() - RegretChain.DISCRETISATION)
                .isCloseTo(new BayesianBound.Tight(e, 46).value(), within(1e-10));
    }

    @Test
    void everyBoundSaysWhatItIs() {
        Set<String> names = new HashSet<>();
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> group : List.of(BayesianBound.class, RkhsBound.class, LowerBound.class)) {
            types.addAll(Arrays.asList(group.getPermittedSubclasses()));
        }
        assertThat(new HashSet<Class<?>>(RegretBound.ALL)).hasSize(RegretBound.ALL.size()).isEqualTo(new HashSet<>(types));
        for (Class<? extends RegretBound> type : RegretBound.ALL) {
            Statement statement = type.getAnnotation(Statement.class);
            assertThat(names.add(statement.name())).as(statement.name()).isTrue();
            for (String text : List.of(statement.formula(), statement.citation(), statement.assumptions(), statement.guarantee(),
                    statement.policy())) {
                assertThat(text).as(statement.name()).isNotBlank();
            }
        }
        assertThat(new BayesianBound.RussoVanRoy(new Exploration(new SignalToNoise(1, 1), 1, 1), 2).statement().status())
                .isEqualTo(Status.UNVERIFIED);
        RegretBound own = () -> 1;
        assertThatThrownBy(own::statement).hasMessageContaining("@Statement");
    }

    @Test
    void scarlettsOrdersScaleAsPrinted() {
        ScarlettOrder matern = new ScarlettOrder(new Smoothness.Matern(2, 1.5), 3, 0.2);
        // d = 2, nu = 3/2: B^(2/5) s^(3/5) T^(7/10) and (s / eps)^2 (B / eps)^(4/3).
        assertThat(matern.cumulative(1000)).isCloseTo(Math.pow(3, 0.4) * Math.pow(0.2, 0.6) * Math.pow(1000, 0.7), within(1e-10));
        assertThat(matern.rounds(0.375)).isCloseTo(Math.pow(0.2 / 0.375, 2) * 16, within(1e-12));
        ScarlettOrder smooth = new ScarlettOrder(new Smoothness.SquaredExponential(2), 1, 1);
        assertThat(smooth.cumulative(1000)).isCloseTo(Math.sqrt(1000 * Math.log(1000)), within(1e-10));
        assertThat(smooth.rounds(Math.exp(-2))).isCloseTo(2 * Math.exp(4), within(1e-10));
        assertThatThrownBy(() -> smooth.cumulative(1)).hasMessageContaining("log(B^2 T / s^2)");
        assertThatThrownBy(() -> smooth.rounds(1)).hasMessageContaining("log(B / eps)");
        assertThatThrownBy(() -> new ScarlettOrder(new Smoothness.Linear(1), 1, 1)).hasMessageContaining("linear");
    }

    @Test
    void refusesNumbersOutsideTheDomain() {
        assertThatThrownBy(() -> new SignalToNoise(0, 1)).hasMessageContaining("noise variance is 0; expected a finite number > 0");
        assertThatThrownBy(() -> new SignalToNoise(1, Double.NaN)).hasMessageContaining("maximum of k(x, x) is NaN");
        assertThatThrownBy(() -> new SignalToNoise(1e-300, 1e300)).hasMessageContaining("ratio");
        Exploration e = new Exploration(new SignalToNoise(1, 1), 1, 1);
        assertThatThrownBy(() -> new Exploration(e.ratio(), 0, 1)).hasMessageContaining("horizon is 0; expected at least 1");
        assertThatThrownBy(() -> new Exploration(e.ratio(), 1, -1)).hasMessageContaining("information gain is -1");
        assertThatThrownBy(() -> new BayesianBound.Tight(e, 1)).hasMessageContaining("number of arms is 1; expected at least 2");
        assertThatThrownBy(() -> new BayesianBound.Theorem1(e, Double.NaN)).hasMessageContaining("beta is NaN");
        assertThatThrownBy(() -> new BayesianBound.ValidTarget(e, 1, 1)).hasMessageContaining("strictly between 0 and 1");
    }
}
