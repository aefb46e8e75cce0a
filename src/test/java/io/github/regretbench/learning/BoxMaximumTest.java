package io.github.regretbench.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxMaximumTest {

    /** Minus Rosenbrock's function, `-(1 - x)^2 - 100 (y - x^2)^2`: 0 at (1, 1), and at `(c, c^2)` the largest for `x le c &lt; 1`. */
    private static BoxMaximum.Value rosenbrock(double[] at) {
        double x = at[0];
        double off = at[1] - x * x;
        return new BoxMaximum.Value() {
            @Override
            public double value() {
                return -(1 - x) * (1 - x) - 100 * off * off;
            }

            @Override
            public double[] gradient() {
                return new double[] {2 * (1 - x) + 400 * off * x, -200 * off};
            }
        };
    }

    private static BoxMaximum climb(double[] lower, double[] upper, double... start) {
        return new BoxMaximum(BoxMaximumTest::rosenbrock, lower, upper, start, null);
    }

    @Test
    void followsACurvedRidgeToTheTop() {
        BoxMaximum top = climb(new double[] {-5, -5}, new double[] {5, 5}, -1.2, 1);
        // A step that would promise 1e-9 is none: with curvature 2 along the ridge less than 1e-4 is left.
        assertThat(top.x()[0]).isCloseTo(1, within(1e-4));
        assertThat(top.x()[1]).isCloseTo(1, within(2e-4));
        assertThat(top.value()).isBetween(-1e-8, 0.0);
    }

    @Test
    void stopsAtBounds() {
        BoxMaximum top = climb(new double[] {-5, -5}, new double[] {0.5, 5}, -1.2, 1);
        assertThat(top.x()[0]).isEqualTo(0.5);
        assertThat(top.x()[1]).isCloseTo(0.25, within(1e-5));
        assertThat(top.value()).isCloseTo(-0.25, within(1e-8));
        // The unbounded way to the top leads through y < 0.5 and back.
        BoxMaximum corner = climb(new double[] {2, -5}, new double[] {5, 1}, 4, -4);
        assertThat(corner.x()).containsExactly(2, 1);
    }

    @Test
    void holdsACoordinateWhoseBoundsAreEqual() {
        BoxMaximum top = climb(new double[] {-0.7, -5}, new double[] {-0.7, 5}, -0.7, 3);
        assertThat(top.x()[0]).isEqualTo(-0.7);
        assertThat(top.x()[1]).isCloseTo(0.49, within(1e-5));
    }

    @Test
    void comesBackFromWhereThereIsNoValue() {
        BoxMaximum top = new BoxMaximum(x -> x[0] < 3 ? rosenbrock(new double[] {x[0], x[0] * x[0]}) : new BoxMaximum.Value() {
            @Override
            public double value() {
                return Double.NEGATIVE_INFINITY;
            }

            @Override
            public double[] gradient() {
                return new double[] {Double.NaN};
            }
        }, new double[] {-10}, new double[] {10}, new double[] {2.9}, new double[][] {{0.01}});
        assertThat(top.x()[0]).isCloseTo(1, within(1e-4));
    }

    @Test
    void smallSystemsAreSolved() {
        assertThat(SmallSystem.solve(new double[][] {{4, 2, 0}, {2, 5, 1}, {0, 1, 3}}, new double[] {8, 15, 11})).satisfies(x -> {
            assertThat(x[0]).isCloseTo(1, within(1e-14));
            assertThat(x[1]).isCloseTo(2, within(1e-14));
            assertThat(x[2]).isCloseTo(3, within(1e-14));
        });
        // Not positive definite: still a direction along which a function with this gradient grows.
        double[] d = SmallSystem.solve(new double[][] {{-1, 2}, {2, -3}}, new double[] {1, -2});
        assertThat(d[0] - 2 * d[1]).isPositive();
    }
}
