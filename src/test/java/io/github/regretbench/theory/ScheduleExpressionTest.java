package io.github.regretbench.theory;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.kernel.Linear;
import io.github.regretbench.kernel.Matern;
import io.github.regretbench.kernel.SquaredExponential;
import io.github.regretbench.kernel.White;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules made by name: the numbers of beta.csv, and a sentence for every mistake. */
class ScheduleExpressionTest {
    private static final Model MODEL = new Model(Prior.of(new SquaredExponential(0.2), Box.unit(1).grid(List.of(20))), 0.1, 50, 0.1);

    /** The table's names, and what a user writes for them: parameters of the row in braces. */
    private static final Map<String, String> WRITTEN = new LinkedHashMap<>();

    static {
        WRITTEN.put("srinivas1", "theorem1");
        WRITTEN.put("srinivas1_div5", "scaled(theorem1, factor=0.2)");
        WRITTEN.put("srinivas1_exactquantile", "exact-quantile");
        WRITTEN.put("fixedhorizon_union", "fixed-horizon");
        WRITTEN.put("srinivas2", "theorem2-printed(a={a}, b={b})");
        WRITTEN.put("srinivas3", "theorem3(squaredNorm={Bsq})");
        WRITTEN.put("cg_igpucb", "igp-ucb(norm={B}, noiseDeviation={R})");
        WRITTEN.put("cg_gpts_v", "gp-ts(norm={B}, noiseDeviation={R})");
        WRITTEN.put("abbasi_det", "self-normalised(norm={B}, noiseDeviation={R})");
        WRITTEN.put("russo_vanroy", "russo-van-roy");
        WRITTEN.put("irgp_finite_quantile", "irgp-ucb");
        WRITTEN.put("irgp_continuous_shift", "irgp-ucb-continuous(a={a}, b={b})");
        WRITTEN.put("rgp_quantile", "rgp-ucb-printed(theta={theta})");
        WRITTEN.put("kandasamy_practical", "kandasamy2015");
        WRITTEN.put("kandasamy2018_ts", "kandasamy2018(a={a}, b={b})");
    }

    static Stream<Row> rows() {
        return GoldenTable.rows("beta.csv").stream().filter(row -> WRITTEN.containsKey(row.text("schedule")));
    }

    /** A row's parameters, with a default where it has none. */
    private record Given(Map<String, String> values) {
        double number(String name, double otherwise) {
            return Double.parseDouble(values.getOrDefault(name, Double.toString(otherwise)));
        }

        int whole(String name, int otherwise) {
            return (int) number(name, otherwise);
        }

        String fill(String written) {
            for (Map.Entry<String, String> value : values.entrySet()) {
                written = written.replace("{" + value.getKey() + "}", value.getValue());
            }
            return written;
        }

