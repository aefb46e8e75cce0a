package io.github.regretbench.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RegretTest {

    /** f = (1, 4, 2), f* = 4: playing 2, 0, 2 costs 2, 3, 2. */
    @Test
    void fourRegretsByHand() {
        Regret regret = new Regret(Objective.of(1, 4, 2));
        regret.play(2);
        regret.play(0);
        assertThat(regret.instantaneous()).isEqualTo(3);
        regret.play(2);
        assertThat(regret.instantaneous()).isEqualTo(2);
        assertThat(regret.cumulative()).isEqualTo(7);
        assertThat(regret.average()).isEqualTo(7.0 / 3);
        assertThat(regret.bestSampled()).isEqualTo(2);
        assertThat(regret.simple(1)).isZero();
        assertThat(regret.simple(0)).isEqualTo(3);
    }

    @Test
    void objectiveKnowsItsMaximumAndIsCopied() {
        double[] values = {1, 5, 5};
        Objective objective = Objective.of(values);
        values[0] = 99;
        assertThat(objective.maximum()).isEqualTo(5);
        assertThat(objective.bestArm()).isEqualTo(1);
        assertThatThrownBy(() -> Objective.of()).hasMessageContaining("at least one arm");
        assertThatThrownBy(() -> Objective.of(1, Double.NaN)).hasMessageContaining("at arm 1 is NaN");
        assertThatThrownBy(() -> new Regret(objective).average()).isInstanceOf(IllegalStateException.class);
    }
}
