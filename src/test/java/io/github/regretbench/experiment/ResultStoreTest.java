package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.bandit.Step;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultStoreTest {
    /** More rows than DuckDB's appenders hold back (2048), so that some are flushed before any commit. */
    private static final int ROUNDS = 5000;
    private static final Map<String, String> ABOUT = Map.of("configuration", "a");

    @TempDir
    private Path folder;

    /** A trial of ei. */
    static FinishedTrial trial(int number, int rounds) {
        Step step = new Step(1, Double.NaN, 0, 1, 0, 0, 1, 0, Double.NaN, 0, 0, 0, 0, 0);
        return new FinishedTrial("ei", number, 0, Collections.nCopies(rounds, step), -1, 0, 0, Optional.empty());
    }

    private long rounds(ResultStore store) {
        long[] count = new long[1];
        store.query("SELECT count(*) FROM round", row -> count[0] = row.getLong(1));
        return count[0];
    }

    @Test
    void whatIsNotCommittedLeavesNoTrace() {
        try (ResultStore store = ResultStore.open(folder, ABOUT)) {
            store.add(trial(0, ROUNDS));
            store.commit();
            store.add(trial(1, ROUNDS));
        }
        try (ResultStore store = ResultStore.open(folder, ABOUT)) {
            assertThat(store.finished().get("ei").stream().boxed().toList()).isEqualTo(List.of(0));
            assertThat(rounds(store)).isEqualTo(ROUNDS);
        }
    }
}
