package io.github.regretbench.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.SquaredExponential;
import io.github.regretbench.space.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of every kind of objective. A test of yours implements this interface and has its tests. */
public interface ObjectiveContract {
    /** The kind under test. */
    ObjectiveKind kind();


    /** Arms that the objectives are defined on: here 30 on the unit interval. */
    default Prior prior() {
        return Prior.of(new SquaredExponential(0.2), Box.unit(1).grid(List.of(30)));
    }

    private Objective objective(int trial) {
        return kind().constructor().orElseThrow().apply(prior(), kind().parameters())
                .objective(trial, new RandomStreams(1).stream("objective", Integer.toString(trial)));
    }

    /** Every policy meets the same function: it depends on the trial's number and stream alone. */
    @Test
    default void objectiveIsAFunctionOfTheTrial() {
        for (int trial : new int[] {3, 0, 3}) {
            Objective f = objective(trial);
            Objective again = objective(trial);
            assertThat(f.size()).isEqualTo(prior().size());
            for (int arm = 0; arm < f.size(); arm++) {
                assertThat(f.value(arm)).as("f at arm %d of trial %d", arm, trial).isFinite().isEqualTo(again.value(arm));
            }
        }
    }
}
