package io.github.regretbench.theory;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.gp.Posterior;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.Constant;
import io.github.regretbench.kernel.Linear;
import io.github.regretbench.space.Points;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** Bands for functions of bounded norm: identities between them, and what happens to the misprinted one. */
class ConfidenceBandTest {

    /**
     * OFUL's ellipsoid, with V and its determinant formed by EJML, against the self-normalised band on the linear kernel's posterior:
     * the width at every x is the same, radius |x|_(V^-1) = sqrt(beta) sigma(x).
     */
    @Test
    void ofulIsTheSelfNormalisedBandOfTheLinearKernel() {
        int d = 3;
        double lambda = 0.3;
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(5L);
        double[][] x = new double[12][d];
        for (double[] row : x) {
            for (int j = 0; j < d; j++) {
                row[j] = 2 * random.nextDouble() - 1;
            }
        }
        Posterior posterior = Prior.of(new Linear(1, 0), Points.of(x)).observedWith(lambda);
        SimpleMatrix v = SimpleMatrix.identity(d).scale(lambda);
        SelfNormalised band = new SelfNormalised(1.5, 0.2, lambda, 0.05);
        Oful oful = new Oful(1.5, 0.2, lambda, 0.05);
        for (int t = 1; t <= 40; t++) {
            Evidence evidence = Evidence.of(posterior, lambda);
            assertThat(evidence.round()).isEqualTo(t);
            double logDetRatio = StrictMath.log(v.determinant()) - d * StrictMath.log(lambda);
            assertThat(Math.abs(2 * evidence.informationGain() - logDetRatio)).isLessThan(1e-12);
            double radius = oful.radius(new Evidence(t, Math.max(0, logDetRatio / 2), lambda));
            for (int arm = 0; arm < x.length; arm++) {
                SimpleMatrix column = new SimpleMatrix(d, 1, true, x[arm]);
                double norm = Math.sqrt(column.dot(v.solve(column)));
                assertClose(band.width(evidence) * posterior.standardDeviation(arm), radius * norm, 1e-11, "arm " + arm);
            }
            assertClose(oful.beta(evidence), band.beta(evidence), 1e-14, "round " + t);
            int played = random.nextInt(x.length);
            posterior.observe(played, random.nextDouble());
            SimpleMatrix column = new SimpleMatrix(d, 1, true, x[played]);
            v = v.plus(column.mult(column.transpose()));
        }
    }

    /** The trace bounds the determinant: wider in every round, in d >= 2 and on the inputs that make it tightest. */
    @Test
    void traceFormIsWiderThanTheDeterminant() {
        for (int d = 2; d <= 5; d++) {
            OfulTrace trace = new OfulTrace(d, 2, 1, 0.5, 0.1, 0.05);
            Oful oful = new Oful(1, 0.5, 0.1, 0.05);
            for (int t = 1; t <= 1000; t += 37) {
                // The largest determinant: t - 1 inputs of length 2 spread evenly over d orthogonal directions.
                double gain = d / 2.0 * StrictMath.log1p((t - 1) * 4.0 / (d * 0.1));
                assertClose(trace.beta(t), trace.radius(t - 1) * trace.radius(t - 1) / 0.1, 1e-14, "t - 1 observations");
                assertThat(trace.beta(t)).isGreaterThanOrEqualTo(oful.beta(new Evidence(t, gain, 0.1)) * (1 - 1e-14));
            }
        }
        assertThatThrownBy(() -> new OfulTrace(1, 1, 1, 1, 1, 0.1)).hasMessageContaining("determinant");
    }

