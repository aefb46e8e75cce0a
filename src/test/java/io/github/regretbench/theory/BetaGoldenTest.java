package io.github.regretbench.theory;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of beta.csv, at relative 1e-13 in the squared multiplier and in the multiplier. */
class BetaGoldenTest {
    private static final double TOLERANCE = 1e-13;

    /** The parameters of a row. */
    private record Given(Map<String, String> values) {
        double number(String name) {
            return Double.parseDouble(values.get(name));
        }

        int whole(String name) {
            return (int) number(name);
        }

        ExponentialGradientTail tail() {
            return new ExponentialGradientTail(whole("d"), number("a"), number("b"));
        }

        Evidence evidence(double informationGain) {
            return new Evidence(2, informationGain, number("lambda"));
        }
    }

    /** What the table's names mean here: the squared multiplier. */
    private static final Map<String, ToDoubleFunction<Given>> BETA = new LinkedHashMap<>();
    /** The same for the multiplier itself, where the type has a way of its own to it. */
    private static final Map<String, ToDoubleFunction<Given>> WIDTH = new LinkedHashMap<>();

    private static void schedule(String name, Function<Given, ConfidenceSchedule> schedule) {
        ToDoubleFunction<Given> round = g -> g.values().containsKey("t") ? g.number("t") : 1;
        BETA.put(name, g -> schedule.apply(g).beta((int) round.applyAsDouble(g)));
        WIDTH.put(name, g -> schedule.apply(g).width((int) round.applyAsDouble(g)));
    }

    static {
        schedule("srinivas1", g -> new SrinivasTheorem1(g.whole("n"), g.number("delta")));
        schedule("srinivas1_div5", g -> new SrinivasTheorem1(g.whole("n"), g.number("delta")).scaledBy(0.2));
        schedule("srinivas1_exactquantile", g -> new ExactQuantile(g.whole("n"), g.number("delta")));
        schedule("fixedhorizon_union", g -> new FixedHorizon(g.whole("n"), g.whole("T"), g.number("delta")));
        schedule("srinivas2", g -> new SrinivasTheorem2Printed(g.number("r"), g.tail(), g.number("delta")));
        schedule("srinivas2_ceil", g -> SrinivasTheorem2.of(g.whole("d"), g.number("r"), g.tail(), g.number("delta")));
        schedule("srinivas3", g -> new SrinivasTheorem3(g.number("Bsq"), s -> g.number("gamma"), g.number("delta")));
        schedule("cg_igpucb", g -> new ChowdhuryGopalan(g.number("B"), g.number("R"), s -> g.number("gamma"), 9, g.number("delta")));
        schedule("cg_gpts_v",
                g -> new ChowdhuryGopalanThompson(g.number("B"), g.number("R"), s -> g.number("gamma"), 9, g.number("delta")));
        schedule("nonadaptive", g -> new NonAdaptive(g.number("B"), g.number("R"), g.number("lambda"), g.number("delta")));
        schedule("nonadaptive_rss", g -> new NonAdaptiveSharp(g.number("B"), g.number("R"), g.number("lambda"), g.number("delta")));
        schedule("bpe", g -> new BatchedPureExploration(g.number("B"), g.number("R"), g.number("lambda"), g.whole("n"),
                g.whole("batches"), g.number("delta")));
        schedule("russo_vanroy", g -> new RussoVanRoy(g.whole("n")));
        schedule("kandasamy_practical", g -> new Kandasamy2015(g.whole("d")));
        schedule("kandasamy2018_ts", g -> new Kandasamy2018(g.tail()));
        schedule("gpbucb_factor", g -> new GpBucb(new SrinivasTheorem1(g.whole("n"), g.number("delta")), g.number("C"), 1));

        BETA.put("abbasi_det", g -> selfNormalised(g).beta(g.evidence(g.number("infogain"))));
        WIDTH.put("abbasi_det", g -> selfNormalised(g).width(g.evidence(g.number("infogain"))));
        // These two columns are the radius and its square, which multiply |x| in the norm of V^-1.
        WIDTH.put("oful_det", g -> new Oful(g.number("S"), g.number("R"), g.number("lambda"), g.number("delta"))
                .radius(g.evidence(g.number("logdetratio") / 2)));
        WIDTH.put("oful_trace", g -> new OfulTrace(g.whole("d"), g.number("L"), g.number("S"), g.number("R"), g.number("lambda"),
                g.number("delta")).radius(g.whole("t")));
        BETA.put("irgp_finite_quantile", g -> new IrgpUcb(g.whole("n")).quantile(7, g.number("u")));
        BETA.put("irgp_finite_mean", g -> new IrgpUcb(g.whole("n")).mean());
        BETA.put("irgp_continuous_shift", g -> new IrgpUcbContinuous(g.number("r"), g.tail()).quantile(g.whole("t"), 0));
        BETA.put("rgp_kappa", g -> new RgpUcbPrinted(g.number("theta")).shape(g.whole("t")));
        BETA.put("rgp_quantile", g -> new RgpUcbPrinted(g.number("theta")).quantile(g.whole("t"), g.number("u")));
    }

    private static SelfNormalised selfNormalised(Given g) {
        return new SelfNormalised(g.number("B"), g.number("R"), g.number("lambda"), g.number("delta"));
    }

    static Stream<Row> rows() {
        return GoldenTable.rows("beta.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void betaAndWidthAgreeWithHighPrecision(Row row) {
        Given given = new Given(row.parameters("params"));
        ToDoubleFunction<Given> beta = BETA.get(row.text("schedule"));
        ToDoubleFunction<Given> width = WIDTH.get(row.text("schedule"));
        assertThat(beta != null || width != null).as("no schedule for " + row).isTrue();
        double b = beta != null ? beta.applyAsDouble(given) : Math.pow(width.applyAsDouble(given), 2);
        double w = width != null ? width.applyAsDouble(given) : Math.sqrt(beta.applyAsDouble(given));
        assertClose(b, row.number("beta_squared_multiplier"), TOLERANCE, row);
        assertClose(w, row.number("multiplier"), TOLERANCE, row);
    }

    @Test
    void everyScheduleOfTheTableIsHere() {
        Stream<String> here = Stream.concat(BETA.keySet().stream(), WIDTH.keySet().stream()).distinct();
        assertThat(rows().map(r -> r.text("schedule")).distinct()).containsExactlyInAnyOrderElementsOf(here.toList());
        assertThat(rows().count()).isGreaterThanOrEqualTo(162);
    }
}
