package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.bandit.GpUcb;
import io.github.regretbench.bandit.PolicyFamily;
import io.github.regretbench.bandit.Step;
import io.github.regretbench.bandit.Trial;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.experiment.Finding.Answer;
import io.github.regretbench.experiment.Finding.Check;
import io.github.regretbench.gp.Posterior;
import io.github.regretbench.space.Points;
import io.github.regretbench.theory.ConfidenceBand;
import io.github.regretbench.theory.Evidence;
import io.github.regretbench.theory.Premise;
import io.github.regretbench.theory.RegretChain;
import io.github.regretbench.theory.ScheduleFamily;
import io.github.regretbench.theory.SelfNormalised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether the audit passes what is right and catches what is wrong, at its own 1% false alarm; seeds are fixed. 400 runs, as in the
 * reference simulation of the theory.
 */
class AuditTest {
    private static final String YAML = """
            schema: regretbench/experiment/1
            name: audited
            seed: 3
            trials: 400
            horizon: 30
            noiseVariance: 0.05
            delta: 0.1
            arms:
              grid: {lower: [0], upper: [1], counts: [40]}
            kernel: matern(nu=2.5, lengthscale=0.2)
            policies:
              - {policy: ucb, name: theorem1, schedule: theorem1}
              - gp-ucb
              - thompson
              - ei
            """;

    @TempDir
    private Path folder;
    private int audits;

    /** What a run is stored as. */
    private interface Recorder extends BiFunction<Bench, Trial, List<Step>> {
        /** As it was. */
        Recorder FAITHFUL = (bench, trial) -> {
            List<Step> steps = new ArrayList<>();
            trial.run(() -> 0, steps::add);
            return steps;
        };
    }

    private Audit audit(Experiment experiment, Recorder recorder) {
        Bench bench = Bench.of(experiment, new DataDirectory(Path.of("no-data-needed")));
        try (ResultStore store = ResultStore.open(folder.resolve(Integer.toString(audits++)), Map.of("configuration", "test"))) {
            for (Player player : experiment.policies()) {
                for (int number = 0; number < experiment.trials(); number++) {
                    int leftAt = bench.trial(player, number).run(() -> 0, step -> { }).bandLeftAt();
                    store.add(new FinishedTrial(player.name(), number, number, recorder.apply(bench, bench.trial(player, number)), leftAt,
                            0, 0, Optional.empty()));
                }
            }
            store.commit();
            return new Audit(bench, store);
        }
    }

    private static Experiment experiment(String yaml) {
        return ExperimentFile.parse(yaml, "audited.yaml");
    }

    private static Answer answer(Audit audit, String policy, Check check) {
        return finding(audit, policy, check).answer();
    }

    private static Finding finding(Audit audit, String policy, Check check) {
        return audit.findings().stream().filter(f -> f.policy().equals(policy) && f.check() == check).findFirst().orElseThrow();
    }

    @Test
    void theRightModelPasses() {
        Audit audit = audit(experiment(YAML), Recorder.FAITHFUL);
        for (Check check : List.of(Check.BAND, Check.CONFIDENCE, Check.REALISED, Check.WORST_CASE, Check.ALGEBRA)) {
            assertThat(answer(audit, "theorem1", check)).as("%s", check).isEqualTo(Answer.HOLDS);
        }
        assertThat(answer(audit, "thompson", Check.EXPECTED_REGRET)).isEqualTo(Answer.HOLDS);
        assertThat(answer(audit, "ei", Check.EXPECTED_REGRET)).isEqualTo(Answer.NO_GUARANTEE);
        for (Check check : List.of(Check.BAND, Check.CONFIDENCE, Check.REALISED, Check.WORST_CASE)) {
            assertThat(answer(audit, "gp-ucb", check)).as("%s of a scaled schedule", check).isEqualTo(Answer.NO_GUARANTEE);
        }
        for (String policy : List.of("theorem1", "gp-ucb", "thompson", "ei")) {
            assertThat(answer(audit, policy, Check.CALIBRATION)).as(policy).isEqualTo(Answer.NOT_REJECTED);
        }
        assertThat(audit.growth()).filteredOn(g -> g.policy().equals("theorem1")).allSatisfy(g ->
                assertThat(g.theory().orElseThrow().power()).isEqualTo((2.5 + 1) / (5 + 1)));
        assertThat(audit.growth()).filteredOn(g -> g.policy().equals("gp-ucb")).allSatisfy(g -> assertThat(g.theory()).isEmpty());
    }

