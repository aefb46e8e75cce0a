package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    @Test
    void everyTrialBelongsToOneShardAndSharesDifferByOneTrial() {
        for (int count = 1; count <= 7; count++) {
            for (int place = 0; place < 9; place++) {
                for (int trials : List.of(1, 2, 6, 7, 50)) {
                    BitSet all = new BitSet();
                    for (int number = 1; number <= count; number++) {
                        BitSet own = new Shard(number, count, place).trials(trials);
                        assertThat(own.intersects(all)).isFalse();
                        assertThat(own.cardinality()).isBetween(trials / count, (trials + count - 1) / count);
                        all.or(own);
                    }
                    assertThat(all.cardinality()).isEqualTo(trials);
                }
            }
        }
    }

    /** Otherwise adding trials to sharded runs would play some of them twice and others never. */
    @Test
    void whereATrialBelongsDoesNotDependOnHowManyThereAre() {
        Shard shard = new Shard(2, 3, 5);
        BitSet more = shard.trials(100);
        more.clear(40, 100);
        assertThat(more).isEqualTo(shard.trials(40));
    }

    /** 18 experiments of one trial each: six for each of three machines. */
    @Test
    void suitesOfSingleTrialsAreSplitToo() {
        for (int number = 1; number <= 3; number++) {
            Shard shard = Shard.parse(number + "/3");
            int trials = 0;
            for (int place = 0; place < 18; place++) {
                trials += shard.at(place).trials(1).cardinality();
            }
            assertThat(trials).isEqualTo(6);
        }
    }

    @Test
    void textsAreReadBack() {
        assertThat(Shard.parse("2/3").written()).isEqualTo("2/3");
        assertThat(Shard.parse("1/1")).isEqualTo(Shard.WHOLE).hasToString("the whole");
        assertThat(Shard.parse("2/3")).hasToString("shard 2/3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "0/3", "4/3", "1/0", "-1/3", "1/-3", "1/3/5", "a/b", " 1/3", "1.0/3", "99999999999/3"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> Shard.parse(text)).isInstanceOf(BadInputException.class).hasMessageContaining("such as 2/3");
    }
}
