package io.github.regretbench.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.EmpiricalCovariance;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.Matern;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import io.github.regretbench.theory.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked of every policy. A test of yours implements this interface and has its tests. */
public interface PolicyContract {
    /** The streams of the games. */
    RandomStreams STREAMS = new RandomStreams(42);
    /** Rounds of a game. */
    int HORIZON = 40;

    /** The policy under test. */
    PolicyFamily policy();

    /** Its parameters where they are not the defaults. */
    default Map<String, Object> parameters() {
        return Map.of();
    }

    private List<Step> play(Prior prior, int trial, int horizon) {
        Objective f = new PriorDraws(prior).objective(trial, STREAMS.stream("objective", Integer.toString(trial)));
        Setting setting = Setting.asModelled(new Model(prior, 0.05, horizon, 0.1), f);
        List<Step> steps = new ArrayList<>();
        Policy fresh = policy().create(setting, policy().resolve(parameters()));
        new Trial(trial, setting, policy().name(), fresh, Ties.UNIFORM, STREAMS).run(() -> 0, steps::add);
        return steps;
    }

    private static Prior prior(int arms) {
        return Prior.of(new Matern(2.5, 0.2), Box.unit(1).grid(List.of(arms)));
    }

    /** A trial is a pure function of its record: the same again, and another with other streams. */
    @Test
    default void trialIsAPureFunctionOfItsRecord() {
        List<Step> steps = play(prior(50), 3, HORIZON);
        assertThat(steps).hasSize(HORIZON).isEqualTo(play(prior(50), 3, HORIZON)).isNotEqualTo(play(prior(50), 4, HORIZON));
    }

    /** The smallest games there are. */
    @Test
    default void oneArmAndOneRoundAreEnough() {
        assertThat(play(prior(1), 0, 3)).allSatisfy(step -> assertThat(step.arm()).isZero());
        assertThat(play(prior(5), 0, 1)).hasSize(1);
    }

    /** Sensors have a covariance and no coordinates. */
    @Test
    default void armsNeedNoGeometry() {
        Kernel covariance = EmpiricalCovariance.of(new double[][] {{1, 2, 0}, {2, 1, 5}, {0, 3, 1}, {4, 4, 2}});
        assertThat(play(Prior.of(covariance, Points.indexed(List.of("a", "b", "c"))), 0, 5)).hasSize(5);
    }
}
