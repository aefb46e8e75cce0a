package io.github.regretbench.experiment;

import io.github.regretbench.bandit.Policy;
import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.experiment.Finding.Answer;
import io.github.regretbench.experiment.Finding.Check;
import io.github.regretbench.experiment.LawTests.Subject;
import io.github.regretbench.experiment.PremiseCheck.Held;
import io.github.regretbench.statistics.Calibration;
import io.github.regretbench.statistics.Interval;
import io.github.regretbench.statistics.Proportion;
import io.github.regretbench.statistics.TestResult;
import io.github.regretbench.theory.RegretBound;
import io.github.regretbench.theory.ScheduleFamily.Guarantee;
import io.github.regretbench.theory.ScheduleFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the runs of an experiment against what theory promises for them, where its assumptions hold: confidence bands and the chain of regret bounds at the rate delta
 * (Clopper-Pearson limits), bounds on the expected regret, the laws of functions, noise and innovations, how tight the bounds are and how fast
 * regret grows. The chain: Srinivas et al. 2010, Lemmas 5.1 to 5.4.
 */
final class Audit {
    /**
     * An answer "holds" or "violated" on a rate is wrong with at most this probability; all tests of laws together reject a right model with this
     * one. On expected regret the limits are Student's, and approximate: see {@link ResultFolder#EXPECTED_REGRET_IS_APPROXIMATE}.
     */
    static final double FALSE_ALARM = 0.01;

    private final Experiment experiment;
    private final TrialMeans means;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Tested> tests = new ArrayList<>();
    private final List<Levels> levels = new ArrayList<>();
    private final List<Growth> growth = new ArrayList<>();
    private final List<Held> premises = new ArrayList<>();
    private final Set<String> promised = new HashSet<>();

    /**
     * One goodness-of-fit test.
     *
     * @param subject what was tested
     * @param result statistic and p value
     * @param rejects whether it rejects, all of the experiment's tests together at {@link #FALSE_ALARM}
     * @param runsToNotice how many runs would notice a variance a fifth larger; 0 for tests that this is not worked out for
     */
    record Tested(Subject subject, TestResult result, boolean rejects, int runsToNotice) {
    }

    /**
     * Mean regret of a policy and what bounds it, at one recorded round. NaN where there is no such level.
     *
     * @param policy its name
     * @param t the round
     * @param regret mean R_t with its interval
     * @param confidence mean of sum 2 sqrt(beta_t) sigma_(t-1)(x_t)
     * @param realised mean of sqrt(C1 t beta_t I)
     * @param worstCaseFromBelow the mean of the next with the lower bound on gamma_t
     * @param worstCase mean of sqrt(C1 t beta_t gamma_t) with the upper bound on gamma_t
     * @param expected the bound on E R_t
     * @param bestArm share of the runs that play a best arm; where it nears 1, regret stops growing
     */
    record Levels(String policy, int t, Interval regret, double confidence, double realised, double worstCaseFromBelow, double worstCase,
            double expected, double bestArm) {
    }

    /** Reads and examines all policies of an experiment whose trials are in. */
    Audit(Bench bench, ResultStore store) {
        experiment = bench.experiment();
        means = TrialMeans.of(bench);
        RandomStreams streams = new RandomStreams(experiment.seed());
        PlayedFunctions functions = new PlayedFunctions(bench, means);
        PremiseCheck check = new PremiseCheck(bench, functions);
        LawTests laws = new LawTests(bench, means, functions);
        laws.addFunctions();
        laws.addNoise(laws.noise(store));
        for (Player player : experiment.policies()) {
            AuditedRuns runs = new AuditedRuns(bench, store, bench.trial(player, 0).policy(), player.name());
            assumptions(player.name(), runs, check);
            band(player.name(), runs);
            chain(player.name(), runs);
            Optional<double[]> expected = expectedRegret(player.name(), runs);
            laws.addInnovations(player.name(), runs.innovations());
            levels(player.name(), runs, expected);
            growth.addAll(Growth.of(experiment, bench.model(), player.name(), runs, means, promised.contains(player.name()),
                    streams.stream("growth", player.name())));
        }
        lawFindings(laws);
    }

