package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IllustrationTest {
    @TempDir
    private Path results;

    private ResultFolder compute(String name) throws IOException {
        return Illustration.named(name).orElseThrow().compute(results, new DataDirectory(results.resolve("none")));
    }

    static Stream<Illustration> withoutData() {
        return Illustration.ALL.stream().filter(i -> i.dataFiles().isEmpty());
    }

    private static List<Double> column(Table table, String column) {
        return table.rows().stream().map(row -> Table.number(row, column)).toList();
    }

    private static double highest(List<Double> values) {
        return values.stream().max(Double::compare).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("withoutData")
    void theSameBytesAtEveryCall(Illustration illustration, @TempDir Path again) throws IOException {
        DataDirectory none = new DataDirectory(results.resolve("none"));
        ResultFolder first = illustration.compute(results, none);
        ResultFolder second = illustration.compute(again, none);
        try (Stream<Path> files = Files.list(first.path())) {
            assertThat(files.toList()).hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(file -> assertThat(file).hasSameBinaryContentAs(second.path().resolve(file.getFileName())));
        }
        assertThat(Illustration.setUp(first)).isNotBlank();
    }

    /** One eigenvalue of 1 an independent arm; four of n/4 = 12.5 for unit vectors of R^4 with orthogonal coordinates. */
    @Test
    void spectraOfKnownForm() throws IOException {
        for (Map<String, String> row : compute("fig3a").read("eigenvalues.csv").rows()) {
            if (row.get("kernel").equals("independent")) {
                assertThat(Table.number(row, "eigenvalue")).isEqualTo(1, within(1e-12));
            } else if (row.get("kernel").equals("linear")) {
                assertThat(Table.number(row, "eigenvalue")).isEqualTo(Integer.parseInt(row.get("rank")) <= 4 ? 12.5 : 0, within(1e-12));
            }
        }
    }

    /** Independent arms: gamma_T = T/2 log(1 + 1/s2), in closed form, as long as T is at most n. Equation 8 exceeds every bracket. */
    @Test
    void gainsOfKnownForm() throws IOException {
        List<Map<String, String>> rows = compute("fig3b").read("gain.csv").rows();
        assertThat(rows).hasSize(4 * 50);
        for (Map<String, String> row : rows) {
            assertThat(Table.number(row, "lower")).isLessThanOrEqualTo(Table.number(row, "upper"));
            assertThat(Table.number(row, "upper")).isLessThan(Table.number(row, "equation_8"));
            if (row.get("kernel").equals("independent")) {
                double gamma = Table.number(row, "t") / 2 * Math.log(1 + 1 / 0.002);
                assertThat(Table.number(row, "lower")).isEqualTo(gamma, within(1e-9));
                assertThat(Table.number(row, "upper")).isEqualTo(gamma, within(1e-6));
                assertThat(Table.number(row, "equation_8")).isEqualTo(gamma / (1 - Math.exp(-1)), within(1e-9));
            }
        }
    }

    @Test
    void theFirstRoundIsUncertainTheSecondPromisingAndOneSampleIsBetweenThem() throws IOException {
        ResultFolder first = compute("fig2b");
        ResultFolder second = compute("fig2c");
        Map<String, String> before = first.read("next.csv").rows().get(0);
        Map<String, String> after = second.read("next.csv").rows().get(0);
        assertThat(Table.number(after, "t")).isEqualTo(Table.number(before, "t") + 1);
        for (ResultFolder round : List.of(first, second)) {
            assertThat(Table.number(round.read("next.csv").rows().get(0), "upper"))
                    .isEqualTo(highest(column(round.read("curves.csv"), "upper")), within(1e-12));
        }
        assertThat(share(first, before, "upper", "mean")).isGreaterThanOrEqualTo(0.95);
        assertThat(share(second, after, "mean", null)).isGreaterThanOrEqualTo(0.95);
        assertThat(share(second, after, "upper", "mean")).isLessThanOrEqualTo(0.5);
        List<Double> past = column(second.read("samples.csv"), "x");
        assertThat(past).hasSize(Integer.parseInt(before.get("t"))).endsWith(Table.number(before, "x"));
    }

    /** A quantity (or the difference of two) at the next sample's x over the highest anywhere. */
    private static double share(ResultFolder round, Map<String, String> next, String plus, String minus) {
        List<Map<String, String>> rows = round.read("curves.csv").rows();
        List<Double> values = rows.stream().map(r -> Table.number(r, plus) - (minus == null ? 0 : Table.number(r, minus))).toList();
        int at = rows.stream().map(r -> r.get("x")).toList().indexOf(next.get("x"));
        return values.get(at) / highest(values);
    }

    @Test
    void regressionDrawsStraightLines() throws IOException {
        List<Double> f = column(compute("fig4a").read("functions.csv"), "f");
        assertThat(f).hasSize(4 * 201);
        for (int i = 0; i < f.size(); i++) {
            if (i % 201 > 0 && i % 201 < 200) {
                assertThat(f.get(i - 1) - 2 * f.get(i) + f.get(i + 1)).as("second difference").isCloseTo(0, within(1e-12));
            }
        }
    }

    @Test
    void withoutItsDataTheTemperatureSaysWhatIsMissing() {
        assertThatThrownBy(() -> compute("fig2a")).isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("intel_lab_temperature_5d_1min_46.csv.gz", "regretbench data fetch intel-lab");
    }

    /** mean + k(x, S) (K_SS + s2 I)^-1 (y - mean) by a dense solve, Rasmussen and Williams 2006, eq. 2.25. */
    @Test
    void temperaturesAgreeWithADenseSolve() throws IOException {
        DataDirectory data = DataDirectory.resolve(null, System.getenv());
        Illustration illustration = Illustration.named("fig2a").orElseThrow();
        Assumptions.assumeTrue(illustration.dataFiles().stream().allMatch(file -> data.find(file).isPresent()),
                "the Intel Lab's files are absent from the data directory: figure 2a was not tried");
        ResultFolder folder = illustration.compute(results, data);
        Table sensors = folder.read("sensors.csv");
        List<Double> x = column(sensors, "x");
        List<Double> y = column(sensors, "y");
        List<Double> readings = column(sensors, "temperature");
        int n = readings.size();
        assertThat(n).isEqualTo(46);
        assertThat(readings).allSatisfy(reading -> assertThat(reading).isBetween(15.0, 26.0));
        double mean = readings.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        SimpleMatrix covariance = new SimpleMatrix(n, n);
        SimpleMatrix centred = new SimpleMatrix(n, 1);
        for (int i = 0; i < n; i++) {
            centred.set(i, 0, readings.get(i) - mean);
            for (int j = 0; j < n; j++) {
                covariance.set(i, j, kernel(x.get(i) - x.get(j), y.get(i) - y.get(j)) + (i == j ? 0.5 : 0));
            }
        }
        SimpleMatrix weights = covariance.solve(centred);
        List<Map<String, String>> surface = folder.read("surface.csv").rows();
        assertThat(surface).hasSize(83 * 63);
        for (int k = 0; k < surface.size(); k += 97) {
            double expected = mean;
            for (int i = 0; i < n; i++) {
                expected += weights.get(i, 0) * kernel(Table.number(surface.get(k), "x") - x.get(i), Table.number(surface.get(k), "y") - y.get(i));
            }
            assertThat(Table.number(surface.get(k), "temperature")).isEqualTo(expected, within(1e-9));
        }
    }

    private static double kernel(double dx, double dy) {
        return 2 * Math.exp(-(dx * dx + dy * dy) / (2 * 81));
    }
}
