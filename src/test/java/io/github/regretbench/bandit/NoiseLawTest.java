package io.github.regretbench.bandit;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseLawTest {
    /** Of the table: laws without a variance cannot be matched by it, and symmetric beta is left out. */
    private static final Set<String> LEFT_OUT = Set.of("symmetric-beta");

    static Stream<Row> rows() {
        return GoldenTable.rows("noise_catalogue.csv").stream()
                .filter(row -> !LEFT_OUT.contains(row.text("law")) && Double.isFinite(infinite(row.text("variance"))));
    }

    private static double infinite(String text) {
        return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    private static NoiseLaw law(Row row) {
        Map<String, String> p = row.parameters("params");
        return switch (row.text("law")) {
            case "student" -> NoiseLaw.parse("student-t(dof=" + p.get("dof") + ")");
            case "bernoulli" -> NoiseLaw.parse("bernoulli(p=" + p.get("p") + ")");
            case "contaminated" -> new NoiseLaw.Contaminated(Double.parseDouble(p.get("fraction")),
                    Double.parseDouble(p.get("bigscale")) / Double.parseDouble(p.get("scale")));
            default -> NoiseLaw.parse(row.text("law"));
        };
    }

    @ParameterizedTest
    @MethodSource("rows")
    void subGaussianConstantAgreesWithHighPrecision(Row row) {
        double expected = infinite(row.text("optimal_variance_proxy_Rs^2"));
        double actual = law(row).proxyRatio() * row.number("variance");
        if (Double.isInfinite(expected)) {
            assertThat(actual).isInfinite();
        } else {
            assertClose(actual, expected, 1e-12, row);
        }
    }

    /** By mpmath at 50 digits from the formula of Kearns and Saul: where log(1 - p) rounds to 0, and at both ends of the other branch. */
    @ParameterizedTest
    @CsvSource({"1e-15, 14476482730108.379105", "1e-12, 18095603412.618052468", "1e-3, 72.320433475305270061", "0.2, 1.3525266008334031557",
        "0.24, 1.2366304633691480409", "0.26, 1.1925800648790801015", "0.74, 1.1925800648790801015", "0.9999999999, 217147223.7443024522"})
    void subGaussianConstantOfRareEvents(double p, double expected) {
        assertThat(new NoiseLaw.Bernoulli(p).proxyRatio()).isCloseTo(expected, within(1e-13 * expected));
    }

    /** `max(p, 1 - p) / sqrt(p (1 - p))`; all other laws but those of the table below have none. */
    @Test
    void boundsOfBernoulliAndOfUnboundedLaws() {
        assertThat(NoiseLaw.parse("bernoulli(p=0.2)").bound()).isCloseTo(2, within(1e-15));
        assertThat(NoiseLaw.parse("bernoulli(p=0.9)").bound()).isCloseTo(3, within(1e-14));
        for (String text : List.of("gaussian", "laplace", "student-t(dof=3)", "contaminated(fraction=0.1, ratio=20)")) {
            assertThat(NoiseLaw.parse(text).bound()).as(text).isEqualTo(Double.POSITIVE_INFINITY);
        }
    }

    /** Where the table's scale is the largest error, it is the bound times the deviation. */
    @ParameterizedTest
    @MethodSource("rows")
    void boundIsTheEdgeOfTheSupport(Row row) {
        if (Set.of("uniform", "rademacher", "triangular").contains(row.text("law"))) {
            assertClose(law(row).bound() * Math.sqrt(row.number("variance")), Double.parseDouble(row.parameters("params").get("scale")), 1e-14,
                    row);
        }
    }

    /**
     * 200 000 errors: mean 0, variance 1 and the absolute moment of the table's order (for Student's t with 3 degrees of freedom that of order 1,
     * for those of higher order have no standard error), within 5 standard errors: a two-sided false alarm of 6e-7 each.
     */
    @ParameterizedTest
    @MethodSource("rows")
    void samplesHaveTheMoments(Row row) {
        NoiseLaw law = law(row);
        DoubleSupplier errors = law.sampler(new RandomStreams(5).stream("noise", row.text("law")));
        boolean heavy = row.text("law").equals("student");
        double order = heavy ? 1 : row.number("order_q");
        // E|t_3| = 2 sqrt 3 / pi, by integrating x (1 + x^2 / 3)^-2, and the deviation of t_3 is sqrt 3.
        double expected = heavy ? 2 / Math.PI : row.number("absolute_moment_E|e|^q") / Math.pow(row.number("variance"), order / 2);
        int n = 200_000;
        double sum = 0;
        double squares = 0;
        double moment = 0;
        double momentSquares = 0;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double e = errors.getAsDouble();
            double power = Math.pow(Math.abs(e), order);
            sum += e;
            squares += e * e;
            moment += power;
            momentSquares += power * power;
            largest = Math.max(largest, Math.abs(e));
        }
        assertThat(sum / n).isCloseTo(0, within(5 / Math.sqrt(n)));
        double error = Math.sqrt((momentSquares / n - moment / n * moment / n) / n);
        assertThat(moment / n).isCloseTo(expected, within(5 * error + 1e-12));
        if (!heavy) {
            assertThat(squares / n).isCloseTo(1, within(0.15));
        }
        assertThat(largest).isLessThanOrEqualTo(law.bound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "uniform", "rademacher", "triangular", "laplace", "student-t(dof=3)", "bernoulli(p=0.2)",
        "contaminated(fraction=0.1, ratio=20)"})
    void readsBack(String text) {
        assertThat(NoiseLaw.parse(text)).hasToString(text);
        assertThat(NoiseLaw.parse(text)).isEqualTo(NoiseLaw.parse(text));
        assertThat(NoiseLaw.SIGNATURES).anyMatch(s -> text.startsWith(s.replaceFirst("\\(.*", "")));
    }

    @Test
    void mistakesSayWhatIsExpected() {
        assertThatThrownBy(() -> NoiseLaw.parse("cauchy")).hasMessageContaining("known: gaussian, none, uniform");
        assertThatThrownBy(() -> NoiseLaw.parse("student-t(dof=2)")).hasMessageContaining("'dof' of student-t is 2; expected");
        assertThatThrownBy(() -> NoiseLaw.parse("student-t")).hasMessageContaining("expected student-t(dof) with a number");
        assertThatThrownBy(() -> NoiseLaw.parse("student-t(df=3)")).hasMessageContaining("expected student-t(dof)");
        assertThatThrownBy(() -> NoiseLaw.parse("bernoulli(p=1)")).hasMessageContaining("strictly between 0 and 1");
        assertThatThrownBy(() -> NoiseLaw.parse("contaminated(fraction=0.1, ratio=1)")).hasMessageContaining("> 1");
        assertThatThrownBy(() -> NoiseLaw.parse("bernoulli(p=1e-17)")).hasMessageContaining("'p' of bernoulli is 1E-17; expected 2^-53");
        assertThatThrownBy(() -> NoiseLaw.parse("contaminated(fraction=1e-17, ratio=2)")).hasMessageContaining("never drawn");
        assertThatThrownBy(() -> NoiseLaw.parse("contaminated(fraction=0.1, ratio=1e200)")).hasMessageContaining("'ratio' of contaminated");
        assertThatThrownBy(() -> NoiseLaw.parse("student-t(dof=2.0000001)")).hasMessageContaining("expected 2.1 at least");
        assertThatThrownBy(() -> NoiseLaw.parse("uniform(a=1)")).hasMessageContaining("expected uniform");
    }
}
