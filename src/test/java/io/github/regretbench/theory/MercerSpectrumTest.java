package io.github.regretbench.theory;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import io.github.regretbench.PlainDouble;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MercerSpectrumTest {

    static Stream<Row> rows() {
        return GoldenTable.rows("mercer_eigenvalues.csv").stream();
    }

    /** The table counts the squared exponential's eigenvalues from 0. */
    @ParameterizedTest
    @MethodSource("rows")
    void agreesWithHighPrecision(Row row) {
        String family = row.text("family");
        Map<String, String> given = row.text("params").isEmpty() ? Map.of() : row.parameters("params");
        boolean gauss = family.startsWith("se_gauss");
        MercerSpectrum spectrum = gauss ? new MercerSpectrum.SquaredExponential(Double.parseDouble(given.get("lengthscale")),
                Double.parseDouble(given.get("s")), (int) Double.parseDouble(given.getOrDefault("d", "1")))
                : switch (family) {
                    case "wiener_01" -> new MercerSpectrum.BrownianMotion();
                    case "brownianbridge_01" -> new MercerSpectrum.BrownianBridge();
                    case "ou_01" -> new MercerSpectrum.OrnsteinUhlenbeck(Double.parseDouble(given.get("lengthscale")));
                    default -> throw new IllegalStateException("no spectrum for " + row);
                };
        assertClose(spectrum.eigenvalue((int) row.number("index") + (gauss ? 1 : 0)), row.number("eigenvalue"), 1e-12, row);
    }

    @Test
    void referenceValuesAreThere() {
        assertThat(rows().count()).isGreaterThanOrEqualTo(74);
    }

    /** The trace, integral k(x, x) dmu: 1, 1/2, 1/6 and 1. What is left out of the slow sums after N terms is about 1/(pi^2 N). */
    @Test
    void eigenvaluesFallAndSumToTheTrace() {
        assertThat(sum(new MercerSpectrum.SquaredExponential(0.5, 0.7, 3), 20_000)).isCloseTo(1, within(1e-6));
        assertThat(sum(new MercerSpectrum.BrownianMotion(), 10_000)).isCloseTo(0.5, within(1.1e-5));
        assertThat(sum(new MercerSpectrum.BrownianBridge(), 10_000)).isCloseTo(1 / 6.0, within(1.1e-5));
        assertThat(sum(new MercerSpectrum.OrnsteinUhlenbeck(0.2), 10_000)).isCloseTo(1, within(1.1e-4));
    }

    private static double sum(MercerSpectrum spectrum, int terms) {
        double sum = 0;
        double before = Double.POSITIVE_INFINITY;
        for (int s = 1; s <= terms; s++) {
            double value = spectrum.eigenvalue(s);
            assertThat(value).isPositive().isLessThanOrEqualTo(before);
            before = value;
            sum += value;
        }
        return sum;
    }

    /** lambda_k ~ 2 c / ((pi k)^2 + c^2): Widom's asymptotics with the kernel's spectral density. */
    @Test
    void ornsteinUhlenbeckFollowsItsSpectralDensity() {
        double w = Math.PI * 1000;
        assertThat(new MercerSpectrum.OrnsteinUhlenbeck(0.2).eigenvalue(1000) * (w * w + 25) / 10).isCloseTo(1, within(3e-3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void parametersHaveDomains(double bad) {
        assertThatThrownBy(() -> new MercerSpectrum.SquaredExponential(bad, 1, 1)).hasMessageContaining("the length scale is " + PlainDouble.format(bad));
        assertThatThrownBy(() -> new MercerSpectrum.SquaredExponential(1, bad, 1)).hasMessageContaining("deviation of the inputs");
        assertThatThrownBy(() -> new MercerSpectrum.OrnsteinUhlenbeck(bad)).hasMessageContaining("the length scale is " + PlainDouble.format(bad));
        assertThatThrownBy(() -> new MercerSpectrum.SquaredExponential(1, 1, 0)).hasMessageContaining("the dimension is 0");
        for (MercerSpectrum spectrum : List.of(new MercerSpectrum.SquaredExponential(1, 1, 1), new MercerSpectrum.BrownianMotion(),
                new MercerSpectrum.BrownianBridge(), new MercerSpectrum.OrnsteinUhlenbeck(1))) {
            assertThatThrownBy(() -> spectrum.eigenvalue(0)).hasMessageContaining("the rank is 0");
        }
    }
}
