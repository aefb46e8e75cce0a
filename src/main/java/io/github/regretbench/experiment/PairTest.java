package io.github.regretbench.experiment;

import io.github.regretbench.statistics.Holm;
import io.github.regretbench.statistics.Interval;
import io.github.regretbench.statistics.Superiority;
import io.github.regretbench.statistics.WilcoxonSignedRank;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two policies compared on one problem at one round, trial by trial: both met the same objective and the same noise in each. All tests and
 * intervals are over independent pieces, trials that share an objective or a block being averaged first. Independent objectives are judged
 * by ranks. So few blocks of dependent measurements as there are have too few ranks for several pairs, and are judged by Student's t, by
 * the law of the interval that claims are judged by.
 *
 * @param policy the first
 * @param other the second
 * @param difference mean of the first minus the second, with its BCa bootstrap interval
 * @param student Student's t interval of the mean
 * @param wilcoxon signed-rank test
 * @param test which of the two gives the answer
 * @param p the two-sided p value of that test
 * @param adjusted p by Holm over all pairs of the problem and round
 * @param superiority P(first lower) + P(equal)/2, with its interval
 * @param answer what they say together
 */
record PairTest(String policy, String other, Interval difference, Interval student, WilcoxonSignedRank wilcoxon, Test test, double p,
        double adjusted, Interval superiority, Answer answer) {
    /**
     * Regrets that differ relatively by less are equal: the same terms summed in another order. A regret is a sum of T terms, whose
     * rounding is 1e-16 each and does not add up to more.
     */
    private static final double ROUNDING = 1e-12;

    /** What answers are given by. */
    enum Test {
        /** Ranks of independent objectives. */
        WILCOXON,
        /** Means of blocks. */
        STUDENT_T
    }

    /** What is said of a pair, all pairs of a problem and round together at {@link Comparison#ALPHA}. */
    enum Answer {
        /** The first policy's values are lower. */
        FIRST_LOWER,
        /** The second policy's values are lower. */
        SECOND_LOWER,
        /** Equal in all trials. */
        EQUAL,
        /** Ranks tell one lower, but its mean is not: a few large values go the other way. */
        MEAN_DISAGREES,
        /** There is too little evidence for a difference. */
        CANNOT_TELL,
        /** So few pieces and so many pairs that no test could have told. */
        TOO_FEW
    }

    /** All pairs among the policies, in their order. */
    static List<PairTest> of(Problem problem, List<String> policies, int round) {
        List<PairTest> pairs = new ArrayList<>();
        for (int i = 0; i < policies.size(); i++) {
            for (int j = i + 1; j < policies.size(); j++) {
                pairs.add(of(policies.get(i), problem.at(policies.get(i), round), policies.get(j), problem.at(policies.get(j), round),
                        problem.means()));
            }
        }
        return judged(pairs, problem.means());
    }

    /** Pairs that are judged together, by Holm. */
    static List<PairTest> judged(List<PairTest> pairs, TrialMeans means) {
        boolean enough = means.allowVerdict() && leastP(means, pairs.size()) <= Comparison.ALPHA;
        double[] adjusted = Holm.adjusted(pairs.stream().mapToDouble(PairTest::p).toArray());
        List<PairTest> tested = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            tested.add(pairs.get(i).adjusted(adjusted[i], enough));
        }
        return tested;
    }

    private static Test test(TrialMeans means) {
        return means.overBlocks() ? Test.STUDENT_T : Test.WILCOXON;
    }

    /** The least that Holm makes of the p values of several pairs: of Wilcoxon's 2^(1-n), all n signs alike, times the number of pairs. */
    static double leastP(TrialMeans means, int pairs) {
        return test(means) == Test.STUDENT_T ? 0 : Math.min(1, pairs * StrictMath.pow(2, 1.0 - means.independentPieces()));
    }

    /** One pair by itself, not judged yet: values of both by trial. */
    static PairTest of(String policy, double[] values, String other, double[] others, TrialMeans means) {
        double[] differences = differences(values, others);
        WilcoxonSignedRank wilcoxon = WilcoxonSignedRank.of(means.pieceMeans(differences));
        Test test = test(means);
        Interval student = means.interval(differences, Comparison.LEVEL);
        return new PairTest(policy, other, means.corrected(differences, Comparison.LEVEL), student, wilcoxon, test,
                test == Test.WILCOXON ? wilcoxon.twoSided() : means.twoSided(differences), Double.NaN, Superiority.interval(
                        means.pieceMeans(Arrays.stream(differences).map(Superiority::share).toArray()), Comparison.LEVEL),
                Answer.CANNOT_TELL);
    }

    static double[] differences(double[] one, double[] other) {
        double[] differences = new double[one.length];
        for (int i = 0; i < one.length; i++) {
            double d = one[i] - other[i];
            differences[i] = Math.abs(d) <= ROUNDING * Math.max(Math.abs(one[i]), Math.abs(other[i])) ? 0 : d;
        }
        return differences;
    }

    /** With its answer. */
    PairTest adjusted(double holm, boolean enough) {
        Answer found = enough ? Answer.CANNOT_TELL : Answer.TOO_FEW;
        if (wilcoxon.differences() == 0) {
            found = Answer.EQUAL;
        } else if (enough && holm <= Comparison.ALPHA) {
            boolean lower = test == Test.WILCOXON ? wilcoxon.less() < wilcoxon.greater() : difference.estimate() < 0;
            boolean agrees = lower ? difference.estimate() < 0 : difference.estimate() > 0;
            found = !agrees ? Answer.MEAN_DISAGREES : lower ? Answer.FIRST_LOWER : Answer.SECOND_LOWER;
        }
        return new PairTest(policy, other, difference, student, wilcoxon, test, p, holm, superiority, found);
    }
}
