package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.experiment.BenchmarkRun;
import io.github.regretbench.experiment.BenchmarkRun.Score;
import io.github.regretbench.experiment.CostCurves;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostFigureTest {

    @Test
    void everyFormHasItsExponentBesideItsLine() {
        List<Score> scores = new ArrayList<>();
        for (int n : new int[] {500, 1000}) {
            scores.add(score("UpdateCostBenchmark.update", "size", "n%d/t1000/m500/r20".formatted(n), n / 200.0));
        }
        for (String size : List.of("n1000/t3000/m500/r20", "n1000/t1000/m500/r40", "n1000/t1000/m60/r1000", "n1000/t3000/m60/r1000",
                "n1000/t1000/m200/r1000")) {
            scores.add(score("UpdateCostBenchmark.update", "size", size, 7));
        }
        for (int t : new int[] {100, 1000}) {
            scores.add(score("UpdateCostBenchmark.appendRow", "rounds", Integer.toString(t), t * 0.09));
        }
        scores.add(score("ReadBandwidthBenchmark.readFourAtATime", "workingSetKiB", "960", 15));
        String svg = new String(Figure.of(CostFigure.panels(CostCurves.of(new BenchmarkRun(Map.of(), scores)))).svg(),
                StandardCharsets.UTF_8);
        assertThat(svg).contains("features: 1.00 (1)", "one row per round: 1.00 (1)", "distinct arms: 0.00 (0)", "Arms n",
                "Time per update (µs)");
    }

    private static Score score(String benchmark, String parameter, String value, double microseconds) {
        return new Score(benchmark, Map.of(parameter, value), "us/op", 1, List.of(microseconds, microseconds), 0);
    }
}
