package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.data.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SharedLoopsTest {
    private static final int ARMS = 100_000;
    private final SharedLoops loops = new SharedLoops(() -> 0);
    private final Thread helper = new Thread(() -> {
        try {
            loops.help();
        } catch (InterruptedException e) {
            // the test is over
        }
    });

    @BeforeEach
    void help() {
        helper.setDaemon(true);
        helper.start();
    }

    @AfterEach
    void stop() {
        helper.interrupt();
    }

    @Test
    void everyStepIsMadeOnce() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        while (threads.size() < 2) {        // until the helper has come
            AtomicIntegerArray made = new AtomicIntegerArray(ARMS);
            loops.new Loops().over(ARMS, (from, to) -> {
                threads.add(Thread.currentThread());
                for (int arm = from; arm < to; arm++) {
                    made.incrementAndGet(arm);
                }
            });
            for (int arm = 0; arm < ARMS; arm++) {
                assertThat(made.get(arm)).isOne();
            }
        }
    }

    @Test
    void failuresReachTheTrial() {
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> loops.new Loops().over(ARMS, (from, to) -> {
                throw new IllegalStateException("no covariance");
            })).hasMessage("no covariance");
        }
    }

    @Test
    void smallLoopsStayWhole() {
        loops.new Loops().over(1000, (from, to) -> assertThat(List.of(from, to)).containsExactly(0, 1000));
    }

    /** 67 600 arms and one trial, on one thread and on three: the same files to the byte. */
    @Test
    void oneBigTrialDoesNotDependOnItsHelpers(@TempDir Path folder) throws IOException {
        Experiment big = ExperimentFile.parse("""
                schema: regretbench/experiment/1
                name: big
                seed: 11
                trials: 1
                horizon: 60
                noiseVariance: 0.05
                ties: uniform
                arms:
                  grid: {lower: [0, 0], upper: [1, 1], counts: [260, 260]}
                kernel: se(lengthscale=0.4)
                policies: [gp-ucb]
                """, "big.yaml");
        Path alone = run(big, folder.resolve("alone"), 1);
        Path helped = run(big, folder.resolve("helped"), 3);
        for (String file : List.of("rounds.parquet", "curves.csv", "summary.csv")) {
            assertThat(Files.mismatch(alone.resolve(file), helped.resolve(file))).as(file).isEqualTo(-1);
        }
    }

    private static Path run(Experiment experiment, Path out, int jobs) throws IOException {
        Bench bench = Bench.of(experiment, new DataDirectory(Path.of("no-data-needed")));
        return new Laboratory(out, jobs, false).run(bench, (done, total) -> { }, new AtomicBoolean()).orElseThrow().path();
    }
}
