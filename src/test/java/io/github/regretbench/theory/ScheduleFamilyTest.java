package io.github.regretbench.theory;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.regretbench.StandardNormal;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every schedule has to obey, and the registry that says what each is worth. */
class ScheduleFamilyTest {
    private static final ExponentialGradientTail TAIL = new ExponentialGradientTail(2, 3.75, 7.071);
    private static final SelfNormalised BAND = new SelfNormalised(1, 0.1, 0.01, 0.1);

    static Stream<Object> samples() {
        return Stream.of(new SrinivasTheorem1(46, 0.1), new TelescopingUnion(46, 0.1), new ExactQuantile(46, 0.1),
                new FixedHorizon(46, 1000, 0.1), new SrinivasTheorem1(46, 0.1).scaledBy(0.2), new SrinivasTheorem2(2, 1, 7, 0.1),
                new SrinivasTheorem2Printed(1, TAIL, 0.1), new SrinivasTheorem3(1, t -> StrictMath.log1p(t), 0.1),
                new ChowdhuryGopalan(1, 0.1, t -> StrictMath.log1p(t), 1000, 0.1),
                new ChowdhuryGopalanThompson(1, 0.1, t -> StrictMath.log1p(t), 1000, 0.1), BAND,
                new SelfNormalisedWorstCase(BAND, t -> StrictMath.log1p(t)), new NonAdaptive(1, 0.1, 0.01, 0.1),
                new NonAdaptiveSharp(1, 0.1, 0.01, 0.1), new BatchedPureExploration(1, 0.1, 0.01, 46, 3, 0.1), new RussoVanRoy(46),
                new IrgpUcb(46), new IrgpUcbContinuous(1, TAIL), new RgpUcb(46, 1), new RgpUcbPrinted(1), new Oful(1, 0.1, 0.01, 0.1),
                new OfulTrace(2, 1, 1, 0.1, 0.01, 0.1), new Kandasamy2015(2), new Kandasamy2018(TAIL), new ConstantBeta(4),
                new GpBucb(new SrinivasTheorem1(46, 0.1), 0.5, 5));
    }

