package io.github.regretbench.experiment;

import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that is said about the finished trials of an experiment: curves, summaries, claims, distance from the paper. */
final class Analysis {

    /**
     * Mean average regret R_t/t of a policy over rounds.
     *
     * @param policy its name
     * @param rounds that were recorded
     * @param points one a round
     */
    record Curve(String policy, List<Integer> rounds, List<Interval> points) {
    }

    /**
     * A policy at the end of its trials.
     *
     * @param policy its name
     * @param trials N
     * @param pieces N, independent pieces behind the intervals: trials, distinct objectives, or blocks of them
     * @param averageRegret R_T/T
     * @param bestSampledRegret simple regret of the best arm sampled
     * @param recommendedRegret simple regret of argmax mu_T
     * @param informationGain I(y_T; f), nats
     */
    record Summary(String policy, int trials, int pieces, Interval averageRegret, Interval bestSampledRegret, Interval recommendedRegret,
            Interval informationGain) {
    }

    /** What results say of a claim. */
    enum Verdict {
        CONFIRMED, REFUTED, CANNOT_TELL, NOT_REACHED
    }

    /**
     * A claim held against the results.
     *
     * @param claim the statement
     * @param difference the first policy's mean average regret minus the second's, paired by trial, with its interval
     * @param level of the interval, so high that all intervals of the claims tested together hold at the experiment's level
     * @param together how many claims are tested together
     * @param pieces N, independent pieces behind the interval
     * @param verdict the answer
     */
    record Tested(Claim claim, Interval difference, double level, int together, int pieces, Verdict verdict) {
    }

    /**
     * How far a policy's curve is from the paper's.
     *
     * @param policy its name
     * @param distance mean over the rounds of |ours - paper| / paper
     * @param expected the 95% quantile of the same distance between two samples of this experiment's size; NaN for fewer than
     *     {@link TrialMeans#LEAST_PIECES} pieces
     */
    record Distance(String policy, double distance, double expected) {
    }

    private final Experiment experiment;
    private final TrialMeans means;
    private final List<Integer> rounds;
    private final Map<String, double[][]> averageRegret = new HashMap<>();
    private final Map<String, double[][]> finals = new HashMap<>();

    /** Reads the trials 0..trials-1 of every policy of the experiment. */
    Analysis(Experiment experiment, Bench bench, ResultStore store) {
        this.experiment = experiment;
        means = TrialMeans.of(bench);
        rounds = experiment.recordedRounds().stream().boxed().toList();
        for (Player player : experiment.policies()) {
            averageRegret.put(player.name(), new double[rounds.size()][experiment.trials()]);
            finals.put(player.name(), new double[3][experiment.trials()]);
        }
        store.query("SELECT policy, trial, t, cumulative_regret, best_sampled_regret, recommended_regret, information_gain FROM round "
                + "WHERE " + ResultStore.of(experiment), row -> {
            int trial = row.getInt(2);
            int t = row.getInt(3);
            at(row.getString(1), t)[trial] = row.getDouble(4) / t;
            if (t == experiment.horizon()) {
                double[][] last = finals.get(row.getString(1));
                for (int i = 0; i < last.length; i++) {
                    last[i][trial] = row.getDouble(5 + i);
                }
            }
        });
    }

    /** R_t/t of a policy's trials at a recorded round. */
    private double[] at(String policy, int t) {
        return averageRegret.get(policy)[Collections.binarySearch(rounds, t)];
    }

    List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        for (Player player : experiment.policies()) {
            curves.add(new Curve(player.name(), rounds, Arrays.stream(averageRegret.get(player.name())).map(means::nonNegative).toList()));
        }
        return curves;
    }

    List<Summary> summaries() {
        List<Summary> summaries = new ArrayList<>();
        for (Player player : experiment.policies()) {
            double[][] last = finals.get(player.name());
            summaries.add(new Summary(player.name(), experiment.trials(), means.independentPieces(),
                    means.nonNegative(at(player.name(), experiment.horizon())), means.nonNegative(last[0]),
                    means.nonNegative(last[1]), means.nonNegative(last[2])));
        }
        return summaries;
    }

    /**
     * Claims, at levels that hold together by Bonferroni's inequality. A panel of the paper's Figure 5 has the claims of all panels as its
     * family, whether they have been run or not: whoever runs one of them has not thereby made fewer claims.
     */
    List<Tested> claims() {
        List<Tested> tested = new ArrayList<>();
        int together = experiment.claims().size() + ExperimentFile.claimsOnOtherPanels(experiment);
        double level = 1 - (1 - experiment.intervals().level()) / Math.max(1, together);
        int pieces = means.independentPieces();
        for (Claim claim : experiment.claims()) {
            if (claim.at() > experiment.horizon()) {
                Interval none = new Interval(Double.NaN, Double.NaN, Double.NaN);
                tested.add(new Tested(claim, none, level, together, pieces, Verdict.NOT_REACHED));
                continue;
            }
            double[] one = at(claim.policy(), claim.at());
            double[] other = at(claim.other(), claim.at());
            Interval difference = means.interval(PairTest.differences(one, other), level);
            tested.add(new Tested(claim, difference, level, together, pieces,
                    means.allowVerdict() ? verdict(claim, difference, means.mean(other)) : Verdict.CANNOT_TELL));
        }
        return tested;
    }

    static Verdict verdict(Claim claim, Interval difference, double otherMean) {
        if (!difference.isKnown()) {
            return Verdict.CANNOT_TELL;
        }
        if (claim.relation() == Claim.Relation.BEATS) {
            return difference.upper() < 0 ? Verdict.CONFIRMED : difference.lower() > 0 ? Verdict.REFUTED : Verdict.CANNOT_TELL;
        }
        double margin = claim.margin() * otherMean;
        if (-margin < difference.lower() && difference.upper() < margin) {
            return Verdict.CONFIRMED;
        }
        return difference.lower() > margin || difference.upper() < -margin ? Verdict.REFUTED : Verdict.CANNOT_TELL;
    }

    /** Distances from the paper's curves, for the policies that it has; rounds beyond the horizon are left out. */
    List<Distance> distances() {
        if (experiment.figure().isEmpty() || experiment.figure().get().paperPanel().isEmpty()) {
            return List.of();
        }
        FigureSettings figure = experiment.figure().get();
        Map<String, List<PaperCurves.Point>> paper = PaperCurves.panel(figure.paperPanel().get());
        List<Distance> distances = new ArrayList<>();
        for (Player player : experiment.policies()) {
            List<PaperCurves.Point> points = paper.getOrDefault(player.name(), List.of()).stream()
                    .filter(p -> figure.distanceAt().contains(p.round()) && p.round() <= experiment.horizon()).toList();
            if (!points.isEmpty()) {
                distances.add(distance(player.name(), points));
            }
        }
        return distances;
    }

    private Distance distance(String policy, List<PaperCurves.Point> points) {
        double distance = 0;
        double[][] columns = new double[points.size()][];
        for (int i = 0; i < columns.length; i++) {
            PaperCurves.Point point = points.get(i);
            columns[i] = at(policy, point.round());
            distance += Math.abs(means.mean(columns[i]) - point.meanAverageRegret()) / point.meanAverageRegret();
        }
        return new Distance(policy, distance / points.size(), means.allowVerdict() ? means.sameSizeDistance(columns) : Double.NaN);
    }
}
