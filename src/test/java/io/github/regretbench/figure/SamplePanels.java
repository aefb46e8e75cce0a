package io.github.regretbench.figure;

import io.github.regretbench.experiment.PaperCurves;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Panels shaped like the three of Figure 5: curves interpolated from a few plausible values, with plausible bands. */
final class SamplePanels {
    private static final String NOTE_A = "Bands: 95% Student t over 30 draws. Dashed: the paper's own curve.";
    private static final String NOTE_B = "Bands: 95% block bootstrap, 2000 objectives. Dashed: the paper's own curve.";
    private static final String NOTE_C = "Bands: 95% block bootstrap, 900 runs. Dashed: the paper's own curve (other data).";

    private SamplePanels() {
    }

    static RegretPanel synthetic() {
        int[] at = {1, 5, 10, 20, 50, 100, 1000};
        return new RegretPanel("a  Synthetic, squared exponential", AxisLabels.ROUND, RegretPanel.MEAN_AVERAGE_REGRET, 100, 1, List.of(
                curve("gp-ucb", "GP-UCB", at, 0.16, 0.825, 0.578, 0.339, 0.193, 0.093, 0.054, 0.011),
                curve("gp-ucb-theorem1", "GP-UCB (Thm. 1)", at, 0.12, 0.825, 0.66, 0.48, 0.33, 0.2, 0.133, 0.03),
                curve("ei", "EI", at, 0.2, 0.82, 0.55, 0.32, 0.175, 0.082, 0.048, 0.009),
                curve("mpi", "MPI", at, 0.25, 0.82, 0.53, 0.34, 0.21, 0.105, 0.063, 0.014),
                curve("mean-only", "Mean only", at, 0.45, 0.82, 0.48, 0.36, 0.31, 0.285, 0.27, 0.26),
                curve("variance-only", "Variance only", at, 0.13, 0.823, 0.80, 0.79, 0.80, 0.785, 0.79, 0.79),
                curve("random", "Random", at, 0.12, 0.83, 0.81, 0.80, 0.80, 0.80, 0.80, 0.80)),
                PaperCurves.panel("5a"), NOTE_A);
    }

    static RegretPanel temperature() {
        int[] at = {1, 5, 10, 20, 40, 46};
        return new RegretPanel("b  Temperature, 46 sensors", AxisLabels.ROUND, RegretPanel.MEAN_AVERAGE_REGRET + " (°C)", 46, 5, List.of(
                curve("gp-ucb", "GP-UCB", at, 0.08, 3.10, 1.80, 1.11, 0.68, 0.43, 0.39),
                curve("gp-ucb-theorem1", "GP-UCB (Thm. 1)", at, 0.06, 3.10, 2.16, 1.49, 0.97, 0.63, 0.58),
                curve("ei", "EI", at, 0.08, 3.10, 1.86, 1.28, 0.87, 0.59, 0.55),
                curve("mpi", "MPI", at, 0.08, 4.49, 2.28, 1.76, 1.16, 0.70, 0.63),
                curve("mean-only", "Mean only", at, 0.12, 4.49, 2.37, 1.90, 1.64, 1.50, 1.49),
                curve("variance-only", "Variance only", at, 0.04, 3.10, 3.49, 3.64, 3.63, 3.72, 3.75),
                curve("random", "Random", at, 0.04, 3.95, 3.87, 3.87, 3.87, 3.89, 3.89)),
                PaperCurves.panel("5b"), NOTE_B);
    }

    static RegretPanel traffic() {
        int[] at = {1, 10, 50, 100, 200, 228};
        return new RegretPanel("c  Traffic, 228 stations", AxisLabels.ROUND, RegretPanel.MEAN_AVERAGE_REGRET + " (mph)", 300, 35, List.of(
                curve("gp-ucb", "GP-UCB", at, 0.07, 31, 21, 10.7, 7.6, 5.2, 4.8),
                curve("gp-ucb-theorem1", "GP-UCB (Thm. 1)", at, 0.07, 31, 24, 14, 10.4, 7.6, 7.2),
                curve("ei", "EI", at, 0.07, 31, 20, 9.9, 7.7, 6.1, 5.9),
                curve("mpi", "MPI", at, 0.08, 32, 21, 11.1, 8.7, 7.1, 6.9),
                curve("mean-only", "Mean only", at, 0.12, 32, 22, 18.4, 18.1, 17.9, 17.9),
                curve("variance-only", "Variance only", at, 0.03, 31, 30.3, 30.2, 30.3, 30.4, 30.4),
                curve("random", "Random", at, 0.03, 30.9, 30.8, 30.8, 30.7, 30.7, 30.7)),
                PaperCurves.panel("5c"), NOTE_C);
    }

    static List<RegretPanel> all() {
        return List.of(synthetic(), temperature(), traffic());
    }

    /** All nine policies, one band, no paper curves. */
    static RegretPanel crowded() {
        List<RegretCurve> curves = new ArrayList<>();
        String[] policies = {"gp-ucb", "gp-ucb-theorem1", "ei", "mpi", "mean-only", "variance-only", "random", "thompson", "oracle"};
        for (int i = 0; i < policies.length; i++) {
            curves.add(curve(policies[i], policies[i], new int[] {1, 20, 100}, 0.05, 0.8, 0.3 + 0.01 * i, policies[i].equals("oracle") ? 0 : 0.05 + 0.004 * i));
        }
        return new RegretPanel("nine policies", AxisLabels.ROUND, RegretPanel.MEAN_AVERAGE_REGRET, 100, 1, curves, Map.of(), "");
    }

    /** Every round from the first to the last knot, interpolated in log t; a band of a relative half width that narrows. */
    static RegretCurve curve(String policy, String label, int[] at, double halfWidth, double... values) {
        List<Integer> rounds = IntStream.rangeClosed(at[0], at[at.length - 1]).boxed().toList();
        List<Double> mean = rounds.stream().map(t -> interpolate(t, at, values)).toList();
        List<Double> lower = mean.stream().map(m -> m * (1 - halfWidth)).toList();
        List<Double> upper = mean.stream().map(m -> m * (1 + halfWidth)).toList();
        return new RegretCurve(policy, label, rounds, mean, lower, upper);
    }

    private static double interpolate(int t, int[] at, double[] values) {
        int i = 0;
        while (at[i + 1] < t) {
            i++;
        }
        double part = Math.log((double) t / at[i]) / Math.log((double) at[i + 1] / at[i]);
        return values[i] + part * (values[i + 1] - values[i]);
    }
}
