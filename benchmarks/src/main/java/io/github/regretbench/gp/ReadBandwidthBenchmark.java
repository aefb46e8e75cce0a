package io.github.regretbench.gp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
 * How fast can one thread read so many bytes: the floor under every update of a posterior, which reads its rows once a round? Baseline:
 * STREAM's triad (McCalpin 1995), which writes a third of what it touches.
 *
 * <p>Divide the working set by the time for bytes per second; {@code regretbench bench --cost} does.
 *
 * <pre>./regretbench bench ReadBandwidth</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadBandwidthBenchmark {
    /** Doubles in a row: 8 KiB, as for 1024 arms. */
    private static final int COLUMNS = 1024;
    private static final double SCALE = 3;

    /** Bytes touched in a call, in KiB, from second-level cache to memory; multiples of 96, for whole thirds and fours of rows. */
    @Param({"96", "288", "768", "2304", "9216", "27648", "196608"})
    public int workingSetKiB;

    private double[][] rows;
    private double[] sum;

    /** Fills the rows with small whole numbers, whose sums are exact, and checks both loops with them. */
    @Setup
    public void fill() {
        rows = new double[workingSetKiB / 8][COLUMNS];
        sum = new double[COLUMNS];
        for (int i = 0; i < rows.length; i++) {
            Arrays.fill(rows[i], i % 3);
        }
        // Thirds of the rows hold 0, 1, 2 in turn: one of each on average.
        assertThat(readFourAtATime()).containsOnly(rows.length);
        Arrays.fill(sum, 0);
        triad();
        int third = rows.length / 3;
        for (int i = 0; i < third; i++) {
            assertThat(rows[i][0]).as("row %d of the triad", i)
                    .isEqualTo((third + i) % 3 + SCALE * ((2 * third + i) % 3));
        }
    }

    /** Sums the rows, four at a time, into one that stays in the first-level cache: what updates do. */
    @Benchmark
    public double[] readFourAtATime() {
        for (int k = 0; k < rows.length; k += 4) {
            addFour(rows[k], rows[k + 1], rows[k + 2], rows[k + 3], sum);
        }
        return sum;
    }

    private static void addFour(double[] a, double[] b, double[] c, double[] d, double[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] = Math.fma(1, d[j], Math.fma(1, c[j], Math.fma(1, b[j], Math.fma(1, a[j], y[j]))));
        }
    }

    /** a = b + scale c over thirds of the working set: the baseline. */
    @Benchmark
    public double[][] triad() {
        int third = rows.length / 3;
        for (int i = 0; i < third; i++) {
            addScaled(rows[third + i], rows[2 * third + i], rows[i]);
        }
        return rows;
    }

    private static void addScaled(double[] b, double[] c, double[] a) {
        for (int j = 0; j < a.length; j++) {
            a[j] = Math.fma(SCALE, c[j], b[j]);
        }
    }
}
