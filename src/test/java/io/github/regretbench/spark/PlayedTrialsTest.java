package io.github.regretbench.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.ExchangeTimes;
import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.bandit.Step;
import io.github.regretbench.experiment.FinishedTrial;
import io.github.regretbench.experiment.PlayedTrial;
import io.github.regretbench.experiment.TrialKey;
import io.github.regretbench.gp.PosteriorForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What travels between driver and executors arrives as it was. */
class PlayedTrialsTest {
    private static PlayedTrial returned(PlayedTrial trial) {
        PlayedTrials there = PlayedTrials.of(new PlayedTrials(List.of(trial, trial), 17).bytes());
        assertThat(there.nanos()).isEqualTo(17);
        assertThat(there.trials()).hasSize(2);
        return there.trials().get(1);
    }

    @Test
    void everyBitOfAResultComesBack() {
        // A NaN with a payload, the negative zero and the least subnormal would not survive as text.
        double strange = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);
        Step step = new Step(3, strange, 999, 2, -0.0, Double.MIN_VALUE, 0.1, 1.0 / 3, Double.NaN, 4, 5, 6, 7, 8, Math.PI);
        for (Optional<ExchangeTimes> times : List.of(Optional.<ExchangeTimes>empty(), Optional.of(new ExchangeTimes(5, OptionalLong.empty())),
                Optional.of(new ExchangeTimes(5, OptionalLong.of(4))))) {
            FinishedTrial finished = new FinishedTrial("größe", 41, 1 << 30, List.of(step, step), -1, Long.MAX_VALUE, 12, times);
            Set<PosteriorForm> forms = EnumSet.of(PosteriorForm.values()[0], PosteriorForm.values()[PosteriorForm.values().length - 1]);
            PlayedTrial sent = new PlayedTrial(new TrialKey("größe", 41), Optional.of(finished), forms, Optional.empty());
            // Records compare doubles by Double.compare, to which all NaNs are one.
            assertThat(returned(sent)).isEqualTo(sent);
        }
        PlayedTrial sent = new PlayedTrial(new TrialKey("a", 0), Optional.of(new FinishedTrial("a", 0, 0, List.of(step), 0, 0, 0, Optional.empty())),
                Set.of(), Optional.empty());
        Step back = returned(sent).finished().orElseThrow().steps().get(0);
        assertThat(Double.doubleToRawLongBits(back.beta())).isEqualTo(0x7ff8_0000_dead_beefL);
        assertThat(Double.doubleToRawLongBits(back.reward())).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aFailureStaysWhatItIs() {
        TrialKey key = new TrialKey("mine", 7);
        String text = "it said é\u2028" + "x".repeat(100_000);
        assertThat(returned(PlayedTrial.failed(key, new PolicyFailure(text))).failure()).containsInstanceOf(PolicyFailure.class)
                .get().extracting(Throwable::getMessage).isEqualTo(text);
        assertThat(returned(PlayedTrial.failed(key, new BadInputException("no table"))).failure()).containsInstanceOf(BadInputException.class)
                .get().extracting(Throwable::getMessage).isEqualTo("no table");
        PlayedTrial other = returned(PlayedTrial.failed(key, new ArithmeticException("1 / 0")));
        assertThat(other.key()).isEqualTo(key);
        assertThat(other.failure()).get().extracting(Throwable::getMessage).isEqualTo(
                "trial 7 of mine failed on an executor: java.lang.ArithmeticException: 1 / 0");
    }

    @Test
    void filesBesideEachOtherStaySoAndKeepTheirBits(@TempDir Path temporary) throws Exception {
        Path script = Files.writeString(Files.createDirectories(temporary.resolve("a/b")).resolve("run.sh"), "echo\n");
        Path module = Files.writeString(temporary.resolve("a/module.py"), "");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Path root = temporary.resolve("elsewhere");
        Path unpacked = Luggage.pack("./run.sh", script, script).unpack(root);
        assertThat(unpacked).hasSameBinaryContentAs(script).isExecutable().startsWith(root);
        assertThat(Luggage.pack("module.py", module, module).unpack(root)).isEqualTo(unpacked.getParent().resolveSibling("module.py"));
    }
}
