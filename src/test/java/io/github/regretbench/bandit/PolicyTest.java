package io.github.regretbench.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.theory.ConfidenceSchedule;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** Every rule on a belief whose numbers were chosen by hand. */
class PolicyTest {
    private static final RandomStreams STREAMS = new RandomStreams(1);

    /** Standard deviations 0.1, 1, 2, 0. */
    private static FixedBelief belief() {
        return new FixedBelief(new double[] {1, 0, -1, 0.5}, new double[] {0.1, 1, 2, 0});
    }

    private static Round thirdRound() {
        Round round = new Round(belief(), 1, STREAMS.stream("test"));
        round.played(1, 4.0);
        round.played(3, -2.0);
        return round;
    }

    private static double[] scores(Policy policy) {
        double[] scores = new double[4];
        policy.score(thirdRound(), scores);
        return scores;
    }

    @Test
    void gpUcbAddsTheRootOfBetaTimesTheStandardDeviation() {
        Policy policy = new GpUcb((ConfidenceSchedule) t -> 3.0 * t);     // round 3: beta = 9, width = 3
        assertThat(scores(policy)).containsExactly(1.3, 3, 5, 0.5);
        assertThat(policy.beta()).isEqualTo(9);
    }

    @Test
    void incumbentsAreWhatTheySay() {
        Round round = thirdRound();
        assertThat(Incumbent.BEST_SAMPLED_MEAN.value(round)).isEqualTo(0.5);   // arms 1 and 3: means 0, 0.5
        assertThat(Incumbent.BEST_MEAN.value(round)).isEqualTo(1);
        assertThat(Incumbent.BEST_REWARD.value(round)).isEqualTo(4);
        Round first = new Round(belief(), 1, STREAMS.stream("test"));
        for (Incumbent incumbent : Incumbent.values()) {
            assertThat(incumbent.value(first)).isZero();
        }
    }

    /** Target 0.5 + 0.5 = 1: arm 2 has s = 2, z = -1; arm 1 is half as good, arm 0 (s = 0.1, z = 0) too; arm 3 is certain and below. */
    @Test
    void improvementRulesUseIncumbentAndXi() {
        double[] ei = scores(new ExpectedImprovement(Incumbent.BEST_SAMPLED_MEAN, 0.5));
        // phi(-1) - Phi(-1) times s, in units of the largest deviation, 2.
        assertThat(Math.exp(ei[2])).isCloseTo(0.08331547058768618, within(1e-15));
        assertThat(List.of(ei[0], ei[1], ei[3])).containsOnly(Double.NEGATIVE_INFINITY);
        assertThat(scores(new ProbabilityOfImprovement(Incumbent.BEST_SAMPLED_MEAN, 0.5)))
                .containsExactly(0, -1, -1, Double.NEGATIVE_INFINITY);
    }

    @Test
    void theOtherRulesScoreWhatTheirNameSays() {
        assertThat(scores(new MeanOnly())).containsExactly(1, 0, -1, 0.5);
        assertThat(scores(new VarianceOnly())).containsExactly(0.1, 1, 2, 0);
        assertThat(scores(new ThompsonSampling(4))).containsExactly(0, 7, 3, 1);
        assertThat(scores(new Oracle(Objective.of(5, 6, 7, 8)))).containsExactly(5, 6, 7, 8);
    }

    /** 40 000 draws of 4 arms: sd of a share 0.00217; 5 sd: false alarm 4 * 5.7e-7. Seed fixed. */
    @Test
    void randomIsUniform() {
        Round round = new Round(belief(), 1, STREAMS.stream("uniform"));
        int[] counts = new int[4];
        Ties.Scratch scratch = new Ties.Scratch(4, 1);
        for (int i = 0; i < 40_000; i++) {
            new UniformRandom().score(round, scratch.scores());
            counts[Ties.FIRST.best(scratch, null, "random")]++;
        }
        for (int count : counts) {
            assertThat(count / 40_000.0).isCloseTo(0.25, within(5 * 0.00217));
        }
    }

    @Test
    void tiesAreCountedAndBrokenAsAsked() {
        double[] scores = {1, 2, 2 - 1e-13, 2 - 1e-11, 2};
        Ties.Scratch scratch = scratch(scores);
        assertThat(Ties.FIRST.best(scratch, null, "p")).isEqualTo(1);
        assertThat(scratch.tied()).isEqualTo(3);
        UniformRandomProvider random = STREAMS.stream("ties");
        int[] counts = new int[5];
        for (int i = 0; i < 3000; i++) {
            counts[Ties.UNIFORM.best(scratch, random, "p")]++;
        }
        // 3000 draws of thirds: sd 25.8; 5 sd, false alarm 1.7e-6. Seed fixed.
        assertThat(counts[0] + counts[3]).isZero();
        for (int arm : new int[] {1, 2, 4}) {
            assertThat((double) counts[arm]).isCloseTo(1000, within(5 * 25.8));
        }
    }

    @Test
    void infiniteScoresTieOnlyWithEachOther() {
        Ties.Scratch scratch = scratch(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(Ties.FIRST.best(scratch, null, "p")).isZero();
        assertThat(scratch.tied()).isEqualTo(2);
        scratch = scratch(1e300, Double.POSITIVE_INFINITY);
        assertThat(Ties.FIRST.best(scratch, null, "p")).isEqualTo(1);
        assertThat(scratch.tied()).isEqualTo(1);
        assertThatThrownBy(() -> Ties.FIRST.best(scratch(1, Double.NaN), null, "p"))
                .hasMessageContaining("policy 'p' scored arm 1 as NaN");
    }

    private static Ties.Scratch scratch(double... scores) {
        Ties.Scratch scratch = new Ties.Scratch(scores.length, 1);
        System.arraycopy(scores, 0, scratch.scores(), 0, scores.length);
        return scratch;
    }

    @Test
    void parametersAreCheckedByNameAndType() {
        PolicyFamily mpi = PolicyFamily.named("mpi");
        assertThat(mpi.resolve(Map.of("xi", 1))).containsEntry("xi", 1.0).containsEntry("incumbent", "best-sampled-mean");
        assertThatThrownBy(() -> mpi.resolve(Map.of("x", 1))).hasMessageContaining("no parameter 'x'; did you mean 'xi'? it has xi, incumbent");
        assertThatThrownBy(() -> mpi.resolve(Map.of("xi", "big"))).hasMessageContaining("expected a number");
        assertThatThrownBy(() -> PolicyFamily.named("gp_ucb")).hasMessageContaining("known: gp-ucb, gp-ucb-theorem1, ucb, ei");
        assertThatThrownBy(() -> mpi.create(null, mpi.resolve(Map.of("incumbent", "best"))))
                .hasMessageContaining("expected one of best-sampled-mean, best-mean, best-reward");
    }
}
