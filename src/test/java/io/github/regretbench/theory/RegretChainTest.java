package io.github.regretbench.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.bandit.GpUcb;
import io.github.regretbench.bandit.PriorDraws;
import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.bandit.Setting;
import io.github.regretbench.bandit.Step;
import io.github.regretbench.bandit.Ties;
import io.github.regretbench.bandit.Trial;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegretChainTest {
    private static final RandomStreams STREAMS = new RandomStreams(7);
    private static final int ARMS = 40;
    private static final int HORIZON = 60;
    private static final double DELTA = 1e-6;
    private static final int TRIALS = 10;

    private static List<Step> play(Prior prior, double noiseVariance, ConfidenceSchedule schedule, int trial) {
        Setting setting = Setting.asModelled(new Model(prior, noiseVariance, HORIZON, DELTA),
                new PriorDraws(prior).objective(trial, STREAMS.stream("objective", "" + trial)));
        List<Step> steps = new ArrayList<>();
        new Trial(trial, setting, "gp-ucb", new GpUcb(schedule), Ties.UNIFORM, STREAMS).run(() -> 0, steps::add);
        return steps;
    }

    /**
     * 2 kernels, 10 runs each, every level in every round. Regret exceeds the first level with probability at most delta = 1e-6 a run:
     * false alarm 2e-5 together, seed fixed; the other levels are certain.
     */
    @ParameterizedTest
    @ValueSource(strings = {"se(lengthscale=0.2)", "95.6 * matern(nu=1.5, lengthscale=0.2)"})
    void levelsAreOrderedInEveryRound(String kernel) {
        Prior prior = Prior.of(KernelExpression.parse(kernel), Box.unit(1).grid(List.of(ARMS)));
        SignalToNoise ratio = new SignalToNoise(0.05 * prior.maximumVariance(), prior.maximumVariance());
        for (int trial = 0; trial < TRIALS; trial++) {
            RegretChain chain = RegretChain.start(ratio, 0);
            double variances = 0;
            for (Step step : play(prior, ratio.noiseVariance(), new SrinivasTheorem1(ARMS, DELTA), trial)) {
                chain = chain.then(step.beta(), step.deviationBefore());
                variances += step.deviationBefore() * step.deviationBefore();
                // Rank n and Jensen: gamma_T <= n / 2 log(1 + T k_max / (n s2)).
                double gamma = ARMS / 2.0 * Math.log1p(step.t() * prior.maximumVariance() / (ARMS * ratio.noiseVariance()));
                assertThat(step.cumulativeRegret()).isLessThanOrEqualTo(chain.confidence());
                assertThat(chain.confidence()).isLessThanOrEqualTo(chain.realised() * (1 + 1e-12));
                assertThat(chain.realised()).isLessThan(chain.worstCase(gamma));
                assertThat(chain.rounds()).isEqualTo(step.t());
                assertThat(chain.beta()).isEqualTo(step.beta());
                assertThat(chain.gain()).isCloseTo(step.informationGain(), within(1e-9));
                Exploration realised = new Exploration(ratio, chain.rounds(), chain.gain());
                assertThat(variances).isLessThanOrEqualTo(realised.sumOfVariances() * (1 + 1e-12));
                assertThat(chain.realised()).isEqualTo(new BayesianBound.Theorem1(realised, step.beta()).value());
                assertThat(chain.worstCase(gamma)).isEqualTo(
                        new BayesianBound.Theorem1(new Exploration(ratio, step.t(), gamma), step.beta()).value());
            }
        }
    }

    /** By hand: k_max = s2 = 1, deviations 1 and 1/2, beta 4 and 9. */
    @Test
    void levelsOfTwoRounds() {
        RegretChain chain = RegretChain.start(new SignalToNoise(1, 1), RegretChain.PRINTED_DISCRETISATION).then(4, 1).then(9, 0.5);
        assertThat(chain.confidence()).isEqualTo(2 * 2 * 1 + 2 * 3 * 0.5 + 2);
        double gain = 0.5 * Math.log(2) + 0.5 * Math.log(1.25);
        assertThat(chain.gain()).isCloseTo(gain, within(1e-15));
        assertThat(chain.realised()).isCloseTo(Math.sqrt(8 / Math.log(2) * 2 * 9 * gain) + 2, within(1e-12));
        assertThat(chain.worstCase(1)).isCloseTo(Math.sqrt(8 / Math.log(2) * 2 * 9) + 2, within(1e-12));
    }

    /** Beta falls from 9 to 4: with the last beta in place of the largest the second level would be below the first. */
    @Test
    void fallingBetaKeepsTheOrder() {
        RegretChain chain = RegretChain.start(new SignalToNoise(1, 1), 0);
        for (int t = 0; t < 5; t++) {
            chain = chain.then(9, 1);
        }
        chain = chain.then(4, 1);
        assertThat(chain.confidence()).isLessThan(chain.realised());
        assertThat(chain.realised() * 2 / 3).isLessThan(chain.confidence());
    }

    @Test
    void beforeTheFirstRoundOnlyDiscretisationCounts() {
        RegretChain chain = RegretChain.start(new SignalToNoise(0.1, 1), RegretChain.DISCRETISATION);
        for (double level : new double[] {chain.confidence(), chain.realised(), chain.worstCase(0)}) {
            assertThat(level).isEqualTo(RegretChain.DISCRETISATION).isLessThan(RegretChain.PRINTED_DISCRETISATION);
        }
    }

    /** Playing arm 1 of K = diag(1, 0.01) twice gains 0.549 nats; the best set of two arms gains 0.352 and is no gamma_2. */
    @Test
    void gammaOverSetsIsFoundOut() {
        RegretChain chain = RegretChain.start(new SignalToNoise(1, 1), 0).then(4, 1).then(4, Math.sqrt(0.5));
        assertThat(chain.gain()).isCloseTo(0.549, within(5e-4));
        assertThatThrownBy(() -> chain.worstCase(0.352)).hasMessageContaining("with repetition");
    }

    @Test
    void maximumVarianceTooSmallIsFoundOut() {
        RegretChain chain = RegretChain.start(new SignalToNoise(4.78, 1), 0);
        assertThatThrownBy(() -> chain.then(4, Math.sqrt(95.6))).hasMessageContaining("above the maximum 1.0 of k(x, x)");
        assertThatThrownBy(() -> chain.then(-1, 1)).hasMessageContaining("beta of round 1 is -1");
        assertThatThrownBy(() -> chain.then(1, Double.NaN)).hasMessageContaining("deviation of round 1 is NaN");
    }
}
