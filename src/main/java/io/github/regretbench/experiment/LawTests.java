package io.github.regretbench.experiment;

import io.github.regretbench.StandardNormal;
import io.github.regretbench.bandit.Objective;
import io.github.regretbench.bandit.ObjectiveKind;
import io.github.regretbench.experiment.Finding.Check;
import io.github.regretbench.statistics.Calibration;
import io.github.regretbench.statistics.Holm;
import io.github.regretbench.statistics.TestResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tests of the laws that the policies' model claims to know: of the functions, whose coordinates are whitened, of the noise `y - f(x)`, and of
 * each policy's innovations. All of an experiment are corrected together by Holm's method. They need functions that are drawn or measured:
 * a chosen function has no law.
 */
final class LawTests {
    /** Beside more signal than this, rewards minus signal have lost the digits of the noise. */
    private static final double MOST_SIGNAL = 1e9;
    /** The alternative that {@link Subject#runsToNotice} is about: a variance that is so many times what the model says. */
    static final double ALTERNATIVE = 1.2;
    /** How surely it is to be noticed. */
    static final double POWER = 0.9;

    private final Bench bench;
    private final TrialMeans means;
    private final PlayedFunctions functions;
    private final List<Subject> subjects = new ArrayList<>();

    /**
     * What was tested together.
     *
     * @param policy whose innovations; {@link Finding#EVERY_POLICY} for what all policies meet
     * @param check what was checked
     * @param values how many values
     * @param runs from how many independent runs
     * @param tests their results
     */
    record Subject(String policy, Check check, int values, int runs, List<TestResult> tests) {

        /**
         * From how many runs on the test of the mean square notices, with probability {@link #POWER}, that the variance is {@link #ALTERNATIVE}
         * times what the model says, among so many tests.
         */
        int runsToNotice(double falseAlarm, int among) {
            double each = (double) values / runs;
            return (int) Math.ceil(Calibration.valuesToNotice(ALTERNATIVE, falseAlarm / among, POWER) / each);
        }
    }

    LawTests(Bench bench, TrialMeans means, PlayedFunctions functions) {
        this.bench = bench;
        this.means = means;
        this.functions = functions;
    }

    /** Whether f has a law that could be tested. */
    boolean apply() {
        return bench.experiment().objective().is(ObjectiveKind.PRIOR_DRAW) || isMeasured();
    }

    /** Whether the functions are measured on so few independent pieces that nothing can be said. */
    boolean isTooFew() {
        return isMeasured() && !means.allowVerdict();
    }

    private boolean isMeasured() {
        return bench.experiment().objective().is(ObjectiveKind.TEST_ROW);
    }

    /** Tests the functions, which all policies meet. */
    void addFunctions() {
        if (!apply() || isTooFew()) {
            return;
        }
        double[][] z = functions.coordinates();
        if ((long) z.length * z[0].length >= Calibration.FEWEST) {
            Calibration calibration = Calibration.ofCoordinates(z);
            List<TestResult> tests = new ArrayList<>(calibration.tests());
            double remainder = functions.largestRemainder();
            // Boole's inequality over all arms of all functions.
            tests.add(new TestResult("rest of f", remainder,
                    Math.min(1, functions.remainders() * 2 * StandardNormal.cdf(-remainder))));
            subjects.add(new Subject(Finding.EVERY_POLICY, Check.FUNCTIONS, calibration.values(), z.length, tests));
        }
    }

    /**
     * Tests the noise, which all policies meet.
     *
     * @param noise y - f(x), one row per trial of {@link PlayedFunctions#trials}, in units of f
     */
    void addNoise(double[][] noise) {
        double deviation = Math.sqrt(bench.model().noiseVariance());
        if (apply() && !isTooFew() && Math.sqrt(bench.prior().maximumVariance()) <= MOST_SIGNAL * deviation) {
            add(Finding.EVERY_POLICY, Check.NOISE, Arrays.stream(noise).map(row -> Arrays.stream(row).map(e -> e / deviation).toArray())
                    .toArray(double[][]::new));
        }
    }

    /** Tests the innovations of a policy. */
    void addInnovations(String policy, double[][] innovations) {
        if (apply() && !isTooFew()) {
            add(policy, Check.CALIBRATION, Arrays.stream(means.independentTrials()).mapToObj(trial -> innovations[trial])
                    .toArray(double[][]::new));
        }
    }

    private void add(String policy, Check check, double[][] rows) {
        if ((long) rows.length * rows[0].length < Calibration.FEWEST) {
            return;
        }
        Experiment experiment = bench.experiment();
        boolean everyRound = experiment.recordsEveryRound() && experiment.horizon() > 1;
        Calibration calibration = everyRound ? Calibration.ofRuns(rows)
                : Calibration.ofSample(Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
        subjects.add(new Subject(policy, check, calibration.values(), rows.length, calibration.tests()));
    }

    /** y_t - f(x_t) of the first policy: the noise of round t is the same whatever arm is played. */
    double[][] noise(ResultStore store) {
        Map<Integer, Integer> rowOf = new LinkedHashMap<>();
        Arrays.stream(functions.trials()).forEach(trial -> rowOf.put(trial, rowOf.size()));
        Objective[] of = Arrays.stream(functions.trials()).mapToObj(functions::of).toArray(Objective[]::new);
        double[][] noise = new double[of.length][bench.experiment().recordedRounds().cardinality()];
        int[] column = new int[of.length];
        store.query("SELECT trial, arm, reward FROM round WHERE policy = ? AND trial <= ? ORDER BY trial, t", found -> {
                    Integer row = rowOf.get(found.getInt(1));
                    if (row != null) {
                        noise[row][column[row]++] = found.getDouble(3) - of[row].value(found.getInt(2));
                    }
                }, bench.experiment().policies().get(0).name(), Arrays.stream(functions.trials()).max().orElse(0));
        return noise;
    }

    List<Subject> subjects() {
        return subjects;
    }

    /** How many tests there are. */
    int count() {
        return subjects.stream().mapToInt(subject -> subject.tests().size()).sum();
    }

    /** Which tests reject, by subject in the order of its tests: any does with at most this probability if all laws are right. */
    List<boolean[]> rejections(double falseAlarm) {
        double[] adjusted = Holm.adjusted(subjects.stream().flatMap(subject -> subject.tests().stream()).mapToDouble(TestResult::pValue)
                .toArray());
        List<boolean[]> rejections = new ArrayList<>();
        int next = 0;
        for (Subject subject : subjects) {
            boolean[] rejects = new boolean[subject.tests().size()];
            for (int i = 0; i < rejects.length; i++) {
                rejects[i] = adjusted[next++] <= falseAlarm;
            }
            rejections.add(rejects);
        }
        return rejections;
    }
}
