package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.data.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine may do without a byte of the results changing. */
class EngineTest {
    private static final Experiment EXPERIMENT = ExperimentFile.parse("""
            schema: regretbench/experiment/1
            name: small
            seed: 3
            trials: 12
            horizon: 20
            noiseVariance: 0.05
            arms:
              grid: {lower: [0], upper: [1], counts: [50]}
            kernel: se(lengthscale=0.2)
            policies: [gp-ucb, thompson]
            """, "small.yaml");

    @TempDir
    private Path temporary;

    private Path run(String folder, Engine engine) throws IOException {
        return new Laboratory(temporary.resolve(folder), engine, false).run(Bench.of(EXPERIMENT, new DataDirectory(Path.of("none"))),
                (done, total) -> { }, new AtomicBoolean()).orElseThrow().path();
    }

    @Test
    void trialsMayComeInAnyOrderTogetherAndTwice() throws IOException {
        Path local = run("local", new LocalEngine(1));
        Path other = run("other", (bench, wanted, sink) -> {
            List<PlayedTrial> played = new ArrayList<>(wanted.stream().map(key -> PlayedTrial.of(bench, key)).toList());
            Collections.reverse(played);
            assertThat(sink.take(played.subList(0, 5))).isTrue();
            assertThat(sink.take(List.of())).isTrue();
            assertThat(sink.take(played.subList(3, 20))).isTrue();
            assertThat(sink.take(played)).isTrue();
        });
        for (String file : ResultFolder.DETERMINISTIC) {
            if (Files.exists(local.resolve(file))) {
                assertThat(other.resolve(file)).hasSameBinaryContentAs(local.resolve(file));
            }
        }
        assertThat(local.resolve(ResultFolder.ROUNDS)).exists();
    }

    @Test
    void whatCameBeforeAnEngineBreaksIsKept() throws IOException {
        Engine breaking = (bench, wanted, sink) -> {
            sink.take(wanted.subList(0, 7).stream().map(key -> PlayedTrial.of(bench, key)).toList());
            throw new UncheckedIOException("the cluster is gone", new IOException());
        };
        assertThatThrownBy(() -> run("broken", breaking)).hasMessage("the cluster is gone");
        int[] asked = new int[1];
        run("broken", (bench, wanted, sink) -> {
            asked[0] = wanted.size();
            new LocalEngine(1).play(bench, wanted, sink);
        });
        assertThat(asked[0]).isEqualTo(2 * 12 - 7);
    }

    /** When the store fails, storing what came before fails too: the first reason is the one that is told. */
    @Test
    void theFirstFailureIsTold() {
        Bench bench = Bench.of(EXPERIMENT, new DataDirectory(Path.of("none")));
        ResultStore store = ResultStore.open(temporary.resolve("store"), Map.of("what", "a test"));
        Engine breaking = (played, wanted, sink) -> {
            sink.take(List.of(PlayedTrial.of(bench, wanted.get(0))));
            store.close();
            throw new UncheckedIOException("no space left", new IOException());
        };
        assertThatThrownBy(() -> new TrialPool(bench, store, Shard.WHOLE, new AtomicBoolean()).play(breaking, (done, total) -> { }))
                .hasMessage("no space left").satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }
}