    /** Whether what is promised for a policy is promised here: no finding speaks of a promise that is not made. */
    private void assumptions(String name, AuditedRuns runs, PremiseCheck check) {
        Policy policy = runs.policy();
        Optional<RegretBound> bound = policy.boundOnMean(runs.exploration(runs.rounds().size() - 1));
        if (guarantee(policy) == Guarantee.NONE && bound.isEmpty()) {
            return;
        }
        List<Held> held = check.of(name, policy.premises());
        premises.addAll(held);
        Answer answer = switch (PremiseCheck.together(held)) {
            case HOLDS -> Answer.HOLDS;
            case FAILS -> Answer.FAILS;
            case CANNOT_BE_KNOWN -> Answer.CANNOT_BE_KNOWN;
        };
        if (answer == Answer.HOLDS) {
            promised.add(name);
        }
        findings.add(new Finding(name, Check.ASSUMPTIONS, policy.schedule().map(ScheduleFamily::name)
                .orElseGet(() -> bound.orElseThrow().statement().name()), runs.trials(), Finding.NOT_COUNTED,
                new Interval(Double.NaN, Double.NaN, Double.NaN), Double.NaN, answer));
    }

    List<Held> premises() {
        return premises;
    }

    List<Finding> findings() {
        return findings;
    }

    List<Tested> tests() {
        return tests;
    }

    List<Levels> levels() {
        return levels;
    }

    List<Growth> growth() {
        return growth;
    }

    private static Guarantee guarantee(Policy policy) {
        return policy.schedule().map(ScheduleFamily::guarantee).orElse(Guarantee.NONE);
    }

    /** Whether f is promised to stay inside the band at all arms in all rounds played. */
    private static boolean promisesBand(Policy policy) {
        return guarantee(policy) == Guarantee.ALWAYS_EVERYWHERE || guarantee(policy) == Guarantee.UP_TO_HORIZON;
    }

    private void band(String name, AuditedRuns runs) {
        if (runs.hasBand()) {
            proportion(name, Check.BAND, runs, runs.bandsLeft(), promised.contains(name) && promisesBand(runs.policy()));
        }
    }

    private static AuditedRuns.Level regret(AuditedRuns runs) {
        return (trial, j) -> runs.regret()[trial][j];
    }

    private void chain(String name, AuditedRuns runs) {
        if (!runs.hasBand() || !runs.policy().isOptimistic()) {
            return;
        }
        boolean given = promised.contains(name)
                && (promisesBand(runs.policy()) || guarantee(runs.policy()) == Guarantee.ALWAYS_ON_GRID);
        proportion(name, Check.CONFIDENCE, runs, runs.violations(regret(runs), runs::confidence), given);
        proportion(name, Check.REALISED, runs, runs.violations(regret(runs), runs::realised), given);
        proportion(name, Check.WORST_CASE, runs, runs.violations(regret(runs), runs::worstCase), given);
        int wrong = Math.max(count(runs.violations(runs::confidence, runs::realisedAtMost)), count(runs.gainsAboveGamma()));
        findings.add(new Finding(name, Check.ALGEBRA, "", runs.trials(), wrong,
                new Interval((double) wrong / runs.trials(), Double.NaN, Double.NaN), 0, wrong == 0 ? Answer.HOLDS : Answer.VIOLATED));
    }

    private static int count(double[] violated) {
        return (int) Arrays.stream(violated).sum();
    }

    /** A rate of violations against delta, where one is promised. */
    private void proportion(String name, Check check, AuditedRuns runs, double[] violated, boolean given) {
        Interval limits = rate(means, violated);
        Answer answer = given ? answer(limits, experiment.delta()) : Answer.NO_GUARANTEE;
        findings.add(new Finding(name, check, runs.policy().schedule().map(ScheduleFamily::name).orElse(""), runs.trials(),
                count(violated), limits, given ? experiment.delta() : Double.NaN, answer));
    }

    /**
     * The rate of violations with one-sided Clopper-Pearson limits. Dependent runs count as as many as there are independent pieces: the
     * pieces' rates are summed, and the sum is rounded up for the upper limit and down for the lower one. Without limits for one piece.
     *
     * @param violated by trial, 1 or 0
     */
    static Interval rate(TrialMeans means, double[] violated) {
        int n = means.independentPieces();
        double rate = means.mean(violated);
        double confidence = 1 - FALSE_ALARM;
        return n < 2 ? new Interval(rate, Double.NaN, Double.NaN) : new Interval(rate,
                Proportion.atMostSum(rate * n, n).lowerLimit(confidence), Proportion.atLeastSum(rate * n, n).upperLimit(confidence));
    }

