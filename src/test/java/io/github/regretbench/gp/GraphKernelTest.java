package io.github.regretbench.gp;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GraphKernelTest {

    static Stream<Row> laplacians() {
        return GoldenTable.rows("graph_kernels.csv").stream();
    }

    static Stream<Row> catalogue() {
        return GoldenTable.rows("graph_kernels_catalogue.csv").stream();
    }

    private static double[][] weights(Row row) {
        int n = Integer.parseInt(row.text("n"));
        double[][] weights = new double[n][n];
        for (String edge : row.text("edges").split(";")) {
            String[] parts = edge.split("[-:]");
            int i = Integer.parseInt(parts[0]);
            int j = Integer.parseInt(parts[1]);
            weights[i][j] = Double.parseDouble(parts[2]);
            weights[j][i] = weights[i][j];
        }
        return weights;
    }

    private static double value(GraphKernel kernel, Row row) {
        return kernel.on(weights(row), 1).value(new double[] {row.number("i")}, new double[] {row.number("j")});
    }

    @ParameterizedTest
    @MethodSource("laplacians")
    void diffusionAndRegularisedLaplacianAgreeWithHighPrecision(Row row) {
        boolean normalised = row.text("laplacian_type").equals("normalised");
        Map<String, Double> beta = Map.of("beta", row.number("beta"));
        assertClose(value(new GraphKernel(GraphKernel.Kind.DIFFUSION, beta, normalised), row), row.number("diffusion_exp(-beta L)"), 1e-12, row);
        assertClose(value(new GraphKernel(GraphKernel.Kind.REGULARISED, beta, normalised), row), row.number("regularised_(I+beta L)^-1"), 1e-12,
                row);
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void maternAndRandomWalkAgreeWithHighPrecision(Row row) {
        assertClose(value(new GraphKernel(GraphKernel.Kind.MATERN, Map.of("nu", row.number("nu"), "kappa", row.number("kappa")), false), row),
                row.number("matern_unit_mean_variance"), 1e-11, row);
        double walk = value(new GraphKernel(GraphKernel.Kind.RANDOM_WALK, Map.of("a", row.number("a"), "p", row.number("p")), true), row);
        if (row.number("random_walk_(aI-L_normalised)^p") == 0) {
            assertThat(walk).isCloseTo(0, within(1e-14));       // vertices further apart than p steps
        } else {
            assertClose(walk, row.number("random_walk_(aI-L_normalised)^p"), 1e-11, row);
        }
    }

    /** Two diffusions after one another are one of the sum of their times. */
    @Test
    void diffusionsAreASemigroup() {
        double[][] weights = {{0, 1, 2, 0}, {1, 0, 0.5, 0}, {2, 0.5, 0, 1}, {0, 0, 1, 0}};
        GramMatrix one = GraphKernel.parse("diffusion(beta=0.3)", false).on(weights, 1);
        GramMatrix other = GraphKernel.parse("diffusion(beta=0.5)", false).on(weights, 1);
        GramMatrix both = GraphKernel.parse("diffusion(beta=0.8)", false).on(weights, 2);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double product = 0;
                for (int k = 0; k < 4; k++) {
                    product += one.value(new double[] {i}, new double[] {k}) * other.value(new double[] {k}, new double[] {j});
                }
                assertThat(both.value(new double[] {i}, new double[] {j})).isCloseTo(2 * product, within(1e-14));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            difusion(beta=1)         | no kernel of graphs is called 'difusion'; did you mean 'diffusion'?
            diffusion                | expected diffusion(beta) with a number for each parameter
            diffusion(beta=0)        | 'beta' of diffusion is 0; expected a finite number > 0
            diffusion(beta=1, nu=2)  | expected diffusion(beta) with a number for each parameter
            random-walk(a=2, p=1)    | random-walk is a kernel of the normalised Laplacian only
            random-walk(a=1.5, p=1)  | expected a >= 2 and a whole number of steps p
            """)
    void mistakes(String text, String message) {
        assertThatThrownBy(() -> GraphKernel.parse(text, false)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test
    void textsReadBack() {
        for (String text : new String[] {"diffusion(beta=0.8)", "regularised(beta=2)", "matern(nu=1.5, kappa=0.3)"}) {
            assertThat(GraphKernel.parse(text, false)).hasToString(text).isEqualTo(GraphKernel.parse(text, false));
        }
        assertThat(GraphKernel.parse("random-walk(a=3, p=2)", true)).hasToString("random-walk(a=3, p=2)");
    }
}
