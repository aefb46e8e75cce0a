package io.github.regretbench.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.gp.FractionalDesign;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * What does a certified bracket of gamma_1..gamma_T cost, against the greedy design with its factor 1 / (1 - 1/e) (the baseline, {@link
 * #greedy})? And what do Newton steps save on one optimal design of 1000 plays, against vertex exchange on the covariance matrix
 * (Boehning 1986), which {@link #vertexExchange} takes to the same gap? The kernels are the extremes of numerical rank.
 *
 * <pre>./regretbench bench GainBracket</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
public class GainBracketBenchmark {
    private static final double NOISE = 0.025;
    private static final int PLAYS = 1000;
    /** Relative to the gain, as in the bracket. */
    private static final double TOLERANCE = 1e-4;

    /** Numerical rank about 20, and full rank. */
    @Param({"se(lengthscale=0.2)", "matern(nu=0.5, lengthscale=0.2)"})
    public String kernel;

    /** Arms, on a grid of the unit interval. */
    @Param({"100", "1000"})
    public int arms;

    /** T of the bracket. */
    @Param("1000")
    public int horizon;

    private Prior prior;

    /** Checks that the brackets overlap, and that both designs certify the same maximum. */
    @Setup
    public void prepare() {
        prior = Prior.of(KernelExpression.parse(kernel), Box.unit(1).grid(List.of(arms)));
        GreedyDesign greedy = greedy();
        GainBracket bracket = bracket();
        for (int t = 1; t <= horizon; t++) {
            assertThat(bracket.lower(t)).as("T = %d", t).isGreaterThanOrEqualTo(greedy.gain(t) * (1 - 1e-3));
            assertThat(bracket.upper(t)).as("T = %d", t).isLessThanOrEqualTo(greedy.submodularUpperBound(t));
        }
        double newton = newton().informationGain();
        assertThat(vertexExchange()).isCloseTo(newton, within(TOLERANCE * newton));
    }

    /** The greedy design: the baseline. */
    @Benchmark
    public GreedyDesign greedy() {
        return GreedyDesign.of(prior, NOISE, horizon);
    }

    /** Bounds for every T up to the horizon. */
    @Benchmark
    public GainBracket bracket() {
        return InformationGain.bracket(prior, NOISE, horizon);
    }

    private FractionalDesign uniform() {
        return FractionalDesign.of(prior, NOISE, x -> PLAYS / (double) arms);
    }

    /** An optimal design from the uniform one. */
    @Benchmark
    public FractionalDesign newton() {
        FractionalDesign uniform = uniform();
        return OptimalDesign.improve(uniform, TOLERANCE * uniform.informationGain(), Integer.MAX_VALUE);
    }

    /** The same by vertex exchange: the baseline. Returns its gain. */
    @Benchmark
    public double vertexExchange() {
        FractionalDesign uniform = uniform();
        double[] plays = IntStream.range(0, arms).mapToDouble(uniform::plays).toArray();
        double[][] u = uniform.covariances(IntStream.range(0, arms).toArray());
        for (double[] row : u) {
            IntStream.range(0, arms).forEach(j -> row[j] /= NOISE);
        }
        while (gap(u, plays) > TOLERANCE * uniform.informationGain()) {
            int most = 0;
            int least = -1;
            for (int x = 0; x < arms; x++) {
                most = u[x][x] > u[most][most] ? x : most;
                least = plays[x] > 0 && (least < 0 || u[x][x] < u[least][least]) ? x : least;
            }
            double curvature = u[most][most] * u[least][least] - u[most][least] * u[most][least];
            double mass = Math.min(plays[least], (u[most][most] - u[least][least]) / (2 * curvature));
            add(u, plays, most, mass);
            add(u, plays, least, -mass);
        }
        return uniform.with(x -> Math.max(0, plays[x])).informationGain();
    }

    private static double gap(double[][] u, double[] plays) {
        double maximum = 0;
        double mean = 0;
        for (int x = 0; x < plays.length; x++) {
            maximum = Math.max(maximum, u[x][x]);
            mean += plays[x] * u[x][x];
        }
        return 0.5 * (PLAYS * maximum - mean);
    }

    private static void add(double[][] u, double[] plays, int arm, double mass) {
        double[] row = u[arm].clone();
        double scale = -mass / (1 + mass * row[arm]);
        for (int i = 0; i < row.length; i++) {
            addMultiple(scale * row[i], row, u[i]);
        }
        plays[arm] += mass;
    }

    private static void addMultiple(double weight, double[] row, double[] to) {
        for (int j = 0; j < row.length; j++) {
            to[j] = Math.fma(weight, row[j], to[j]);
        }
    }
}
