package io.github.regretbench.gp;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import io.github.regretbench.kernel.KernelTemplate;
import io.github.regretbench.space.Points;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarginalLikelihoodTest {

    static Stream<Row> cases() {
        return GoldenTable.rows("marginal_likelihood.csv").stream();
    }

    private static KernelTemplate template(Row row) {
        return KernelTemplate.parse(row.text("kernel").replace('@', ','), List.of("a", "b"), row.text("ard").equals("1"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valueAndGradientAgreeWithHighPrecision(Row row) {
        OptionalDouble mean = row.text("mean").isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(row.number("mean"));
        MarginalLikelihood likelihood = MarginalLikelihood.of(row.points("X"), row.points("values"), mean);
        double[] parameters = row.vector("parameters");
        MarginalLikelihood.At at = likelihood.at(template(row).with(parameters), parameters.length, row.number("noise_variance"));
        assertClose(at.logLikelihood(), row.number("log_likelihood"), 1e-12, row);
        assertClose(at.mean(), row.number("fitted_mean"), 1e-11, row);
        double[] expected = row.vector("gradient");
        double[] gradient = at.gradient();
        assertThat(gradient).hasSameSizeAs(expected);
        double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int p = 0; p < expected.length; p++) {
            // Sums of n^2 terms of both signs: right to the rounding of the largest entry.
            assertThat(gradient[p]).as("%s, derivative %d", row, p).isCloseTo(expected[p], Offset.offset(1e-12 * scale));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void kernelsOfTemplatesHaveTheValuesThatAreDifferentiated(Row row) {
        double[] parameters = row.vector("parameters");
        KernelTemplate.Filled filled = template(row).with(parameters);
        double[][] x = row.points("X");
        for (double[] a : x) {
            for (double[] b : x) {
                double value = filled.kernel().value(a, b);
                assertThat(filled.value(a, b, new double[parameters.length], 0)).isCloseTo(value, Offset.offset(1e-14));
            }
        }
    }

    /**
     * Central differences of the likelihood of 100 points and 150 values, more than a block of the algebra is wide. With h = 1e-5 their error is
     * about `h^2` times third derivatives, some hundreds, and rounding 1e-14 |log L| / h: below 1e-6 of the largest derivative.
     */
    @ParameterizedTest
    @ValueSource(strings = {"se", "matern(nu=0.5)", "matern(nu=1.5)", "matern(nu=2.5)", "matern(nu=3.5)", "rq", "periodic", "se + white",
        "matern(nu=2.5) * periodic + linear", "on(rq, inputs=[c, a]) * on(se, inputs=b) + on(linear, inputs=2)"})
    void gradientIsThatOfFiniteDifferences(String kernel) {
        SplittableRandom random = new SplittableRandom(7);
        double[][] x = new double[100][];
        double[][] y = new double[100][];
        for (int i = 0; i < x.length; i++) {
            x[i] = new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            y[i] = random.doubles(1 + i % 2, -1, 1).toArray();
        }
        MarginalLikelihood likelihood = MarginalLikelihood.of(x, y, OptionalDouble.empty());
        KernelTemplate template = KernelTemplate.parse(kernel, List.of("a", "b", "c"), true);
        int count = template.parameters().size();
        double[] at = IntStream.range(0, count).mapToDouble(p -> 0.5 + 0.3 * p).toArray();
        double noise = 0.2;
        double[] gradient = likelihood.at(template.with(at), count, noise).gradient();
        double scale = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        double h = 1e-5;
        for (int p = 0; p <= count; p++) {
            double[] sides = new double[2];
            for (int side = 0; side < 2; side++) {
                double factor = StrictMath.exp(side == 0 ? h : -h);
                double[] moved = at.clone();
                if (p < count) {
                    moved[p] *= factor;
                }
                sides[side] = likelihood.at(template.with(moved), count, p < count ? noise : noise * factor).logLikelihood();
            }
            assertThat(gradient[p]).as("%s, derivative %d", kernel, p).isCloseTo((sides[0] - sides[1]) / (2 * h),
                    Offset.offset(1e-6 * scale));
        }
    }

    /** `log L = sum_t log N(y_t; mean_(t-1), variance_(t-1) + s_2)`: the chain rule over the posterior, which knows nothing of this. */
    @Test
    void isTheProductOfPredictiveDensities() {
        double[][] x = {{0.1}, {0.4}, {0.45}, {0.9}};
        double[][] y = {{0.3, -0.2, 0.1}, {1.2}, {0.8, 1.1}, {-0.7}};
        KernelTemplate template = KernelTemplate.parse("matern(nu=2.5)", List.of("a"), false);
        double[] numbers = {1.7, 0.3};
        Posterior posterior = Prior.of(template.with(numbers).kernel(), Points.of(x)).observedWith(0.07);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            for (double value : y[i]) {
                double variance = posterior.variance(i) + 0.07;
                double off = value - 0.2 - posterior.mean(i);
                sum -= 0.5 * (Math.log(2 * Math.PI * variance) + off * off / variance);
                posterior.observe(i, value - 0.2);
            }
        }
        double logLikelihood = MarginalLikelihood.of(x, y, OptionalDouble.of(0.2)).at(template.with(numbers), 2, 0.07).logLikelihood();
        assertClose(logLikelihood, sum, 1e-12, "four points");
    }

    @Test
    void saysWhereAMatrixIsNotPositiveDefinite() {
        KernelTemplate template = KernelTemplate.parse("se", List.of("a"), false);
        double[][] x = IntStream.range(0, 30).mapToObj(i -> new double[] {i * 1e-9}).toArray(double[][]::new);
        double[][] y = IntStream.range(0, 30).mapToObj(i -> new double[] {i}).toArray(double[][]::new);
        MarginalLikelihood.At at = MarginalLikelihood.of(x, y, OptionalDouble.empty()).at(template.with(new double[] {1, 1}), 2, 1e-30);
        assertThat(at.logLikelihood()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(at.gradient()).containsOnly(Double.NaN);
    }

    @Test
    void refusesValuesThatAreNone() {
        assertThatThrownBy(() -> MarginalLikelihood.of(new double[][] {{0}, {1}}, new double[][] {{1}, {}}, OptionalDouble.empty()))
                .hasMessage("the values at point 1 have the mean unknown; expected at least one value and finite ones");
        assertThatThrownBy(() -> MarginalLikelihood.of(new double[][] {{0}, {1}}, new double[][] {{1}}, OptionalDouble.empty()))
                .hasMessage("there are 2 points and values at 1; expected as many, at least one");
    }
}
