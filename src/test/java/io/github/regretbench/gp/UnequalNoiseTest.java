package io.github.regretbench.gp;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Points;
import io.github.regretbench.theory.Model;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Noise that differs from arm to arm. */
class UnequalNoiseTest {

    static Stream<Row> rows() {
        return GoldenTable.rows("hetero_posterior.csv").stream();
    }

    private static double[] numbers(String text, String separator) {
        return Arrays.stream(text.split(separator)).mapToDouble(Double::parseDouble).toArray();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void thePosteriorAgreesWithHighPrecision(Row row) {
        double[] x = numbers(row.text("X"), "/");
        double[] y = numbers(row.text("y"), ";");
        double[] deviations = numbers(row.text("noise_deviations"), ";");
        double[][] points = new double[x.length + 1][];
        double[] variances = new double[x.length + 1];
        for (int i = 0; i < x.length; i++) {
            points[i] = new double[] {x[i]};
            variances[i] = deviations[i] * deviations[i];
        }
        points[x.length] = new double[] {row.number("query")};
        variances[x.length] = 0.7;          // no matter which: it is never played
        String kernel = row.text("kernel") + row.parameters("params").entrySet().stream().map(p -> p.getKey() + "=" + p.getValue())
                .collect(Collectors.joining(", ", "(", ")"));
        Model model = new Model(Prior.of(KernelExpression.parse(kernel), Points.of(points)), 0.1, x.length, 0.1).withNoise(variances);
        for (PosteriorForm form : PosteriorForm.values()) {
            Posterior posterior = model.keptAs(form).posterior();
            for (int i = 0; i < x.length; i++) {
                posterior.observe(i, y[i]);
            }
            assertClose(posterior.mean(x.length), row.number("mean"), 1e-10, row);
            assertClose(posterior.variance(x.length), row.number("variance"), 1e-10, row);
            assertClose(posterior.informationGain(), row.number("information_gain"), 1e-10, row);
        }
    }

    /** The same variance at all arms is the usual game, whatever the model's own. */
    @ParameterizedTest
    @EnumSource(PosteriorForm.class)
    void equalVariancesAreTheUsualPosterior(PosteriorForm form) {
        double[][] points = new double[30][];
        Arrays.setAll(points, i -> new double[] {i / 30.0});
        Prior prior = Prior.of(KernelExpression.parse("matern(nu=1.5, lengthscale=0.2)"), Points.of(points));
        double[] variances = new double[30];
        Arrays.fill(variances, 0.04);
        Posterior unequal = new Model(prior, 0.25, 60, 0.1).withNoise(variances).keptAs(form).posterior();
        Posterior equal = new Model(prior, 0.04, 60, 0.1).keptAs(form).posterior();
        for (int t = 0; t < 60; t++) {
            unequal.observe(t * 7 % 11, StrictMath.sin(t));
            equal.observe(t * 7 % 11, StrictMath.sin(t));
        }
        for (int i = 0; i < 30; i++) {
            assertThat(unequal.mean(i)).isCloseTo(equal.mean(i), within(1e-12));
            assertThat(unequal.variance(i)).isCloseTo(equal.variance(i), within(1e-12));
            assertThat(unequal.covariance(i, 3)).isCloseTo(equal.covariance(i, 3), within(1e-12));
        }
        assertThat(unequal.informationGain()).isCloseTo(equal.informationGain(), within(1e-11));
    }

    /** Draws have the posterior's moments in units of f. */
    @Test
    void drawsAreOfF() {
        Prior prior = Prior.of(KernelExpression.parse("se(lengthscale=0.5)"), Points.of(new double[] {0}, new double[] {0.5}, new double[] {1}));
        Posterior posterior = new Model(prior, 0.1, 5, 0.1).withNoise(new double[] {0.01, 1, 0.3}).posterior();
        posterior.observe(0, 1.5);
        posterior.observe(1, -0.5);
        double[] sum = new double[3];
        double[] squares = new double[3];
        var random = RandomSource.XO_SHI_RO_256_PP.create(5);
        int draws = 40_000;
        for (int k = 0; k < draws; k++) {
            double[] f = posterior.draw(random);
            for (int i = 0; i < 3; i++) {
                sum[i] += f[i];
                squares[i] += f[i] * f[i];
            }
        }
        for (int i = 0; i < 3; i++) {
            double mean = sum[i] / draws;
            // Five standard errors: less than 1e-6 a comparison.
            assertThat(mean).isCloseTo(posterior.mean(i), within(5 * posterior.standardDeviation(i) / Math.sqrt(draws)));
            assertThat(squares[i] / draws - mean * mean).isCloseTo(posterior.variance(i), within(5 * posterior.variance(i)
                    * Math.sqrt(2.0 / draws)));
        }
    }

    /** A known arm's information counts by its own noise. */
    @Test
    void theGainIsBracketedForTheNoiseThatIsThere() {
        double[][] points = new double[12][];
        Arrays.setAll(points, i -> new double[] {i / 12.0});
        Prior prior = Prior.of(KernelExpression.parse("se(lengthscale=0.2)"), Points.of(points));
        double[] variances = new double[12];
        Arrays.setAll(variances, i -> i % 2 == 0 ? 0.01 : 1);
        Model model = new Model(prior, 0.1, 20, 0.1).withNoise(variances);
        Posterior posterior = model.posterior();
        for (int t = 1; t <= 20; t++) {
            posterior.observe(2 * (t * 5 % 6), 0);
            assertThat(posterior.informationGain()).isLessThanOrEqualTo(model.gain().upper(t) * (1 + 1e-12));
        }
        assertThat(new Model(prior, 1, 20, 0.1).gain().lower(20)).isLessThan(model.gain().upper(20));
    }
}