        /** The model of the row: n arms in a cube of the row's side and dimension, and the row's gamma at every horizon. */
        Model model(double lambda) {
            int d = whole("d", 1);
            double side = number("r", 1);
            int n = whole("n", 0);
            Points arms = new Box(Collections.nCopies(d, 0.0), Collections.nCopies(d, side))
                    .grid(n > 0 ? List.of(n) : Collections.nCopies(d, 2));
            double[] gamma = new double[whole("T", 1000) + 1];
            Arrays.fill(gamma, number("gamma", 0));
            return new Model(Prior.of(new White(1), arms), lambda, gamma.length - 1, number("delta", 0.1),
                    new GainBracket(new double[gamma.length], gamma, new GainBracket.Bound[gamma.length]));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void schedulesByNameAgreeWithHighPrecision(Row row) {
        Given given = new Given(row.parameters("params"));
        double lambda = given.number("lambda", row.text("schedule").startsWith("cg_") ? 1.002 : 0.1);
        Schedule schedule = ScheduleExpression.parse(given.fill(WRITTEN.get(row.text("schedule")))).schedule(given.model(lambda));
        // Rows without a round: gamma_(t-1) is the row's from round 2 on.
        int t = given.whole("t", row.text("schedule").equals("fixedhorizon_union") ? 1 : 2);
        double beta = schedule instanceof RandomisedSchedule randomised ? randomised.quantile(t, given.number("u", 0))
                : ((ConfidenceBand) schedule).beta(new Evidence(t, given.number("infogain", 0), lambda));
        assertClose(beta, row.number("beta_squared_multiplier"), 1e-13, row);
    }

    /** Rows that are no schedule by name: one column of another, a radius, or a rule for chosen designs and batches. */
    @Test
    void everyRowThatCanBeMadeByNameIsMade() {
        TreeSet<String> left = new TreeSet<>(GoldenTable.rows("beta.csv").stream().map(r -> r.text("schedule")).toList());
        left.removeAll(WRITTEN.keySet());
        assertThat(left).containsExactly("bpe", "gpbucb_factor", "irgp_finite_mean", "nonadaptive", "nonadaptive_rss", "oful_det",
                "oful_trace", "rgp_kappa", "srinivas2_ceil");
    }

    private static Model linear(int dimension, double lambda) {
        double[] corner = new double[dimension];
        corner[0] = 1;
        return new Model(Prior.of(new Linear(1, 0), Points.of(corner, new double[dimension])), lambda, 1000, 0.1);
    }

    /** oful_det and oful_trace tabulate the radius; beta = radius^2 / lambda. The largest |x| is 1. */
    @Test
    void linearBanditsByName() {
        for (Row row : GoldenTable.rows("beta.csv")) {
            Given given = new Given(row.parameters("params"));
            double lambda = given.number("lambda", 1);
            String arguments = given.fill("(norm={S}, noiseDeviation={R})");
            double expected = row.number("beta_squared_multiplier") / lambda;
            if (row.text("schedule").equals("oful_det")) {
                Schedule oful = ScheduleExpression.parse("oful" + arguments).schedule(linear(5, lambda));
                assertClose(((ConfidenceBand) oful).beta(new Evidence(2, given.number("logdetratio", 0) / 2, lambda)), expected, 1e-13, row);
            } else if (row.text("schedule").equals("oful_trace")) {
                OfulTrace oful = (OfulTrace) ScheduleExpression.parse("oful-trace" + arguments).schedule(linear(5, lambda));
                assertClose(oful.radius(given.whole("t", 0)), row.number("multiplier"), 1e-13, row);
            }
        }
        assertThatThrownBy(() -> ScheduleExpression.parse("oful(norm=1, noiseDeviation=1)").schedule(MODEL))
                .hasMessageContaining("is for the kernel linear(variance=1, bias=0) and not for se(lengthscale=0.2); use self-normalised");
    }

    @Test
    void theorem2TakesSlopesFromTheModel() {
        double rice = new RiceGradientTail(SpectralMoments.squaredExponential(0.2), 1).slope(0.025);
        assertThat(ScheduleExpression.parse("theorem2").schedule(MODEL)).isEqualTo(new SrinivasTheorem2(1, 1, rice, 0.1));
        Points rectangle = new Box(List.of(0.0, 1.0), List.of(1.0, 3.0)).grid(List.of(2, 3));
        for (String kernel : List.of("2 * matern(nu=2.5, lengthscale=0.5)", "matern(variance=2, nu=2.5, lengthscale=[0.5, 4])")) {
            Model model = new Model(Prior.of(KernelExpression.parse(kernel), rectangle), 0.1, 5, 0.1);
            double chained = new ChainingGradientTail(SpectralMoments.matern(2.5, 0.5).scaledBy(2), 2, 2).slope(0.025);
            assertThat(ScheduleExpression.parse("theorem2").schedule(model)).isEqualTo(new SrinivasTheorem2(2, 2, chained, 0.1));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "matern(nu=1.5, lengthscale=1) | expected nu > 2, or a finite decision set with Theorem 1",
        "linear                        | nothing is known of the slopes",
        "se(lengthscale=1) + white     | expected se or matern with nu > 2"})
    void theorem2RefusesModelsWithoutSlopes(String kernel, String message) {
        Kernel rough = KernelExpression.parse(kernel);
        assertThatThrownBy(() -> ScheduleExpression.parse("theorem2").schedule(new Model(Prior.of(rough, Box.unit(2).grid(List.of(3, 3))),
                0.1, 5, 0.1))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test
    void theorem2RefusesArmsWithoutDistance() {
        Schedule[] none = new Schedule[1];
        Model names = new Model(Prior.of(new SquaredExponential(1), Points.indexed(List.of("a", "b"))), 0.1, 5, 0.1);
        assertThatThrownBy(() -> none[0] = ScheduleExpression.parse("theorem2").schedule(names)).hasMessageContaining("list of names");
        assertThatThrownBy(() -> none[0] = ScheduleExpression.parse("kandasamy2015").schedule(names)).hasMessageContaining("list of names");
        Model point = new Model(Prior.of(new SquaredExponential(1), Points.of(new double[] {3})), 0.1, 5, 0.1);
        assertThatThrownBy(() -> none[0] = ScheduleExpression.parse("theorem2").schedule(point)).hasMessageContaining("cube around all arms");
        assertThat(ScheduleExpression.parse("theorem1").schedule(names)).isEqualTo(new SrinivasTheorem1(2, 0.1));
    }

    /** lambda = 1 + 2/50 = 1.04. */
    @ParameterizedTest
    @ValueSource(strings = {"igp-ucb", "gp-ts"})
    void chowdhuryAndGopalanNeedTheirRegulariser(String name) {
        ScheduleExpression expression = ScheduleExpression.parse(name + "(norm=1, noiseDeviation=0.3)");
        assertThatThrownBy(() -> expression.schedule(MODEL)).isInstanceOf(IllegalArgumentException.class).hasMessage(name
                + " needs a model whose noise variance is 1 + 2/T = 1.04 for T = 50, not 0.1; set it so, and give the rewards' own noise "
                + "variance as that of the truth");
        Model model = new Model(MODEL.prior(), 1.04, 50, 0.1);
        double information = InformationGain.bracket(MODEL.prior(), 1.04, 50).upper(49);
        double factor = name.equals("gp-ts") ? 2 : 1;
        assertThat(((ConfidenceSchedule) expression.schedule(model)).width(50))
                .isEqualTo(1 + 0.3 * Math.sqrt(2 * (information + 1 + StrictMath.log(1 / (0.1 / factor)))));
    }

    /** The upper bound, never the lower one; both belong to the model's noise variance. */
    @Test
    void gammaIsAnUpperBound() {
        assertThat(MODEL.gamma(0)).isZero();
        assertThat(MODEL.gamma(6)).isEqualTo(MODEL.gain().upper(6)).isGreaterThan(MODEL.gain().lower(6));
        assertThat(MODEL.gain()).isSameAs(MODEL.gain());
        ConfidenceSchedule worst = (ConfidenceSchedule) ScheduleExpression.parse(
                "self-normalised-worst-case(norm=2, noiseDeviation=0.1)").schedule(MODEL);
        SelfNormalised band = (SelfNormalised) ScheduleExpression.parse("self-normalised(norm=2, noiseDeviation=0.1)").schedule(MODEL);
        assertThat(band).isEqualTo(new SelfNormalised(2, 0.1, 0.1, 0.1));
        assertThat(worst.beta(7)).isEqualTo(band.beta(new Evidence(7, MODEL.gain().upper(6), 0.1)));
        assertThatThrownBy(() -> worst.beta(52)).hasMessageContaining("horizons 1 to 50");
    }

    /** One number of the stream per round for those that draw, none for the others. */
    @Test
    void oneMethodServesAllKinds() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(new long[] {1, 2, 3, 4});
        double u = RandomSource.XO_SHI_RO_256_PP.create(new long[] {1, 2, 3, 4}).nextDouble();
        Evidence evidence = new Evidence(3, 0.5, 0.1);
        assertThat(ScheduleExpression.parse("telescoping").schedule(MODEL).beta(evidence, random))
                .isEqualTo(new TelescopingUnion(20, 0.1).beta(3));
        assertThat(ScheduleExpression.parse("self-normalised(norm=2, noiseDeviation=0.1)").schedule(MODEL).beta(evidence, random))
                .isEqualTo(new SelfNormalised(2, 0.1, 0.1, 0.1).beta(evidence));
        assertThat(ScheduleExpression.parse("rgp-ucb(theta=1)").schedule(MODEL).beta(evidence, random))
                .isEqualTo(new RgpUcb(20, 1).quantile(3, u));
    }

    @ParameterizedTest
    @ValueSource(strings = {"theorem1", "telescoping", "exact-quantile", "fixed-horizon", "scaled(theorem1, factor=0.2)",
        "scaled(scaled(constant(beta=4), factor=0.25), factor=2)", "theorem2-printed(a=3.75, b=7.071)", "theorem3(squaredNorm=1)",
        "self-normalised(norm=1, noiseDeviation=0.1)", "rgp-ucb(theta=0.5)", "kandasamy2018(a=4, b=12.5)", "constant(beta=1E-7)"})
    void expressionsReadBack(String text) {
        ScheduleExpression expression = ScheduleExpression.parse(text);
        assertThat(expression).hasToString(text);
        assertThat(expression.schedule(MODEL).family()).contains(expression.family());
    }

    @Test
    void defaultsAreFilledIn() {
        assertThat(ScheduleExpression.parse(" scaled ( theorem1 ) ").schedule(MODEL))
                .isEqualTo(new SrinivasTheorem1(20, 0.1).scaledBy(0.2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "theorem1 1                       | expected the end but found '1'",
        "theorem4                         | no schedule is called 'theorem4' (in 'theorem4'); did you mean 'theorem1'? known: theorem1, telescoping, ",
        "SrinivasTheorem1                 | no schedule is called",
        "gp-bucb(theorem1)                | arms cannot be chosen round by round with the schedule 'gp-bucb'",
        "''                               | no schedule is called 'the end'",
        "theorem1(delta=0.1)              | theorem1 has no parameter 'delta'; it has none",
        "constant                         | constant needs the parameter 'beta'; write constant(beta)",
        "constant(value=4)                | constant has no parameter 'value'; it has beta",
        "constant(beta=4, t=1)            | constant has no parameter 't'; it has beta",
        "constant(beta=4, beta=5)         | 'beta' is given twice",
        "constant(beta=x)                 | expected a number but found 'x' in the schedule",
        "constant(beta=-1)                | the constant beta is -1; expected a finite number >= 0",
        "constant(theorem1)               | expected '=' but found ')'",
        "constant(beta=4                  | expected ')' but found the end",
        "constant(beta=4)!                | cannot read the schedule 'constant(beta=4)!' at column 17",
        "scaled                           | scaled needs a schedule inside, such as theorem1; write scaled(schedule, factor=0.2)",
        "scaled(theorem1, theorem2)       | expected '=' but found ')'",
        "scaled(theorem5)                 | no schedule is called 'theorem5' (in 'scaled(theorem5)')",
        "scaled(irgp-ucb)                 | scaled needs a schedule that the number of the round determines, such as theorem1; irgp-ucb",
        "scaled(theorem1, factor=0)       | the factor of beta is 0; expected a finite number > 0",
        "self-normalised(norm=1)          | self-normalised needs the parameter 'noiseDeviation'"})
    void refusesWhatIsNoSchedule(String text, String message) {
        assertThatThrownBy(() -> ScheduleExpression.parse(text).schedule(MODEL)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nestingHasABound() {
        assertThatThrownBy(() -> ScheduleExpression.parse("scaled(".repeat(200) + "theorem1" + ")".repeat(200)))
                .hasMessageContaining("parentheses more than 100 deep");
    }

    @Test
    void modelsAreCheckedWhenMade() {
        assertThatThrownBy(() -> new Model(MODEL.prior(), 0, 50, 0.1)).hasMessageContaining("the noise variance is 0");
        assertThatThrownBy(() -> new Model(MODEL.prior(), 0.1, 0, 0.1)).hasMessageContaining("the horizon is 0");
        assertThatThrownBy(() -> new Model(MODEL.prior(), 0.1, 50, Double.NaN)).hasMessageContaining("delta is NaN");
        assertThat(new Model(Prior.of(new Matern(2.5, 1), Box.unit(2).grid(List.of(3, 3))), 0.5, 5, 0.1).ratio())
                .isEqualTo(new SignalToNoise(0.5, 1));
    }
}
