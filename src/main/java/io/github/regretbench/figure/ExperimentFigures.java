package io.github.regretbench.figure;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.FigureSettings;
import io.github.regretbench.experiment.PaperCurves;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws the figures of experiments from their stored results. */
public final class ExperimentFigures {
    private ExperimentFigures() {
    }

    /**
     * Draws one panel for each folder, side by side, as SVG, PDF and PNG.
     *
     * @param folders results of experiments with a figure
     * @param directory where to; made when missing
     * @param name of the files, without ending
     * @return the files, SVG first
     */
    public static List<Path> draw(List<ResultFolder> folders, Path directory, String name) throws IOException {
        Figure figure;
        try {
            figure = Figure.of(folders.stream().map(folder -> panel(folder).panel()).toList());
        } catch (IllegalArgumentException e) {
            throw new BadInputException("the figure %s cannot be drawn: %s; the results are complete, correct 'figure' in the experiment"
                    .formatted(name, e.getMessage()), e);
        }
        return figure.write(directory, name);
    }

    /**
     * Checks, before an experiment is run, that its figure can be drawn: its texts and labels, on curves that stand in for the real
     * ones.
     *
     * @throws BadInputException when they do not fit or the font lacks a character
     */
    public static void check(Experiment experiment) {
        experiment.figure().ifPresent(settings -> {
            List<Double> middle = List.of(settings.regret() / 2);
            Map<String, String> labels = experiment.labels();
            try {
                String intervals = experiment.intervals().description(experiment.trials(), experiment.trials());
                Figure.of(List.of(panel(experiment, intervals, experiment.policies().stream()
                        .map(p -> new RegretCurve(p.name(), labels.get(p.name()), List.of(1), middle, middle, middle)).toList()).panel()));
            } catch (IllegalArgumentException e) {
                throw new BadInputException("the figure of %s cannot be drawn: %s; correct 'figure' in the experiment"
                        .formatted(experiment.name(), e.getMessage()), e);
            }
        });
    }

    private static RegretPanel panel(ResultFolder folder) {
        return panel(folder.experiment(), folder.intervals(), curves(folder));
    }

    /** The stored curves, one a policy; where one trial has no interval, the band is the curve. */
    static List<RegretCurve> curves(ResultFolder folder) {
        Map<String, List<Map<String, String>>> byPolicy = new LinkedHashMap<>();
        for (Map<String, String> row : folder.curves().rows()) {
            byPolicy.computeIfAbsent(row.get("policy"), p -> new ArrayList<>()).add(row);
        }
        List<RegretCurve> curves = new ArrayList<>();
        Map<String, String> labels = folder.experiment().labels();
        byPolicy.forEach((policy, rows) -> curves.add(curve(policy, labels.get(policy), rows)));
        return curves;
    }

    private static RegretPanel panel(Experiment experiment, String intervals, List<RegretCurve> curves) {
        FigureSettings settings = experiment.figure().orElseThrow();
        Map<String, List<PaperCurves.Point>> paper = settings.paperPanel().map(PaperCurves::panel).orElse(Map.of());
        String unit = settings.unit().isEmpty() ? "" : " (" + settings.unit() + ")";
        return new RegretPanel(settings.title(), AxisLabels.ROUND, RegretPanel.MEAN_AVERAGE_REGRET + unit, settings.rounds(),
                regretAxis(settings, curves), curves, paper, note(experiment, intervals));
    }

    /** The end of the regret axis: the experiment's, unless a curve would lie above it all the way. */
    static double regretAxis(FigureSettings settings, List<RegretCurve> curves) {
        double axis = settings.regret();
        for (RegretCurve curve : curves) {
            double lowest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < curve.rounds().size() && curve.rounds().get(i) <= settings.rounds(); i++) {
                lowest = Math.min(lowest, curve.mean().get(i));
            }
            axis = lowest > settings.regret() ? Math.max(axis, 1.1 * lowest) : axis;
        }
        return axis;
    }

    private static RegretCurve curve(String policy, String label, List<Map<String, String>> rows) {
        List<Integer> rounds = new ArrayList<>();
        List<Double> mean = new ArrayList<>();
        List<Double> lower = new ArrayList<>();
        List<Double> upper = new ArrayList<>();
        for (Map<String, String> row : rows) {
            double value = Table.number(row, "mean_average_regret");
            double low = Table.number(row, "lower");
            double high = Table.number(row, "upper");
            rounds.add(Integer.valueOf(row.get("t")));
            mean.add(value);
            lower.add(Double.isNaN(low) ? value : low);
            upper.add(Double.isNaN(high) ? value : high);
        }
        return new RegretCurve(policy, label, rounds, mean, lower, upper);
    }

    private static String note(Experiment experiment, String intervals) {
        String trials = experiment.trials() == 1 ? "One run, no bands." : "Mean of %d runs; bands: %s.".formatted(experiment.trials(),
                intervals);
        return experiment.figure().orElseThrow().paperPanel().isPresent() ? trials + " Dashed: the paper's own curves." : trials;
    }
}
