package io.github.regretbench.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.gp.ArmLoop;
import io.github.regretbench.gp.Posterior;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.theory.ConfidenceSchedule;
import io.github.regretbench.theory.Model;
import io.github.regretbench.theory.RegretChain;
import io.github.regretbench.theory.SignalToNoise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrialTest {
    private static final RandomStreams STREAMS = new RandomStreams(42);
    private static final Prior PRIOR = Prior.of(KernelExpression.parse("matern(nu=2.5, lengthscale=0.2)"),
            Box.unit(1).grid(List.of(50)));
    private static final int HORIZON = 40;

    static List<String> policies() {
        return PolicyFamily.all().stream().map(PolicyFamily::name).filter(name -> !name.equals("external")).toList();
    }

    private static Setting setting(int trial) {
        Objective objective = new PriorDraws(PRIOR).objective(trial, STREAMS.stream("objective", "" + trial));
        return Setting.asModelled(new Model(PRIOR, 0.05, HORIZON, 0.1), objective);
    }

    private static List<Step> run(String policyName, int trial, Ties ties) {
        return run(policyName, trial, ties, ArmLoop.SEQUENTIAL);
    }

    private static List<Step> run(String policyName, int trial, Ties ties, ArmLoop loop) {
        PolicyFamily family = PolicyFamily.named(policyName);
        Setting setting = setting(trial);
        List<Step> steps = new ArrayList<>();
        Policy policy = family.create(setting, family.resolve(Map.of()));
        new Trial(trial, setting, policyName, policy, ties, STREAMS).run(() -> 0, t -> true, steps::add, loop);
        return steps;
    }

    @ParameterizedTest
    @MethodSource("policies")
    void loopsOverArmsMayBeSplit(String policy) {
        ArmLoop backwards = (steps, cost, part) -> {
            part.run(steps - steps / 3, steps);
            part.run(1, steps - steps / 3);
            part.run(0, 1);
        };
        assertThat(run(policy, 4, Ties.UNIFORM, backwards)).isEqualTo(run(policy, 4, Ties.UNIFORM));
    }

    /** The contract of every policy, and regret from the noiseless f, same noise whatever is played. */
    @ParameterizedTest
    @MethodSource("policies")
    void everyPolicyKeepsTheContract(String policy) {
        PolicyContract contract = () -> PolicyFamily.named(policy);
        contract.trialIsAPureFunctionOfItsRecord();
        contract.oneArmAndOneRoundAreEnough();
        contract.armsNeedNoGeometry();
        List<Step> steps = run(policy, 3, Ties.UNIFORM);
        Objective f = setting(3).objective();
        List<Step> other = run("random", 3, Ties.FIRST);
        double sum = 0;
        double best = Double.POSITIVE_INFINITY;
        for (int t = 1; t <= HORIZON; t++) {
            Step step = steps.get(t - 1);
            assertThat(step.t()).isEqualTo(t);
            double r = f.maximum() - f.value(step.arm());
            sum += r;
            best = Math.min(best, r);
            assertThat(step.instantRegret()).isEqualTo(r).isNotNegative();
            assertThat(step.cumulativeRegret()).isEqualTo(sum);
            assertThat(step.bestSampledRegret()).isEqualTo(best);
            assertThat(step.recommendedRegret()).isNotNegative();
            Step fellow = other.get(t - 1);
            assertThat(step.reward() - f.value(step.arm())).isCloseTo(fellow.reward() - f.value(fellow.arm()), within(1e-14));
        }
        assertThat(steps.get(HORIZON - 1).informationGain()).isPositive();
    }

    /**
     * 4000 games of 3 rounds on 4 arms, each played once: every arm is the third with probability 1/4, whatever breaks ties. The standard error
     * is 0.0068; 5 of them are a false alarm of 6e-7 each. Seed fixed.
     */
    @Test
    void randomIsUniformOverWhatIsLeft() {
        Prior four = Prior.of(KernelExpression.parse("white"), Box.unit(1).grid(List.of(4)));
        Setting usual = Setting.asModelled(new Model(four, 0.05, 3, 0.1), Objective.of(new double[4]));
        Setting once = new Setting(usual.model(), usual.objective(), usual.rewards(), new Rules(false, List.of()));
        int[] third = new int[4];
        for (int trial = 0; trial < 4000; trial++) {
            List<Step> steps = new ArrayList<>();
            new Trial(trial, once, "random", new UniformRandom(), Ties.FIRST, STREAMS).run(() -> 0, steps::add);
            assertThat(steps).extracting(Step::arm).doesNotHaveDuplicates();
            third[steps.get(2).arm()]++;
        }
        for (int count : third) {
            assertThat(count / 4000.0).isCloseTo(0.25, within(0.034));
        }
    }

    /** What is recorded for the theory, against the chain of inequalities and the posterior before each reward. */
    @Test
    void innovationsAndWidthsAreThoseBeforeTheReward() {
        Setting setting = setting(2);
        List<Step> steps = run("gp-ucb-theorem1", 2, Ties.FIRST);
        RegretChain chain = RegretChain.start(new SignalToNoise(0.05, PRIOR.maximumVariance()), 0);
        Posterior posterior = PRIOR.observedWith(0.05);
        for (Step step : steps) {
            double variance = posterior.variance(step.arm());
            double innovation = (step.reward() - posterior.mean(step.arm())) / Math.sqrt(variance + 0.05);
            assertThat(step.innovation()).isCloseTo(innovation, within(1e-12));
            chain = chain.then(step.beta(), step.deviationBefore());
            assertThat(step.sumOfWidths()).isEqualTo(chain.confidence());
            assertThat(step.largestBeta()).isEqualTo(chain.beta());
            posterior.observe(step.arm(), step.reward());
        }
        assertThat(setting.rewards().variance()).isEqualTo(0.05);
        assertThat(run("ei", 2, Ties.FIRST)).allSatisfy(step -> {
            assertThat(step.sumOfWidths()).isNaN();
            assertThat(step.largestBeta()).isNaN();
        });
    }

    /** A band of width 0 is left in round 1, one of 100 standard deviations never; rules without one say so. */
    @Test
    void theFirstRoundOutsideTheBandIsTold() {
        for (double beta : List.of(0.0, 1e4)) {
            Policy policy = new GpUcb((ConfidenceSchedule) t -> beta);
            int leftAt = new Trial(2, setting(2), "ucb", policy, Ties.FIRST, STREAMS).run(() -> 0, step -> { }).bandLeftAt();
            assertThat(leftAt).isEqualTo(beta == 0 ? 1 : 0);
        }
        assertThat(new Trial(2, setting(2), "mean", new MeanOnly(), Ties.FIRST, STREAMS).run(() -> 0, step -> { }).bandLeftAt())
                .isEqualTo(Trial.Outcome.NO_BAND);
    }

    /** f of norm B: f^T K^-1 f = B^2, by a dense solve of another library; Matern kernels are far from singular. */
    @Test
    void functionsOnTheSphereHaveTheirNorm() {
        Objective f = new RkhsSphere(PRIOR, 3).objective(0, STREAMS.stream("objective", "0"));
        SimpleMatrix k = new SimpleMatrix(PRIOR.size(), PRIOR.size());
        SimpleMatrix values = new SimpleMatrix(PRIOR.size(), 1);
        for (int i = 0; i < PRIOR.size(); i++) {
            values.set(i, 0, f.value(i));
            for (int j = 0; j < PRIOR.size(); j++) {
                k.set(i, j, PRIOR.covariance(i, j));
            }
        }
        assertThat(values.dot(k.solve(values))).isCloseTo(9, within(1e-7));
    }

    /** Every schedule that can be named and fits the model makes a rule that plays; drawn ones draw from the policy's stream alone. */
    @ParameterizedTest
    @ValueSource(strings = {"exact-quantile", "theorem2", "self-normalised(norm=2, noiseDeviation=0.3)", "irgp-ucb", "rgp-ucb(theta=8)",
        "scaled(telescoping, factor=0.5)", "constant(beta=4)"})
    void everyScheduleMakesARule(String schedule) {
        PolicyFamily family = PolicyFamily.named("ucb");
        List<List<Step>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            List<Step> steps = new ArrayList<>();
            Policy policy = family.create(setting(1), family.resolve(Map.of("schedule", schedule)));
            assertThat(policy.isOptimistic()).isTrue();
            assertThat(policy.schedule()).isPresent();
            new Trial(1, setting(1), "ucb", policy, Ties.UNIFORM, STREAMS).run(() -> 0, steps::add);
            runs.add(steps);
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).allSatisfy(step -> assertThat(step.beta()).isPositive());
    }

    @Test
    void oracleHasNoRegret() {
        List<Step> steps = run("oracle", 0, Ties.FIRST);
        assertThat(steps.get(HORIZON - 1).cumulativeRegret()).isZero();
    }

    @Test
    void varianceOnlyIsGreedyDesignAndGainsTheMost() {
        double greedy = run("variance-only", 0, Ties.FIRST).get(HORIZON - 1).informationGain();
        for (String policy : policies()) {
            // Greedy reaches 1 - 1/e of the maximum over all designs: nothing can exceed it by more than that factor.
            assertThat(run(policy, 0, Ties.FIRST).get(HORIZON - 1).informationGain()).isLessThan(greedy / (1 - Math.exp(-1)));
        }
    }

    @Test
    void firstRoundTiesOverAllArmsUnderAStationaryKernel() {
        for (String policy : List.of("gp-ucb", "ei", "mpi", "mean-only", "variance-only")) {
            assertThat(run(policy, 0, Ties.FIRST).get(0).tied()).as(policy).isEqualTo(50);
            assertThat(run(policy, 0, Ties.FIRST).get(0).arm()).as(policy).isZero();
        }
        assertThat(run("gp-ucb", 0, Ties.UNIFORM).get(0).arm()).isNotEqualTo(run("gp-ucb", 1, Ties.UNIFORM).get(0).arm());
    }

    /** Round t uses mu and sigma after t - 1 observations: the first round sees the prior. */
    @Test
    void momentsAreThoseBeforeTheChoice() {
        Step first = run("gp-ucb", 0, Ties.FIRST).get(0);
        assertThat(first.meanBefore()).isZero();
        assertThat(first.deviationBefore()).isEqualTo(1);
        assertThat(first.beta()).isCloseTo(0.4 * Math.log(50 * Math.PI * Math.PI / 0.6), within(1e-12));
    }

    @Test
    void streamsAreNamedNotOrdered() {
        long a = STREAMS.stream("noise", "1").nextLong();
        STREAMS.stream("objective", "1").nextLong();
        assertThat(STREAMS.stream("noise", "1").nextLong()).isEqualTo(a);
        assertThat(STREAMS.stream("noise", "2").nextLong()).isNotEqualTo(a);
        assertThat(STREAMS.stream("noise1", "").nextLong()).isNotEqualTo(STREAMS.stream("noise", "1").nextLong());
        assertThat(new RandomStreams(43).stream("noise", "1").nextLong()).isNotEqualTo(a);
    }

    @Test
    void tableRowsComeInOneRandomOrderAndAgain() {
        double[][] rows = {{0, 1}, {2, 3}, {4, 5}};
        TableRows table = TableRows.of(rows, STREAMS.stream("rows"));
        int[] positions = {table.position(0), table.position(1), table.position(2)};
        assertThat(Arrays.stream(positions).sorted().toArray()).containsExactly(0, 1, 2);
        assertThat(table.position(5)).isEqualTo(positions[2]);
        assertThat(table.objective(4, null).value(1)).isEqualTo(rows[positions[1]][1]);
    }

    /** 100 trials, GP-UCB with Theorem 1's beta against random: the paper's least claim. The seed is fixed. */
    @Test
    void gpUcbLearns() {
        double ucb = 0;
        double random = 0;
        for (int trial = 0; trial < 100; trial++) {
            ucb += run("gp-ucb", trial, Ties.FIRST).get(HORIZON - 1).cumulativeRegret();
            random += run("random", trial, Ties.FIRST).get(HORIZON - 1).cumulativeRegret();
        }
        assertThat(ucb).isLessThan(0.5 * random);
    }

    /** A clock that goes on by 1 each time: 1 for choosing and 1 for the update in every round, whichever of them are timed. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 9, 30, 31, 100})
    void timesAreThoseOfAllRounds(int horizon) {
        long[] now = new long[1];
        Setting setting = Setting.asModelled(new Model(PRIOR, 0.05, horizon, 0.1), setting(0).objective());
        Trial.Outcome outcome = new Trial(0, setting, "mean", new MeanOnly(), Ties.FIRST, STREAMS)
                .run(() -> now[0]++, step -> { });
        assertThat(outcome.chooseNanos()).isEqualTo(horizon);
        assertThat(outcome.updateNanos()).isEqualTo(horizon);
        assertThat(now[0]).isLessThanOrEqualTo(4L * Math.max(4, horizon / 4));
    }

    private static List<Step> run(String policyName, Setting setting) {
        PolicyFamily family = PolicyFamily.named(policyName);
        List<Step> steps = new ArrayList<>();
        new Trial(0, setting, policyName, family.create(setting, family.resolve(Map.of())), Ties.UNIFORM, STREAMS).run(() -> 0, steps::add);
        return steps;
    }

    private static Setting ruled(int horizon, Rules rules) {
        return new Setting(new Model(PRIOR, 0.05, horizon, 0.1), setting(0).objective(), new Rewards.Drawn(NoiseLaw.GAUSSIAN, 0.05), rules);
    }

    /** After as many rounds as there are arms, each was played once, and the regret is the same for every policy. */
    @ParameterizedTest
    @MethodSource("policies")
    void withoutRepeatsEachArmIsPlayedOnce(String policy) {
        Setting setting = ruled(50, new Rules(false, List.of()));
        List<Step> steps = run(policy, setting);
        assertThat(steps.stream().map(Step::arm).distinct()).hasSize(50);
        double all = IntStream.range(0, 50).mapToDouble(x -> setting.objective().maximum() - setting.objective().value(x)).sum();
        assertThat(steps.get(49).cumulativeRegret()).isCloseTo(all, within(1e-12));
    }

    /** Expected improvement leaves arms unexamined that cannot be the best; without repeats others become the best. */
    @ParameterizedTest
    @ValueSource(strings = {"ei", "mpi", "oracle", "mean-only", "gp-ucb"})
    void withoutRepeatsTheBestOfTheOthersIsPlayed(String policy) {
        Setting setting = ruled(20, new Rules(false, List.of()));
        PolicyFamily family = PolicyFamily.named(policy);
        Policy plain = family.create(setting, family.resolve(Map.of()));
        Policy noted = (round, scores) -> {
            plain.score(round, scores);
            double[] own = scores.clone();
            int best = -1;
            for (int arm = 0; arm < own.length; arm++) {
                best = round.isAvailable(arm) && (best < 0 || own[arm] > own[best]) ? arm : best;
            }
            assertThat(own[best]).isGreaterThan(Double.NEGATIVE_INFINITY);
        };
        new Trial(0, setting, policy, noted, Ties.FIRST, STREAMS).run(() -> 0, step -> { });
    }

    @ParameterizedTest
    @MethodSource("policies")
    void whatWasObservedBeforeIsKnownInRoundOne(String policy) {
        List<Rules.Observation> known = List.of(new Rules.Observation(3, 0.7), new Rules.Observation(40, -0.2), new Rules.Observation(3, 0.5));
        Posterior expected = PRIOR.observedWith(0.05);
        known.forEach(o -> expected.observe(o.arm(), o.reward()));
        Step first = run(policy, ruled(10, new Rules(true, known))).get(0);
        assertThat(first.t()).isEqualTo(1);
        assertThat(first.meanBefore()).isEqualTo(expected.mean(first.arm()));
        assertThat(first.deviationBefore()).isEqualTo(expected.standardDeviation(first.arm()));
        assertThat(run(policy, ruled(10, new Rules(false, known))).stream().map(Step::arm)).doesNotContain(3, 40);
    }

    @Test
    void withoutRepeatsThereHaveToBeArmsForAllRounds() {
        assertThatThrownBy(() -> ruled(51, new Rules(false, List.of()))).hasMessage("without repeats 50 arms cannot be played for 51 rounds; "
                + "lower 'horizon' to 50 or less, or leave out 'repeats: no'");
        assertThatThrownBy(() -> ruled(50, new Rules(false, List.of(new Rules.Observation(1, 0), new Rules.Observation(1, 0)))))
                .hasMessageContaining("after those of 'start'; lower 'horizon' to 49 or less");
    }
}
