package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.bandit.Objective;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.experiment.Finding.Check;
import io.github.regretbench.statistics.Calibration;
import io.github.regretbench.statistics.Holm;
import io.github.regretbench.statistics.TestResult;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often the tests of an audit reject a right model, and wrong ones, in experiments that are played anew with other seeds. Prints a row
 * for each: what, N, nominal, measured. The default is a light version; {@code ./mvnw -Dtest=AuditErrorRatesTest -Daudit.simulations=10000
 * test} measures error rates to 0.1% and takes some minutes.
 */
class AuditErrorRatesTest {
    private static final int SIMULATIONS = Integer.getInteger("audit.simulations", 200);
    /** No rate differs by more than this many standard errors: false alarm 6e-7 each, less where chance is not normal. */
    private static final double ERRORS = 5;

    private static Experiment experiment(int trials, int horizon, int arms, String kernel, String truth) {
        return ExperimentFile.parse("""
                schema: regretbench/experiment/1
                name: audited
                seed: 1
                trials: %d
                horizon: %d
                noiseVariance: 0.05
                delta: 0.1
                arms:
                  grid: {lower: [0], upper: [1], counts: [%d]}
                kernel: %s
                policies:
                  - {policy: ucb, name: theorem1, schedule: theorem1}
                %s""".formatted(trials, horizon, arms, kernel, truth), "audited.yaml");
    }

    /** In how many simulated experiments some test of each kind rejects; under null, in how many any does. */
    private static Map<Check, Integer> rejections(Experiment experiment) {
        Map<Check, Integer> counts = new EnumMap<>(Check.class);
        for (int seed = 1; seed <= SIMULATIONS; seed++) {
            Bench bench = Bench.of(experiment.withSeed(seed), new DataDirectory(Path.of("no-data-needed")));
            TrialMeans means = TrialMeans.of(bench);
            LawTests laws = new LawTests(bench, means, new PlayedFunctions(bench, means));
            Player player = experiment.policies().get(0);
            double[][] innovations = new double[experiment.trials()][experiment.horizon()];
            double[][] noise = new double[experiment.trials()][experiment.horizon()];
            for (int trial = 0; trial < experiment.trials(); trial++) {
                int row = trial;
                Objective f = bench.objective(trial);
                bench.trial(player, trial).run(() -> 0, step -> {
                    innovations[row][step.t() - 1] = step.innovation();
                    noise[row][step.t() - 1] = step.reward() - f.value(step.arm());
                });
            }
            laws.addFunctions();
            laws.addNoise(noise);
            laws.addInnovations(player.name(), innovations);
            List<boolean[]> rejections = laws.rejections(Audit.FALSE_ALARM);
            boolean any = false;
            for (int i = 0; i < rejections.size(); i++) {
                boolean rejected = false;
                for (boolean rejects : rejections.get(i)) {
                    rejected |= rejects;
                }
                any |= rejected;
                counts.merge(laws.subjects().get(i).check(), rejected ? 1 : 0, Integer::sum);
            }
            // ASSUMPTIONS has no tests: here it stands for any of them.
            counts.merge(Check.ASSUMPTIONS, any ? 1 : 0, Integer::sum);
        }
        return counts;
    }

    private static void row(String what, String size, String nominal, double measured) {
        System.out.printf(Locale.ROOT, "%-64s %-28s %-12s %.4f%n", what, size, nominal, measured);
    }

    private static double error(double rate) {
        return ERRORS * Math.sqrt(rate * (1 - rate) / SIMULATIONS);
    }

    /** Ten innovations of one run, a suite's 20 runs, and Figure 5's 30 runs on its kernel. */
    @ParameterizedTest
    @CsvSource({"1, 10, 10, 'matern(nu=2.5, lengthscale=0.2)'", "20, 20, 40, 'matern(nu=1.5, lengthscale=0.3)'",
        "30, 40, 200, 'se(lengthscale=0.2)'"})
    void aRightModelIsRejectedAtTheStatedRate(int trials, int horizon, int arms, String kernel) {
        double any = (double) rejections(experiment(trials, horizon, arms, kernel, "")).get(Check.ASSUMPTIONS) / SIMULATIONS;
        row("any test of functions, noise and innovations, " + kernel, trials + " runs of " + horizon, "<= 0.01", any);
        assertThat(any).isLessThanOrEqualTo(0.01 + error(0.01));
    }

    /** As many runs as the audit says notice a fifth more variance with probability 0.9; one run finds a length scale a tenth off. */
    @ParameterizedTest
    @CsvSource({"'1.2*se(lengthscale=0.2)', 0, FUNCTIONS, 0.9", "'', 0.06, NOISE, 0.9", "'se(lengthscale=0.18)', 10, FUNCTIONS, 0.9"})
    void aWrongModelIsRejectedWithTheStatedPower(String kernel, double noiseOrRuns, Check check, double power) {
        boolean noise = check == Check.NOISE;
        String truth = noise ? "truth: {noiseVariance: " + noiseOrRuns + "}\n" : "truth: {kernel: '" + kernel + "'}\n";
        Experiment one = experiment(1, 20, 100, "se(lengthscale=0.2)", "");
        int values = noise ? 20 : (int) Arrays.stream(new PlayedFunctions(Bench.of(one, new DataDirectory(Path.of("no-data-needed"))),
                TrialMeans.of(Bench.of(one, new DataDirectory(Path.of("no-data-needed"))))).coordinates()[0]).count();
        int runs = noiseOrRuns >= 1 ? (int) noiseOrRuns
                : new LawTests.Subject("", check, values, 1, List.of()).runsToNotice(Audit.FALSE_ALARM, 25);
        Experiment wrong = experiment(runs, 20, 100, "se(lengthscale=0.2)", truth);
        double measured = (double) rejections(wrong).get(check) / SIMULATIONS;
        row("power of the tests of " + check + " against " + truth.strip(), runs + " runs of 20", ">= " + power, measured);
        assertThat(measured).isGreaterThanOrEqualTo(power - error(power));
    }

    /** Innovations too wide early and too narrow late, so that their pooled mean square is right: 10 runs of 60. Seed fixed. */
    @Test
    void stagesSeeWhatCancelsInThePool() {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_SHI_RO_256_PP.create(8));
        double[] scale = {Math.sqrt(1.5), 1, Math.sqrt(0.5)};
        int[] found = new int[2];
        for (int i = 0; i < SIMULATIONS; i++) {
            double[][] runs = new double[10][60];
            for (double[] run : runs) {
                Arrays.setAll(run, t -> scale[t / 20] * normal.sample());
            }
            List<TestResult> tests = Calibration.ofRuns(runs).tests();
            double[] adjusted = Holm.adjusted(tests.stream().mapToDouble(TestResult::pValue).toArray());
            boolean staged = false;
            boolean pooled = false;
            for (int j = 0; j < adjusted.length; j++) {
                boolean stage = tests.get(j).test().matches("mean square .+");
                staged |= stage && adjusted[j] <= 0.01;
                pooled |= !stage && adjusted[j] <= 0.01;
            }
            found[0] += staged ? 1 : 0;
            found[1] += pooled ? 1 : 0;
        }
        row("innovations of variance 1.5, 1, 0.5 by stage: by stages", "10 runs of 60", "-", (double) found[0] / SIMULATIONS);
        row("the same: by pooled tests", "10 runs of 60", "-", (double) found[1] / SIMULATIONS);
        assertThat(found[0]).isGreaterThan((int) (0.95 * SIMULATIONS));
        assertThat(found[1]).isLessThan((int) (0.2 * SIMULATIONS));
    }
}
