package io.github.regretbench.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTest {

    /** The contract test runs over these: one of each kind, in two dimensions. */
    static Stream<Kernel> kernels() {
        return Stream.of(
                "se(lengthscale=0.3)", "se(variance=2.5, lengthscale=[0.3, 0.8])", "matern(nu=0.5, lengthscale=0.4)",
                "matern(nu=1.5, lengthscale=0.4)", "matern(nu=2.5, lengthscale=0.4)", "matern(nu=3.5, lengthscale=0.4)",
                "matern(nu=0.2, lengthscale=0.4)", "matern(nu=1.7, lengthscale=0.4)", "matern(nu=50, lengthscale=0.4)",
                "linear(variance=0.7, bias=0.1)", "constant(variance=2)", "white(variance=0.3)",
                "0.5 * se(lengthscale=0.2) + 2 * linear * matern(nu=2.5, lengthscale=1)",
                "(se(lengthscale=0.2) + white) * (constant + linear)",
                "rq(alpha=0.7, lengthscale=0.3)", "rq(alpha=2, lengthscale=[0.3, 0.8])", "gammaexp(gamma=0.6, lengthscale=0.3)",
                "gammaexp(gamma=2, lengthscale=[0.3, 1])", "periodic(period=0.4, lengthscale=0.9)",
                "2 * periodic(period=[0.4, 0.7], lengthscale=[0.9, 0.2])", "wiener(variance=2)", "fbm(hurst=0.2)", "fbm(hurst=0.8)",
                "gibbs(loglengthscale=-1, slope=[-0.5, 2])", "gibbs(loglengthscale=[-1, 0.2])", "additive(lengthscale=0.3)",
                "additive(lengthscale=[0.3, 0.7], ordervariance=[0, 0.8])", "arccosine(order=0, biasvariance=0.1)", "arccosine",
                "arccosine(order=2, weightvariance=0.7)", "nngp-relu(depth=3)", "ntk-relu(depth=2, biasvariance=0.1)", "overlap",
                "hammingexp(theta=[0.5, 2])", "stretched(se(lengthscale=1) + matern(nu=0.5, lengthscale=1), lengthscale=[0.2, 0.7])",
                "stretched(linear(bias=0.1), lengthscale=[0.2, 0.7])", "stretched(fbm(hurst=0.4), lengthscale=[2, 3])",
                "stretched(3 * se(lengthscale=1), lengthscale=[2, 3])",
                "stretched(se(lengthscale=[1, 2]), lengthscale=[2, 3])").map(KernelExpression::parse);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void keepsTheContract(Kernel kernel) {
        KernelContract contract = () -> kernel;
        contract.isSymmetricAndRepeatable();
        contract.diagonalBoundsTheRest();
        contract.isPositiveSemiDefinite();
    }

    /** An indefinite function, one that is not symmetric, one above its diagonal. */
    @Test
    void contractFindsWhatIsNoKernel() {
        KernelContract indefinite = () -> (x, y) -> 1 - 2 * Math.abs(x[0] - y[0]) * Math.abs(x[1] - y[1]);
        indefinite.isSymmetricAndRepeatable();
        assertThatThrownBy(indefinite::isPositiveSemiDefinite).isInstanceOf(AssertionError.class);
        KernelContract lopsided = () -> (x, y) -> x[0] < y[0] ? 0.5 : 1;
        assertThatThrownBy(lopsided::isSymmetricAndRepeatable).isInstanceOf(AssertionError.class);
        KernelContract tooLarge = () -> (x, y) -> x == y || x[0] == y[0] ? 1 : 1.1;
        assertThatThrownBy(tooLarge::diagonalBoundsTheRest).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void expressionReadsBackToTheSameValues(Kernel kernel) {
        Kernel again = KernelExpression.parse(kernel.toString());
        double[][] points = randomPoints(5);
        for (double[] x : points) {
            for (double[] y : points) {
                assertThat(again.value(x, y)).as(kernel.toString()).isEqualTo(kernel.value(x, y));
            }
        }
        assertThat(again).hasToString(kernel.toString());
    }

    /** Sums, products, factors and stretchings of all families, nested at random: 3000 kernels. */
    @Test
    void everyKernelReadsBackToTheSameValues() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(new long[] {5, 6, 7, 8});
        for (KernelFamily family : KernelFamily.all()) {
            for (int i = 0; i < 30; i++) {
                expressionReadsBackToTheSameValues(simple(random, family));
                expressionReadsBackToTheSameValues(simple(random, family).withLengthScales(List.of(number(random), number(random))));
            }
        }
        for (int i = 0; i < 3000; i++) {
            expressionReadsBackToTheSameValues(nested(random, 4));
        }
    }

    /** The kernels of single coordinates that products consist of, and a list of one length. */
    @Test
    void kernelsOfOneCoordinateReadBackToTheSameValues() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(new long[] {5, 6, 7, 9});
        for (int i = 0; i < 1000; i++) {
            List<Kernel> kernels = new ArrayList<>(List.of(new SquaredExponential(1).withLengthScales(List.of(number(random)))));
            nested(random, 2).factors(2).ifPresent(kernels::addAll);
            for (Kernel kernel : kernels) {
                Kernel again = KernelExpression.parse(kernel.toString());
                double[] x = {random.nextDouble()};
                double[] y = {random.nextDouble()};
                assertThat(again.value(x, y)).as(kernel.toString()).isEqualTo(kernel.value(x, y));
            }
        }
    }

    private static Kernel nested(UniformRandomProvider random, int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            List<KernelFamily> families = KernelFamily.all();
            return simple(random, families.get(random.nextInt(families.size())));
        }
        Kernel inner = nested(random, depth - 1);
        return switch (random.nextInt(5)) {
            case 0 -> inner.plus(nested(random, depth - 1));
            case 1 -> inner.times(nested(random, depth - 1));
            case 2 -> inner.scaledBy(random.nextInt(8) == 0 ? 1 : number(random));
            case 3 -> inner.withLengthScales(List.of(number(random), number(random)));
            default -> simple(random, KernelFamily.all().get(0)).times(inner);
        };
    }

    /** A kernel of a family, every parameter random: in (0.2, 1.2), where all have a meaning, or a small whole number where one is asked for. */
    private static Kernel simple(UniformRandomProvider random, KernelFamily family) {
        Map<String, List<Double>> arguments = new HashMap<>();
        for (KernelFamily.Parameter parameter : family.parameters()) {
            boolean whole = parameter.name().equals("depth") || parameter.name().equals("order");
            boolean list = Set.of("lengthscale", "period", "loglengthscale", "slope", "theta", "ordervariance").contains(parameter.name());
            double one = parameter.name().equals("hurst") ? 0.9 * random.nextDouble() + 0.05 : number(random);
            arguments.put(parameter.name(), whole ? List.of(1.0 + random.nextInt(2)) : list && random.nextBoolean()
                    ? List.of(one, random.nextInt(3) == 0 ? 1 : number(random)) : List.of(random.nextInt(4) == 0 && one < 1 && !parameter.name()
                            .equals("hurst") ? 1 : one));
        }
        return family.create(arguments);
    }

    private static double number(UniformRandomProvider random) {
        return 0.2 + random.nextDouble();
    }

    @Test
    void aPlusBetweenKernelsNeedsNoSpaces() {
        assertThat(KernelExpression.parse("se(lengthscale=1)+2*white+.5*(linear)+1e+1*wiener")).hasToString(
                "se(lengthscale=1) + 2 * white(variance=1) + 0.5 * linear(variance=1, bias=0) + 10 * wiener");
        assertThat(KernelExpression.parse("gibbs(loglengthscale=+1, slope=[-1, +2.5])")).hasToString("gibbs(loglengthscale=1, slope=[-1, 2.5])");
    }

    /** Identities: mixtures and limits, one dimension of many, wrapped paths. */
    @Test
    void newKernelsReduceToKnownOnes() {
        double[][] points = randomPoints(12);
        double[][] line = Stream.of(points).map(p -> new double[] {p[0]}).toArray(double[][]::new);
        assertSame("gammaexp(gamma=1, lengthscale=0.3)", "matern(nu=0.5, lengthscale=0.3)", points, 1e-15);
        assertSame("gammaexp(gamma=2, lengthscale=" + 0.3 * Math.sqrt(2) + ")", "se(lengthscale=0.3)", points, 1e-13);
        assertSame("rq(alpha=1e14, lengthscale=0.3)", "se(lengthscale=0.3)", points, 1e-12);
        assertSame("fbm(hurst=0.5)", "wiener", line, 1e-14);
        assertSame("gibbs(loglengthscale=" + StrictMath.log(0.3) + ")", "se(lengthscale=0.3)", points, 1e-13);
        assertSame("additive(lengthscale=0.3)", "2 * additive(lengthscale=0.3, variance=0.5)", points, 0);
        assertSame("additive(lengthscale=0.3, ordervariance=[0, 1])", "se(lengthscale=0.3)", points, 1e-13);
        assertSame("2 * nngp-relu(depth=1, weightvariance=1)", "0.5 * arccosine(order=1)", points, 1e-13);
        assertSame("hammingexp(theta=3)", "hammingexp(theta=[3, 3])", points, 0);
    }

    /** Nearly parallel and nearly opposite inputs, where the arc cosine loses half the digits. Expected values: mpmath, 60 digits. */
    @ParameterizedTest
    @CsvSource({
        "arccosine(order=0), 1, 1e-9, 0.99999999968169011382",
        "ntk-relu(depth=2), 1, 1e-9, 2.9999999990450703416"})
    void anglesNearZeroAreAccurate(String text, double first, double second, double expected) {
        assertThat(KernelExpression.parse(text).value(new double[] {1, 0}, new double[] {first, second}))
                .isCloseTo(expected, within(1e-14));
    }

    @Test
    void wienerRefusesNegativeCoordinates() {
        assertThatThrownBy(() -> new Wiener().value(new double[] {-0.1}, new double[] {1})).hasMessageContaining("shift the points");
    }

    private static void assertSame(String first, String second, double[][] points, double relative) {
        Kernel a = KernelExpression.parse(first);
        Kernel b = KernelExpression.parse(second);
        for (double[] x : points) {
            for (double[] y : points) {
                assertThat(a.value(x, y)).as("%s and %s", first, second).isCloseTo(b.value(x, y), within(relative * b.value(x, x)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.5, 2.5, 3.5})
    void generalMaternAgreesWithClosedForm(double nu) {
        Matern closed = new Matern(nu, 1);
        for (double r : new double[] {1e-10, 1e-6, 1e-3, 0.1, 0.5, 0.99, 1.01, 2, 5, 20, 100}) {
            double u = Math.sqrt(2 * nu) * r;
            double expected = closed.value(new double[] {0}, new double[] {r});
            assertThat(GeneralMatern.correlation(nu, u)).as("r = %s", r).isCloseTo(expected, within(2e-14 * expected));
        }
    }

    /** Expected values: mpmath, 40 digits, 2**(1-nu)/gamma(nu)*u**nu*besselk(nu,u). */
    @ParameterizedTest
    @CsvSource({"50, 1e-10, 1", "50, 1e-300, 1", "2, 1e-10, 1", "1, 1e-10, 1", "1.2, 1e-10, 1", "0.5, 1e-10, 0.9999999999",
            "0.25, 1e-10, 0.9999904402240502775", "0.01, 1e-10, 0.37050341314068707654", "0.001, 1e-300, 0.74886959125653918286"})
    void maternNearTheOrigin(double nu, double u, double expected) {
        assertThat(GeneralMatern.correlation(nu, u)).isCloseTo(expected, within(1e-12));
        assertThat(GeneralMatern.correlation(nu, 0)).isEqualTo(1);
    }

    /**
     * Expected values: mpmath, 60 digits, 2**(1-nu)/gamma(nu)*u**nu*besselk(nu,u) up to nu = 1e6, beyond by integrating exp(-r^2 nu / (2 G)) over
     * G ~ Gamma(nu).
     */
    @ParameterizedTest
    @CsvSource({
        "60.5, 1e-8, 0.99999999999999994916", "60.5, 1e-3, 0.99999949159677010161",
        "60.5, 0.1, 0.99492908798349051324", "60.5, 1, 0.60276986993396304076",
        "60.5, 3, 0.012115898064942247754", "60.5, 10, 7.885459980455809305e-18",
        "60.5, 60, 7.8938861660377944667e-216", "75, 1e-8, 0.99999999999999994932",
        "75, 1e-3, 0.99999949324337340335", "75, 0.1, 0.99494542587758225606",
        "75, 1, 0.6034970505402067499", "75, 3, 0.011925140927608090559",
        "75, 10, 2.1308161615168079545e-18", "75, 60, 2.257071619487491997e-234",
        "123.4, 1e-8, 0.99999999999999994959", "123.4, 1e-3, 0.99999949591516077709",
        "123.4, 0.1, 0.99497193821093943605", "123.4, 1, 0.60468705660537093582",
        "123.4, 3, 0.011609006601708059274", "123.4, 10, 1.5019682544901837717e-19",
        "123.4, 60, 1.2730806532201586861e-281", "400, 1e-8, 0.99999999999999994987",
        "400, 1e-3, 0.9999994987469931109", "400, 0.1, 0.99500004184905742681",
        "400, 1, 0.60596199079236887068", "400, 3, 0.011264600920717039214",
        "400, 10, 2.5930051956142584106e-21", "1e4, 1e-8, 0.99999999999999994999",
        "1e4, 1e-3, 0.99999949995012003699", "1e4, 0.1, 0.99501198288107330918",
        "1e4, 1, 0.60650791473410623589", "1e4, 3, 0.011115244357061791687",
        "1e4, 10, 2.1729708687265605126e-22", "1e6, 1e-8, 0.99999999999999995",
        "1e6, 1e-3, 0.99999949999962499985", "1e6, 0.1, 0.9950124742300526598",
        "1e6, 1, 0.60653043226362813402", "1e6, 3, 0.011109059026248634507",
        "1e6, 10, 1.9310655856874722617e-22", "2e10, 1e-8, 0.99999999999999995",
        "2e10, 1e-3, 0.99999950000012497498", "2e10, 0.1, 0.99501247919243418156",
        "2e10, 1, 0.60653065970126097373", "2e10, 3, 0.011108996541366711772",
        "2e10, 10, 1.9287499636889117546e-22", "1e12, 1e-8, 0.99999999999999995",
        "1e12, 1e-3, 0.99999950000012499948", "1e12, 0.1, 0.99501247919267735018",
        "1e12, 1, 0.60653065971240597461", "1e12, 3, 0.011108996538304794602",
        "1e12, 10, 1.9287498502784176018e-22"})
    void maternOfLargeOrder(double nu, double r, double expected) {
        double value = new Matern(nu, 1).value(new double[] {0}, new double[] {r});
        assertThat(value).isCloseTo(expected, within(1e-12 * expected));
    }

    /** On both sides of the order where the recurrence hands over to the expansion the values join. */
    @Test
    void maternJoinsWhereTheMethodChanges() {
        for (double r : new double[] {1e-9, 1e-4, 0.1, 0.5, 1, 2, 5, 10, 30}) {
            double recurrence = GeneralMatern.correlation(GeneralMatern.LARGE_ORDER, Math.sqrt(2 * GeneralMatern.LARGE_ORDER) * r);
            double expansion = GeneralMatern.largeOrder(GeneralMatern.LARGE_ORDER, r);
            assertThat(expansion).as("r = %s", r).isCloseTo(recurrence, within(1e-12 * recurrence));
        }
    }

    /** Length scales and distances whose squares are no doubles, and kernels far beyond their support: finite, 1 at distance 0. */
    @ParameterizedTest
    @ValueSource(strings = {"se(lengthscale=%s)", "matern(nu=0.5, lengthscale=%s)", "matern(nu=1.5, lengthscale=%s)",
        "matern(nu=2.5, lengthscale=%s)", "matern(nu=3.5, lengthscale=%s)", "matern(nu=0.3, lengthscale=%s)", "matern(nu=7, lengthscale=%s)",
        "matern(nu=59, lengthscale=%s)", "matern(nu=400, lengthscale=%s)", "matern(nu=1e300, lengthscale=%s)", "rq(alpha=2, lengthscale=%s)",
        "gammaexp(gamma=1.5, lengthscale=%s)"})
    void extremeLengthScalesAndDistancesLoseNothing(String text) {
        for (String lengthScale : new String[] {"1e-300", "1e-170", "1e-3", "1", "1e170", "1e300"}) {
            Kernel kernel = KernelExpression.parse(text.formatted(lengthScale));
            double l = Double.parseDouble(lengthScale);
            for (double r : new double[] {0, 1e-300, 1e-160, 1e-8, 1, 1e8, 1e160, 1e300}) {
                double value = kernel.value(new double[] {0, 0}, new double[] {r, 0});
                assertThat(value).as("%s at distance %s", kernel, r).isBetween(0.0, 1.0);
                if (r / l < 1e-20) {
                    assertThat(value).isCloseTo(1, within(1e-5));
                }
                if (r / l > 1e20) {
                    assertThat(value).isLessThan(1e-30);
                }
            }
            assertThat(kernel.value(new double[] {l / 2}, new double[] {l}))
                    .isCloseTo(KernelExpression.parse(text.formatted("1")).value(new double[] {0.5}, new double[] {1}), within(1e-14));
        }
    }

    @Test
    void maternApproachesSquaredExponentialAsNuGrows() {
        Matern rough = new Matern(2000, 1);
        SquaredExponential limit = new SquaredExponential(1);
        for (double r : new double[] {0.1, 0.7, 1.5, 3}) {
            // The difference is O(1 / nu).
            assertThat(rough.value(new double[] {0}, new double[] {r}))
                    .isCloseTo(limit.value(new double[] {0}, new double[] {r}), within(5e-3));
        }
    }

    @Test
    void lengthScalesPerDimensionAreATransformOfPoints() {
        List<Double> lengthScales = List.of(0.3, 2.0);
        Kernel stretched = new Matern(2.5, 1).withLengthScales(lengthScales);
        Points points = Points.of(randomPoints(10));
        Points divided = points.dividedBy(lengthScales);
        for (int i = 0; i < 10; i++) {
            assertThat(stretched.value(points.point(i), points.point(0)))
                    .isEqualTo(new Matern(2.5, 1).value(divided.point(i), divided.point(0)));
        }
    }

    @Test
    void empiricalCovarianceIsUnbiasedAndKeepsTheMean() {
        EmpiricalCovariance k = EmpiricalCovariance.of(new double[][] {{1, 10}, {2, 14}, {6, 12}});
        // By hand: means 3 and 12; deviations (-2,-2), (-1,2), (3,0); sums of products 14, 8, 2, over 2.
        assertThat(k.mean(0)).isEqualTo(3);
        assertThat(k.mean(1)).isEqualTo(12);
        double[] a = Points.indexed(List.of("a", "b")).point(0);
        double[] b = Points.indexed(List.of("a", "b")).point(1);
        assertThat(k.value(a, a)).isEqualTo(7);
        assertThat(k.value(b, b)).isEqualTo(4);
        assertThat(k.value(a, b)).isEqualTo(1);
        assertThatThrownBy(() -> EmpiricalCovariance.of(new double[][] {{1, 2}})).hasMessageContaining("at least two");
        assertThatThrownBy(() -> k.value(new double[] {0.5}, a)).hasMessageContaining("index-only");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "se(lengthscale=-0.2)                 | length scale of se is -0.2",
            "se(lengthscale=0)                    | expected a finite number > 0",
            "se                                   | needs the parameter 'lengthscale'",
            "se(lenghtscale=0.2)                  | has no parameter 'lenghtscale'; did you mean 'lengthscale'?",
            "se(lengthscale=0.2, nu=2)            | has no parameter 'nu'",
            "se(lengthscale=0.2, lengthscale=0.3) | given twice",
            "matern(lengthscale=1)                | needs the parameter 'nu'",
            "rbf(lengthscale=1)                   | no kernel is called 'rbf'",
            "se(lengthscale=0.2                   | expected ')' but found the end",
            "se(lengthscale=0.2) se               | expected the end but found 'se'",
            "se(lengthscale=)                     | expected a number but found ')'",
            "0.5                                  | number where a kernel is expected",
            "-1 * se(lengthscale=1)               | expected a finite number > 0",
            "1e400 * se(lengthscale=1)            | expected a finite number > 0",
            "se(lengthscale=NaN)                  | expected a number but found 'NaN'",
            "se(lengthscale=0.2)!                 | at column 20",
            "linear(bias=[1, 2])                  | one number, not a list",
            "se(lengthscale=0.2) +                | expected a kernel but found the end in the kernel 'se(lengthscale=0.2) +'",
            "se(lengthscale=                      | expected a number but found the end",
            "''                                   | expected a kernel but found the end in the kernel ''"})
    void refusesWhatIsNoKernel(String text, String message) {
        assertThatThrownBy(() -> KernelExpression.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static double[][] randomPoints(int n) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(new long[] {1, 2, 3, 4});
        double[][] points = new double[n][];
        for (int i = 0; i < n; i++) {
            points[i] = new double[] {random.nextDouble(), random.nextDouble()};
        }
        points[1] = points[0].clone();
        return points;
    }

    @Test
    void gridsAndKernelsWorkTogether() {
        Points grid = Box.unit(2).grid(List.of(3, 2));
        assertThat(new SquaredExponential(1).value(grid.point(0), grid.point(5))).isEqualTo(StrictMath.exp(-1));
    }

    @Test
    void kernelsOfSomeInputs() {
        List<String> names = List.of("rate", "depth", "kind");
        Kernel kernel = KernelExpression.parse("on(se(lengthscale=[0.3, 2]), inputs=[depth, 1]) * on(overlap, inputs=kind)", names);
        double[] x = {0.1, 1, 2};
        double[] y = {0.4, 1.5, 2};
        assertThat(kernel.value(x, y)).isEqualTo(KernelExpression.parse("se(lengthscale=[0.3, 2])").value(new double[] {1, 0.1},
                new double[] {1.5, 0.4}));
        assertThat(kernel.value(x, new double[] {0.1, 1, 0})).isZero();
        assertThat(KernelExpression.parse(kernel.toString())).isEqualTo(kernel);
        assertThat(KernelExpression.families("on(se(lengthscale=1), inputs=[a, b])")).hasSize(1);
        assertThatThrownBy(() -> KernelExpression.parse("on(overlap, inputs=[knid])", names))
                .hasMessageContaining("no input is called 'knid'").hasMessageContaining("did you mean 'kind'? known: rate, depth, kind");
        assertThatThrownBy(() -> KernelExpression.parse("on(overlap, inputs=kind)")).hasMessageContaining("write their numbers, from 1");
        assertThatThrownBy(() -> KernelExpression.parse("on(overlap, inputs=[1, 1])")).hasMessageContaining("expected different numbers");
        assertThatThrownBy(() -> KernelExpression.parse("on(overlap, inputs=0)")).hasMessageContaining("whole numbers from 1");
        assertThatThrownBy(() -> KernelExpression.parse("on(overlap, inputs=4)").value(x, y)).hasMessageContaining("there is no input 4 in 3");
    }
}
