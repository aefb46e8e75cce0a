package io.github.regretbench.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.mult.MatrixVectorMult_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
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
 * What do a factor of the n x n covariance matrix and one draw of f from it cost by pivoted Cholesky, against the usual dense
 * Cholesky of K plus jitter (the baselines, {@link #denseFactor} and {@link #denseDraw}, by EJML)? The squared exponential has
 * a numerical rank far below n, which is the point of pivoting; the Matern 5/2 kernel has not, which is its worst case.
 *
 * <pre>./regretbench bench PriorDraw</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PriorDrawBenchmark {
    /** With k_max = 1: enough for EJML to get through the smooth kernel at n = 1000, and a common default elsewhere. */
    private static final double JITTER = 1e-8;
    /** Every 20th arm is checked, so that the check stays shorter than the factorisation. */
    private static final int CHECKED_EVERY = 20;

    /** The two extremes of numerical rank. */
    @Param({"se", "matern5"})
    public String kernel;

    /** Arms, on a grid of the unit interval. */
    @Param("1000")
    public int arms;

    private final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(2010L);
    private Prior prior;
    private DMatrixRMaj lower;

    /** Factors K both ways, and checks that both factors have the covariance K. */
    @Setup
    public void prepare() {
        String expression = kernel.equals("se") ? "se(lengthscale=0.2)" : "matern(nu=2.5, lengthscale=0.2)";
        prior = Prior.of(KernelExpression.parse(expression), Box.unit(1).grid(List.of(arms)));
        lower = denseFactor();
        double[][] phi = rowsOf(PivotedCholesky.of(prior));
        for (int i = 0; i < arms; i += CHECKED_EVERY) {
            for (int j = 0; j <= i; j += CHECKED_EVERY) {
                double pivoted = 0;
                for (double[] row : phi) {
                    pivoted += row[i] * row[j];
                }
                double dense = 0;
                for (int k = 0; k <= j; k++) {
                    dense += lower.get(i, k) * lower.get(j, k);
                }
                double covariance = prior.covariance(i, j);
                // What pivoting leaves out is at most its share of the trace n; 1e-12 covers n ulps of rounding in both sums.
                assertThat(pivoted).as("pivoted covariance of %d and %d", i, j)
                        .isCloseTo(covariance, within(PivotedCholesky.RELATIVE_RESIDUAL * arms + 1e-12));
                assertThat(dense).as("dense covariance of %d and %d", i, j)
                        .isCloseTo(i == j ? covariance + JITTER : covariance, within(1e-12));
            }
        }
    }

    /** The rows of Phi, each the draw that a unit vector gives. */
    private double[][] rowsOf(PivotedCholesky factor) {
        double[][] rows = new double[factor.rank()][arms];
        for (int k = 0; k < rows.length; k++) {
            double[] unit = new double[factor.rank()];
            unit[k] = 1;
            factor.addCombination(unit, rows[k]);
        }
        return rows;
    }

    /** K + jitter I = L L^T: the baseline, once an experiment. */
    @Benchmark
    public DMatrixRMaj denseFactor() {
        DMatrixRMaj k = new DMatrixRMaj(arms, arms);
        for (int i = 0; i < arms; i++) {
            for (int j = 0; j < arms; j++) {
                k.set(i, j, prior.covariance(i, j));
            }
            k.add(i, i, JITTER);
        }
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(arms, true);
        assertThat(cholesky.decompose(k)).as("K plus jitter is positive definite to EJML").isTrue();
        return cholesky.getT(null);
    }

    /** K = Phi^T Phi, once an experiment. */
    @Benchmark
    public Object pivotedFactor() {
        return PivotedCholesky.of(prior);
    }

    /** f = L z: the baseline, once a trial. */
    @Benchmark
    public DMatrixRMaj denseDraw() {
        DMatrixRMaj z = DMatrixRMaj.wrap(arms, 1, Prior.standardNormal(random, arms));
        DMatrixRMaj f = new DMatrixRMaj(arms, 1);
        MatrixVectorMult_DDRM.mult(lower, z, f);
        return f;
    }

    /** f = Phi^T z, once a trial. */
    @Benchmark
    public double[] pivotedDraw() {
        return prior.draw(random);
    }
}
