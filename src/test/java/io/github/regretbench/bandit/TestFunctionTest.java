package io.github.regretbench.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.White;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.provider.EnumSource;

class TestFunctionTest {

    private static double[] point(List<Double> coordinates, int dimension) {
        List<Double> all = coordinates.size() > 1 ? coordinates : Collections.nCopies(dimension, coordinates.get(0));
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** From the known minimiser a search without derivatives gets no lower than the known minimum, and reaches it. */
    @ParameterizedTest
    @EnumSource
    void minimumIsAttainedAndIsALocalMinimum(TestFunction function) {
        double[] start = point(function.minimiser(), 3);
        MultivariateFunction clamped = function::value;
        double found = new SimplexOptimizer(1e-15, 1e-15).optimize(new MaxEval(20_000), new ObjectiveFunction(clamped),
                GoalType.MINIMIZE, new InitialGuess(start), new NelderMeadSimplex(start.length, 1e-3)).getValue();
        assertThat(found).isCloseTo(function.minimum(), within(1e-9));
        assertThat(function.value(start)).isCloseTo(function.minimum(), within(1e-8));
    }

    /** 20 000 uniform points of the box: none is lower. */
    @ParameterizedTest
    @EnumSource
    void nothingInTheBoxIsLower(TestFunction function) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(new long[] {1, 2, 3, 4});
        double[] lower = point(function.box().get(0), 3);
        double[] upper = point(function.box().get(1), 3);
        for (int i = 0; i < 20_000; i++) {
            double[] x = lower.clone();
            for (int j = 0; j < x.length; j++) {
                x[j] += random.nextDouble() * (upper[j] - lower[j]);
            }
            assertThat(function.value(x)).isGreaterThanOrEqualTo(function.minimum() - 1e-12);
        }
    }

    /** Computed by hand or by exact arithmetic from the printed formulas, Ackley's by mpmath. */
    @ParameterizedTest
    @CsvSource({"ROSENBROCK, 0;0, 1", "ROSENBROCK, 2;3;1, 6505", "RASTRIGIN, 1;2, 5", "GOLDSTEIN_PRICE, 0;0, 600",
        "GOLDSTEIN_PRICE, 1;1, 1876", "SIX_HUMP_CAMEL, 1;1, 3.233333333333333", "LEVY, 5;1, 8.08073418273571",
        "BRANIN, 0;0, 55.602112642270262", "ACKLEY, 1.5;-2.25, 8.467670048401618"})
    void valuesElsewhere(TestFunction function, String x, double expected) {
        double[] coordinates = List.of(x.split(";")).stream().mapToDouble(Double::parseDouble).toArray();
        assertThat(function.value(coordinates)).isCloseTo(expected, within(1e-11 * expected));
    }

    /** Corners of a square around 0 have one value of Ackley's, whose mean over so many of them is not that value to the last bit. */
    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10, 11, 12})
    void equalValuesAreZero(int count) {
        double[][] corners = new double[count][];
        for (int i = 0; i < count; i++) {
            corners[i] = new double[] {(i & 1) == 0 ? 0.3 : -0.3, (i & 2) == 0 ? 0.3 : -0.3};
        }
        Objective f = TestFunction.ACKLEY.on(Prior.of(new White(1), Points.of(corners)), 2).objective(0, null);
        for (int i = 0; i < count; i++) {
            assertThat(f.value(i)).isEqualTo(0.0);
        }
    }

    @Test
    void objectiveIsMinusTheFunctionCentredAndScaled() {
        Box box = new Box(List.of(-5.0, 0.0), List.of(10.0, 15.0));
        Points arms = box.grid(List.of(31, 31));
        Objective f = TestFunction.BRANIN.on(Prior.of(new White(1), arms), 2).objective(0, null);
        double sum = 0;
        double squares = 0;
        int lowest = 0;
        for (int i = 0; i < arms.size(); i++) {
            sum += f.value(i);
            squares += f.value(i) * f.value(i);
            lowest = TestFunction.BRANIN.value(arms.point(i)) < TestFunction.BRANIN.value(arms.point(lowest)) ? i : lowest;
        }
        assertThat(sum / arms.size()).isCloseTo(0, within(1e-12));
        assertThat(squares / arms.size()).isCloseTo(4, within(1e-12));
        assertThat(f.bestArm()).isEqualTo(lowest);
    }

    @Test
    void armsOutsideTheBoxAndOfOtherDimensionsAreRefused() {
        assertThatThrownBy(() -> TestFunction.BRANIN.on(Prior.of(new White(1), Box.unit(1).grid(List.of(3))), 1))
                .hasMessage("branin is a function of 2 coordinates, but the arms have 1");
        assertThatThrownBy(() -> TestFunction.ROSENBROCK.on(Prior.of(new White(1), Box.unit(1).grid(List.of(3))), 1))
                .hasMessageContaining("two or more");
        assertThatThrownBy(() -> TestFunction.RASTRIGIN.on(Prior.of(new White(1), Points.of(new double[] {6})), 1))
                .hasMessageContaining("is played on [-5.12] to [5.12], but an arm has the coordinate 6.0");
        assertThatThrownBy(() -> TestFunction.LEVY.on(Prior.of(new White(1), Points.of(new double[] {6})), -1))
                .hasMessageContaining("'scale' of levy is -1");
    }

    @Test
    void everyFunctionCanBeNamed() {
        List<String> names = new ArrayList<>(ObjectiveKind.all().stream().map(ObjectiveKind::name).toList());
        assertThat(names).contains("branin", "hartmann3", "hartmann6", "ackley", "rosenbrock", "rastrigin", "goldstein-price",
                "six-hump-camel", "levy");
    }
}
