package io.github.regretbench.gp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Posteriors do not depend on how their loops over arms are split. */
class ArmLoopTest {
    /** Five parts of different lengths, the last first. */
    private static final ArmLoop BACKWARDS = (steps, cost, part) -> {
        for (int p = 4; p >= 0; p--) {
            part.run(steps * p * p / 25, steps * (p + 1) * (p + 1) / 25);
        }
    };

    static Stream<Arguments> games() {
        return Stream.of(PosteriorForm.values()).flatMap(form -> Stream.of(
                Arguments.of(form, "se(lengthscale=0.2)", List.of(60)), Arguments.of(form, "se(lengthscale=0.4)", List.of(9, 7)),
                Arguments.of(form, "se(lengthscale=0.9)", List.of(5, 4, 3)),
                Arguments.of(form, "matern(nu=0.5, lengthscale=0.2)", List.of(60))));
    }

    @ParameterizedTest
    @MethodSource("games")
    void splittingChangesNoBit(PosteriorForm form, String kernel, List<Integer> counts) {
        Prior prior = Prior.of(KernelExpression.parse(kernel), Box.unit(counts.size()).grid(counts));
        Posterior whole = prior.observedWith(0.025, form);
        Posterior split = prior.observedWith(0.025, form, BACKWARDS);
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(3L);
        for (int t = 0; t < 500; t++) {
            int arm = random.nextInt(2) * random.nextInt(prior.size());
            double reward = random.nextDouble();
            whole.observe(arm, reward);
            split.observe(arm, reward);
        }
        for (int arm = 0; arm < prior.size(); arm++) {
            assertThat(split.mean(arm)).isEqualTo(whole.mean(arm));
            assertThat(split.variance(arm)).isEqualTo(whole.variance(arm));
        }
        assertThat(split.informationGain()).isEqualTo(whole.informationGain());
    }
}
