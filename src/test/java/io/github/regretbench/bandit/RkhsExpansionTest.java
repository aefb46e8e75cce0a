package io.github.regretbench.bandit;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.EmpiricalCovariance;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.kernel.White;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RkhsExpansionTest {
    private static final RandomStreams STREAMS = new RandomStreams(11);
    private static final int CENTRES = 20;

    private static Objective draw(Kernel kernel, int dimension, int count, double norm, int trial) {
        Box box = Box.unit(dimension);
        Prior prior = Prior.of(kernel, box.grid(IntStream.range(0, dimension).mapToObj(j -> count).toList()));
        return new RkhsExpansion(prior, box, norm, CENTRES).objective(trial, STREAMS.stream("objective", Integer.toString(trial)));
    }

    private static double supremum(Objective f) {
        return IntStream.range(0, f.size()).mapToDouble(arm -> Math.abs(f.value(arm))).max().orElseThrow();
    }

    private static Kernel kernel(GoldenTable.Row row) {
        StringBuilder arguments = new StringBuilder();
        row.parameters("params").forEach((name, value) -> {
            if (!name.equals("variance")) {
                arguments.append(arguments.isEmpty() ? "" : ", ").append(name).append('=').append(value);
            }
        });
        double variance = Double.parseDouble(row.parameters("params").getOrDefault("variance", "1"));
        return KernelExpression.parse("%s * %s(%s)".formatted(variance, row.text("kernel"), arguments));
    }

    /** Values and norms of expansions by mpmath: with norm ||f||, scaling changes nothing. */
    @Test
    void expansionsAreTheReferenceOnes() {
        List<GoldenTable.Row> rows = GoldenTable.rows("rkhs.csv");
        assertThat(rows).isNotEmpty();
        for (GoldenTable.Row row : rows) {
            double[] weights = row.vector("alpha").clone();
            List<double[]> centres = Arrays.asList(row.points("centres"));
            assertThat(RkhsExpansion.scale(kernel(row), centres, weights, row.number("rkhs_norm"))).isTrue();
            assertClose(RkhsExpansion.value(kernel(row), centres, weights, row.points("query")[0]), row.number("f_value"), 1e-12, row);
        }
    }

    /** Expansions scaled to a given norm, by mpmath: the values at the centres themselves. */
    @Test
    void scaledExpansionsAreTheReferenceOnes() {
        List<GoldenTable.Row> rows = GoldenTable.rows("rkhs_catalogue.csv");
        assertThat(rows).isNotEmpty();
        for (GoldenTable.Row row : rows) {
            double[] weights = row.vector("alpha").clone();
            List<double[]> centres = Arrays.asList(row.points("X"));
            assertThat(RkhsExpansion.scale(kernel(row), centres, weights, row.number("B"))).isTrue();
            double[] expected = row.vector("values_scaled_to_B");
            for (int i = 0; i < expected.length; i++) {
                assertClose(RkhsExpansion.value(kernel(row), centres, weights, centres.get(i)), expected[i], 1e-12, row);
            }
        }
    }

    /** Every second arm of the fine grid is an arm of the coarse one, and f is the same there to the bit. */
    @ParameterizedTest
    @ValueSource(strings = {"se(lengthscale=0.2)", "matern(nu=0.5, lengthscale=0.2)", "wiener()", "linear()"})
    void aFinerGridShowsTheSameFunction(String text) {
        Kernel kernel = KernelExpression.parse(text);
        for (int trial = 0; trial < 5; trial++) {
            Objective coarse = draw(kernel, 1, 33, 2, trial);
            Objective fine = draw(kernel, 1, 65, 2, trial);
            for (int arm = 0; arm < coarse.size(); arm++) {
                assertThat(fine.value(2 * arm)).isEqualTo(coarse.value(arm));
            }
        }
    }

    /**
     * The mean of sup|f| over 50 functions: 0.703 on 20 arms and 0.718 on 400 with the expansion, as the largest of more values; on the sphere
     * of the arms 0.44 and 0.11. What is compared are the same functions, hence no false alarm.
     */
    @Test
    void amplitudeDoesNotFallAsTheGridGrows() {
        Kernel rough = KernelExpression.parse("matern(nu=0.5, lengthscale=0.2)");
        assertThat(meanSupremum(rough, 400) / meanSupremum(rough, 20)).isBetween(1.0, 1.05);
        assertThat(meanSupremumOnSphere(rough, 400) / meanSupremumOnSphere(rough, 20)).isLessThan(0.3);
    }

    private static double meanSupremum(Kernel kernel, int arms) {
        return IntStream.range(0, 50).mapToDouble(trial -> supremum(draw(kernel, 1, arms, 1, trial))).average().orElseThrow();
    }

    private static double meanSupremumOnSphere(Kernel kernel, int arms) {
        RkhsSphere sphere = new RkhsSphere(Prior.of(kernel, Box.unit(1).grid(List.of(arms))), 1);
        return IntStream.range(0, 50).mapToDouble(trial -> supremum(sphere.objective(trial, STREAMS.stream("objective", Integer.toString(trial)))))
                .average().orElseThrow();
    }

    /** f^T K^-1 f on the arms is at most B^2 and grows with the grid, as the arms see more of f; sup|f| is at most B sqrt(k(x, x)). */
    @Test
    void theNormOnTheArmsApproachesTheWholeNorm() {
        Kernel rough = KernelExpression.parse("matern(nu=0.5, lengthscale=0.2)");
        double before = 0;
        for (int arms : new int[] {5, 9, 33, 257}) {
            Prior prior = Prior.of(rough, Box.unit(1).grid(List.of(arms)));
            Objective f = draw(rough, 1, arms, 3, 0);
            SimpleMatrix k = new SimpleMatrix(arms, arms);
            SimpleMatrix values = new SimpleMatrix(arms, 1);
            for (int i = 0; i < arms; i++) {
                values.set(i, f.value(i));
                for (int j = 0; j < arms; j++) {
                    k.set(i, j, prior.covariance(i, j));
                }
            }
            double norm = Math.sqrt(values.transpose().mult(k.solve(values)).get(0));
            assertThat(norm).isBetween(before, 3 + 1e-9);
            assertThat(supremum(f)).isLessThanOrEqualTo(3);
            before = norm;
        }
        assertThat(before).isGreaterThan(2.8);
    }

    @Test
    void kernelsAPowerOfTwoLargerGiveFunctionsAsMuchLarger() {
        Kernel kernel = KernelExpression.parse("matern(nu=2.5, lengthscale=[0.3, 0.6])");
        Objective f = draw(kernel, 2, 7, 1.5, 0);
        for (int exponent : new int[] {-80, -1, 40}) {
            Objective scaled = draw(kernel.scaledBy(Math.scalb(1.0, 2 * exponent)), 2, 7, 1.5, 0);
            for (int arm = 0; arm < f.size(); arm++) {
                assertThat(scaled.value(arm)).isEqualTo(Math.scalb(f.value(arm), exponent));
            }
        }
    }

    /** A constant kernel leaves f = B or f = -B whatever the weights are, however they nearly cancel. */
    @Test
    void aConstantKernelGivesPlusOrMinusTheNorm() {
        Kernel constant = KernelExpression.parse("constant()");
        for (int trial = 0; trial < 200; trial++) {
            assertThat(Math.abs(draw(constant, 1, 3, 2.5, trial).value(1))).isCloseTo(2.5, within(1e-9));
        }
    }

    @Test
    void theBoxIsThatOfTheArms() {
        assertThat(RkhsExpansion.boxAround(Points.of(new double[] {1, 5}, new double[] {-2, 7}, new double[] {0, 6})))
                .isEqualTo(new Box(List.of(-2.0, 5.0), List.of(1.0, 7.0)));
    }

    @ParameterizedTest
    @CsvSource({"0, 20, 'norm'", "NaN, 20, 'norm'", "1, 0, 'centres'", "1, 10001, 'centres'"})
    void domainsAreChecked(double norm, int centres, String named) {
        Prior prior = Prior.of(KernelExpression.parse("se(lengthscale=0.2)"), Box.unit(1).grid(List.of(5)));
        assertThatThrownBy(() -> new RkhsExpansion(prior, Box.unit(1), norm, centres)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + named + "'");
    }

    @Test
    void aKernelThatIsZeroOnTheBoxIsRefused() {
        Prior prior = Prior.of(KernelExpression.parse("linear()"), Points.of(new double[] {0, 0}));
        Box origin = RkhsExpansion.boxAround(prior.points());
        assertThatThrownBy(() -> new RkhsExpansion(prior, origin, 1, 3).objective(0, STREAMS.stream("objective", "0")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is zero on the box of the arms");
    }

    /** White noise at centres between the arms is nothing at the arms. */
    @Test
    void aFunctionThatIsZeroAtAllArmsIsRefused() {
        assertThatThrownBy(() -> draw(new White(1), 1, 10, 1, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("makes a function that is 0 at every arm").hasMessageContaining("rkhs-sphere-on-arms");
    }

    @Test
    void sensorsHaveNoCentres() {
        Prior prior = Prior.of(EmpiricalCovariance.of(new double[][] {{1, 2}, {2, 1}, {0, 3}}), Points.indexed(List.of("a", "b")));
        assertThatThrownBy(() -> new RkhsExpansion(prior, Box.unit(1), 1, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs arms with coordinates");
    }
}
