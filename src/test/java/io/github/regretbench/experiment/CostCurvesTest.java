package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.BenchmarkRun.Score;
import io.github.regretbench.experiment.CostCurves.Curve;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostCurvesTest {

    /** Times that follow power laws exactly: n r / 4000 for features, 0.05 m for distinct arms, 0.1 t for rows; 50 GB/s. */
    public static BenchmarkRun powerLaws() {
        List<Score> scores = new ArrayList<>();
        for (int n : new int[] {250, 500, 1000, 2000}) {
            scores.add(update("n%d/t1000/m%d/r20".formatted(n, Math.min(n, 500)), n * 20 / 4000.0));
        }
        for (int t : new int[] {3000, 10000}) {
            scores.add(update("n1000/t%d/m500/r20".formatted(t), 5));
        }
        for (int r : new int[] {10, 40, 80}) {
            scores.add(update("n1000/t1000/m500/r%d".formatted(r), r / 4.0));
        }
        for (int t : new int[] {100, 1000, 10000}) {
            scores.add(update("n1000/t%d/m60/r1000".formatted(t), 3));
        }
        for (int m : new int[] {20, 200, 600}) {
            scores.add(update("n1000/t1000/m%d/r1000".formatted(m), 0.05 * m));
        }
        for (int t : new int[] {30, 100, 1000}) {
            scores.add(score("UpdateCostBenchmark.appendRow", Map.of("rounds", Integer.toString(t)), 0.1 * t));
        }
        for (int kib : new int[] {96, 9600, 96000}) {
            scores.add(score("ReadBandwidthBenchmark.readFourAtATime", Map.of("workingSetKiB", Integer.toString(kib)), kib * 1024 / 50e3));
        }
        return new BenchmarkRun(Map.of(), scores);
    }

    private static Score update(String size, double microseconds) {
        return score("UpdateCostBenchmark.update", Map.of("size", size), microseconds);
    }

    private static Score score(String benchmark, Map<String, String> parameters, double microseconds) {
        return new Score(benchmark, parameters, "us/op", 1, List.of(0.99 * microseconds, microseconds, 1.01 * microseconds), 0);
    }

    @Test
    void exponentsOfPowerLawsAreFound() {
        CostCurves costs = CostCurves.of(powerLaws());
        assertThat(costs.curves()).hasSize(6).allSatisfy(curve -> {
            assertThat(curve.points()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(curve.exponent().estimate()).as("%s against %s", curve.form(), curve.varied())
                    .isCloseTo(curve.predicted(), within(1e-9));
            assertThat(curve.fitted(curve.points().get(1).x())).isCloseTo(curve.points().get(1).microseconds().estimate(), within(1e-9));
        });
        Curve arms = costs.curves().get(0);
        assertThat(arms.points().get(0).bytes()).isEqualTo(8.0 * 250 * 20);
        // 40 000 bytes at the 50 GB/s of all working sets.
        assertThat(costs.floor(40_000)).isCloseTo(0.8, within(1e-9));
        assertThat(costs.floor(1e9)).isCloseTo(20_000, within(1e-6));
    }

    /** By hand: twice the bytes of 1 MB are half way to 4 MB on a logarithmic axis, and so read at 50 GB/s between 100 and 25. */
    @Test
    void betweenTwoWorkingSetsBytesAreReadAtASpeedBetween() {
        CostCurves costs = new CostCurves(List.of(), List.of(new CostCurves.Bandwidth(1e6, 100), new CostCurves.Bandwidth(4e6, 25)));
        assertThat(costs.floor(1e5)).isCloseTo(1, within(1e-12));
        assertThat(costs.floor(1e6)).isCloseTo(10, within(1e-12));
        assertThat(costs.floor(2e6)).isCloseTo(40, within(1e-12));
        assertThat(costs.floor(4e6)).isCloseTo(160, within(1e-12));
        assertThat(costs.floor(8e6)).isCloseTo(320, within(1e-12));
    }

    @Test
    void numbersAreWrittenAsCsv(@TempDir Path folder) throws Exception {
        CostCurves costs = CostCurves.of(powerLaws());
        costs.writePoints(folder.resolve("cost.csv"));
        costs.writeBandwidths(folder.resolve("bandwidth.csv"));
        assertThat(Files.readAllLines(folder.resolve("cost.csv"))).hasSize(1 + 4 + 3 + 4 + 3 + 4 + 3)
                .anyMatch(line -> line.matches("features,observations,3000,5,4\\.8[0-9]+,5\\.1[0-9]+,160000,3\\.[0-9]+,0,0"));
        assertThat(Files.readAllLines(folder.resolve("bandwidth.csv"))).hasSize(4).contains("98304,50");
    }

    @Test
    void aRunWithoutTheBenchmarksIsRefused() {
        assertThatThrownBy(() -> CostCurves.of(new BenchmarkRun(Map.of(), List.of()))).isInstanceOf(BadInputException.class)
                .hasMessageContaining("regretbench bench 'UpdateCost|ReadBandwidth'");
    }
}
