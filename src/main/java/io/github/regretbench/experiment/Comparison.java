package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.Spelling;
import io.github.regretbench.statistics.Friedman;
import io.github.regretbench.statistics.Interval;
import io.github.regretbench.statistics.SampleQuantile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Policies compared by their stored trials: pair by pair on each problem, under common random numbers, and over problems by ranks.
 * Written as CSV files, which tables and figures are made of.
 */
public final class Comparison {
    /** At most which probability a test errs with, by problem and round. */
    static final double ALPHA = 0.05;
    /** Of all intervals, each by itself. */
    public static final double LEVEL = 1 - ALPHA;
    /** Up to so many pieces intervals of skewed regrets were simulated, and covered less than they say. */
    private static final int SIMULATED_PIECES = 50;
    /** In place of a round, where each problem is looked at in its last. */
    public static final String AT_HORIZON = "horizon";

    private final RegretQuantity quantity;
    private final List<Integer> at;
    private final List<Problem> problems;
    private final List<String> wanted;

    /**
     * Reads the results of experiments.
     *
     * @param folders one an experiment; experiments on the same game are one problem
     * @param at the rounds to compare at; each problem's last recorded one when empty
     * @param policies those to compare; all when empty
     * @throws BadInputException when a folder cannot be read, does not fit to the others, or lacks a round or a policy
     */
    public Comparison(List<Path> folders, RegretQuantity quantity, List<Integer> at, List<String> policies) {
        this.quantity = quantity;
        this.at = at.stream().distinct().toList();
        wanted = policies.stream().distinct().toList();
        problems = Problem.read(folders, quantity);
        for (Problem problem : problems) {
            at.forEach(problem::requireRound);
            for (String policy : policies) {
                if (!problem.policies().contains(policy)) {
                    throw new BadInputException("%s has no policy '%s'; it has %s".formatted(problem.name(), policy,
                            String.join(", ", problem.policies())));
                }
            }
            if (policies(problem).size() < 2) {
                throw new BadInputException("%s has one policy, %s, and a comparison needs two; name the results of another on the same "
                        .formatted(problem.name(), policies(problem).get(0)) + "game");
            }
        }
    }

    private List<String> policies(Problem problem) {
        return wanted.isEmpty() ? problem.policies() : wanted;
    }

    /** The policies of all problems, in the order of the first. */
    private List<String> common() {
        List<String> common = new ArrayList<>(policies(problems.get(0)));
        problems.forEach(problem -> common.retainAll(new HashSet<>(policies(problem))));
        return common;
    }

    /** How often each problem is looked at. */
    private int looks() {
        return Math.max(1, at.size());
    }

    private String label(int look) {
        return at.isEmpty() ? AT_HORIZON : at.get(look).toString();
    }

    private int round(Problem problem, int look) {
        return at.isEmpty() ? problem.rounds().get(problem.rounds().size() - 1) : at.get(look);
    }

    /**
     * Computes and writes everything.
     *
     * @param out the folder; made when missing
     */
    public ResultFolder write(Path out) throws IOException {
        Files.createDirectories(out);
        ResultFolder folder = new ResultFolder(out);
        StringBuilder about = new StringBuilder("problem,quantity,unit,trials,block_length,pieces,policies,horizon\n");
        StringBuilder curves = new StringBuilder("problem,policy,t,mean,lower,upper,median,q05,q25,q75,q95\n");
        StringBuilder policies = new StringBuilder("problem,at,t,policy,mean,lower,upper,median,q25,q75\n");
        StringBuilder pairs = new StringBuilder("problem,at,t,policy,other,difference,bca_lower,bca_upper,student_lower,student_upper,"
                + "wilcoxon_n,w_plus,test,p,p_holm,superiority,superiority_lower,superiority_upper,answer\n");
        for (Problem problem : problems) {
            ResultFolder.line(about, problem.name(), quantity.written(), problem.unit(), problem.trials(),
                    problem.blockLength().map(Object.class::cast).orElse(""), problem.pieces(), policies(problem).size(),
                    problem.rounds().get(problem.rounds().size() - 1));
            curves(curves, problem);
            for (int look = 0; look < looks(); look++) {
                policies(policies, problem, look);
                pairs(pairs, problem, look);
            }
        }
        folder.text("problems.csv", about.toString());
        folder.labels(PolicyLabels.of(problems.stream().flatMap(problem -> problem.experiments().stream()).toList()));
        folder.text("curves.csv", curves.toString());
        folder.text("policies.csv", policies.toString());
        folder.text("pairs.csv", pairs.toString());
        across(folder);
        return folder;
    }

    private void curves(StringBuilder csv, Problem problem) {
        for (String policy : policies(problem)) {
            for (int t : problem.rounds()) {
                double[] values = problem.at(policy, t);
                Interval mean = problem.means().nonNegative(values, LEVEL);
                Arrays.sort(values);
                ResultFolder.line(csv, problem.name(), policy, t, mean, SampleQuantile.of(values, 0.5), SampleQuantile.of(values, 0.05),
                        SampleQuantile.of(values, 0.25), SampleQuantile.of(values, 0.75), SampleQuantile.of(values, 0.95));
            }
        }
    }

    private void policies(StringBuilder csv, Problem problem, int look) {
        int t = round(problem, look);
        for (String policy : policies(problem)) {
            double[] values = problem.at(policy, t);
            Interval mean = problem.means().nonNegative(values, LEVEL);
            Arrays.sort(values);
            ResultFolder.line(csv, problem.name(), label(look), t, policy, mean, SampleQuantile.of(values, 0.5),
                    SampleQuantile.of(values, 0.25), SampleQuantile.of(values, 0.75));
        }
    }

