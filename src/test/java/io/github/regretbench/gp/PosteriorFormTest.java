package io.github.regretbench.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which form is chosen, that the choice changes no decision, and that rounds allocate nothing. */
class PosteriorFormTest {
    private static Prior prior(String kernel, int arms) {
        return Prior.of(KernelExpression.parse(kernel), Box.unit(1).grid(List.of(arms)));
    }

    private static UniformRandomProvider random() {
        return RandomSource.XO_SHI_RO_256_PP.create(new long[] {2010, 2, 3, 4});
    }

    private static Posterior played(Posterior posterior, int rounds, IntUnaryOperator armOf) {
        for (int t = 0; t < rounds; t++) {
            posterior.observe(armOf.applyAsInt(t), (37 * t % 23 - 11) / 10.0);
        }
        return posterior;
    }

    @Test
    void choosesTheCheapestForm() {
        UniformRandomProvider random = random();
        assertThat(played(prior("se(lengthscale=0.2)", 1000).observedWith(0.025), 100, t -> random.nextInt(1000)).formsUsed())
                .containsExactly(PosteriorForm.ROWS, PosteriorForm.FEATURES);
        Prior rough = prior("matern(nu=0.5, lengthscale=0.2)", 228);
        assertThat(played(rough.observedWith(0.025), 228, t -> random.nextInt(228)).formsUsed()).containsExactly(PosteriorForm.ROWS);
        assertThat(played(rough.observedWith(0.025), 228, t -> random.nextInt(9)).formsUsed())
                .containsExactly(PosteriorForm.ROWS, PosteriorForm.DISTINCT_ARMS);
        // Nine arms in turn read eight rows each: merging saves nothing until there are 1024.
        assertThat(played(rough.observedWith(0.025), 1000, t -> t % 9).formsUsed()).containsExactly(PosteriorForm.ROWS);
        assertThat(played(rough.observedWith(0.025), 1100, t -> t % 9).formsUsed())
                .containsExactly(PosteriorForm.ROWS, PosteriorForm.DISTINCT_ARMS);
        // One arm again and again reads none.
        assertThat(played(rough.observedWith(0.025), 10_000, t -> 7).formsUsed()).containsExactly(PosteriorForm.ROWS);
    }

    /** Noise of 1e-6 with n = 1000: what the features leave out would show. */
    @Test
    void choosesNoFeaturesWhereTheyAreNotExact() {
        UniformRandomProvider random = random();
        assertThat(played(prior("se(lengthscale=0.2)", 1000).observedWith(1e-6), 100, t -> random.nextInt(1000)).formsUsed())
                .doesNotContain(PosteriorForm.FEATURES);
    }

    /** GP-UCB, Theorem 1 divided by 5, for the paper's 1000 rounds: the same arms as AUTO's and the same gain, whatever the form. */
    @ParameterizedTest
    @EnumSource
    void allFormsChooseTheSameArms(PosteriorForm form) {
        Prior prior = prior("0.5 * se(lengthscale=0.2)", 1000);
        Posterior posterior = prior.observedWith(0.025, form);
        Posterior automatic = prior.observedWith(0.025);
        UniformRandomProvider random = random();
        double[] f = prior.draw(random);
        for (int t = 1; t <= 1000; t++) {
            int arm = choose(posterior, t);
            assertThat(arm).as("round %d", t).isEqualTo(choose(automatic, t));
            double reward = f[arm] + Math.sqrt(0.025) * Prior.standardNormal(random, 1)[0];
            posterior.observe(arm, reward);
            automatic.observe(arm, reward);
        }
        assertThat(posterior.informationGain()).isCloseTo(automatic.informationGain(), within(1e-9));
        for (int arm = 0; arm < 1000; arm++) {
            assertThat(posterior.mean(arm)).isCloseTo(automatic.mean(arm), within(1e-9));
            assertThat(posterior.variance(arm)).isCloseTo(automatic.variance(arm), within(1e-8 * automatic.variance(arm)));
        }
    }

    /** The lowest index of those within 1e-12 of the best. */
    private static int choose(Posterior posterior, int t) {
        double width = Math.sqrt(2 * StrictMath.log(1000.0 * t * t * Math.PI * Math.PI / 0.6) / 5);
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int arm = 0; arm < posterior.size(); arm++) {
            double score = posterior.mean(arm) + width * posterior.standardDeviation(arm);
            if (score > highest + 1e-12) {
                highest = score;
                best = arm;
            }
        }
        return best;
    }

    /** All forms but the one that keeps a row per round, once all arms that are played have been. */
    @ParameterizedTest
    @EnumSource(names = "ROWS", mode = EnumSource.Mode.EXCLUDE)
    void roundsAllocateNothing(PosteriorForm form) {
        Posterior posterior = prior("se(lengthscale=0.2)", 60).observedWith(0.025, form);
        played(posterior, 10_000, t -> 2 * t % 60);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        List<Long> allocated = new ArrayList<>();
        IntUnaryOperator arms = t -> 2 * t % 60;
        for (int i = 0; i < 5; i++) {
            long before = threads.getThreadAllocatedBytes(thread);
            played(posterior, 1000, arms);
            allocated.add(threads.getThreadAllocatedBytes(thread) - before);
        }
        // The compiler may still be at work in some thousand rounds, but not in all.
        assertThat(allocated).as("bytes allocated in 1000 rounds").contains(0L);
    }
}
