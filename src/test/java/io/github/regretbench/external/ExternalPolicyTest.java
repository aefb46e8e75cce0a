package io.github.regretbench.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.bandit.Objective;
import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.bandit.PriorDraws;
import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.bandit.Setting;
import io.github.regretbench.bandit.Step;
import io.github.regretbench.bandit.Ties;
import io.github.regretbench.bandit.Trial;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.SquaredExponential;
import io.github.regretbench.space.Box;
import io.github.regretbench.theory.Model;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that keep the protocol and programs that do not: each is contained, in seconds, and nothing of it is left. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ExternalPolicyTest {
    private static final RandomStreams STREAMS = new RandomStreams(1);
    /** For programs that are meant to answer: a busy machine may take its time. */
    private static final double PATIENT = 60;
    /** For programs that are meant to be late, once they have started. */
    private static final double SHORT = 3;
    private static final String READY = "echo '{\"type\":\"ready\",\"schema\":\"regretbench/policy/1\"}'";
    private static final String ARM = "echo '{\"type\":\"arm\",\"arm\":2}'";
    /** Plays arm 2 to the end. */
    private static final String PLAY = "while read -r line; do case \"$line\" in *'\"type\":\"start\"'*) " + READY + ";; *'\"type\":\"ask\"'*) "
            + ARM + ";; *'\"type\":\"end\"'*) exit 0;; esac; done";

    private static ExternalPolicy policy(double deadline, int arms, int horizon, String... command) {
        return new ExternalPolicy(List.of(command), deadline, setting(arms, horizon));
    }

    private static Setting setting(int arms, int horizon) {
        Prior prior = Prior.of(new SquaredExponential(0.2), Box.unit(1).grid(List.of(arms)));
        Objective f = new PriorDraws(prior).objective(0, STREAMS.stream("objective"));
        return Setting.asModelled(new Model(prior, 0.1, horizon, 0.1), f);
    }

    private static List<Step> play(ExternalPolicy policy, int arms, int horizon) {
        List<Step> steps = new ArrayList<>();
        new Trial(0, setting(arms, horizon), "program", policy, Ties.FIRST, STREAMS).run(() -> 0, steps::add);
        return steps;
    }

    private static List<Step> play(String script) {
        return play(policy(script.contains("sleep") ? SHORT : PATIENT, 10, 3, "sh", "-c", script), 10, 3);
    }

    @Test
    void armsArePlayedAndTimesKept() {
        ExternalPolicy policy = policy(PATIENT, 10, 3, "sh", "-c", PLAY);
        assertThat(play(policy, 10, 3)).hasSize(3).allSatisfy(step -> {
            assertThat(step.arm()).isEqualTo(2);
            assertThat(step.tied()).isEqualTo(1);
        });
        assertThat(policy.exchangeTimes().orElseThrow().wallNanos()).isPositive();
        assertThat(policy.exchangeTimes().orElseThrow().policyNanos()).isEmpty();
        assertThat(policy.ending().orElseThrow()).isEqualTo(new Program.Ending(OptionalInt.of(0), 0, Optional.empty()));
    }

    /** The first number is the round in which it is over; M after it stands for 'first start, then'. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "1 | sleep 30                                    | did not answer 'start' within 3 s; expected one line, flushed",
        "1 | trap '' TERM; sleep 30                      | did not answer 'start' within 3 s",
        "1 | echo no numpy >&2; exit 3                   | closed its standard output and exited with code 3; expected an answer to 'start'; its "
            + "standard error ends: no numpy",
        "1 | kill -9 $$                                  | exited with code 137",
        "1 | echo hello                                  | answered 'hello'; expected {\"type\":\"ready\",\"schema\":\"regretbench/policy/1\"}",
        "1 | echo                                        | answered ''; expected",
        "1 | echo '[1]'                                  | answered '[1]'; expected",
        "1 | echo '{\"type\":\"ready\",\"schema\":\"regretbench/policy/2\"}' | policy/2\"}'; expected {\"type\":\"ready\"",
        "1 | exec >&-; sleep 30                          | closed its standard output; expected",
        "1 | printf half; exit 0                         | closed its standard output within the line 'half'",
        "1 | yes | without being asked; expected one line an answer, and everything else on standard error / answered 'y'",
        "1 | head -c 100000 /dev/zero                    | wrote a line of more than 65536 bytes",
        "1 | M sleep 30                                  | did not answer 'ask' within 3 s",
        "1 | M echo '{\"type\":\"arm\",\"arm\":10}'      | expected {\"type\":\"arm\",\"t\":1,\"arm\":k} with k from 0 to 9",
        "1 | M echo '{\"type\":\"arm\",\"arm\":-1}'      | with k from 0 to 9",
        "1 | M echo '{\"type\":\"arm\",\"arm\":2.0}'     | with k from 0 to 9",
        "1 | M echo '{\"type\":\"arm\",\"arm\":\"2\"}'   | with k from 0 to 9",
        "1 | M echo '{\"type\":\"arm\",\"arm\":99999999999999999999}' | with k from 0 to 9",
        "1 | M echo '{\"type\":\"arm\",\"arm\":NaN}'     | with k from 0 to 9",
        "1 | M echo '{\"type\":\"arm\"}'                 | with k from 0 to 9",
        "1 | M echo '{\"type\":\"arm\",\"arm\":1,\"arm\":2}' | with k from 0 to 9",
        "1 | M echo '{\"type\":\"arm\",\"t\":7,\"arm\":2}' | expected {\"type\":\"arm\",\"t\":1",
        "1 | M echo '{\"type\":\"arm\",\"arm\":2,\"nanos\":-5}' | nanos a whole number >= 0",
        "2 | M A; exit 0                                 | closed its standard output and exited with code 0",
        "2 | M A; read -r tell; read -r ask; echo '{\"type\":\"arm\",\"t\":1,\"arm\":2}' | expected {\"type\":\"arm\",\"t\":2"})
    void misbehaviourEndsTheTrialWithASentence(int round, String script, String message) {
        String written = script.replace("M ", "read -r start; " + READY + "; read -r ask; ").replace("A;", ARM + ";");
        long began = System.nanoTime();
        assertThatThrownBy(() -> play(written)).isInstanceOf(PolicyFailure.class).hasMessageStartingWith("round " + round + " of sh -c ")
                .satisfies(e -> assertThat(message.split(" / ")).anySatisfy(part -> assertThat(e).hasMessageContaining(part)));
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(30));
    }

    @Test
    void programsThatAreNotThereAreNamed() {
        assertThatThrownBy(() -> play(policy(PATIENT, 10, 3, "no-such-program", "-x"), 10, 3)).isInstanceOf(PolicyFailure.class)
                .hasMessageContaining("round 1 of no-such-program -x: it cannot be started").hasMessageContaining("correct the 'command'");
    }

    @Test
    void answeringTwiceIsNotAnsweringTheNextQuestion() {
        assertThatThrownBy(() -> play("read -r start; " + READY + "; read -r ask; " + ARM + "; " + ARM + "; sleep 30"))
                .isInstanceOf(PolicyFailure.class);
    }

    /** More than any pipe holds, on standard error before and during the game. */
    @Test
    void standardErrorIsDrained() {
        assertThat(play("head -c 3000000 /dev/zero >&2; (yes >&2) & " + PLAY)).hasSize(3);
    }

    @Test
    void theEndOfStandardErrorIsQuoted() {
        assertThatThrownBy(() -> play("yes begin | head -n 100000 >&2; echo the last words >&2; exit 1")).isInstanceOf(PolicyFailure.class)
                .hasMessageEndingWith("the last words").satisfies(e -> assertThat(e.getMessage().length()).isBetween(2000, 2500));
    }

    /** The message of 1000 arms has 20 MB: it cannot be written to a program that does not read. */
    @Test
    void programsNeedNotRead() {
        assertThatThrownBy(() -> play(policy(SHORT, 1000, 3, "sh", "-c", READY + "; sleep 30"), 1000, 3)).isInstanceOf(PolicyFailure.class)
                .hasMessageContaining("did not answer 'ask' within 3 s");
    }

    @Test
    void programsThatIgnoreTheEndAreKilled() {
        ExternalPolicy policy = policy(PATIENT, 10, 3, "sh", "-c", "trap '' TERM; " + PLAY.replace("exit 0", "sleep 30"));
        assertThat(play(policy, 10, 3)).hasSize(3);
        assertThat(policy.ending().orElseThrow().exitCode()).isEmpty();
    }

    /** A child, an orphan, both without an environment, and a daemon in a session of its own. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"sleep 29870 >/dev/null &", "(sleep 29870 >/dev/null 2>&1 &)",
        "env -i sleep 29870 >/dev/null &", "(env -i sleep 29870 >/dev/null 2>&1 &)",
        "setsid sh -c 'sleep 29870 & sleep 29870' >/dev/null 2>&1 &"})
    void whatItStartedIsKilled(String fork) {
        ExternalPolicy policy = policy(PATIENT, 10, 3, "sh", "-c", fork + "\n" + PLAY);
        assertThat(play(policy, 10, 3)).hasSize(3);
        assertThat(policy.ending().orElseThrow().survivors()).isPositive();
        assertThat(sleepers()).isZero();
        assertThatThrownBy(() -> play(fork + "\n" + READY + "; sleep 29870")).isInstanceOf(PolicyFailure.class);
        assertThat(sleepers()).isZero();
    }

    /** The limit that the protocol states: parent, environment and session are all given up. */
    @Test
    void aDaemonWithoutAnEnvironmentEscapes() {
        ExternalPolicy policy = policy(PATIENT, 10, 3, "sh", "-c",
                "(env -i setsid sleep 29871 >/dev/null 2>&1 &)\nsleep 0.2\n" + PLAY);
        try {
            assertThat(play(policy, 10, 3)).hasSize(3);
            assertThat(ProcessHandle.allProcesses().filter(p -> isSleeper(p, "29871"))).hasSize(1);
        } finally {
            ProcessHandle.allProcesses().filter(p -> isSleeper(p, "29871")).forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** A run that is killed outright leaves its programs; a mark tells whose they were. */
    @Test
    void programsOfAKilledRunAreKilledByTheNext() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Process orphan = marked(gone.pid());
        Process alive = marked(ProcessHandle.current().pid());
        try {
            ProcessFamily.killLeftovers();
            assertThat(orphan.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(alive.isAlive()).isTrue();
        } finally {
            orphan.destroyForcibly();
            alive.destroyForcibly().waitFor();
        }
    }

    /** At any moment of its start, between two looks at who is there. */
    @Test
    void whatStartsWhileItIsKilledIsKilled() throws Exception {
        for (int i = 0; i < 60; i++) {
            String mark = ProcessFamily.newMark();
            ProcessBuilder builder = new ProcessBuilder(ProcessFamily.inOwnSession(List.of("sh", "-c", "sleep 29870 & wait")));
            builder.environment().put(mark, "1");
            Process process = builder.start();
            TimeUnit.MICROSECONDS.sleep(100L * i);
            new ProcessFamily(process.toHandle(), mark).kill();
        }
        assertThat(sleepers()).isZero();
    }

    private static Process marked(long maker) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "600");
        builder.environment().put("REGRETBENCH_PROGRAM_" + maker + "_1_1", "1");
        return builder.start();
    }

    private static boolean isSleeper(ProcessHandle process, String seconds) {
        return process.info().arguments().map(a -> List.of(a).contains(seconds)).orElse(false);
    }

    private static long sleepers() {
        return ProcessHandle.allProcesses().filter(p -> isSleeper(p, "29870")).count();
    }

    @Test
    void conformanceSaysWhatIsWrong() {
        List<Conformance.Check> checks = new ArrayList<>();
        assertThat(new Conformance(List.of("sh", "-c", PLAY.replace(":2}", ":0}")), PATIENT).play(checks::add)).isTrue();
        assertThat(checks).hasSize(10).allSatisfy(check -> assertThat(check.problem()).isEmpty());
        checks.clear();
        String careless = "sleep 29870 >/dev/null & " + PLAY.replace(":2}", ":0}").replace("exit 0", "echo bye; exit 4");
        assertThat(new Conformance(List.of("sh", "-c", careless), PATIENT).play(checks::add)).isFalse();
        assertThat(checks.stream().filter(check -> check.problem().isPresent()).map(Conformance.Check::what)).containsExactly(
                "exits with code 0 within 5 s of 'end'", "writes nothing but its answers to standard output", "leaves no process behind");
        checks.clear();
        // Arm 2 is not there in the game with one arm.
        assertThat(new Conformance(List.of("sh", "-c", PLAY), PATIENT).play(checks::add)).isFalse();
        assertThat(checks.stream().filter(check -> check.problem().isPresent()).map(Conformance.Check::what)).containsExactly(
                "plays one arm, 5 rounds");
        checks.clear();
        String whimsical = PLAY.replace("'{\"type\":\"arm\",\"arm\":2}'", "'{\"type\":\"arm\",\"arm\":'$(( $$ % 2 ))'}'");
        new Conformance(List.of("sh", "-c", whimsical), PATIENT).play(checks::add);
        assertThat(sleepers()).isZero();
    }
}
