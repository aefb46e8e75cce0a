package io.github.regretbench.theory;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.theory.BoundSurvey.Entry;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bounds apply to a model, and that each takes the side of the bracket that makes it a guarantee. */
class BoundSurveyTest {

    private static Model model(String kernel, List<Integer> grid, double noiseVariance, int horizon) {
        return new Model(Prior.of(KernelExpression.parse(kernel), Box.unit(grid.size()).grid(grid)), noiseVariance, horizon, 0.1);
    }

    private static Map<Class<? extends RegretBound>, Entry> survey(Model model, String schedule, OptionalDouble norm) {
        return BoundSurvey.of(model, ScheduleExpression.parse(schedule).schedule(model), norm, 0.3).stream()
                .collect(Collectors.toMap(Entry::type, Function.identity()));
    }

    private static double value(Map<Class<? extends RegretBound>, Entry> survey, Class<? extends RegretBound> type) {
        return survey.get(type).bound().orElseThrow(() -> new AssertionError(survey.get(type).reason())).value();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"se(lengthscale=0.3) | theorem1", "3 * matern(nu=0.5, lengthscale=1) | irgp-ucb",
        "linear | self-normalised(norm=1, noiseDeviation=1)"})
    void everyBoundIsThereInOrderWithAValueOrAReason(String kernel, String schedule) {
        Model model = model(kernel, List.of(4, 3), 0.09, 40);
        List<Entry> entries = BoundSurvey.of(model, ScheduleExpression.parse(schedule).schedule(model), OptionalDouble.of(2), 0.3);
        assertThat(entries.stream().map(Entry::type)).isEqualTo(RegretBound.ALL);
        for (Entry entry : entries) {
            assertThat(entry.bound().isPresent()).as(entry.toString()).isEqualTo(entry.reason().isEmpty());
            entry.bound().ifPresent(bound -> assertThat(bound.value()).as(entry.toString()).isPositive().isFinite());
            assertThat(entry.statement()).isNotNull();
        }
    }

    /** The arguments that the theorem asks for, put in by hand: n = 12, k_max = 1, gamma_T from above. */
    @Test
    void upperBoundsTakeTheUpperBoundOnTheGain() {
        Model model = model("se(lengthscale=0.3)", List.of(4, 3), 0.09, 40);
        Map<Class<? extends RegretBound>, Entry> survey = survey(model, "telescoping", OptionalDouble.of(2));
        double upper = model.gain().upper(40);
        assertThat(upper).isGreaterThan(model.gain().lower(40));
        double c1 = 8 / Math.log1p(1 / 0.09);
        assertClose(value(survey, BayesianBound.Theorem1.class), Math.sqrt(c1 * 40 * 2 * Math.log(12 * 40 * 41 / 0.1) * upper), 1e-13, "1");
        double slope = new ChainingGradientTail(SpectralMoments.squaredExponential(0.3), 2, 1).slope(0.025);
        double beta = 2 * Math.log(2 * Math.PI * Math.PI * 1600 / 0.3) + 4 * Math.log(Math.ceil(1600 * 2 * slope));
        assertClose(value(survey, BayesianBound.Theorem2.class), Math.sqrt(c1 * 40 * beta * upper) + 2, 1e-13, "2");
        double width = 2 + 0.3 / 0.3 * Math.sqrt(2 * model.gain().upper(39) + 2 * Math.log(10));
        assertClose(value(survey, RkhsBound.SelfNormalisedUcb.class), width * Math.sqrt(c1 * 40 * upper), 1e-13, "self-normalised");
        double theirs = InformationGain.bracket(model.prior(), 1.05, 40).upper(40);
        assertClose(value(survey, RkhsBound.IgpUcb.class),
                4 * (2 + 0.3 * Math.sqrt(2 * (theirs + 1 + Math.log(10)))) * Math.sqrt(42 * theirs), 1e-13, "IGP-UCB");
        double mvr = 2 + Math.sqrt(2 * Math.log(2 * 12 / 0.1));
        assertClose(value(survey, RkhsBound.MaximumVarianceReduction.class), 2 * mvr * Math.sqrt(c1 / 4 * upper / 40), 1e-13, "MVR");
        double cube = 300 * upper * Math.pow(Math.log(400), 3) + 8;
        assertClose(value(survey, RkhsBound.Theorem3.class), Math.sqrt(c1 * 40 * cube * upper), 1e-13, "Theorem 3");
    }

    @Test
    void lowerBoundsTakeDesignsThatExist() {
        Model model = model("se(lengthscale=0.3)", List.of(4, 3), 0.09, 40);
        Map<Class<? extends RegretBound>, Entry> survey = survey(model, "theorem1", OptionalDouble.of(2));
        // sd = 0.3, B = 2: gamma_T belongs to the noise variance 0.0225.
        double lower = GreedyDesign.of(model.prior(), 0.0225, 40).gain(40);
        assertThat(lower).isLessThanOrEqualTo(InformationGain.bracket(model.prior(), 0.0225, 40).upper(40));
        double expected = Math.sqrt(2) * 0.3 / 16 * Math.sqrt(40 * lower / (1 + Math.log1p(4 * 40 / 0.09)));
        // The corners are sqrt(2) apart, 4.7 length scales: Delta_k > 1.
        assertClose(value(survey, LowerBound.InformationGain.class), expected, 1e-13, "information gain");
        assertThat(value(survey, LowerBound.EffectiveDimension.class)).isGreaterThanOrEqualTo(expected);
    }

    /** d_T of the exact optimal design is in infogain.csv; ours has to stay below it, and close once T is large. */
    @Test
    void effectiveDimensionIsBoundedFromBelow() {
        int rows = 0;
        for (Row instance : GoldenTable.rows("infogain_instances.csv")) {
            Prior prior = InformationGainGoldenTest.prior(instance);
            double noise = instance.number("noise_variance");
            for (Row row : GoldenTable.rows("infogain.csv")) {
                if (row.text("instance").equals(instance.text("instance")) && row.text("quantity").equals("effective_dimension_dT")) {
                    int horizon = (int) row.number("T");
                    double found = LowerBound.EffectiveDimension.of(prior, horizon, 3 * Math.sqrt(noise), 3).effectiveDimension();
                    assertThat(found).as(row.toString()).isLessThanOrEqualTo(row.number("value") * (1 + 1e-9))
                            .isGreaterThan(horizon >= 10 ? 0.75 * row.number("value") : 0);
                    rows++;
                }
            }
        }
        assertThat(rows).isGreaterThan(10);
    }

    /** B k-ball and noise in other units: f and noise times a, that is k times a^2 and B the same. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 4, 100})
    void lowerBoundsDoNotDependOnTheUnitOfTheRewards(double factor) {
        Prior unit = model("se(lengthscale=0.3)", List.of(9), 0.1, 20).prior();
        Prior other = model(factor * factor + " * se(lengthscale=0.3)", List.of(9), 0.1, 20).prior();
        assertThat(LowerBound.InformationGain.of(other, 20, 0.3 * factor, 2).value())
                .isCloseTo(factor * LowerBound.InformationGain.of(unit, 20, 0.3, 2).value(), within(1e-10 * factor));
        assertThat(LowerBound.EffectiveDimension.of(other, 20, 0.3 * factor, 2).value())
                .isCloseTo(factor * LowerBound.EffectiveDimension.of(unit, 20, 0.3, 2).value(), within(1e-4 * factor));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "se(lengthscale=0.2)            | scaled(theorem1)   | 20 | BayesianBound$Theorem1 | promises no band at all arms for draws",
        "se(lengthscale=0.2)            | theorem2           | 20 | BayesianBound$Theorem1 | promises no band at all arms for draws",
        "se(lengthscale=0.2)            | russo-van-roy      | 20 | BayesianBound$Theorem1 | promises no band at all arms for draws",
        "matern(nu=1.5, lengthscale=1)  | theorem1           | 20 | BayesianBound$Theorem2 | no fourth spectral moment",
        "se(lengthscale=0.2)            | irgp-ucb           | 20 | BayesianBound$RandomisedUcb | not known before the run",
        "2 * se(lengthscale=0.2)        | theorem1           | 20 | BayesianBound$SequentialThompson | this bound is stated for 1",
        "se(lengthscale=0.2)            | theorem1           | 20 | BayesianBound$ValidTarget | the targets of a run",
        "2 * se(lengthscale=0.2)        | theorem1           | 20 | RkhsBound$IgpUcb | needs k(x, x) <= 1, and the largest is 2.0",
        "se(lengthscale=0.2)            | theorem1           | 20 | RkhsBound$MaximumVarianceReductionSmallNoise | at least 6 gamma_T",
        "se(lengthscale=0.2)            | theorem1           | 1  | BayesianBound$Tight | number of arms is 1; expected at least 2"})
    void saysWhyABoundDoesNotApply(String kernel, String schedule, int arms, String type, String reason) throws Exception {
        Model model = model(kernel, List.of(arms), 0.01, 15);
        Entry entry = survey(model, schedule, OptionalDouble.of(1)).get(Class.forName("io.github.regretbench.theory." + type));
        assertThat(entry.bound()).isEmpty();
        assertThat(entry.reason()).contains(reason);
    }

    @Test
    void chainingHasNoPrintedConstants() {
        Map<Class<? extends RegretBound>, Entry> survey = survey(model("se(lengthscale=0.3)", List.of(4, 3), 0.09, 40), "theorem1",
                OptionalDouble.empty());
        assertThat(survey.get(BayesianBound.TightContinuous.class).reason()).contains("known in one dimension only");
        assertThat(survey.get(RkhsBound.Theorem3.class).reason()).contains("bound on the norm of f");
        assertThat(survey.get(LowerBound.InformationGain.class).reason()).contains("bound on the norm of f");
    }

    @Test
    void normAndNoiseHaveDomains() {
        Model model = model("se(lengthscale=0.3)", List.of(4), 0.09, 4);
        Schedule schedule = new SrinivasTheorem1(4, 0.1);
        assertThatThrownBy(() -> BoundSurvey.of(model, schedule, OptionalDouble.of(-1), 1)).hasMessageContaining("norm is -1");
        assertThatThrownBy(() -> BoundSurvey.of(model, schedule, OptionalDouble.empty(), 0)).hasMessageContaining("deviation is 0");
    }

    /** Every name that a statement gives is a row of the table; the orders are those of the table. */
    @Test
    void ordersComeFromTheTable() {
        List<String> rows = RegretOrder.TABLE.stream().map(RegretOrder::name).toList();
        for (Class<? extends RegretBound> type : RegretBound.ALL) {
            String order = type.getAnnotation(Statement.class).order();
            assertThat(order.isEmpty() || rows.contains(order)).as(order).isTrue();
        }
        Model model = model("0.5 * matern(nu=2.5, lengthscale=[0.3, 0.2])", List.of(2, 2), 0.1, 3);
        Smoothness kernel = Smoothness.of(model.prior().kernel(), model.dimension()).orElseThrow();
        assertThat(kernel).isEqualTo(new Smoothness.Matern(2, 2.5));
        assertThat(survey(model, "theorem1", OptionalDouble.empty()).get(BayesianBound.Theorem1.class).order(kernel))
                .contains(GrowthOrder.of(4.5 / 7, 0.5 + 2.5 / 7));
        assertThat(Smoothness.of(KernelExpression.parse("linear + white"), 1)).isEmpty();
        assertThat(Smoothness.of(KernelExpression.parse("linear"), 3)).contains(new Smoothness.Linear(3));
        assertThat(Smoothness.of(KernelExpression.parse("2 * se(lengthscale=1)"), 3)).contains(new Smoothness.SquaredExponential(3));
    }
}
