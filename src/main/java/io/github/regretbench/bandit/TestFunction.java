package io.github.regretbench.bandit;

import io.github.regretbench.Require;
import io.github.regretbench.Spelling;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.space.Points;
import java.util.Collections;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Functions to be minimised that the field measures itself by, with the box that they are usually played on and their known minima.
 * Formulas, boxes and minima as in Surjanovic and Bingham 2013. Policies maximise, and expect mean 0: see {@link #on}.
 */
public enum TestFunction {
    /** `(x_2 - (5.1 x_1^2) / (4 pi^2) + (5 x_1) / pi - 6)^2 + 10 (1 - 1 / (8 pi)) cos x_1 + 10`. */
    BRANIN(List.of(-5.0, 0.0), List.of(10.0, 15.0), 0.39788735772973816, List.of(Math.PI, 2.275)) {
        @Override
        public double value(double[] x) {
            double parabola = x[1] - 5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0] + 5 / Math.PI * x[0] - 6;
            return parabola * parabola + 10 * (1 - 1 / (8 * Math.PI)) * StrictMath.cos(x[0]) + 10;
        }
    },
    /** `-sum_(i=1)^4 alpha_i exp(-sum_(j=1)^3 A_(i j) (x_j - P_(i j))^2)`. */
    HARTMANN3(Collections.nCopies(3, 0.0), Collections.nCopies(3, 1.0), -3.862779787332660, List.of(0.114614, 0.555649, 0.852547)) {
        @Override
        public double value(double[] x) {
            return hartmann(HARTMANN3_A, HARTMANN3_P, x);
        }
    },
    /** `-sum_(i=1)^4 alpha_i exp(-sum_(j=1)^6 A_(i j) (x_j - P_(i j))^2)`. */
    HARTMANN6(Collections.nCopies(6, 0.0), Collections.nCopies(6, 1.0), -3.322368011415515,
            List.of(0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573)) {
        @Override
        public double value(double[] x) {
            return hartmann(HARTMANN6_A, HARTMANN6_P, x);
        }
    },
    /** `-20 exp(-0.2 sqrt(1/d sum x_i^2)) - exp(1/d sum cos(2 pi x_i)) + 20 + e`, in any dimension. */
    ACKLEY(List.of(-32.768), List.of(32.768), 0, List.of(0.0)) {
        @Override
        public double value(double[] x) {
            double squares = mean(x, c -> c * c);
            return 20 - 20 * StrictMath.exp(-0.2 * Math.sqrt(squares)) + Math.E
                    - StrictMath.exp(mean(x, c -> StrictMath.cos(2 * Math.PI * c)));
        }
    },
    /** `sum_(i=1)^(d-1) (100 (x_(i+1) - x_i^2)^2 + (x_i - 1)^2)`, in two dimensions and more. */
    ROSENBROCK(List.of(-5.0), List.of(10.0), 0, List.of(1.0)) {
        @Override
        public double value(double[] x) {
            double sum = 0;
            for (int i = 0; i + 1 < x.length; i++) {
                double valley = x[i + 1] - x[i] * x[i];
                sum += 100 * valley * valley + (x[i] - 1) * (x[i] - 1);
            }
            return sum;
        }
    },
    /** `sum (x_i^2 - 10 cos(2 pi x_i) + 10)`, in any dimension. */
    RASTRIGIN(List.of(-5.12), List.of(5.12), 0, List.of(0.0)) {
        @Override
        public double value(double[] x) {
            return x.length * mean(x, c -> c * c - 10 * StrictMath.cos(2 * Math.PI * c) + 10);
        }
    },
    /**
     * `(1 + (x_1 + x_2 + 1)^2 (19 - 14 x_1 + 3 x_1^2 - 14 x_2 + 6 x_1 x_2 + 3 x_2^2)) (30 + (2 x_1 - 3 x_2)^2 (18 - 32 x_1 + 12 x_1^2 + 48 x_2
     * - 36 x_1 x_2 + 27 x_2^2))`.
     */
    GOLDSTEIN_PRICE(List.of(-2.0, -2.0), List.of(2.0, 2.0), 3, List.of(0.0, -1.0)) {
        @Override
        public double value(double[] x) {
            double a = x[0];
            double b = x[1];
            double first = 1 + (a + b + 1) * (a + b + 1) * (19 - 14 * a + 3 * a * a - 14 * b + 6 * a * b + 3 * b * b);
            double second = 30 + (2 * a - 3 * b) * (2 * a - 3 * b) * (18 - 32 * a + 12 * a * a + 48 * b - 36 * a * b + 27 * b * b);
            return first * second;
        }
    },
    /** `(4 - 2.1 x_1^2 + x_1^4 / 3) x_1^2 + x_1 x_2 + (4 x_2^2 - 4) x_2^2`. */
    SIX_HUMP_CAMEL(List.of(-3.0, -2.0), List.of(3.0, 2.0), -1.0316284534898774, List.of(0.08984201, -0.7126564)) {
        @Override
        public double value(double[] x) {
            double a = x[0] * x[0];
            double b = x[1] * x[1];
            return (4 - 2.1 * a + a * a / 3) * a + x[0] * x[1] + (4 * b - 4) * b;
        }
    },
    /**
     * `sin^2(pi w_1) + sum_(i=1)^(d-1) (w_i - 1)^2 (1 + 10 sin^2(pi w_i + 1)) + (w_d - 1)^2 (1 + sin^2(2 pi w_d))`, `w_i = 1 + (x_i - 1) / 4`, in
     * any dimension.
     */
    LEVY(List.of(-10.0), List.of(10.0), 0, List.of(1.0)) {
        @Override
        public double value(double[] x) {
            double sum = squaredSine(Math.PI * w(x[0]));
            for (int i = 0; i + 1 < x.length; i++) {
                double w = w(x[i]);
                sum += (w - 1) * (w - 1) * (1 + 10 * squaredSine(Math.PI * w + 1));
            }
            double last = w(x[x.length - 1]);
            return sum + (last - 1) * (last - 1) * (1 + squaredSine(2 * Math.PI * last));
        }

        private double w(double coordinate) {
            return 1 + (coordinate - 1) / 4;
        }
    };

    private static final double[] HARTMANN_ALPHA = {1, 1.2, 3, 3.2};
    private static final double[][] HARTMANN3_A = {{3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}};
    private static final double[][] HARTMANN3_P = {{3689, 1170, 2673}, {4699, 4387, 7470}, {1091, 8732, 5547}, {381, 5743, 8828}};
    private static final double[][] HARTMANN6_A = {{10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8},
        {17, 8, 0.05, 10, 0.1, 14}};
    private static final double[][] HARTMANN6_P = {{1312, 1696, 5569, 124, 8283, 5886}, {2329, 4135, 8307, 3736, 1004, 9991},
        {2348, 1451, 3522, 2883, 3047, 6650}, {4047, 8828, 8732, 5743, 1091, 381}};

    private final List<Double> lower;
    private final List<Double> upper;
    private final double minimum;
    private final List<Double> minimiser;

    TestFunction(List<Double> lower, List<Double> upper, double minimum, List<Double> minimiser) {
        this.lower = lower;
        this.upper = upper;
        this.minimum = minimum;
        this.minimiser = minimiser;
    }

    /** The function at a point of its dimension. */
    public abstract double value(double[] x);

    /** As written in files. */
    public String label() {
        return Spelling.of(this);
    }

    /** The least value on the whole box, to rounding where it is known in closed form, else to 12 digits or more. */
    public double minimum() {
        return minimum;
    }

    /** A point where the minimum is attained; one number stands for all coordinates of functions in any dimension. */
    public List<Double> minimiser() {
        return minimiser;
    }

    /** Lower and upper corner of the box it is usually played on; one number stands for all coordinates of functions in any dimension. */
    public List<List<Double>> box() {
        return List.of(lower, upper);
    }

    /** The kind of objective that experiment files name. */
    public ObjectiveKind kind() {
        return ObjectiveKind.of(label(), Map.of("scale", 1.0),
                "minus the function on " + lower + " to " + upper + (lower.size() == 1 ? ", any dimension" : "")
                        + ", centred and scaled to the deviation 'scale' over the arms; one function, trials differ in noise alone",
                "Surjanovic and Bingham 2013", (prior, values) -> on(prior, values.get("scale")));
    }

    /** Whether one of these is written as {@code objective} in an experiment's file. */
    public static boolean isNamed(String objective) {
        return Arrays.stream(values()).anyMatch(function -> function.kind().name().equals(objective));
    }

    /**
     * The objective of every trial: `f(x) = s (m - g(x)) / v` with g this function, m and v the mean and standard deviation of its values on
     * the arms, as a prior of mean 0 and variance `s^2` expects it. Its best arm is g's lowest.
     *
     * @param scale `s > 0`
     * @throws IllegalArgumentException when the arms have another dimension or lie outside the box
     */
    ObjectiveFamily on(Prior prior, double scale) {
        Require.positive("'scale' of " + label(), scale);
        Points arms = prior.points();
        double[] values = new double[arms.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(checked(arms.point(i)));
        }
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean) / values.length;
        }
        double factor = Arrays.stream(values).max().orElseThrow() == Arrays.stream(values).min().orElseThrow() ? 0 : scale / Math.sqrt(squares);
        for (int i = 0; i < values.length; i++) {
            values[i] = factor * (mean - values[i]);
        }
        Objective objective = Objective.of(values);
        return (trial, random) -> objective;
    }

    private double[] checked(double[] x) {
        int least = this == ROSENBROCK ? 2 : 1;
        if (lower.size() > 1 ? x.length != lower.size() : x.length < least) {
            throw new IllegalArgumentException("%s is a function of %s coordinates, but the arms have %d".formatted(label(),
                    lower.size() > 1 ? Integer.toString(lower.size()) : "two or more", x.length));
        }
        for (int j = 0; j < x.length; j++) {
            double low = lower.get(Math.min(j, lower.size() - 1));
            double high = upper.get(Math.min(j, upper.size() - 1));
            if (!(x[j] >= low && x[j] <= high)) {
                throw new IllegalArgumentException("%s is played on %s to %s, but an arm has the coordinate %s; give the arms in that box"
                        .formatted(label(), lower, upper, x[j]));
            }
        }
        return x;
    }

    private static double hartmann(double[][] a, double[][] p, double[] x) {
        double sum = 0;
        for (int i = 0; i < HARTMANN_ALPHA.length; i++) {
            double exponent = 0;
            for (int j = 0; j < x.length; j++) {
                double difference = x[j] - 1e-4 * p[i][j];
                exponent += a[i][j] * difference * difference;
            }
            sum += HARTMANN_ALPHA[i] * StrictMath.exp(-exponent);
        }
        return -sum;
    }

    private static double squaredSine(double angle) {
        double sine = StrictMath.sin(angle);
        return sine * sine;
    }

    private static double mean(double[] x, DoubleUnaryOperator term) {
        double sum = 0;
        for (double coordinate : x) {
            sum += term.applyAsDouble(coordinate);
        }
        return sum / x.length;
    }
}
