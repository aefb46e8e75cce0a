package io.github.regretbench.figure;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.AlongAxis;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** Regret against an axis of a suite, a curve per policy and a panel per slice, from the files of an {@link AlongAxis}. */
public final class AlongFigures {
    /** Panels of one figure. */
    private static final int MOST_PANELS = 12;
    private static final int COLUMNS = 3;
    /** Values that differ by so much are on a logarithmic axis. */
    private static final double WIDE = 10;
    /** Regrets that do. */
    private static final double WIDE_REGRETS = 30;
    private static final double HEADROOM = 1.05;
    /** Share of an axis beside its first and last value. */
    private static final double MARGIN = 0.06;
    /** Share of an axis over which the marks of one value are spread, so that their bars can be told apart. */
    private static final double SPREAD = 0.04;

    private AlongFigures() {
    }

    /**
     * Draws them as SVG, PDF and PNG into the folder, twelve slices a figure.
     *
     * @return the files, by figure, SVG first
     * @throws BadInputException when labels do not fit
     */
    public static List<List<Path>> draw(ResultFolder folder) throws IOException {
        List<Map<String, String>> slices = folder.read(AlongAxis.SLICES).rows();
        Map<String, List<Map<String, String>>> values = ComparisonFigures.by("slice", folder.read(AlongAxis.VALUES).rows());
        List<List<Path>> files = new ArrayList<>();
        String axis = slices.get(0).get("axis");
        try {
            List<Panel> panels = new ArrayList<>();
            Axis regrets = regrets(slices.get(0), values.values().stream().flatMap(List::stream).toList());
            for (Map<String, String> slice : slices) {
                ComparisonFigures.by("at", values.get(slice.get("slice"))).forEach((at, rows) -> panels.add(panel(slice, at, rows,
                        folder.labels(), regrets)));
            }
            int figures = (panels.size() + MOST_PANELS - 1) / MOST_PANELS;
            for (int i = 0; i < figures; i++) {
                List<Panel> own = panels.subList(i * MOST_PANELS, Math.min(panels.size(), (i + 1) * MOST_PANELS));
                files.add(Figure.of(own, Math.min(COLUMNS, own.size()), note(slices)).write(folder.path(),
                        "along-" + axis + (figures == 1 ? "" : "-" + (i + 1))));
            }
        } catch (IllegalArgumentException e) {
            throw new BadInputException("the figure along '%s' cannot be drawn: %s; its tables are in %s, choose fewer policies with --policies or "
                    .formatted(axis, e.getMessage(), folder.path()) + "give them shorter names", e);
        }
        return files;
    }

    private static String note(List<Map<String, String>> slices) {
        List<String> counted = slices.stream().map(slice -> slice.get("pieces") + (!slice.get("block_length").isEmpty() ? " blocks"
                : slice.get("pieces").equals(slice.get("trials")) ? " trials" : " objectives")).distinct().toList();
        return slices.stream().allMatch(slice -> slice.get("pieces").equals("1")) ? "One trial each, no intervals."
                : "Means with 95%% Student t intervals, each by itself%s. Intervals of differences are in the table: pairs of trials tell more "
                        .formatted(counted.size() == 1 ? ", over N = " + counted.get(0) : "") + "than bars that overlap.";
    }

    private static Panel panel(Map<String, String> slice, String at, List<Map<String, String>> rows, Map<String, String> labels,
            Axis y) {
        boolean ordered = rows.stream().noneMatch(row -> row.get("number").isEmpty());
        List<String> names = rows.stream().map(row -> row.get("value")).distinct().toList();
        Axis x = ordered ? numbers(slice.get("axis"), rows.stream().map(row -> Table.number(row, "number")).toList())
                : Axis.categorical(slice.get("axis"), names);
        Map<String, List<Map<String, String>>> policies = ComparisonFigures.by("policy", rows);
        Map<String, PolicyStyle> styles = PolicyStyle.distinct(List.copyOf(labels.keySet()));
        List<Layer> lines = new ArrayList<>();
        List<Layer> marks = new ArrayList<>();
        policies.forEach((policy, all) -> {
            DoubleUnaryOperator beside = beside(x, policies.size() == 1 ? 0 : SPREAD * ((double) marks.size() / (policies.size() - 1) - 0.5));
            List<Map<String, String>> own = all.stream().filter(row -> y instanceof Axis.Linear || Table.number(row, "mean") > 0).toList();
            if (own.isEmpty()) {
                return;
            }
            List<Double> places = own.stream().map(row -> beside.applyAsDouble(ordered ? Table.number(row, "number")
                    : names.indexOf(row.get("value")))).toList();
            List<Double> means = own.stream().map(row -> Table.number(row, "mean")).toList();
            PolicyStyle style = styles.get(policy);
            for (int i = 0; i < own.size(); i++) {
                if (!own.get(i).get("lower").isEmpty()) {
                    lines.add(new Bars(new Bars.Extent(places.get(i), places.get(i), places.get(i)), new Bars.Extent(
                            Table.number(own.get(i), "lower"), means.get(i), Table.number(own.get(i), "upper")), style.colour(), 0.8f));
                }
            }
            lines.add(style.line(labels.get(policy), places, means));
            marks.add(style.marks(places, means));
        });
        lines.addAll(marks);
        return new Panel(slice.get("slice") + (at.equals("horizon") ? "" : ", t = " + at), x, y, List.of(), lines, "");
    }

    /** From the lowest to the highest number, and a little beyond. */
    private static Axis numbers(String label, List<Double> values) {
        double lowest = values.stream().min(Double::compare).orElseThrow();
        double highest = values.stream().max(Double::compare).orElseThrow();
        if (lowest > 0 && highest >= WIDE * lowest) {
            double margin = StrictMath.pow(highest / lowest, MARGIN);
            return Axis.logarithmic(label, lowest / margin, highest * margin);
        }
        double margin = highest > lowest ? MARGIN * (highest - lowest) : 0.5;
        return Axis.linear(label, lowest - margin, highest + margin);
    }

    /** One for all panels, so that they can be compared by eye. */
    private static Axis regrets(Map<String, String> slice, List<Map<String, String>> rows) {
        String label = "Mean " + ComparisonFigures.words(ComparisonFigures.quantity(slice.get("quantity")))
                + (slice.get("unit").isEmpty() ? "" : " (" + slice.get("unit") + ")");
        double highest = rows.stream().flatMapToDouble(row -> DoubleStream.of(Table.number(row, "mean"), Table.number(row, "upper")))
                .filter(Double::isFinite).max().orElse(0);
        double[] positive = rows.stream().mapToDouble(row -> Table.number(row, "mean")).filter(v -> v > 0).sorted().toArray();
        if (positive.length > 1 && positive[positive.length - 1] >= WIDE_REGRETS * positive[0]) {
            return Axis.logarithmic(label, ComparisonFigures.below(positive[0] / HEADROOM), HEADROOM * highest);
        }
        return Axis.linear(label, 0, highest > 0 ? HEADROOM * highest : 1);
    }

    /** The value that lies a share of the axis to the right of another. */
    private static DoubleUnaryOperator beside(Axis axis, double share) {
        return axis instanceof Axis.Logarithmic ? value -> value * StrictMath.pow(axis.to() / axis.from(), share)
                : value -> value + share * (axis.to() - axis.from());
    }
}