    @Test
    void aWrongNoiseVarianceIsCaught() {
        Audit audit = audit(experiment(YAML + "truth: {noiseVariance: 0.07}\n"), Recorder.FAITHFUL);
        assertThat(answer(audit, "theorem1", Check.CALIBRATION)).isEqualTo(Answer.REJECTED);
        assertThat(answer(audit, "ei", Check.CALIBRATION)).isEqualTo(Answer.REJECTED);
    }

    @Test
    void aWrongLengthScaleIsCaught() {
        Audit audit = audit(experiment(YAML + "truth: {kernel: 'matern(nu=2.5, lengthscale=0.14)'}\n"), Recorder.FAITHFUL);
        assertThat(answer(audit, "theorem1", Check.CALIBRATION)).isEqualTo(Answer.REJECTED);
    }

    /** A model that takes f for much smoother than it is: nothing is promised for it, and all laws are rejected. */
    @Test
    void aGrosslyWrongModelIsPromisedNothing() {
        Audit audit = audit(experiment(YAML.replace("lengthscale=0.2", "lengthscale=3").replace("0.05", "0.005")
                + "truth: {kernel: 'matern(nu=2.5, lengthscale=0.1)'}\n"), Recorder.FAITHFUL);
        assertThat(answer(audit, "theorem1", Check.ASSUMPTIONS)).isEqualTo(Answer.FAILS);
        assertThat(answer(audit, "theorem1", Check.BAND)).isEqualTo(Answer.NO_GUARANTEE);
        assertThat(finding(audit, "theorem1", Check.BAND).estimate().lower()).isGreaterThan(0.1);
        assertThat(answer(audit, "theorem1", Check.CONFIDENCE)).isEqualTo(Answer.NO_GUARANTEE);
        assertThat(answer(audit, "thompson", Check.EXPECTED_REGRET)).isEqualTo(Answer.NO_GUARANTEE);
        assertThat(answer(audit, Finding.EVERY_POLICY, Check.FUNCTIONS)).isEqualTo(Answer.REJECTED);
    }

    /** What pooled innovations hardly see: f a fifth larger in variance, and a length scale of 0.18 for 0.2. 60 runs. */
    @ParameterizedTest
    @ValueSource(strings = {"1.2*matern(nu=2.5, lengthscale=0.2)", "matern(nu=2.5, lengthscale=0.18)"})
    void aSlightlyWrongKernelIsCaughtByTheFunctionsThemselves(String truth) {
        Audit audit = audit(experiment(YAML.replace("trials: 400", "trials: 60") + "truth: {kernel: '" + truth + "'}\n"), Recorder.FAITHFUL);
        assertThat(answer(audit, Finding.EVERY_POLICY, Check.FUNCTIONS)).isEqualTo(Answer.REJECTED);
        assertThat(answer(audit, Finding.EVERY_POLICY, Check.NOISE)).isEqualTo(Answer.NOT_REJECTED);
    }

    private static PremiseCheck.State state(Audit audit, String policy, Class<? extends Premise> premise) {
        return audit.premises().stream().filter(held -> held.policy().equals(policy) && premise.isInstance(held.premise())).findFirst()
                .orElseThrow().state();
    }

