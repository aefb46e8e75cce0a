package io.github.regretbench.gp;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import io.github.regretbench.kernel.KernelGoldenTest;
import io.github.regretbench.space.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PosteriorGoldenTest {

    static Stream<Row> datasets() {
        return GoldenTable.rows("posterior_data.csv").stream();
    }

    /** With noise 1e-6 the system's condition number is about 1e7, which double precision passes on. */
    private static double tolerance(String dataset) {
        return dataset.contains("tinynoise") ? 1e-6 : 1e-10;
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void agreesWithHighPrecision(Row data) {
        String name = data.text("dataset");
        double tolerance = tolerance(name);
        List<Row> queries = GoldenTable.rows("posterior.csv").stream().filter(r -> r.text("dataset").equals(name)).toList();
        List<Row> steps = GoldenTable.rows("posterior_sequential.csv").stream().filter(r -> r.text("dataset").equals(name)).toList();
        assertThat(queries).isNotEmpty();
        Arms arms = new Arms();
        double[][] x = data.points("X");
        double[] y = data.vector("y");
        for (double[] point : x) {
            arms.of(point);
        }
        for (Row query : queries) {
            arms.of(query.vector("query"));
            arms.of(query.vector("query2"));
        }
        Prior prior = Prior.of(KernelGoldenTest.kernel(data.text("kernel"), data.parameters("params")), arms.points());
        Posterior posterior = prior.observedWith(data.number("noise_variance"));
        for (int t = 0; t < x.length; t++) {
            Row step = steps.get(t);
            int arm = arms.of(x[t]);
            assertMoment(posterior.mean(arm), step.number("pred_mean_before_t"), tolerance, 1, step);
            assertMoment(posterior.variance(arm), step.number("pred_variance_before_t"), tolerance, prior.maximumVariance(), step);
            posterior.observe(arm, y[t]);
            assertClose(posterior.informationGain(), step.number("cumulative_information_gain"), tolerance, step);
        }
        assertClose(posterior.informationGain(), data.number("information_gain"), tolerance, data);
        for (Row query : queries) {
            int a = arms.of(query.vector("query"));
            int b = arms.of(query.vector("query2"));
            assertMoment(posterior.mean(a), query.number("mean"), tolerance, 1, query);
            assertMoment(posterior.variance(a), query.number("variance"), tolerance, prior.maximumVariance(), query);
            assertMoment(posterior.covariance(a, b), query.number("covariance_query_query2"), tolerance, prior.maximumVariance(),
                    query);
        }
    }

    /** Relative to the scale of the quantity: a covariance that nearly vanishes is a difference of numbers of the prior's size. */
    private static void assertMoment(double actual, double expected, double tolerance, double scale, Row row) {
        assertThat(Math.abs(actual - expected)).as("%s: got %s, expected %s", row, actual, expected)
                .isLessThanOrEqualTo(tolerance * Math.max(scale, Math.abs(expected)));
    }

    /** Points without repetition, so that repeated inputs become repeated plays of one arm. */
    private static final class Arms {
        private final Map<String, Integer> index = new TreeMap<>();
        private final List<double[]> rows = new ArrayList<>();

        int of(double[] point) {
            return index.computeIfAbsent(Arrays.toString(point), key -> {
                rows.add(point);
                return rows.size() - 1;
            });
        }

        Points points() {
            return Points.of(rows.toArray(double[][]::new));
        }
    }
}
