package io.github.regretbench.theory;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** What is asked of every schedule. A test of yours implements this interface and has its tests. */
public interface ScheduleContract {
    /** Where schedules are looked at. */
    int[] ROUNDS = {1, 2, 3, 10, 1000};

    /** The schedule under test, fresh at each call. */
    Schedule schedule();

    /** What is known before a round; override where the schedule needs another regulariser. */
    default Evidence evidence(int round) {
        return new Evidence(round, StrictMath.log(round), 0.01);
    }

    private static UniformRandomProvider random() {
        return RandomSource.XO_SHI_RO_256_PP.create(new long[] {1, 2, 3, 4});
    }

    /** beta is a squared multiplier, the same whenever the same is known and drawn. */
    @Test
    default void betaIsFiniteNonNegativeAndRepeatable() {
        for (int t : ROUNDS) {
            double beta = schedule().beta(evidence(t), random());
            assertThat(beta).as("beta of round %d", t).isFinite().isNotNegative();
            assertThat(schedule().beta(evidence(t), random())).as("beta of round %d", t).isEqualTo(beta);
        }
    }

    /** A drawn beta takes one uniform number per round and grows with it; others take none. */
    @Test
    default void drawsOneNumberARoundOrNone() {
        for (int t : ROUNDS) {
            UniformRandomProvider used = random();
            UniformRandomProvider expected = random();
            double beta = schedule().beta(evidence(t), used);
            if (schedule() instanceof RandomisedSchedule randomised) {
                assertThat(beta).isEqualTo(randomised.quantile(t, expected.nextDouble()));
                assertThat(randomised.quantile(t, 0.2)).as("quantiles of round %d", t).isLessThanOrEqualTo(randomised.quantile(t, 0.9));
            }
            assertThat(used.nextLong()).isEqualTo(expected.nextLong());
        }
    }
}