    /** Promises that rest on something untrue are not made, whatever the runs look like. */
    @Test
    void misdeclaredSchedulesArePromisedNothing() {
        String norm = ONE_POINT.replace("trials: 400", "trials: 30").replace("points: [[0]]", "grid: {lower: [0], upper: [1], counts: [20]}")
                .replace("kernel: constant", "kernel: matern(nu=1.5, lengthscale=0.3)");
        Audit audit = audit(experiment(norm + """
                  - {policy: ucb, name: norm, schedule: "self-normalised(norm=0.1, noiseDeviation=0.1)"}
                  - {policy: ucb, name: noise, schedule: "self-normalised(norm=1, noiseDeviation=0.01)"}
                  - {policy: ucb, name: drawn, schedule: theorem1}
                  - {policy: ucb, name: bounded, schedule: "theorem3(squaredNorm=1)"}
                  - thompson
                """), Recorder.FAITHFUL);
        assertThat(answer(audit, "right", Check.ASSUMPTIONS)).isEqualTo(Answer.HOLDS);
        assertThat(state(audit, "norm", Premise.NormAtMost.class)).isEqualTo(PremiseCheck.State.FAILS);
        assertThat(state(audit, "noise", Premise.SubGaussianNoise.class)).isEqualTo(PremiseCheck.State.FAILS);
        assertThat(state(audit, "drawn", Premise.DrawnFromPrior.class)).isEqualTo(PremiseCheck.State.FAILS);
        assertThat(state(audit, "bounded", Premise.NormAtMost.class)).isEqualTo(PremiseCheck.State.HOLDS);
        assertThat(state(audit, "bounded", Premise.BoundedNoise.class)).isEqualTo(PremiseCheck.State.FAILS);
        for (String policy : List.of("norm", "noise", "drawn", "bounded")) {
            for (Check check : List.of(Check.BAND, Check.CONFIDENCE, Check.REALISED, Check.WORST_CASE)) {
                assertThat(answer(audit, policy, check)).as("%s %s", policy, check).isEqualTo(Answer.NO_GUARANTEE);
            }
            assertThat(audit.growth()).filteredOn(g -> g.policy().equals(policy)).allSatisfy(g -> assertThat(g.theory()).isEmpty());
        }
        assertThat(answer(audit, "thompson", Check.EXPECTED_REGRET)).isEqualTo(Answer.NO_GUARANTEE);
    }

    /** Bounded noise makes Theorem 3's promise good; prior draws have a norm that no B of 1 bounds, and that on a rough kernel is exact. */
    @Test
    void premisesAreHeldAgainstNoiseLawsAndNormsOfDraws() {
        String rademacher = ONE_POINT.replace("trials: 400", "trials: 8") + "  - {policy: ucb, name: bounded, schedule: 'theorem3(squaredNorm=1)'}\n"
                + "truth: {noise: rademacher}\n";
        Audit bounded = audit(experiment(rademacher), Recorder.FAITHFUL);
        assertThat(answer(bounded, "bounded", Check.ASSUMPTIONS)).isEqualTo(Answer.HOLDS);
        Audit heavy = audit(experiment(rademacher.replace("rademacher", "laplace")), Recorder.FAITHFUL);
        assertThat(state(heavy, "right", Premise.SubGaussianNoise.class)).isEqualTo(PremiseCheck.State.FAILS);
        String drawn = YAML.replace("trials: 400", "trials: 8").replace("nu=2.5", "nu=0.5") + """
                  - {policy: ucb, name: small, schedule: "self-normalised(norm=1, noiseDeviation=0.3)"}
                  - {policy: ucb, name: large, schedule: "self-normalised(norm=100, noiseDeviation=0.3)"}
                """;
        Audit draws = audit(experiment(drawn), Recorder.FAITHFUL);
        assertThat(state(draws, "small", Premise.NormAtMost.class)).isEqualTo(PremiseCheck.State.FAILS);
        assertThat(state(draws, "large", Premise.NormAtMost.class)).isEqualTo(PremiseCheck.State.HOLDS);
    }

    /** Innovations from a posterior that already saw the reward, or has not yet seen the last one: t taken for t - 1, and t - 2. */
    @Test
    void beingOffByOneIsCaught() {
        for (int shift : List.of(1, -1)) {
            Audit audit = audit(experiment(YAML), (bench, trial) -> shifted(bench, trial, shift));
            assertThat(answer(audit, "theorem1", Check.CALIBRATION)).as("shift %d", shift).isEqualTo(Answer.REJECTED);
        }
    }

    private static List<Step> shifted(Bench bench, Trial trial, int shift) {
        List<Step> steps = Recorder.FAITHFUL.apply(bench, trial);
        double noiseVariance = bench.model().noiseVariance();
        List<Step> wrong = new ArrayList<>();
        for (int t = 1; t <= steps.size(); t++) {
            Posterior posterior = bench.prior().observedWith(noiseVariance);
            steps.subList(0, Math.max(0, t - 1 + shift)).forEach(s -> posterior.observe(s.arm(), s.reward()));
            Step s = steps.get(t - 1);
            double innovation = (s.reward() - posterior.mean(s.arm())) / Math.sqrt(posterior.variance(s.arm()) + noiseVariance);
            wrong.add(new Step(s.t(), s.beta(), s.arm(), s.tied(), s.reward(), s.meanBefore(), s.deviationBefore(), innovation,
                    s.sumOfWidths(), s.largestBeta(), s.instantRegret(), s.cumulativeRegret(), s.bestSampledRegret(), s.recommendedRegret(),
                    s.informationGain()));
        }
        return wrong;
    }

