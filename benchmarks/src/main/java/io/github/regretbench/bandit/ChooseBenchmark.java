package io.github.regretbench.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.gp.Posterior;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.theory.ConfidenceSchedule;
import io.github.regretbench.theory.Model;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
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

/**
 * What does it cost to choose one of n arms, policy by policy, given the posterior after t observations? Baseline:
 * {@code mean-only}, which reads one number per arm.
 *
 * <pre>./regretbench bench Choose</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChooseBenchmark {
    private static final RandomStreams STREAMS = new RandomStreams(2010);
    private static final double NOISE_VARIANCE = 0.025;
    private static final double DELTA = 0.1;

    /** The policy; those left out read what another one reads. */
    @Param({"mean-only", "variance-only", "random", "gp-ucb", "ei", "mpi", "thompson"})
    public String policy;

    /** Arms, on a grid of the unit interval. */
    @Param("1000")
    public int arms;

    /** t, observations before the choice. */
    @Param("100")
    public int observed;

    private Policy rule;
    private Round round;
    private Ties.Scratch scratch;
    private final UniformRandomProvider tieBreaks = STREAMS.stream("ties");

    /** Plays random arms, and checks the choice. */
    @Setup
    public void play() {
        Prior prior = Prior.of(KernelExpression.parse("0.5 * se(lengthscale=0.2)"), Box.unit(1).grid(List.of(arms)));
        Setting setting = Setting.asModelled(new Model(prior, NOISE_VARIANCE, observed + 1, DELTA),
                new PriorDraws(prior).objective(0, STREAMS.stream("objective")));
        PolicyFamily family = PolicyFamily.named(policy);
        rule = family.create(setting, family.resolve(Map.of()));
        round = roundAfter(setting);
        scratch = new Ties.Scratch(arms, 1);
        requireAgreement(setting);
    }

    private Round roundAfter(Setting setting) {
        Posterior posterior = setting.prior().observedWith(NOISE_VARIANCE);
        Round next = new Round(posterior, NOISE_VARIANCE, STREAMS.stream("policy"));
        UniformRandomProvider random = STREAMS.stream("arms and noise");
        for (int t = 0; t < observed; t++) {
            int arm = random.nextInt(arms);
            double reward = setting.objective().value(arm) + Math.sqrt(NOISE_VARIANCE) * (random.nextDouble() - 0.5);
            posterior.observe(arm, reward);
            next.played(arm, reward);
        }
        return next;
    }

    /**
     * Choices differ between policies, as they should. What has to agree: the measured choice with a plain search for the highest
     * of the policy's scores on another posterior with the same history, and GP-UCB of width zero with the baseline.
     */
    private void requireAgreement(Setting setting) {
        Round another = roundAfter(setting);
        assertThat(choose()).as("arm chosen by %s", policy).isEqualTo(highest(rule, another));
        assertThat(highest(new GpUcb((ConfidenceSchedule) t -> 0), another)).as("arm chosen by GP-UCB with beta = 0")
                .isEqualTo(highest(new MeanOnly(), another));
    }

    private int highest(Policy rule, Round round) {
        double[] scores = new double[arms];
        rule.score(round, scores);
        int best = 0;
        for (int arm = 1; arm < arms; arm++) {
            best = scores[arm] > scores[best] ? arm : best;
        }
        return best;
    }

    /** Scores the arms and takes the highest. */
    @Benchmark
    public int choose() {
        rule.score(round, scratch.scores());
        return Ties.FIRST.best(scratch, tieBreaks, policy);
    }
}
