package io.github.regretbench.figure;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cumulative regret against its bounds, from the files of an audit, on logarithmic axes: the whole chain for the first policy with a
 * confidence band, one with a promise first; and the policies that a bound on the mean is proved for, with that bound.
 */
public final class BoundsFigure {
    private static final List<Color> COLOURS = List.of(Palette.GREEN, Palette.PURPLE, Palette.ORANGE, Palette.SKY);

    private BoundsFigure() {
    }

    /**
     * Draws the figure as SVG, PDF and PNG.
     *
     * @param folder results with an audit
     * @param directory where to; made when missing
     * @param name of the files, without ending
     * @return the files, SVG first; none when no policy has a bound, or only one round was recorded
     */
    public static List<Path> draw(ResultFolder folder, Path directory, String name) throws IOException {
        List<Panel> panels = panels(folder);
        return panels.isEmpty() ? List.of() : Figure.of(panels).write(directory, name);
    }

    static List<Panel> panels(ResultFolder folder) {
        Experiment experiment = folder.experiment();
        Map<String, List<Map<String, String>>> levels = new LinkedHashMap<>();
        for (Map<String, String> row : folder.auditLevels().rows()) {
            if (Table.number(row, "regret") > 0) {
                levels.computeIfAbsent(row.get("policy"), p -> new ArrayList<>()).add(row);
            }
        }
        levels.values().removeIf(rows -> rows.size() < 2);
        List<Panel> panels = new ArrayList<>();
        chained(folder, levels).ifPresent(policy -> panels.add(chain(experiment, folder.intervals(), policy, levels.get(policy))));
        levels.values().removeIf(rows -> rows.get(0).get("expected_bound").isEmpty());
        if (!levels.isEmpty()) {
            panels.add(means(experiment, folder.intervals(), panels.isEmpty() ? "a" : "b", levels));
        }
        return panels;
    }

    private static Optional<String> chained(ResultFolder folder, Map<String, List<Map<String, String>>> levels) {
        List<Map<String, String>> chains = folder.audit().rows().stream()
                .filter(row -> row.get("check").equals("confidence") && levels.containsKey(row.get("policy"))).toList();
        return chains.stream().filter(row -> !row.get("allowed").isEmpty()).findFirst().or(() -> chains.stream().findFirst())
                .map(row -> row.get("policy"));
    }

    private static Panel chain(Experiment experiment, String intervals, String policy, List<Map<String, String>> rows) {
        List<Double> t = column(rows, "t");
        List<Double> worst = column(rows, "worst_case");
        List<Band> bands = new ArrayList<>(List.of(new Band(t, column(rows, "worst_case_from_below"), worst, Palette.VERMILION)));
        interval(rows, Palette.BLUE).ifPresent(bands::add);
        return new Panel("a  " + experiment.labels().get(policy) + ": regret and its whole chain of bounds", rounds(experiment), regret(column(rows, "regret"), worst),
                bands, List.of(Line.solid("R_{t}", t, column(rows, "regret"), Palette.BLUE, 1.4f),
                        new Line("Σ 2√β_{s} σ_{s−1}", t, column(rows, "confidence"), Palette.GREEN, 1.1f, Line.DASHED),
                        new Line("√(C_{1} t β_{t} I_{t})", t, column(rows, "realised"), Palette.PURPLE, 1.1f, List.of(6f, 2f)),
                        Line.solid("√(C_{1} t β_{t} γ_{t})", t, worst, Palette.VERMILION, 1.1f)),
                "Mean over %d runs; band of R_{t}: %s. If the model is right, R_{t} stays below every level at all t in a run with "
                        .formatted(experiment.trials(), intervals) + "probability %s at least. The highest level "
                        .formatted(plain(1 - experiment.delta())) + "is as wide as the certified bracket of γ_{t}. " + setUp(experiment));
    }

    private static Panel means(Experiment experiment, String intervals, String letter,
            Map<String, List<Map<String, String>>> levels) {
        List<Band> bands = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        Map<List<Double>, String> bounds = new LinkedHashMap<>();
        levels.forEach((policy, rows) -> {
            int i = layers.size();
            Color colour = COLOURS.get(i % COLOURS.size());
            interval(rows, colour).ifPresent(bands::add);
            layers.add(new Line(experiment.labels().get(policy), column(rows, "t"), column(rows, "regret"), colour, 1.3f, Line.DISTINCT.get(i % Line.DISTINCT.size())));
            all.addAll(column(rows, "regret"));
            bounds.merge(column(rows, "expected_bound"), experiment.labels().get(policy), (a, b) -> "each");
        });
        bounds.forEach((bound, whose) -> layers.add(Line.solid(bounds.size() == 1 ? "bound on E R_{t}" : "bound: " + whose,
                column(levels.values().iterator().next(), "t").subList(0, bound.size()), bound, Palette.VERMILION, 1.1f)));
        List<Double> highest = bounds.keySet().iterator().next();
        return new Panel(letter + "  Mean regret and the bounds proved for it", rounds(experiment), regret(all, highest), bands, layers,
                "Mean over %d runs; bands: %s. ".formatted(experiment.trials(), intervals) + setUp(experiment));
    }

    private static Axis rounds(Experiment experiment) {
        return Axis.logarithmic(AxisLabels.ROUND, 1, experiment.horizon());
    }

    /** From the decade below the lowest regret to the decade above the highest bound. */
    private static Axis regret(List<Double> regrets, List<Double> bounds) {
        double lowest = regrets.stream().min(Double::compare).orElseThrow();
        double highest = Math.max(bounds.stream().max(Double::compare).orElseThrow(), regrets.stream().max(Double::compare).orElseThrow());
        return Axis.logarithmic(AxisLabels.CUMULATIVE_REGRET, StrictMath.pow(10, Math.floor(StrictMath.log10(lowest))),
                StrictMath.pow(10, Math.ceil(StrictMath.log10(highest))));
    }

    private static Optional<Band> interval(List<Map<String, String>> rows, Color colour) {
        return rows.get(0).get("regret_lower").isEmpty() ? Optional.empty()
                : Optional.of(Band.around(column(rows, "t"), column(rows, "regret_lower"), column(rows, "regret_upper"), colour));
    }

    private static String setUp(Experiment experiment) {
        return "Kernel %s, noise variance %s.".formatted(experiment.kernel(), plain(experiment.noiseVariance()));
    }

    private static String plain(double value) {
        return PlainDouble.format(new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros());
    }

    private static List<Double> column(List<Map<String, String>> rows, String column) {
        return rows.stream().map(row -> Table.number(row, column)).toList();
    }
}
