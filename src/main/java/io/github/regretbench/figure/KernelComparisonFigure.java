package io.github.regretbench.figure;

import io.github.regretbench.PlainDouble;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * The figures of a {@link KernelComparison}. One has two panels on logarithmic axes: regret over time in the lowest dimension, a curve a
 * kernel; regret at the horizon against the information there is to gain, a mark a kernel and dimension. The other shows how fast regret
 * grows in each decade.
 */
public final class KernelComparisonFigure {
    private static final double RADIUS = 2.4;
    /** Of the mark of one dimension. */
    private static final double SMALLEST_RADIUS = 1.7;
    /** Before it, regret is the first look around. */
    private static final int FIRST_DECADE = 10;
    /** With no-break spaces: lines do not end at it. */
    private static final String UNBROKEN_EQUALS = "\u00a0=\u00a0";
    private static final Map<String, Color> COLOURS = Map.of("matern12", Palette.VERMILION, "matern32", Palette.PURPLE, "matern52",
            Palette.GREEN, "matern72", Palette.SKY, "se", Palette.BLUE, "linear", Palette.ORANGE);
    /** Tell kernels apart in grey; unlike {@link Line#DASHED}, which is theory's. */
    static final Map<String, List<Float>> DASHES = Map.of("matern12", List.of(), "matern32", List.of(6f, 1.5f), "matern52",
            List.of(1f, 1.5f), "matern72", List.of(6f, 1.5f, 1f, 1.5f), "se", List.of(2f, 1f), "linear", List.of(6f, 1.5f, 1f, 1.5f, 1f, 1.5f));
    private static final Map<String, Marker> KERNEL_MARKERS = Map.of("matern12", Marker.CIRCLE, "matern32", Marker.SQUARE, "matern52",
            Marker.UP, "matern72", Marker.DOWN, "se", Marker.DIAMOND, "linear", Marker.CROSS);

    private KernelComparisonFigure() {
    }

    /**
     * Draws the figures as SVG, PDF and PNG; the second where growth was measured in at least two decades.
     *
     * @param folder of the comparison, with the folders of its experiments in it
     * @param directory where to; made when missing
     * @return the files, SVG first
     */
    public static List<Path> draw(ResultFolder folder, Path directory) throws IOException {
        List<Map<String, String>> results = KernelComparison.table(folder).rows();
        List<Path> files = new ArrayList<>(Figure.of(List.of(curves(folder, results), tradeOff(results))).write(directory,
                KernelComparison.NAME));
        Optional<Panel> growth = growth(folder, results);
        if (growth.isPresent()) {
            files.addAll(Figure.of(List.of(growth.get())).write(directory, KernelComparison.NAME + "-growth"));
        }
        return files;
    }

    private static List<Map<String, String>> ofLowestDimension(List<Map<String, String>> results) {
        int lowest = results.stream().mapToInt(KernelComparisonFigure::dimension).min().orElseThrow();
        return results.stream().filter(result -> dimension(result) == lowest).toList();
    }

    private static ResultFolder experiment(ResultFolder folder, Map<String, String> result) {
        return new ResultFolder(folder.path().resolve(result.get("experiment")));
    }

    private static Panel curves(ResultFolder folder, List<Map<String, String>> results) {
        List<Band> bands = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        List<Double> regrets = new ArrayList<>();
        for (Map<String, String> result : ofLowestDimension(results)) {
            List<Map<String, String>> levels = experiment(folder, result).auditLevels().rows().stream()
                    .filter(row -> Table.number(row, "regret") > 0).toList();
            if (!levels.isEmpty()) {
                List<Double> t = column(levels, "t");
                if (!result.get("regret_lower").isEmpty()) {
                    bands.add(Band.around(t, column(levels, "regret_lower"), column(levels, "regret_upper"), colour(result)));
                }
                layers.add(new Line(label(result), t, column(levels, "regret"), colour(result), 1.3f, DASHES.get(result.get("kernel"))));
                regrets.addAll(column(levels, "regret"));
            }
        }
        return new Panel("a  Regret of GP-UCB by kernel, d = " + dimension(ofLowestDimension(results).get(0)), rounds(1, results),
                decades(AxisLabels.CUMULATIVE_REGRET, regrets), bands, layers,
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
            layers.add(new Marks(List.of(gamma(result)), List.of(regret), KERNEL_MARKERS.get(result.get("kernel")),
                    SMALLEST_RADIUS * (0.5 + dimension(result) / 2.0), colour(result), Palette.INK, 0.4f));
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
                "A mark per kernel, larger in more dimensions. Vertical bars: 95% intervals of the mean; horizontal ones, where longer "
                        + "than the mark: certified bracket of γ_{T}. Dashed: √(C_{1} T β_{T} γ_{T}), the bound, of the kernels with "
                        + "k(x, x) = 1.");
    }

