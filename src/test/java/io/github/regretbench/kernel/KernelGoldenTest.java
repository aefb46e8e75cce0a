package io.github.regretbench.kernel;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class KernelGoldenTest {
    /** The kernels of kernels.csv that this package has; the table holds others for later. */
    private static final Set<String> HERE = Set.of("se", "matern", "linear", "se+linear", "rq", "gammaexp", "periodic", "se*periodic",
            "wiener", "overlap", "hammingexp", "arccosine0", "arccosine1", "arccosine2", "nngp-relu", "ntk-relu", "gibbs", "fbm",
            "browniansheet", "additive", "periodic-ard", "rq-ard");

    static Stream<Row> values() {
        return Stream.of("kernels.csv", "kernels_catalogue.csv").flatMap(t -> GoldenTable.rows(t).stream())
                .filter(r -> HERE.contains(r.text("kernel")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valueAgreesWithHighPrecision(Row row) {
        Kernel kernel = kernel(row.text("kernel"), row.parameters("params"));
        assertClose(kernel.value(row.vector("x"), row.vector("xp")), row.number("value"), 1e-12, row);
        assertThat(kernel.value(row.vector("xp"), row.vector("x"))).isEqualTo(kernel.value(row.vector("x"), row.vector("xp")));
    }

    @Test
    void everyKernelHereHasReferenceValues() {
        assertThat(values().map(r -> r.text("kernel")).distinct().toList()).containsExactlyInAnyOrderElementsOf(HERE);
    }

    static Stream<Row> bessel() {
        return GoldenTable.rows("special_besselk.csv").stream();
    }

    /** log K_nu(x) = log M_nu(x) + log Gamma(nu) - (1 - nu) log 2 - nu log x. */
    @ParameterizedTest
    @MethodSource("bessel")
    void generalMaternAgreesWithBesselK(Row row) {
        double nu = row.number("nu");
        double x = row.number("x");
        double logK = StrictMath.log(GeneralMatern.correlation(nu, x)) + Gamma.logGamma(nu) - (1 - nu) * StrictMath.log(2)
                - nu * StrictMath.log(x);
        // The sum of logarithms up to about 400 in size: 1e-12 of them is 4e-10 in the logarithm's absolute value at most.
        double largest = Math.max(Math.abs(nu * StrictMath.log(x)), Math.max(x, Gamma.logGamma(nu)));
        assertThat(Math.abs(logK - row.number("logK"))).as(row.toString()).isLessThanOrEqualTo(1e-11 + 1e-14 * largest);
    }

    /** What the tables call otherwise than {@link KernelFamily} does. */
    private static final Map<String, String> RENAMED = Map.of("periods", "period", "lengthscales", "lengthscale", "ordervariances",
            "ordervariance", "loga", "loglengthscale");

    /** The kernel that a golden table means by a name and its parameters. */
    public static Kernel kernel(String name, Map<String, String> parameters) {
        if (name.equals("se*periodic")) {
            return kernel("se", Map.of("lengthscale", parameters.get("lengthscale"), "variance", parameters.get("variance")))
                    .times(kernel("periodic", Map.of("period", parameters.get("period"), "lengthscale", parameters.get("plengthscale"))));
        }
        if (name.startsWith("arccosine")) {
            Map<String, String> more = new LinkedHashMap<>(parameters);
            more.put("order", name.substring("arccosine".length()));
            return expression("arccosine", more);
        }
        if (name.equals("se+linear")) {
            return kernel("se", Map.of("lengthscale", parameters.get("lengthscale"), "variance",
                    parameters.getOrDefault("variance", "1")))
                    .plus(kernel("linear", Map.of("variance", parameters.get("linvariance"))));
        }
        return expression(name.equals("browniansheet") ? "wiener" : name.replace("-ard", ""), parameters);
    }

    private static Kernel expression(String name, Map<String, String> parameters) {
        String arguments = parameters.entrySet().stream()
                .map(e -> RENAMED.getOrDefault(e.getKey(), e.getKey()) + "=" + (e.getValue().contains("|") ? list(e.getValue()) : e.getValue()))
                .collect(Collectors.joining(", "));
        return KernelExpression.parse(name + "(" + arguments + ")");
    }

    private static List<String> list(String values) {
        return Arrays.asList(values.split("\\|"));
    }
}