    /**
     * The misprint: the noise's standard deviation where Rs / sqrt(lambda) belongs. One arm, k = 1, f = B = 0.1, lambda = Rs^2 = 0.01,
     * delta = 0.05, looked at after 1, 5, 20 and 40 observations in 4000 runs.
     *
     * <p>Ours fails in a run with probability at most 0.05 (the theorem); more than 300 failures then have probability at most
     * exp(-4000 KL(0.075 | 0.05)) = 1.1e-10 (Chernoff). The misprint's multiplier after one observation is
     * 0.1 + 0.1 sqrt(log 101 + 2 log 20) = 0.426, while the deviation over sigma is N(-0.01, 0.995^2): it
     * fails with probability at least 0.66, and fewer than 2000 failures have probability at most exp(-2 4000 0.16^2) = 1e-89 (Hoeffding). Seed fixed.
     */
    @Test
    void misprintedFactorFailsAndOursHolds() {
        double lambda = 0.01;
        double f = 0.1;
        SelfNormalised band = new SelfNormalised(f, Math.sqrt(lambda), lambda, 0.05);
        Prior prior = Prior.of(new Constant(1), Points.of(new double[] {0}));
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_SHI_RO_256_PP.create(6L));
        int oursFailed = 0;
        int misprintFailed = 0;
        for (int run = 0; run < 4000; run++) {
            Posterior posterior = prior.observedWith(lambda);
            boolean ours = false;
            boolean misprint = false;
            for (int t = 1; t <= 40; t++) {
                posterior.observe(0, f + Math.sqrt(lambda) * normal.sample());
                if (t == 1 || t == 5 || t == 20 || t == 40) {
                    double deviation = Math.abs(f - posterior.mean(0)) / posterior.standardDeviation(0);
                    double misprinted = f + Math.sqrt(lambda)
                            * Math.sqrt(2 * posterior.informationGain() + 2 * StrictMath.log(1 / 0.05));
                    ours |= deviation > band.width(Evidence.of(posterior, lambda));
                    misprint |= deviation > misprinted;
                }
            }
            oursFailed += ours ? 1 : 0;
            misprintFailed += misprint ? 1 : 0;
        }
        assertThat(oursFailed).isLessThanOrEqualTo(300);
        assertThat(misprintFailed).isGreaterThanOrEqualTo(2000);
    }

    @Test
    void evidenceOfAnotherRegulariserIsRefused() {
        Evidence evidence = new Evidence(3, 1.2, 0.25);
        assertThatThrownBy(() -> new SelfNormalised(1, 0.5, 1, 0.1).beta(evidence)).hasMessageContaining("lambda = 1.0");
        assertThatThrownBy(() -> new Oful(1, 0.5, 1, 0.1).beta(evidence)).hasMessageContaining("lambda = 1.0");
        assertThat(new SelfNormalised(1, 0.5, 0.25, 0.1).width(evidence))
                .isEqualTo(1 + Math.sqrt(2.4 + 2 * StrictMath.log(1 / 0.1)));
    }

    /** With lambda = 1 + 2/T and the same gamma, Chowdhury and Gopalan's band is the wider: its "+ 1" and its missing 1/sqrt(lambda). */
    @Test
    void selfNormalisedIsNeverWiderThanChowdhuryGopalan() {
        ChowdhuryGopalan cg = new ChowdhuryGopalan(1, 0.5, s -> StrictMath.log1p(s), 100, 0.1);
        SelfNormalisedWorstCase ours = new SelfNormalisedWorstCase(new SelfNormalised(1, 0.5, cg.regulariser(), 0.1),
                s -> StrictMath.log1p(s));
        ChowdhuryGopalanThompson thompson = new ChowdhuryGopalanThompson(1, 0.5, s -> StrictMath.log1p(s), 100, 0.1);
        assertThat(cg.regulariser()).isEqualTo(1.02).isEqualTo(thompson.regulariser());
        for (int t = 1; t <= 100; t++) {
            assertThat(ours.beta(t)).isLessThan(cg.beta(t));
            assertThat(cg.beta(t)).isLessThan(thompson.beta(t));
            // gamma_(t-1), not gamma_t: t - 1 observations come before round t.
            double gamma = StrictMath.log1p(t - 1);
            assertThat(ours.width(t)).isEqualTo(new SelfNormalised(1, 0.5, 1.02, 0.1).width(new Evidence(t, gamma, 1.02)));
            assertClose(cg.width(t), 1 + 0.5 * Math.sqrt(2 * (gamma + 1 + StrictMath.log(10))), 1e-14, t);
        }
        assertThatThrownBy(() -> cg.beta(101)).hasMessageContaining("past the horizon");
    }

    /** Cauchy-Schwarz: B b + Rs |z| c &lt;= sqrt(beta) sigma with sigma^2 = b^2 + lambda |z|^2, equal for b / B = lambda |z| / (Rs c). */
    @Test
    void sharpNonAdaptiveBandCoversItsDeviation() {
        NonAdaptiveSharp sharp = new NonAdaptiveSharp(1.3, 0.2, 0.07, 0.01);
        NonAdaptive plain = new NonAdaptive(1.3, 0.2, 0.07, 0.01);
        double c = Math.sqrt(2 * StrictMath.log(1 / 0.01));
        for (double z : new double[] {0, 0.01, 0.3, 2}) {
            for (double b : new double[] {0, 0.01, 0.3, 1}) {
                double sigma = Math.sqrt(b * b + 0.07 * z * z);
                assertThat(sharp.deviation(b, z)).isLessThanOrEqualTo(sharp.width(1) * sigma * (1 + 1e-15));
            }
        }
        double b = 1.3 * 0.07 * 0.5 / (0.2 * c);
        assertClose(sharp.deviation(b, 0.5), sharp.width(1) * Math.sqrt(b * b + 0.07 * 0.25), 1e-14, "equality");
        assertThat(sharp.beta(1)).isLessThan(plain.beta(1));
        assertClose(new BatchedPureExploration(1.3, 0.2, 0.07, 50, 4, 0.01).beta(1),
                new NonAdaptive(1.3, 0.2, 0.07, 0.01 / 400).beta(1), 1e-14, "union over 2 n N");
        assertClose(sharp.everywhere(50).beta(1), new NonAdaptiveSharp(1.3, 0.2, 0.07, 1e-4).beta(1), 1e-14, "union over 2 n");
    }
}