    /** Exponents decade by decade at the middle of each, with the slope p + q / log t of theory's t^p (log t)^q. */
    private static Optional<Panel> growth(ResultFolder folder, List<Map<String, String>> results) {
        List<Layer> layers = new ArrayList<>();
        for (Map<String, String> result : ofLowestDimension(results)) {
            List<Map<String, String>> decades = experiment(folder, result).auditGrowth().rows().stream()
                    .filter(row -> row.get("window").equals("local") && Table.number(row, "from") >= FIRST_DECADE).toList();
            if (decades.size() < 2) {
                continue;
            }
            List<Double> t = decades.stream().map(row -> Math.sqrt(Table.number(row, "from") * Table.number(row, "to"))).toList();
            // R_t never falls: an exponent below 0 is one of 0, rounded
            List<Double> exponents = column(decades, "exponent").stream().map(exponent -> Math.max(0, exponent)).toList();
            for (int i = 0; i < t.size(); i++) {
                if (Double.isNaN(Table.number(decades.get(i), "bca_lower"))) {
                    continue;       // too few runs for an interval
                }
                layers.add(new Bars(new Bars.Extent(t.get(i), t.get(i), t.get(i)),
                        new Bars.Extent(Math.min(exponents.get(i), Table.number(decades.get(i), "bca_lower")), exponents.get(i),
                                Math.max(exponents.get(i), Table.number(decades.get(i), "bca_upper"))), colour(result), 0.9f));
            }
            layers.add(Line.solid(label(result), t, exponents, colour(result), 1.1f));
            layers.add(new Marks(t, exponents, KERNEL_MARKERS.get(result.get("kernel")), RADIUS, colour(result), Palette.INK, 0.4f));
            if (!result.get("theory_log_power").isEmpty()) {
                double power = Table.number(result, "theory_exponent");
                double logPower = Table.number(result, "theory_log_power");
                layers.add(new Line("", t, t.stream().map(at -> power + logPower / StrictMath.log(at)).toList(), colour(result), 0.9f,
                        Line.DASHED));
            }
        }
        return layers.isEmpty() ? Optional.empty() : Optional.of(new Panel(
                "How fast regret grows, d = " + dimension(ofLowestDimension(results).get(0)), rounds(FIRST_DECADE, results),
                Axis.linear("Growth exponent of R_{t}", 0, 1.2), List.of(), layers,
                "Slope of log R_{t} over each decade, " + (layers.stream().anyMatch(Bars.class::isInstance)
                        ? "with 95% bootstrap intervals over whole runs" : "of too few runs for intervals") + ". Dashed, in the same colours: slope "
                        + "p + q/log t of the order t^{p} (log t)^{q} that theory bounds R_{t} by. A grid has a best arm; once it is found, "
                        + "the slope falls to 0. Share of its plays in the last decade: " + bestArms(ofLowestDimension(results)) + "."));
    }

    private static String bestArms(List<Map<String, String>> results) {
        return String.join(", ", results.stream().map(result -> label(result) + " "
                + PlainDouble.percent(Table.number(result, "decade_best_arm"), 3)).toList());
    }

    private static Axis rounds(int from, List<Map<String, String>> results) {
        return Axis.logarithmic(AxisLabels.ROUND, from, Math.max(2 * from, Integer.parseInt(results.get(0).get("horizon"))));
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
