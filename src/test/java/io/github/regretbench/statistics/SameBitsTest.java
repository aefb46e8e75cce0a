package io.github.regretbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.statistics.RegretGrowth.Exponent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class SameBitsTest {
    private final MessageDigest digest;

    SameBitsTest() throws Exception {
        digest = MessageDigest.getInstance("SHA-256");
    }

    private void add(double... values) {
        for (double value : values) {
            digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        }
    }

    private void add(Interval interval) {
        add(interval.estimate(), interval.lower(), interval.upper());
    }

    /** Pinned: the same bits everywhere, on every JDK and processor. A change of an algorithm changes the number; explain it. */
    @Test
    void everyResultHasTheSameBitsEverywhere() {
        for (long k = 0; k <= 400; k += 7) {
            Proportion proportion = new Proportion(k, 400);
            add(proportion.lowerLimit(0.975), proportion.upperLimit(0.975));
        }
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_SHI_RO_256_PP.create(1));
        double[][] innovations = new double[100][50];
        for (double[] run : innovations) {
            Arrays.setAll(run, t -> normal.sample());
        }
        for (int runs : new int[] {1, 2, 3, 100}) {
            for (TestResult test : Calibration.ofRuns(Arrays.copyOf(innovations, runs)).tests()) {
                add(test.statistic(), test.pValue());
            }
        }
        double[] differences = innovations[0];
        add(SampleMean.interval(differences, 0.95));
        WilcoxonSignedRank wilcoxon = WilcoxonSignedRank.of(differences);
        add(wilcoxon.twoSided(), wilcoxon.greater(), wilcoxon.less());
        Friedman friedman = ComparisonTest.friedman(innovations);
        add(friedman.chiSquareP(), friedman.imanDavenportP(), friedman.p(), friedman.criticalDifference());
        add(growth());
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo("bb277bb3708aba94bc59a4996aa30276a9254e34ca3922a8f6dc471f65491fd4");
    }

    private double[] growth() {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_SHI_RO_256_PP.create(2));
        double[][] regret = new double[40][100];
        for (double[] run : regret) {
            for (int t = 0; t < run.length; t++) {
                run[t] = (t == 0 ? 0 : run[t - 1]) + Math.abs(normal.sample()) / (t + 1);
            }
        }
        List<Integer> rounds = IntStream.rangeClosed(1, 100).boxed().toList();
        RegretGrowth growth = new RegretGrowth(rounds, regret, new Bootstrap(40, 999, RandomSource.XO_SHI_RO_256_PP.create(3)));
        return growth.byDecade(0.5, 0.95).stream().map(Exponent::corrected)
                .flatMapToDouble(i -> Arrays.stream(new double[] {i.estimate(), i.lower(), i.upper()})).toArray();
    }
}