    /** A gain that is too large by one round breaks the algebra of the chain, which bad luck cannot. */
    @Test
    void aWrongInformationGainIsNoBadLuck() {
        Audit audit = audit(experiment(YAML.replace("trials: 400", "trials: 5")), (bench, trial) -> Recorder.FAITHFUL.apply(bench, trial)
                .stream().map(s -> new Step(s.t(), s.beta(), s.arm(), s.tied(), s.reward(), s.meanBefore(), s.deviationBefore(),
                        s.innovation(), s.sumOfWidths(), s.largestBeta(), s.instantRegret(), s.cumulativeRegret(), s.bestSampledRegret(),
                        s.recommendedRegret(), s.informationGain() * 1.5)).toList());
        assertThat(finding(audit, "theorem1", Check.ALGEBRA).violations()).isEqualTo(5);
        assertThat(answer(audit, "theorem1", Check.ALGEBRA)).isEqualTo(Answer.VIOLATED);
    }

    private static final String ONE_POINT = """
            schema: regretbench/experiment/1
            name: one-point
            seed: 3
            trials: 400
            horizon: 40
            noiseVariance: 0.01
            delta: 0.05
            arms:
              points: [[0]]
            kernel: constant
            objective: rkhs-sphere-on-arms
            norm: 1
            policies:
              - {policy: ucb, name: right, schedule: "self-normalised(norm=1, noiseDeviation=0.1)"}
            """;

    /**
     * The band B + sigma_n sqrt(2 gamma + 2 log(1/delta)), as two published texts print it, is too narrow by 1/sigma_n in its noise
     * part: on one arm with sigma_n = 0.1 a reference simulation of 4000 runs fails at a rate of 0.990, the right one of 0.003.
     */
    @Test
    void theMisprintOfTheSelfNormalisedBandIsCaught() {
        record Misprinted(double norm, double noiseDeviation, double delta) implements ConfidenceBand {
            @Override
            public double beta(Evidence evidence) {
                double width = norm + noiseDeviation * Math.sqrt(2 * evidence.informationGain() + 2 * Math.log(1 / delta));
                return width * width;
            }

            @Override
            public Optional<ScheduleFamily> family() {
                return ScheduleFamily.of(SelfNormalised.class);
            }

            @Override
            public List<Premise> premises() {
                return List.of(new Premise.NormAtMost(norm), new Premise.SubGaussianNoise(noiseDeviation));
            }
        }

        Experiment right = experiment(ONE_POINT);
        PolicyFamily misprinted = PolicyFamily.of("misprinted", "", "", setting -> new GpUcb(new Misprinted(1, 0.1, 0.05)));
        Experiment both = right.withPolicies(List.of(right.policies().get(0), new Player("misprinted", misprinted, Map.of())));
        Audit audit = audit(both, Recorder.FAITHFUL);
        assertThat(answer(audit, "right", Check.BAND)).isEqualTo(Answer.HOLDS);
        assertThat(answer(audit, "misprinted", Check.BAND)).isEqualTo(Answer.VIOLATED);
    }

    /** A schedule that draws beta has its largest in rounds that are not recorded; the chain is about all rounds. */
    @Test
    void betasOfRoundsThatAreNotRecordedCount() {
        String drawn = YAML.replace("trials: 400", "trials: 60").replace("horizon: 30", "horizon: 300").replace("counts: [40]", "counts: [2]")
                .replaceAll("(?s)policies:.*", "policies:\n  - {policy: ucb, name: drawn, schedule: irgp-ucb}\n");
        Experiment all = experiment(drawn);
        Audit whole = audit(all, Recorder.FAITHFUL);
        Audit thinned = audit(experiment(drawn + "recordedPerDecade: 2\n"), (bench, trial) -> {
            List<Step> steps = new ArrayList<>();
            trial.run(() -> 0, bench.experiment().recordedRounds()::get, steps::add);
            return steps;
        });
        assertThat(answer(thinned, "drawn", Check.ALGEBRA)).isEqualTo(Answer.HOLDS);
        assertThat(thinned.levels()).hasSizeLessThan(20).allSatisfy(level ->
                assertThat(level).isEqualTo(whole.levels().get(level.t() - 1)));
    }

