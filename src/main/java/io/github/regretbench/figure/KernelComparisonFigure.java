package io.github.regretbench.figure;

import io.github.regretbench.experiment.KernelComparison;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * The figure of a {@link KernelComparison}, both panels on logarithmic axes: regret over time in the lowest dimension, a curve a kernel;
 * regret at the horizon against the information there is to gain, a mark a kernel and dimension.
 */
public final class KernelComparisonFigure {
    private static final double RADIUS = 2.4;
    /** With no-break spaces: lines do not end at it. */
    private static final String UNBROKEN_EQUALS = "\u00a0=\u00a0";
    private static final Map<String, Color> COLOURS = Map.of("matern12", Palette.VERMILION, "matern32", Palette.PURPLE, "matern52",
            Palette.GREEN, "matern72", Palette.SKY, "se", Palette.BLUE, "linear", Palette.ORANGE);
    private static final List<Marker> MARKERS = List.of(Marker.CIRCLE, Marker.SQUARE, Marker.UP);

    private KernelComparisonFigure() {
    }

    /**
     * Draws the figure as SVG, PDF and PNG.
     *
     * @param folder of the comparison, with the folders of its experiments in it
     * @param directory where to; made when missing
     * @return the files, SVG first
     */
    public static List<Path> draw(ResultFolder folder, Path directory) throws IOException {
        return Figure.of(panels(folder)).write(directory, KernelComparison.NAME);
    }

    static List<Panel> panels(ResultFolder folder) {
        List<Map<String, String>> results = KernelComparison.table(folder).rows();
        return List.of(curves(folder, results), tradeOff(results));
    }

    private static Panel curves(ResultFolder folder, List<Map<String, String>> results) {
        int dimension = results.stream().mapToInt(KernelComparisonFigure::dimension).min().orElseThrow();
        List<Band> bands = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        List<Double> regrets = new ArrayList<>();
        for (Map<String, String> result : results) {
            List<Map<String, String>> levels = new ResultFolder(folder.path().resolve(result.get("experiment"))).auditLevels().rows()
                    .stream().filter(row -> Table.number(row, "regret") > 0).toList();
            if (dimension(result) == dimension && !levels.isEmpty()) {
                List<Double> t = column(levels, "t");
                if (!result.get("regret_lower").isEmpty()) {
                    bands.add(Band.around(t, column(levels, "regret_lower"), column(levels, "regret_upper"), colour(result)));
                }
                layers.add(Line.solid(label(result), t, column(levels, "regret"), colour(result), 1.3f));
                regrets.addAll(column(levels, "regret"));
            }
        }
        int horizon = Integer.parseInt(results.get(0).get("horizon"));
        return new Panel("a  Regret of GP-UCB by kernel, d = " + dimension, Axis.logarithmic("Iterations t", 1, Math.max(2, horizon)),
                decades("Cumulative regret R_{t}", regrets), bands, layers,
                "Mean over %s %s Bands: 95%% Student t intervals.".formatted(KernelComparisonTable.runs(results.get(0)),
                        KernelComparisonTable.setUp(folder, results).replace("delta", "δ").replace(" = ", UNBROKEN_EQUALS)));
    }

    private static Panel tradeOff(List<Map<String, String>> all) {
        List<Map<String, String>> results = all.stream().filter(result -> Table.number(result, "regret") > 0).toList();
        List<Layer> layers = new ArrayList<>();
        List<Map<String, String>> ofUnitVariance = results.stream().filter(result -> Table.number(result, "largest_variance") == 1
                && Table.number(result, "bound") > 0).sorted(Comparator.comparing(KernelComparisonFigure::gamma)).toList();
        if (!ofUnitVariance.isEmpty()) {
            layers.add(new Line("bound", ofUnitVariance.stream().map(KernelComparisonFigure::gamma).toList(),
                    column(ofUnitVariance, "bound"), Palette.DARK_GREY, 0.9f, Line.DASHED));
        }
        int highest = results.stream().mapToInt(KernelComparisonFigure::dimension).max().orElse(0);
        Map<Integer, Map<String, String>> named = new TreeMap<>();
        for (Map<String, String> result : results) {
            double regret = Table.number(result, "regret");
            boolean single = result.get("regret_lower").isEmpty();
            layers.add(new Bars(new Bars.Extent(Table.number(result, "gamma_lower"), gamma(result), Table.number(result, "gamma_upper")),
                    new Bars.Extent(single ? regret : Table.number(result, "regret_lower"), regret,
                            single ? regret : Table.number(result, "regret_upper")), colour(result), 0.9f));
            layers.add(new Marks(List.of(gamma(result)), List.of(regret), MARKERS.get(dimension(result) - 1), RADIUS, colour(result),
                    Palette.INK, 0.4f));
            if (!result.get("kernel").equals("linear") || !named.containsKey(dimension(result))) {
                named.put(dimension(result), result);
            }
            if (dimension(result) == highest) {
                layers.add(Line.solid(label(result), List.of(gamma(result)), List.of(regret), colour(result), 0.4f));
            }
        }
        named.forEach((dimension, result) -> layers.add(new Words("d = " + dimension, gamma(result), Table.number(result, "regret"),
                Palette.INK)));
        return new Panel("b  The more there is to learn, the more it costs", decades("γ_{T} (nats)", gammas(results)),
                decades("R_{T} at T = " + all.get(0).get("horizon"), levels(results)), List.of(), layers,
                "Circles: d = 1; squares: d = 2; triangles: d = 3. Vertical bars: 95% intervals of the mean; horizontal ones, where longer "
                        + "than the mark: certified bracket of γ_{T}. Dashed: √(C_{1} T β_{T} γ_{T}), the bound, of the kernels with "
                        + "k(x, x) = 1.");
    }

    private static List<Double> gammas(List<Map<String, String>> results) {
        return results.stream().map(KernelComparisonFigure::gamma).toList();
    }

    private static List<Double> levels(List<Map<String, String>> results) {
        List<Double> values = new ArrayList<>(column(results, "regret"));
        values.addAll(column(results, "bound"));
        return values;
    }

    /** The middle of the bracket. */
    private static double gamma(Map<String, String> result) {
        return (Table.number(result, "gamma_lower") + Table.number(result, "gamma_upper")) / 2;
    }

    private static int dimension(Map<String, String> result) {
        return Integer.parseInt(result.get("dimension"));
    }

    private static String label(Map<String, String> result) {
        return KernelComparison.kernel(result.get("kernel")).label();
    }

    private static Color colour(Map<String, String> result) {
        return COLOURS.get(result.get("kernel"));
    }

    /** From the power of ten below the smallest value to the one above the largest. */
    private static Axis decades(String label, List<Double> values) {
        DoubleStream.Builder logarithms = DoubleStream.builder();
        values.stream().filter(Double::isFinite).forEach(value -> logarithms.add(StrictMath.log10(value)));
        double[] sorted = logarithms.build().sorted().toArray();
        double lowest = sorted.length == 0 ? 0 : Math.floor(sorted[0]);
        double highest = sorted.length == 0 ? 1 : Math.max(lowest + 1, Math.ceil(sorted[sorted.length - 1]));
        return Axis.logarithmic(label, StrictMath.pow(10, lowest), StrictMath.pow(10, highest));
    }

    private static List<Double> column(List<Map<String, String>> rows, String column) {
        return rows.stream().map(row -> Table.number(row, column)).toList();
    }
}