    /** beta of a round, with a gain of log(t) nats or the quantile 0.7. */
    private static double beta(Object schedule, int t) {
        if (schedule instanceof RandomisedSchedule randomised) {
            return randomised.quantile(t, 0.7);
        }
        return ((ConfidenceBand) schedule).beta(new Evidence(t, StrictMath.log(t), 0.01));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void betaIsFiniteRepeatableAndNeverFallsWithTheRound(Object schedule) {
        double before = 0;
        for (int t : new int[] {1, 2, 3, 10, 1000}) {
            double beta = beta(schedule, t);
            assertThat(beta).as("round " + t).isFinite().isGreaterThanOrEqualTo(before).isEqualTo(beta(schedule, t));
            before = beta;
        }
        ScheduleContract contract = () -> (Schedule) schedule;
        contract.betaIsFiniteNonNegativeAndRepeatable();
        contract.drawsOneNumberARoundOrNone();
        if (schedule instanceof ConfidenceSchedule deterministic) {
            for (int t : new int[] {0, -1, Integer.MIN_VALUE}) {
                assertThatThrownBy(() -> deterministic.beta(t)).hasMessageContaining("count from 1");
                assertThatThrownBy(() -> deterministic.width(t)).hasMessageContaining("count from 1");
            }
            assertClose(deterministic.width(7) * deterministic.width(7), deterministic.beta(7), 1e-15, "width^2");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {50_000, Integer.MAX_VALUE})
    void lateRoundsDoNotOverflow(int t) {
        samples().filter(s -> !(s instanceof FixedHorizon || s instanceof ChowdhuryGopalan || s instanceof ChowdhuryGopalanThompson))
                .forEach(s -> assertThat(beta(s, t)).as(s.toString()).isFinite().isGreaterThanOrEqualTo(beta(s, 1000)));
    }

    @Test
    void registryHoldsEveryScheduleOnce() {
        List<String> types = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ScheduleFamily.class.getPackageName()).stream()
                .filter(c -> !c.isInterface() && (c.isAssignableTo(ConfidenceBand.class) || c.isAssignableTo(RandomisedSchedule.class)))
                .map(JavaClass::getSimpleName).toList();
        assertThat(ScheduleFamily.all().stream().map(f -> f.type().getSimpleName())).containsExactlyInAnyOrderElementsOf(types);
        assertThat(ScheduleFamily.all().stream().map(ScheduleFamily::name)).doesNotHaveDuplicates().allMatch(n -> n.matches("[a-z0-9-]+"));
        assertThat(samples().map(s -> s.getClass().getSimpleName())).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void everyFamilyIsWhole() {
        for (ScheduleFamily family : ScheduleFamily.all()) {
            assertThat(family.formula()).as(family.name()).contains("beta");
            assertThat(family.citation()).as(family.name()).isNotBlank();
            boolean claims = family.guarantee() != ScheduleFamily.Guarantee.NONE;
            // A guarantee without an assumption would be a slip.
            assertThat(claims && family.assumption() == ScheduleFamily.Assumption.NOTHING).as(family.name()).isFalse();
        }
        assertThat(new SrinivasTheorem1(3, 0.1).family()).map(ScheduleFamily::citation).contains("Srinivas et al. 2010, Theorem 1");
        assertThat(new IrgpUcb(3).family()).map(ScheduleFamily::guarantee).contains(ScheduleFamily.Guarantee.EXPECTED_REGRET);
        ConfidenceSchedule own = t -> 4;
        assertThat(own.family()).isEmpty();
    }

    /** sum 1/pi_t for the two choices of Theorem 1: t (t + 1) telescopes to 1 - 1/(T + 1), pi^2 t^2 / 6 leaves 6 / (pi^2 T) at most. */
    @Test
    void failureProbabilitiesAddUpToDelta() {
        int rounds = 100_000;
        double telescoping = 0;
        double squares = 0;
        double exact = 0;
        for (int t = 1; t <= rounds; t++) {
            telescoping += 46 * StrictMath.exp(-new TelescopingUnion(46, 0.1).beta(t) / 2);
            squares += 46 * StrictMath.exp(-new SrinivasTheorem1(46, 0.1).beta(t) / 2);
            exact += 46 * 2 * StrictMath.exp(StandardNormal.logCdf(-new ExactQuantile(46, 0.1).width(t)));
        }
        assertClose(telescoping, 0.1 * (1 - 1.0 / (rounds + 1)), 1e-11, "t (t + 1)");
        assertThat(squares).isBetween(0.1 * (1 - 6 / (Math.PI * Math.PI * rounds)), 0.1);
        assertClose(exact, squares, 1e-11, "the same union bound with exact tails");
    }

    @Test
    void variantsOfTheorem1AreSmallerWhereTheyPromiseIt() {
        SrinivasTheorem1 theorem = new SrinivasTheorem1(46, 0.1);
        assertThat(new TelescopingUnion(46, 0.1).beta(1)).isGreaterThan(theorem.beta(1));
        for (int t = 1; t <= 100_000; t *= 2) {
            assertThat(new ExactQuantile(46, 0.1).beta(t)).isLessThan(theorem.beta(t));
            assertThat(t == 1 || new TelescopingUnion(46, 0.1).beta(t) < theorem.beta(t)).isTrue();
        }
        assertThatThrownBy(() -> new FixedHorizon(46, 10, 0.1).beta(11)).hasMessageContaining("past the horizon");
    }

    /** n / sqrt(2 pi) exp(-beta_t / 2) = 1 / (t^2 + 1), whose sum over t converges. */
    @Test
    void russoAndVanRoysTermIsSummable() {
        for (int t = 1; t <= 1000; t *= 3) {
            assertClose(46 / Math.sqrt(2 * Math.PI) * StrictMath.exp(-new RussoVanRoy(46).beta(t) / 2), 1 / (t * (double) t + 1), 1e-14, t);
        }
    }

    /** In batches of 5, rounds 1..5 know no reward, rounds 6..10 know five: the sequential schedule's rounds 1 and 6. */
    @Test
    void batchesUseTheScheduleOfTheKnownRewards() {
        SrinivasTheorem1 sequential = new SrinivasTheorem1(46, 0.1);
        GpBucb batched = new GpBucb(sequential, 0.5, 5);
        for (int t = 1; t <= 10; t++) {
            assertClose(batched.beta(t), StrictMath.E * sequential.beta(t <= 5 ? 1 : 6), 1e-15, t);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -0.1})
    void noParameterMayBeNaNInfiniteOrNegative(double bad) {
        List<DoubleFunction<Object>> constructors = List.of(
                v -> new TelescopingUnion(2, v), v -> new ExactQuantile(2, v), v -> new FixedHorizon(2, 2, v),
                v -> new SrinivasTheorem2(1, v, 1, 0.1), v -> new SrinivasTheorem2(1, 1, v, 0.1), v -> new SrinivasTheorem2(1, 1, 1, v),
                v -> new SrinivasTheorem2Printed(v, TAIL, 0.1), v -> new SrinivasTheorem2Printed(1, TAIL, v),
                v -> new SrinivasTheorem3(v, t -> 1, 0.1), v -> new SrinivasTheorem3(1, t -> 1, v),
                v -> new SrinivasTheorem3(1, t -> v, 0.1).beta(1), v -> new ChowdhuryGopalan(v, 1, t -> 1, 9, 0.1),
                v -> new ChowdhuryGopalan(1, v, t -> 1, 9, 0.1), v -> new ChowdhuryGopalan(1, 1, t -> 1, 9, v),
                v -> new ChowdhuryGopalan(1, 1, t -> v, 9, 0.1).beta(1), v -> new ChowdhuryGopalanThompson(v, 1, t -> 1, 9, 0.1),
                v -> new ChowdhuryGopalanThompson(1, 1, t -> 1, 9, v), v -> new SelfNormalised(v, 1, 1, 0.1),
                v -> new SelfNormalised(1, v, 1, 0.1), v -> new SelfNormalised(1, 1, v, 0.1), v -> new SelfNormalised(1, 1, 1, v),
                v -> new SelfNormalisedWorstCase(BAND, t -> v).beta(1), v -> new NonAdaptive(v, 1, 1, 0.1),
                v -> new NonAdaptive(1, v, 1, 0.1), v -> new NonAdaptive(1, 1, v, 0.1), v -> new NonAdaptive(1, 1, 1, v),
                v -> new NonAdaptiveSharp(v, 1, 1, 0.1), v -> new NonAdaptiveSharp(1, v, 1, 0.1), v -> new NonAdaptiveSharp(1, 1, v, 0.1),
                v -> new NonAdaptiveSharp(1, 1, 1, v), v -> new NonAdaptiveSharp(1, 1, 1, 0.1).deviation(v, 1),
                v -> new NonAdaptiveSharp(1, 1, 1, 0.1).deviation(1, v), v -> new BatchedPureExploration(v, 1, 1, 2, 2, 0.1),
                v -> new BatchedPureExploration(1, v, 1, 2, 2, 0.1), v -> new BatchedPureExploration(1, 1, v, 2, 2, 0.1),
                v -> new BatchedPureExploration(1, 1, 1, 2, 2, v), v -> new IrgpUcb(2).quantile(1, v),
                v -> new IrgpUcbContinuous(v, TAIL), v -> new RgpUcb(2, v), v -> new RgpUcb(2, 1).quantile(1, v),
                v -> new RgpUcbPrinted(v), v -> new Oful(v, 1, 1, 0.1), v -> new Oful(1, v, 1, 0.1), v -> new Oful(1, 1, v, 0.1),
                v -> new Oful(1, 1, 1, v), v -> new OfulTrace(2, v, 1, 1, 1, 0.1), v -> new OfulTrace(2, 1, v, 1, 1, 0.1),
                v -> new OfulTrace(2, 1, 1, v, 1, 0.1), v -> new OfulTrace(2, 1, 1, 1, v, 0.1), v -> new OfulTrace(2, 1, 1, 1, 1, v),
                v -> new ExponentialGradientTail(1, v, 1), v -> new ExponentialGradientTail(1, 1, v), v -> TAIL.slope(v),
                v -> new SpectralMoments(v, 1), v -> new SpectralMoments(1, v), v -> SpectralMoments.squaredExponential(v),
                v -> new RiceGradientTail(new SpectralMoments(1, 1), v), v -> new ChainingGradientTail(new SpectralMoments(1, 1), 1, v),
                v -> new ConstantBeta(v), v -> new GpBucb(new ConstantBeta(4), v, 1), v -> new ConstantBeta(4).scaledBy(v),
                v -> new Evidence(1, v, 1), v -> new Evidence(1, 1, v));
        for (int i = 0; i < constructors.size(); i++) {
            DoubleFunction<Object> constructor = constructors.get(i);
            assertThatThrownBy(() -> constructor.apply(bad)).as("constructor " + i).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected").hasMessageContaining(Double.toString(bad));
        }
    }

    @Test
    void countsBelowTheirDomainsAreRefused() {
        Stream.<Runnable>of(() -> new TelescopingUnion(0, 0.1), () -> new ExactQuantile(0, 0.1), () -> new FixedHorizon(0, 1, 0.1),
                () -> new FixedHorizon(1, 0, 0.1), () -> new RussoVanRoy(1), () -> new IrgpUcb(1), () -> new RgpUcb(1, 1),
                () -> new SrinivasTheorem2(0, 1, 1, 0.1), () -> new Kandasamy2015(0), () -> new GpBucb(new ConstantBeta(4), 1, 0),
                () -> new ChowdhuryGopalan(1, 1, t -> 1, 0, 0.1), () -> new ExponentialGradientTail(0, 1, 1),
                () -> new BatchedPureExploration(1, 1, 1, 0, 1, 0.1), () -> new BatchedPureExploration(1, 1, 1, 1, 0, 0.1),
                () -> new NonAdaptive(1, 1, 1, 0.1).everywhere(0), () -> new Evidence(0, 1, 1), () -> new RgpUcb(2, 1).shape(0),
                () -> new IrgpUcb(2).quantile(0, 0.5), () -> new IrgpUcbContinuous(1, new ExponentialGradientTail(1, 0.5, 1)),
                () -> new Kandasamy2018(new ExponentialGradientTail(1, 0.1, 0.1)))
                .forEach(r -> assertThatThrownBy(r::run).isInstanceOf(IllegalArgumentException.class));
    }
}
