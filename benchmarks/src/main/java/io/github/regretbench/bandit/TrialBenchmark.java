package io.github.regretbench.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.gp.Posterior;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.theory.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does one whole trial of the paper's synthetic set-up cost (n = 1000, T = 1000; Srinivas et al. 2010, section 6), and how
 * much of it is GP-UCB's choosing? Baseline: {@code random}, which makes the same updates and does next to nothing to choose.
 *
 * <pre>./regretbench bench Trial</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
public class TrialBenchmark {
    private static final RandomStreams STREAMS = new RandomStreams(2010);
    private static final double NOISE_VARIANCE = 0.025;
    private static final double DELTA = 0.1;

    /** The policy. */
    @Param({"random", "gp-ucb"})
    public String policy;

    /** n, arms on a grid of the unit interval. */
    @Param("1000")
    public int arms;

    /** T. */
    @Param("1000")
    public int rounds;

    private Setting setting;

    /** Draws the objective, and checks that the policy meets what the baseline meets and that its posterior is of its rewards. */
    @Setup
    public void prepare() {
        Prior prior = Prior.of(KernelExpression.parse("0.5 * se(lengthscale=0.2)"), Box.unit(1).grid(List.of(arms)));
        setting = Setting.asModelled(new Model(prior, NOISE_VARIANCE, rounds, DELTA),
                new PriorDraws(prior).objective(0, STREAMS.stream("objective", "0")));
        List<Step> baseline = new ArrayList<>();
        play("random", baseline::add);
        List<Step> steps = new ArrayList<>();
        Posterior posterior = play(policy, steps::add).posterior();
        Posterior replayed = prior.observedWith(NOISE_VARIANCE);
        for (int t = 0; t < rounds; t++) {
            // Noise of deviation 0.16 added to and taken from values of a few units: a few ulps of 2.
            assertThat(noise(steps.get(t))).as("noise of round %d", t + 1).isCloseTo(noise(baseline.get(t)), within(1e-14));
            replayed.observe(steps.get(t).arm(), steps.get(t).reward());
        }
        for (int arm = 0; arm < arms; arm++) {
            assertThat(posterior.mean(arm)).as("mean of arm %d", arm).isEqualTo(replayed.mean(arm));
            assertThat(posterior.variance(arm)).as("variance of arm %d", arm).isEqualTo(replayed.variance(arm));
        }
    }

    private double noise(Step step) {
        return step.reward() - setting.objective().value(step.arm());
    }

    private Trial.Outcome play(String name, Consumer<Step> steps) {
        PolicyFamily family = PolicyFamily.named(name);
        Policy rule = family.create(setting, family.resolve(Map.of()));
        // A clock that stands still: the times of the outcome are not wanted, and reading the clock is not what is asked.
        return new Trial(0, setting, name, rule, Ties.FIRST, STREAMS).run(() -> 0, steps);
    }

    /** Plays T rounds. */
    @Benchmark
    public Trial.Outcome play(Blackhole steps) {
        return play(policy, steps::consume);
    }
}
