package io.github.regretbench.experiment;

import io.github.regretbench.bandit.Policy;
import io.github.regretbench.theory.Exploration;
import io.github.regretbench.theory.GainBracket;
import io.github.regretbench.theory.RegretChain;
import io.github.regretbench.theory.ScheduleFamily;
import io.github.regretbench.theory.ScheduleFamily.Guarantee;
import io.github.regretbench.theory.SignalToNoise;
import java.util.Arrays;
import java.util.List;

/** The stored runs of one policy as the theory sees them: one row per trial, one column a recorded round. */
final class AuditedRuns {
    /** Levels of the chain are sums of some thousand rounded terms. */
    private static final double ROUNDING = 1e-9;

    private final Policy policy;
    private final List<Integer> rounds;
    private final SignalToNoise ratio;
    private final GainBracket gamma;
    private final double discretisation;
    /** What the observations before round 1 tell of f, in nats: the stored gains include it, the chain is about the T rounds played. */
    private final double gainBefore;
    private final int[] bandLeftAt;
    private final double[][] regret;
    private final double[][] instantRegret;
    private final double[][] gain;
    private final double[][] innovations;
    private final double[][] largestBeta;
    private final double[][] widths;

    /**
     * Reads the trials 0..trials-1 of a policy.
     *
     * @param policy the rule, for what is proved about it
     * @param name its name in the store
     */
    AuditedRuns(Bench bench, ResultStore store, Policy policy, String name) {
        this.policy = policy;
        rounds = bench.experiment().recordedRounds().stream().boxed().toList();
        ratio = bench.model().ratio();
        gamma = bench.model().gain();
        discretisation = policy.schedule().map(ScheduleFamily::guarantee).orElse(Guarantee.NONE) == Guarantee.ALWAYS_ON_GRID
                ? RegretChain.DISCRETISATION : 0;
        gainBefore = bench.gainBefore();
        int trials = bench.experiment().trials();
        bandLeftAt = new int[trials];
        regret = new double[trials][rounds.size()];
        instantRegret = new double[trials][rounds.size()];
        gain = new double[trials][rounds.size()];
        innovations = new double[trials][rounds.size()];
        largestBeta = new double[trials][rounds.size()];
        widths = new double[trials][rounds.size()];
        String runs = "WHERE policy = ? AND trial < ?";
        store.query("SELECT trial, band_left_at FROM trial " + runs, row -> bandLeftAt[row.getInt(1)] = row.getInt(2), name, trials);
        int[] column = new int[trials];
        store.query("SELECT trial, cumulative_regret, information_gain, innovation, coalesce(largest_beta, 'nan'), coalesce(sum_of_widths, 'nan'), "
                + "instant_regret FROM round " + runs + " ORDER BY trial, t", row -> {
                    int trial = row.getInt(1);
                    int j = column[trial]++;
                    regret[trial][j] = row.getDouble(2);
                    gain[trial][j] = row.getDouble(3);
                    innovations[trial][j] = row.getDouble(4);
                    largestBeta[trial][j] = row.getDouble(5);
                    widths[trial][j] = row.getDouble(6);
                    instantRegret[trial][j] = row.getDouble(7);
                }, name, trials);
    }

    Policy policy() {
        return policy;
    }

    /** The recorded rounds. */
    List<Integer> rounds() {
        return rounds;
    }

    /** N. */
    int trials() {
        return regret.length;
    }

    /** Whether the rule has a confidence band, with or without a promise. */
    boolean hasBand() {
        return !Double.isNaN(largestBeta[0][0]);
    }

    /** By trial: 1 where f left the band at some arm in some round, else 0. */
    double[] bandsLeft() {
        return Arrays.stream(bandLeftAt).mapToDouble(t -> t > 0 ? 1 : 0).toArray();
    }

    /** R_T, one row per trial. */
    double[][] regret() {
        return regret;
    }

    /** (y_t - mu_(t-1)(x_t)) / sqrt(sigma_(t-1)^2(x_t) + s2), one row per trial. */
    double[][] innovations() {
        return innovations;
    }

    /** sum 2 sqrt(beta_t) sigma_(t-1)(x_t) + c. */
    double confidence(int trial, int j) {
        return widths[trial][j] + discretisation;
    }

    /** sqrt(C1 T beta_T I(y_T; f_T)) + c; with observations before round 1, the information of the T rounds given those. */
    double realised(int trial, int j) {
        return level(trial, j, Math.max(0, gain[trial][j] - gainBefore));
    }

    /** The same with the rounding of the gain before round 1, which is subtracted and may be much larger than what it leaves. */
    double realisedAtMost(int trial, int j) {
        return level(trial, j, Math.max(0, gain[trial][j] - gainBefore) + ROUNDING * gainBefore);
    }

    /** sqrt(C1 T beta_T U_T) + c with the certified upper bound U_T on gamma_T. */
    double worstCase(int trial, int j) {
        return level(trial, j, gamma.upper(rounds.get(j)));
    }

    /** The same with the lower bound on gamma_T: how much smaller the worst case could be at most. */
    double worstCaseFromBelow(int trial, int j) {
        return level(trial, j, gamma.lower(rounds.get(j)));
    }

    private double level(int trial, int j, double information) {
        return new RegretChain(ratio, discretisation, rounds.get(j), 0, largestBeta[trial][j], information).realised();
    }

    /** 1 for a run that plays a best arm at the j-th recorded round, else 0. */
    double bestArm(int trial, int j) {
        return instantRegret[trial][j] == 0 ? 1 : 0;
    }

    /** T rounds with the certified upper bound on gamma_T. */
    Exploration exploration(int j) {
        return new Exploration(ratio, rounds.get(j), gamma.upper(rounds.get(j)));
    }

    /** A level of the chain. */
    @FunctionalInterface
    interface Level {
        /** Its value for a trial at the j-th recorded round. */
        double value(int trial, int j);
    }

    /** By trial: 1 where one level exceeded the next at some recorded round, else 0. */
    double[] violations(Level smaller, Level larger) {
        double[] violated = new double[trials()];
        for (int trial = 0; trial < trials(); trial++) {
            for (int j = 0; j < rounds.size() && violated[trial] == 0; j++) {
                violated[trial] = smaller.value(trial, j) > larger.value(trial, j) * (1 + ROUNDING) ? 1 : 0;
            }
        }
        return violated;
    }

    /**
     * By trial: 1 where the gain of the rounds played exceeded the upper bound on gamma_T at some recorded round, else 0. What was seen before
     * can only make it smaller: information gain is submodular.
     */
    double[] gainsAboveGamma() {
        return violations((trial, j) -> gain[trial][j], (trial, j) -> gainBefore + gamma.upper(rounds.get(j)));
    }

    /** The level of all trials at the j-th recorded round. */
    double[] at(Level level, int j) {
        double[] values = new double[trials()];
        Arrays.setAll(values, trial -> level.value(trial, j));
        return values;
    }
}
