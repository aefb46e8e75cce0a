package io.github.regretbench.experiment;

import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.statistics.Friedman;
import io.github.regretbench.statistics.PerformanceProfile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Policies compared over problems at one round of each: ranks of their means, and performance profiles.
 *
 * @param policies those that all problems have
 * @param friedman the test that they rank alike; nothing for fewer than two problems or policies
 * @param shares performance profiles: by policy, the share of trials within each ratio of {@link #RATIOS}
 */
record AcrossProblems(List<String> policies, Optional<Friedman> friedman, List<List<Double>> shares) {
    /** Means that agree to so many digits are equal: the same regrets summed in another order. */
    private static final MathContext DIGITS = new MathContext(12);
    private static final int RATIOS_A_DECADE = 50;
    private static final int DECADES = 2;

    /** Where profiles are told: from 1 to 100, evenly on a logarithmic axis. */
    static final List<Double> RATIOS = ratios();

    /** Copies the lists. */
    AcrossProblems {
        policies = List.copyOf(policies);
        shares = List.copyOf(shares);
    }

    private static List<Double> ratios() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i <= DECADES * RATIOS_A_DECADE; i++) {
            ratios.add(StrictMath.pow(10, (double) i / RATIOS_A_DECADE));
        }
        return ratios;
    }

    /**
     * Compares policies that all problems have.
     *
     * @param rounds the round of each problem
     */
    static AcrossProblems of(List<Problem> problems, List<String> policies, List<Integer> rounds) {
        double[][] table = new double[problems.size()][policies.size()];
        List<PerformanceProfile> profiles = new ArrayList<>();
        for (int i = 0; i < table.length; i++) {
            double[][] trials = new double[problems.get(i).trials()][policies.size()];
            for (int j = 0; j < policies.size(); j++) {
                double[] values = problems.get(i).at(policies.get(j), rounds.get(i));
                table[i][j] = new BigDecimal(problems.get(i).means().mean(values)).round(DIGITS).doubleValue();
                for (int trial = 0; trial < trials.length; trial++) {
                    trials[trial][j] = Math.max(0, values[trial]);
                }
            }
            profiles.add(PerformanceProfile.of(trials));
        }
        return new AcrossProblems(policies, table.length < 2 || policies.size() < 2 ? Optional.empty() : Optional.of(friedman(problems, table)),
                shares(profiles, policies.size()));
    }

    private static Friedman friedman(List<Problem> problems, double[][] table) {
        return Friedman.of(table, groups(problems), new RandomStreams(problems.get(0).seed()).stream("permutations"));
    }

    /**
     * By problem, the number of its group: problems of different groups are independent. Those that share any of their
     * {@linkplain Problem#origins origins} are in one.
     */
    static int[] groups(List<Problem> problems) {
        int[] groups = new int[problems.size()];
        Map<String, Integer> byOrigin = new HashMap<>();
        for (int i = 0; i < groups.length; i++) {
            groups[i] = i;
            for (String origin : problems.get(i).origins()) {
                Integer before = byOrigin.putIfAbsent(origin, i);
                int from = before == null ? i : groups[before];
                int to = groups[i];
                groups = Arrays.stream(groups).map(group -> group == from ? to : group).toArray();
            }
        }
        return groups;
    }

    /** Every trial of a problem counts the same, and so does every problem. */
    private static List<List<Double>> shares(List<PerformanceProfile> profiles, int policies) {
        List<List<Double>> shares = new ArrayList<>();
        for (int j = 0; j < policies; j++) {
            List<Double> curve = new ArrayList<>();
            for (double ratio : RATIOS) {
                double sum = 0;
                for (PerformanceProfile profile : profiles) {
                    sum += profile.share(j, ratio);
                }
                curve.add(sum / profiles.size());
            }
            shares.add(curve);
        }
        return shares;
    }
}
