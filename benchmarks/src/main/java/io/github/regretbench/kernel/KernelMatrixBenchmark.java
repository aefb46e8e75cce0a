package io.github.regretbench.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.gp.Prior;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the covariance matrix of n arms cost, kernel by kernel, and how much do the closed forms of the Matern kernel save
 * over the Bessel function of general nu? Baseline: {@link #squaredExponential}.
 *
 * <pre>./regretbench bench KernelMatrix</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelMatrixBenchmark {
    private static final double LENGTH_SCALE = 0.2;
    private static final Kernel SQUARED_EXPONENTIAL = new SquaredExponential(LENGTH_SCALE);
    private static final Kernel SCALED = SQUARED_EXPONENTIAL.scaledBy(0.5);
    private static final Kernel STRETCHED = new SquaredExponential(1).withLengthScales(List.of(LENGTH_SCALE));

    /** Arms, on a grid of the unit interval as in the paper's synthetic set-up. */
    @Param("1000")
    public int arms;

    private Points points;

    /** Makes the points, and checks on all pairs that kernels with two forms have one value. */
    @Setup
    public void prepare() {
        points = Box.unit(1).grid(List.of(arms));
        for (double nu : new double[] {0.5, 1.5, 2.5, 3.5}) {
            requireAgreement(new Matern(nu, LENGTH_SCALE), general(nu));
        }
        requireAgreement(SQUARED_EXPONENTIAL, STRETCHED);
        requireAgreement(SQUARED_EXPONENTIAL, (x, y) -> 2 * SCALED.value(x, y));
    }

    /** On a grid the covariance with the first point takes every value of the matrix. */
    private void requireAgreement(Kernel first, Kernel second) {
        double[] origin = points.point(0);
        for (int i = 0; i < arms; i++) {
            double[] x = points.point(i);
            // Values up to 1, summed from positive terms only: dozens of roundings of 1e-16 each stay far below.
            assertThat(second.value(origin, x)).as("another form of %s at %s", first, x[0])
                    .isCloseTo(first.value(origin, x), within(1e-13));
        }
    }

    /** A prior computes rows of its matrix when they are asked for; this asks for all. */
    private Prior formed(Kernel kernel) {
        Prior prior = Prior.of(kernel, points);
        for (int i = 0; i < arms; i++) {
            prior.covariance(i, (i + 1) % arms);
        }
        return prior;
    }

    private static Kernel general(double nu) {
        return (x, y) -> GeneralMatern.correlation(nu, Math.sqrt(2 * nu * Distances.squared(x, y)) / LENGTH_SCALE);
    }

    /** se(l): the baseline. */
    @Benchmark
    public Prior squaredExponential() {
        return formed(SQUARED_EXPONENTIAL);
    }

    /** 0.5 * se(l): what an expression costs. */
    @Benchmark
    public Prior scaledSquaredExponential() {
        return formed(SCALED);
    }

    /** se with one length scale per dimension. */
    @Benchmark
    public Prior stretchedSquaredExponential() {
        return formed(STRETCHED);
    }

    /** matern(nu=1/2), closed form. */
    @Benchmark
    public Prior matern1() {
        return formed(new Matern(0.5, LENGTH_SCALE));
    }

    /** matern(nu=5/2), closed form. */
    @Benchmark
    public Prior matern5() {
        return formed(new Matern(2.5, LENGTH_SCALE));
    }

    /** matern(nu=5/2) by the Bessel function: what the closed form saves. */
    @Benchmark
    public Prior matern5General() {
        return formed(general(2.5));
    }

    /** matern(nu=2), which has no closed form. */
    @Benchmark
    public Prior matern4General() {
        return formed(new Matern(2, LENGTH_SCALE));
    }
}
