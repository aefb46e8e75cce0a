package io.github.regretbench.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How does the cost of one more observation grow with the number n of arms, t of observations, m of distinct arms among them and the rank
 * r of K? Baseline: the textbook's row of V = L^-1 K_X. a round, O(n t).
 *
 * <p>{@code regretbench bench --cost} draws the answer and fits the exponents.
 *
 * <pre>./regretbench bench UpdateCost</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class UpdateCostBenchmark {
    private static final double NOISE_VARIANCE = 0.025;
    /** The baseline is O(n t^2) over t rounds: the check stops here. */
    private static final int CHECKED_ROUNDS = 300;
    /** Both are exact; what differs is rounding, amplified by at most 1 + t / 0.025, 1e4 for the rounds checked. */
    private static final double TOLERANCE = 1e-10;

    /** The textbook's posterior: C_a = K_a - V_.a^T V, one row v = C_a / p more each round, p^2 = C_aa + s2. */
    static final class Textbook {
        private final Prior prior;
        private final double[][] rows;
        private final double[] mean;
        private final double[] variance;

        Textbook(Prior prior, int rounds) {
            this.prior = prior;
            rows = new double[rounds][prior.size()];
            mean = new double[prior.size()];
            variance = new double[prior.size()];
            for (int j = 0; j < variance.length; j++) {
                variance[j] = prior.variance(j);
            }
        }

        /** The observation of round {@code t}, from 0; again when it was made before. */
        void observe(int t, int arm, double reward) {
            double[] c = rows[t];
            for (int j = 0; j < c.length; j++) {
                c[j] = prior.covariance(arm, j);
            }
            int s = 0;
            for (; s + 4 <= t; s += 4) {
                subtractFour(rows[s][arm], rows[s], rows[s + 1][arm], rows[s + 1], rows[s + 2][arm], rows[s + 2], rows[s + 3][arm],
                        rows[s + 3], c);
            }
            for (; s < t; s++) {
                double weight = rows[s][arm];
                subtractFour(weight, rows[s], 0, rows[s], 0, rows[s], 0, rows[s], c);
            }
            double pivot = Math.sqrt(c[arm] + NOISE_VARIANCE);
            double innovation = (reward - mean[arm]) / pivot;
            for (int j = 0; j < c.length; j++) {
                double v = c[j] / pivot;
                c[j] = v;
                mean[j] = Math.fma(v, innovation, mean[j]);
                variance[j] = Math.fma(-v, v, variance[j]);
            }
        }

        private static void subtractFour(double w0, double[] r0, double w1, double[] r1, double w2, double[] r2, double w3, double[] r3,
                double[] y) {
            for (int j = 0; j < y.length; j++) {
                y[j] = Math.fma(-w3, r3[j], Math.fma(-w2, r2[j], Math.fma(-w1, r1[j], Math.fma(-w0, r0[j], y[j]))));
            }
        }
    }

    /** A game of given n, t, m and r: m random arms in turn, standard normal rewards. */
    private static final class Game {
        private final Prior prior;
        private final PosteriorForm form;
        private final int[] arms;
        private final double[] rewards;

        Game(int n, int rounds, int distinct, int rank) {
            Kernel kernel = rank < n ? (x, y) -> chebyshev(x[0], y[0], rank)
                    : KernelExpression.parse("0.5 * matern(nu=0.5, lengthscale=0.2)");
            form = rank < n ? PosteriorForm.FEATURES : PosteriorForm.DISTINCT_ARMS;
            prior = Prior.of(kernel, Box.unit(1).grid(List.of(n)));
            UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(2010L);
            int[] pool = new int[n];
            for (int i = 0; i < n; i++) {
                int other = random.nextInt(i + 1);
                pool[i] = pool[other];
                pool[other] = i;
            }
            arms = new int[rounds + 1];
            for (int t = 0; t <= rounds; t++) {
                arms[t] = pool[t % distinct];
            }
            rewards = Prior.standardNormal(random, rounds + 1);
        }

        /** sum over k &lt; r of T_k(2x - 1) T_k(2y - 1) / r with Chebyshev polynomials T_k: a kernel of rank r exactly. */
        private static double chebyshev(double x, double y, int rank) {
            double u = 2 * x - 1;
            double w = 2 * y - 1;
            double before = 1;
            double beforeOther = 1;
            double now = u;
            double other = w;
            double sum = 1;
            for (int k = 1; k < rank; k++) {
                sum += now * other;
                double next = 2 * u * now - before;
                double nextOther = 2 * w * other - beforeOther;
                before = now;
                beforeOther = other;
                now = next;
                other = nextOther;
            }
            return sum / rank;
        }
    }

    /** A posterior after t observations, and as many more as wanted, each after the same t. */
    @State(Scope.Benchmark)
    public static class Observed {
        private static final Pattern SIZE = Pattern.compile("n(\\d+)/t(\\d+)/m(\\d+)/r(\\d+)");

        /** n, t, m and r: n, t and r varied with the rest fixed, for features; then t and m for distinct arms, on a kernel of full rank. */
        @Param({"n250/t1000/m250/r20", "n500/t1000/m500/r20", "n1000/t1000/m500/r20", "n2000/t1000/m500/r20", "n4000/t1000/m500/r20",
            "n1000/t3000/m500/r20", "n1000/t10000/m500/r20",
            "n1000/t1000/m500/r10", "n1000/t1000/m500/r40", "n1000/t1000/m500/r80", "n1000/t1000/m500/r160",
            "n1000/t100/m60/r1000", "n1000/t1000/m60/r1000", "n1000/t10000/m60/r1000",
            "n1000/t1000/m20/r1000", "n1000/t1000/m200/r1000", "n1000/t1000/m600/r1000"})
        public String size;

        private Game game;
        private int observed;
        private Posterior before;
        private Posterior posterior;

        /** Plays, and checks the posterior against the textbook's. */
        @Setup
        public void observe() {
            Matcher numbers = SIZE.matcher(size);
            assertThat(numbers.matches()).as("size %s", size).isTrue();
            observed = Integer.parseInt(numbers.group(2));
            game = new Game(Integer.parseInt(numbers.group(1)), observed, Integer.parseInt(numbers.group(3)),
                    Integer.parseInt(numbers.group(4)));
            assertThat(game.prior.rank()).isEqualTo(Integer.parseInt(numbers.group(4)));
            before = game.prior.observedWith(NOISE_VARIANCE, game.form);
            Textbook textbook = new Textbook(game.prior, CHECKED_ROUNDS);
            for (int t = 0; t < observed; t++) {
                before.observe(game.arms[t], game.rewards[t]);
                if (t < CHECKED_ROUNDS) {
                    textbook.observe(t, game.arms[t], game.rewards[t]);
                }
                if (t == Math.min(CHECKED_ROUNDS, observed) - 1) {
                    requireAgreement(textbook);
                }
            }
        }

        private void requireAgreement(Textbook textbook) {
            for (int arm = 0; arm < game.prior.size(); arm++) {
                assertThat(before.mean(arm)).as("mean of arm %d", arm).isCloseTo(textbook.mean[arm], within(TOLERANCE));
                assertThat(before.variance(arm)).as("variance of arm %d", arm).isCloseTo(textbook.variance[arm], within(TOLERANCE));
            }
        }

        /** Before each call. */
        @Setup(Level.Invocation)
        public void restore() {
            posterior = before.copy();
        }
    }

    /** The textbook's posterior after so many observations of as many arms. */
    @State(Scope.Benchmark)
    public static class Rows {
        /** t. */
        @Param({"30", "100", "300", "1000", "3000"})
        public int rounds;

        private Game game;
        private Textbook textbook;

        /** Plays. */
        @Setup
        public void observe() {
            game = new Game(1000, rounds, 1000, 1000);
            textbook = new Textbook(game.prior, rounds + 1);
            for (int t = 0; t < rounds; t++) {
                textbook.observe(t, game.arms[t], game.rewards[t]);
            }
        }
    }

    /** Conditions on one more reward. */
    @Benchmark
    public Posterior update(Observed observed) {
        observed.posterior.observe(observed.game.arms[observed.observed], observed.game.rewards[observed.observed]);
        return observed.posterior;
    }

    /** Appends a row, always the same: the baseline, for n = 1000. */
    @Benchmark
    public double[] appendRow(Rows rows) {
        rows.textbook.observe(rows.rounds, rows.game.arms[rows.rounds], rows.game.rewards[rows.rounds]);
        return rows.textbook.rows[rows.rounds];
    }
}