    /** What was known before round 1 is none of what T rounds can tell, and leaves gamma_T an upper bound. */
    @Test
    void observationsBeforeRoundOneAreNoGainOfTheRounds() throws IOException {
        String yaml = YAML.replace("trials: 400", "trials: 3").replace("horizon: 30", "horizon: 5");
        StringBuilder known = new StringBuilder();
        Points arms = experiment(yaml).arms().geometry().orElseThrow();
        for (int i = 0; i < arms.size(); i++) {
            known.append(arms.point(i)[0]).append(",0.5\n");
        }
        Path file = Files.writeString(folder.resolve("known.csv"), known);
        Experiment experiment = experiment(yaml + "objective: ackley\nstart: " + file + "\n");
        Audit audit = audit(experiment, Recorder.FAITHFUL);
        assertThat(answer(audit, "theorem1", Check.ALGEBRA)).isEqualTo(Answer.HOLDS);
        Bench bench = Bench.of(experiment, new DataDirectory(folder));
        RegretChain chain = RegretChain.start(bench.model().ratio(), 0);
        List<Audit.Levels> levels = audit(experiment.withTrials(1), Recorder.FAITHFUL).levels();
        for (Step step : Recorder.FAITHFUL.apply(bench, bench.trial(experiment.player("theorem1"), 0))) {
            chain = chain.then(step.beta(), step.deviationBefore());
            assertThat(levels.get(step.t() - 1).realised()).isCloseTo(chain.realised(), within(1e-9 * chain.realised()));
        }
    }

    /** A truth that is the model in other words is the model. */
    @Test
    void kernelsAreComparedByValue() {
        String yaml = YAML.replace("trials: 400", "trials: 8").replace("matern(nu=2.5, lengthscale=0.2)", "0.5 * se(lengthscale=0.2)");
        Audit same = audit(experiment(yaml + "truth: {kernel: '0.50*se( lengthscale = 0.20 )'}\n"), Recorder.FAITHFUL);
        assertThat(state(same, "theorem1", Premise.DrawnFromPrior.class)).isEqualTo(PremiseCheck.State.HOLDS);
        Audit other = audit(experiment(yaml + "truth: {kernel: '0.5 * se(lengthscale=0.21)'}\n"), Recorder.FAITHFUL);
        assertThat(state(other, "theorem1", Premise.DrawnFromPrior.class)).isEqualTo(PremiseCheck.State.FAILS);
    }

    /** The same for functions of one norm. */
    @Test
    void normsAreThoseOfAnEqualKernel() {
        String yaml = ONE_POINT.replace("trials: 400", "trials: 8");
        Audit audit = audit(experiment(yaml + "truth: {kernel: constant(variance=1.0)}\n"), Recorder.FAITHFUL);
        assertThat(audit.premises()).filteredOn(held -> held.premise() instanceof Premise.NormAtMost).singleElement()
                .satisfies(held -> assertThat(held.why()).isEqualTo("the functions have the norm 1"));
    }

    /** The levels that are stored are those of the chain, run by run. */
    @Test
    void levelsAreThoseOfTheChain() {
        Experiment experiment = experiment(YAML.replace("trials: 400", "trials: 1"));
        Audit audit = audit(experiment, Recorder.FAITHFUL);
        Bench bench = Bench.of(experiment, new DataDirectory(Path.of("no-data-needed")));
        RegretChain chain = RegretChain.start(bench.model().ratio(), 0);
        List<Audit.Levels> levels = audit.levels().stream().filter(l -> l.policy().equals("theorem1")).toList();
        for (Step step : Recorder.FAITHFUL.apply(bench, bench.trial(experiment.player("theorem1"), 0))) {
            chain = chain.then(step.beta(), step.deviationBefore());
            Audit.Levels level = levels.get(step.t() - 1);
            assertThat(level.regret().estimate()).isEqualTo(step.cumulativeRegret());
            assertThat(level.confidence()).isCloseTo(chain.confidence(), within(1e-12 * chain.confidence()));
            assertThat(level.realised()).isCloseTo(chain.realised(), within(1e-9 * chain.realised()));
            double gamma = bench.model().gain().upper(step.t());
            assertThat(level.worstCase()).isCloseTo(chain.worstCase(gamma), within(1e-12 * chain.worstCase(gamma)));
            assertThat(level.worstCaseFromBelow()).isLessThanOrEqualTo(level.worstCase());
        }
    }
}