    private void pairs(StringBuilder csv, Problem problem, int look) {
        int t = round(problem, look);
        for (PairTest pair : PairTest.of(problem, policies(problem), t)) {
            ResultFolder.line(csv, problem.name(), label(look), t, pair.policy(), pair.other(), pair.difference(), pair.student().lower(),
                    pair.student().upper(), pair.wilcoxon().differences(), pair.wilcoxon().positiveRanks(), Spelling.of(pair.test()),
                    pair.p(), pair.adjusted(), pair.superiority(), Spelling.of(pair.answer()));
        }
    }

    private void across(ResultFolder folder) throws IOException {
        StringBuilder friedman = new StringBuilder("at,problems,independent,policies,chi_square,chi_square_tie_corrected,chi_square_p,"
                + "iman_davenport_f,iman_davenport_p,p,law,critical_difference,answer\n");
        StringBuilder ranks = new StringBuilder("at,policy,average_rank\n");
        StringBuilder profiles = new StringBuilder("at,policy,ratio,share\n");
        List<String> policies = common();
        for (int look = 0; look < looks() && policies.size() > 1; look++) {
            int l = look;
            AcrossProblems across = AcrossProblems.of(problems, policies, problems.stream().map(p -> round(p, l)).toList());
            for (int j = 0; j < policies.size(); j++) {
                for (int i = 0; i < AcrossProblems.RATIOS.size(); i++) {
                    ResultFolder.line(profiles, label(look), policies.get(j), AcrossProblems.RATIOS.get(i), across.shares().get(j).get(i));
                }
            }
            if (across.friedman().isPresent()) {
                Friedman f = across.friedman().get();
                ResultFolder.line(friedman, label(look), f.problems(), f.independent(), policies.size(), f.chiSquare(),
                        f.tieCorrectedChiSquare(), f.chiSquareP(), f.imanDavenport(), f.imanDavenportP(), f.p(),
                        f.isExact() ? "exact" : "sampled", f.criticalDifference(),
                        f.differ() ? "differ" : f.allowsVerdict() ? "cannot-tell" : "not-independent");
                for (int j = 0; j < policies.size(); j++) {
                    ResultFolder.line(ranks, label(look), policies.get(j), f.averageRanks().get(j));
                }
            }
        }
        folder.text("friedman.csv", friedman.toString());
        folder.text("ranks.csv", ranks.toString());
        folder.text("profiles.csv", profiles.toString());
    }

    /** What a reader has to know before the numbers, in words: what is paired, what N is and where it is too small. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        problems.forEach(problem -> notes.addAll(notes(problem)));
        List<String> common = common();
        int n = problems.size();
        for (String policy : common) {
            if (problems.stream().map(problem -> problem.rule(policy)).distinct().count() > 1) {
                notes.add(policy + " has other parameters on other problems");
            }
        }
        if (n > 1 && Arrays.stream(AcrossProblems.groups(problems)).distinct().count() < n) {
            notes.add("problems with the same seed, function or data file count as one in Friedman's test; `randomness: independent` in a suite "
                    + "gives each a seed of its own, but not another function");
        }
        notes.add("p by Holm over the pairs of a problem and round, not over problems");
        if (n == 1) {
            notes.add("one problem: nothing is said across problems, whose number is what Friedman's test counts, not runs");
        } else if (common.size() < 2) {
            notes.add("no two policies are on all " + n + " problems: nothing is said across them");
        } else {
            problems.stream().filter(p -> policies(p).size() > common.size())
                    .forEach(p -> notes.add("across problems without those that only some have: %s has %d more".formatted(p.name(),
                            policies(p).size() - common.size())));
        }
        return notes;
    }

    private List<String> notes(Problem problem) {
        List<String> notes = new ArrayList<>();
        int n = problem.pieces();
        notes.add("%s: %s, paired: in each all policies meet the same objective and noise%s".formatted(problem.name(),
                problem.counted(), problem.blockLength().isEmpty() ? "" : "; pairs are judged by Student's t over the means of blocks, whose "
                        + "neighbours may correlate by up to 1/4, and have no BCa interval, which so few blocks do not allow"));
        if (problem.takesRowsForIndependent()) {
            notes.add("%s: rows of the table are taken for independent; where neighbouring rows are alike, use 'intervals: {method: "
                    .formatted(problem.name()) + "block-means, blockLength: ...}' with blocks longer than they are alike");
        }
        if (problem.mostTrials() > problem.trials()) {
            notes.add("%s: up to %d trials of some policies are left out, others have only %d".formatted(problem.name(),
                    problem.mostTrials() - problem.trials(), problem.trials()));
        }
        int k = policies(problem).size();
        int pairs = k * (k - 1) / 2;
        double least = PairTest.leastP(problem.means(), pairs);
        if (!problem.means().allowVerdict()) {
            notes.add("%s: too few: no answer is given with fewer than %d independent pieces, and there %s %d".formatted(problem.name(),
                    TrialMeans.LEAST_PIECES, n == 1 ? "is" : "are", n));
        } else if (least > ALPHA) {
            notes.add(("%s: too few: with %d independent pieces and %d pair%s Wilcoxon's p by Holm is %s at least, so no pair can be told "
                    + "apart at 5%%").formatted(problem.name(), n, pairs, pairs == 1 ? "" : "s", PlainDouble.format(least)));
        } else if (n <= SIMULATED_PIECES && problem.blockLength().isEmpty()) {
            notes.add(("%s: with %d independent pieces 95%% intervals of skewed regrets cover less: in simulations of 6 to 30 log-normal ones 82 to "
                    + "88%% by Student's t and 83 to 92%% by BCa with s = 1, in those of 8 to 50 with s = 0.7 BCa 89 to 94%%").formatted(
                            problem.name(), n));
        }
        return notes;
    }
}