    /** Whether a rate or a mean is at most what is allowed, by its one-sided limits; never told by fewer pieces than a verdict needs. */
    private Answer answer(Interval limits, double allowed) {
        return !limits.isKnown() || !means.allowVerdict() ? Answer.CANNOT_TELL : limits.upper() <= allowed ? Answer.HOLDS
                : limits.lower() > allowed ? Answer.VIOLATED : Answer.CANNOT_TELL;
    }

    /** @return the bound on E R_T at every recorded round, where one is proved */
    private Optional<double[]> expectedRegret(String name, AuditedRuns runs) {
        int last = runs.rounds().size() - 1;
        Interval mean = means.nonNegative(runs.at(regret(runs), last), 1 - 2 * FALSE_ALARM);
        Optional<RegretBound> bound = runs.policy().boundOnMean(runs.exploration(last));
        if (bound.isEmpty() || !promised.contains(name)) {
            if (bound.isPresent() || !runs.hasBand()) {
                findings.add(new Finding(name, Check.EXPECTED_REGRET, bound.map(b -> b.statement().name()).orElse(""), runs.trials(), Finding.NOT_COUNTED, mean, Double.NaN,
                        Answer.NO_GUARANTEE));
            }
            return Optional.empty();
        }
        double value = bound.get().value();
        findings.add(new Finding(name, Check.EXPECTED_REGRET, bound.get().statement().name(), runs.trials(), Finding.NOT_COUNTED, mean,
                value, answer(mean, value)));
        double[] bounds = new double[last + 1];
        for (int j = 0; j <= last; j++) {
            bounds[j] = runs.policy().boundOnMean(runs.exploration(j)).orElseThrow().value();
        }
        return Optional.of(bounds);
    }

    /** A finding about a law, of which no rate is counted. */
    private Finding law(String policy, Check check, Answer answer) {
        return new Finding(policy, check, "", experiment.trials(), Finding.NOT_COUNTED, new Interval(Double.NaN, Double.NaN, Double.NaN),
                Double.NaN, answer);
    }

    /** What the tests of all laws together say, once all are in: functions and noise first, innovations after their policy's bounds. */
    private void lawFindings(LawTests laws) {
        if (laws.isTooFew()) {
            experiment.policies().forEach(player -> insert(law(player.name(), Check.CALIBRATION, Answer.CANNOT_TELL)));
        }
        List<boolean[]> rejections = laws.rejections(FALSE_ALARM);
        for (int i = 0; i < rejections.size(); i++) {
            Subject subject = laws.subjects().get(i);
            boolean rejected = false;
            for (int j = 0; j < subject.tests().size(); j++) {
                TestResult test = subject.tests().get(j);
                rejected |= rejections.get(i)[j];
                boolean isWhole = test.test().equals(Calibration.MEAN_SQUARE);
                tests.add(new Tested(subject, test, rejections.get(i)[j], isWhole ? subject.runsToNotice(FALSE_ALARM, laws.count()) : 0));
            }
            insert(law(subject.policy(), subject.check(), rejected ? Answer.REJECTED : Answer.NOT_REJECTED));
        }
    }

    /** Puts a finding behind those of its policy; those about all policies stand first. */
    private void insert(Finding finding) {
        int place = 0;
        for (int i = 0; i < findings.size(); i++) {
            place = findings.get(i).policy().equals(finding.policy()) ? i + 1 : place;
        }
        findings.add(place, finding);
    }

    private void levels(String name, AuditedRuns runs, Optional<double[]> expected) {
        boolean chain = runs.hasBand() && runs.policy().isOptimistic();
        for (int j = 0; j < runs.rounds().size(); j++) {
            levels.add(new Levels(name, runs.rounds().get(j), means.nonNegative(runs.at(regret(runs), j)),
                    chain ? mean(runs, runs::confidence, j) : Double.NaN, chain ? mean(runs, runs::realised, j) : Double.NaN,
                    chain ? mean(runs, runs::worstCaseFromBelow, j) : Double.NaN, chain ? mean(runs, runs::worstCase, j) : Double.NaN,
                    expected.isPresent() ? expected.get()[j] : Double.NaN, mean(runs, runs::bestArm, j)));
        }
    }

    private double mean(AuditedRuns runs, AuditedRuns.Level level, int j) {
        return means.mean(runs.at(level, j));
    }
}
