package io.github.regretbench.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridFeaturesTest {
    private static Prior prior(String kernel, Integer... counts) {
        return Prior.of(KernelExpression.parse(kernel), Box.unit(counts.length).grid(List.of(counts)));
    }

    private static UniformRandomProvider random() {
        return RandomSource.XO_SHI_RO_256_PP.create(new long[] {5, 2, 3, 4});
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"se(lengthscale=0.2) | 9 | 14", "0.5 * se(lengthscale=[0.3, 0.7]) | 12 | 5",
        "2 * se(lengthscale=[0.3, 0.7]) * se(lengthscale=0.9) * constant(variance=0.5) | 1 | 20"})
    void featuresReproduceTheKernelMatrix(String kernel, int first, int second) {
        assertReproduces(prior(kernel, first, second));
    }

    @Test
    void featuresOfMoreAxesReproduceTheKernelMatrix() {
        assertReproduces(prior("3 * se(lengthscale=0.4)", 6, 4, 7));
        assertReproduces(prior("se(lengthscale=[0.3, 0.5, 0.9, 2])", 4, 3, 2, 5));
    }

    private static void assertReproduces(Prior prior) {
        FeatureMap map = prior.features();
        assertThat(map).isInstanceOf(GridFeatures.class);
        int n = prior.size();
        double trace = n * prior.maximumVariance();
        assertThat(map.residual()).isLessThanOrEqualTo(PivotedCholesky.RELATIVE_RESIDUAL * trace);
        double[][] buffers = map.scratch();
        double[] feature = new double[map.rank()];
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            map.load(i, feature);
            map.combine(feature, buffers, row);
            for (int j = 0; j < n; j++) {
                // What is left out is at most its share of the trace; 1e-14 k_max for the rounding of some twenty features.
                assertThat(row[j]).isCloseTo(prior.covariance(i, j), within(1e-14 * trace + 1e-14 * prior.maximumVariance()));
            }
            assertThat(prior.variance(i) - row[i]).isLessThanOrEqualTo(map.largestResidual() + 1e-14 * prior.maximumVariance());
        }
    }

    @Test
    void rowsHoldTheFeaturesInTheOrderOfFallingTrace() {
        FeatureMap map = prior("se(lengthscale=0.4)", 6, 4, 7).features();
        double[] feature = new double[map.rank()];
        map.load(33, feature);
        double squares = 0;
        double last = Double.POSITIVE_INFINITY;
        for (double[] row : map.rows()) {
            squares += row[33] * row[33];
            double trace = Rows.dot(row, row, row.length);
            assertThat(trace).isLessThanOrEqualTo(last * (1 + 1e-12));
            last = trace;
        }
        assertThat(squares).isCloseTo(Rows.dot(feature, feature, feature.length), within(1e-13));
    }

    /** In the end the same moments as without the grid's structure, by rows, which need no features. */
    @Test
    void posteriorOnAGridIsTheOneOfItsPoints() {
        Prior grid = prior("0.5 * se(lengthscale=0.3)", 30, 40);
        double[][] x = new double[grid.size()][];
        for (int i = 0; i < x.length; i++) {
            x[i] = grid.points().point(i);
        }
        Prior bare = Prior.of(grid.kernel(), Points.of(x));
        assertThat(bare.features()).isInstanceOf(PivotedCholesky.class);
        Posterior structured = grid.observedWith(0.025);
        Posterior rows = bare.observedWith(0.025, PosteriorForm.ROWS);
        UniformRandomProvider random = random();
        double[] f = grid.draw(random);
        for (int t = 0; t < 400; t++) {
            int arm = random.nextInt(1 + random.nextInt(x.length));
            double reward = f[arm] + Math.sqrt(0.025) * Prior.standardNormal(random, 1)[0];
            structured.observe(arm, reward);
            rows.observe(arm, reward);
        }
        assertThat(structured.formsUsed()).contains(PosteriorForm.FEATURES);
        assertThat(structured.informationGain()).isCloseTo(rows.informationGain(), within(1e-9));
        for (int i = 0; i < x.length; i++) {
            assertThat(structured.mean(i)).isCloseTo(rows.mean(i), within(1e-10));
            assertThat(structured.variance(i)).isCloseTo(rows.variance(i), within(1e-8 * rows.variance(i)));
            assertThat(structured.covariance(i, 77)).isCloseTo(rows.covariance(i, 77), within(1e-11));
        }
    }

    @Test
    void kernelsThatAreNoProductsAreFactorisedWhole() {
        assertThat(prior("matern(nu=2.5, lengthscale=0.4)", 6, 4).features()).isInstanceOf(PivotedCholesky.class);
        assertThat(prior("se(lengthscale=0.4) + constant", 6, 4).features()).isInstanceOf(PivotedCholesky.class);
        assertThat(prior("se(lengthscale=0.4)", 24).features()).isInstanceOf(PivotedCholesky.class);
    }
}
