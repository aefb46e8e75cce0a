package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
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
        Step step = new Step(1, Double.NaN, 0, 1, 0, 0, 1, 0, Double.NaN, Double.NaN, 0, 0, 0, 0, 0);
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

    /** Numbers are changed one at a time; a beta that is not there is no number. */
    @Test
    void aNumberThatIsNotFiniteIsNamedAndNotStored() {
        double nan = Double.NaN;
        double infinite = Double.POSITIVE_INFINITY;
        Map<String, Step> steps = Map.of(
                "the reward of round 7 is NaN", new Step(7, nan, 0, 1, nan, 0, 1, 0, nan, nan, 0, 0, 0, 0, 0),
                "the innovation of round 7 is NaN", new Step(7, nan, 0, 1, 0, 0, 1, nan, nan, nan, 0, 0, 0, 0, 0),
                "the cumulative regret of round 7 is Infinity", new Step(7, nan, 0, 1, 0, 0, 1, 0, nan, nan, 0, infinite, 0, 0, 0),
                "the information gain of round 7 is NaN", new Step(7, nan, 0, 1, 0, 0, 1, 0, nan, nan, 0, 0, 0, 0, nan),
                "the beta of round 7 is Infinity", new Step(7, infinite, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
                "the sum of widths of round 7 is NaN", new Step(7, 2, 0, 1, 0, 0, 1, 0, nan, 2, 0, 0, 0, 0, 0),
                "the largest beta of round 7 is Infinity", new Step(7, 2, 0, 1, 0, 0, 1, 0, 0, infinite, 0, 0, 0, 0, 0));
        assertThat(trial(0, 3).notFinite()).isEmpty();
        try (ResultStore store = ResultStore.open(folder, ABOUT)) {
            steps.forEach((what, step) -> {
                FinishedTrial broken = new FinishedTrial("ei", 3, 0, List.of(step), -1, 0, 0, Optional.empty());
                assertThat(broken.notFinite()).contains(what);
                assertThatThrownBy(() -> store.add(broken)).isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("trial 3 of policy ei is not stored: " + what);
            });
            store.commit();
            assertThat(rounds(store)).isZero();
        }
    }

    /** A store of an earlier version, or one that was edited. */
    @Test
    void aStoredNumberThatIsNotFiniteIsTold() {
        Experiment experiment = ExperimentFile.parse("""
                schema: regretbench/experiment/1
                name: small
                seed: 7
                trials: 1
                horizon: 1
                noiseVariance: 0.1
                arms: {points: [[0]]}
                kernel: constant
                policies: [ei]
                """, "small.yaml");
        try (ResultStore store = ResultStore.open(folder, ABOUT)) {
            store.add(trial(0, 1));
            store.commit();
            store.requireRounds(experiment);
            store.execute("UPDATE round SET innovation = 'NaN'");
            assertThatThrownBy(() -> store.requireRounds(experiment)).isInstanceOf(BadInputException.class)
                    .hasMessageContaining("holds a number that is not finite (policy ei, trial 0, round 1)");
        }
    }
}
