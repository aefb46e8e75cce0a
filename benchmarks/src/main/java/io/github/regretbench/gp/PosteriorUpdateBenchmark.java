package io.github.regretbench.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
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
 * What does one more observation cost after t of them, with the mean and the variance of all n arms wanted afterwards:
 * {@link Posterior}'s update in each {@link PosteriorForm}, against solving the whole system again, O(n t^2), by EJML (the
 * baseline, {@link #batchSolve})?
 *
 * <p>The posterior is restored before each call, outside the measured part; reading the clock twice a call adds some 50 ns.
 *
 * <pre>./regretbench bench PosteriorUpdate</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PosteriorUpdateBenchmark {
    private static final double NOISE_VARIANCE = 0.025;

    /** t, observations before the measured one. */
    @Param({"10", "100", "1000"})
    public int observed;

    /** Arms, on a grid of the unit interval. */
    @Param("1000")
    public int arms;

    /** How the posterior is kept. */
    @Param({"AUTO", "ROWS", "FEATURES", "DISTINCT_ARMS", "DENSE"})
    public PosteriorForm form;

    private Prior prior;
    private Posterior before;
    private int[] played;
    private double[] rewards;

    /** What a bandit needs of a posterior: the moments of every arm. */
    record Moments(DMatrixRMaj mean, DMatrixRMaj variance) {
    }

    /** Plays random arms, and checks that both competitors have the same moments after one more. */
    @Setup
    public void observe() {
        prior = Prior.of(KernelExpression.parse("0.5 * se(lengthscale=0.2)"), Box.unit(1).grid(List.of(arms)));
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(2010L);
        double[] f = prior.draw(random);
        double[] noise = Prior.standardNormal(random, observed + 1);
        played = random.ints(observed + 1, 0, arms).toArray();
        rewards = new double[observed + 1];
        Arrays.setAll(rewards, t -> f[played[t]] + Math.sqrt(NOISE_VARIANCE) * noise[t]);
        before = prior.observedWith(NOISE_VARIANCE, form);
        for (int t = 0; t < observed; t++) {
            before.observe(played[t], rewards[t]);
        }
        requireAgreement();
    }

    private void requireAgreement() {
        Posterior after = before.copy();
        after.observe(played[observed], rewards[observed]);
        Moments batch = batchSolve();
        for (int arm = 0; arm < arms; arm++) {
            // The system's condition number is at most 1 + 0.5 (t + 1) / 0.025, 2e4 for t = 1000: a loss of 5 digits of 16.
            assertThat(after.mean(arm)).as("mean of arm %d", arm).isCloseTo(batch.mean.get(arm), within(1e-10));
            assertThat(after.variance(arm)).as("variance of arm %d", arm).isCloseTo(batch.variance.get(arm), within(1e-10));
        }
    }

    /** A posterior with t observations that a call may change. */
    @State(Scope.Thread)
    public static class Restored {
        private Posterior posterior;

        /** Before each call. */
        @Setup(Level.Invocation)
        public void restore(PosteriorUpdateBenchmark benchmark) {
            posterior = benchmark.before.copy();
        }
    }

    /** Conditions on one more reward. */
    @Benchmark
    public Posterior update(Restored restored) {
        restored.posterior.observe(played[observed], rewards[observed]);
        return restored.posterior;
    }

    /** Solves (K_XX + s2 I) W = K_X. for all t + 1 observations: the baseline. */
    @Benchmark
    public Moments batchSolve() {
        int t = observed + 1;
        DMatrixRMaj system = new DMatrixRMaj(t, t);
        DMatrixRMaj cross = new DMatrixRMaj(t, arms);
        for (int s = 0; s < t; s++) {
            for (int r = 0; r < t; r++) {
                system.set(s, r, prior.covariance(played[s], played[r]));
            }
            system.add(s, s, NOISE_VARIANCE);
            for (int j = 0; j < arms; j++) {
                cross.set(s, j, prior.covariance(played[s], j));
            }
        }
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(t);
        assertThat(cholesky.setA(system)).as("K + s2 I is positive definite to EJML").isTrue();
        DMatrixRMaj weights = new DMatrixRMaj(t, arms);
        cholesky.solve(cross, weights);
        DMatrixRMaj mean = new DMatrixRMaj(1, arms);
        CommonOps_DDRM.mult(DMatrixRMaj.wrap(1, t, rewards), weights, mean);
        CommonOps_DDRM.elementMult(weights, cross);
        DMatrixRMaj variance = CommonOps_DDRM.sumCols(weights, null);
        for (int j = 0; j < arms; j++) {
            variance.set(j, prior.variance(j) - variance.get(j));
        }
        return new Moments(mean, variance);
    }
}
