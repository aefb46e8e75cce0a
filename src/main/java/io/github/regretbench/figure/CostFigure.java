package io.github.regretbench.figure;

import io.github.regretbench.experiment.CostCurves;
import io.github.regretbench.experiment.CostCurves.Curve;
import io.github.regretbench.experiment.CostCurves.Point;
import io.github.regretbench.experiment.CostCurves.Varied;
import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cost of one more observation against the sizes of the problem, on logarithmic axes. */
public final class CostFigure {
    private static final String NAME = "cost";
    private static final double MARKER_RADIUS = 1.9;

    /** How a form looks. */
    private record Style(Color colour, Marker marker) {
    }

    private static final Map<String, Style> STYLES = Map.of(
            "features", new Style(Palette.BLUE, Marker.CIRCLE),
            "distinct arms", new Style(Palette.VERMILION, Marker.SQUARE),
            "one row per round", new Style(Palette.GREEN, Marker.UP));

    private CostFigure() {
    }

    /**
     * Draws the figure as SVG, PDF and PNG.
     *
     * @param directory where to; made when missing
     * @return the files, SVG first
     */
    public static List<Path> draw(CostCurves costs, Path directory) throws IOException {
        return Figure.of(panels(costs)).write(directory, NAME);
    }

    static List<Panel> panels(CostCurves costs) {
        return List.of(
                panel(costs, "a  Cost against the number of arms", "Arms n", Set.of(Varied.ARMS), "t = 1000, r = 20."),
                panel(costs, "b  Cost against the number of observations", "Observations t", Set.of(Varied.OBSERVATIONS),
                        "n\u00A0=\u00A01000; features: r\u00A0=\u00A020; distinct arms: m\u00A0=\u00A060."),
                panel(costs, "c  Cost against rank and distinct arms", "Rank r, distinct arms m",
                        Set.of(Varied.RANK, Varied.DISTINCT_ARMS), "n = 1000, t = 1000."));
    }

    private static Panel panel(CostCurves costs, String title, String size, Set<Varied> varied, String fixed) {
        List<Layer> layers = new ArrayList<>();
        List<Double> sizes = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        for (Curve curve : costs.curves()) {
            if (!varied.contains(curve.varied())) {
                continue;
            }
            Style style = STYLES.get(curve.form());
            List<Double> x = curve.points().stream().map(Point::x).toList();
            List<Double> floor = curve.points().stream().map(p -> costs.floor(p.bytes())).toList();
            List<Double> measured = curve.points().stream().map(p -> p.microseconds().estimate()).toList();
            layers.add(new Line("", x, floor, style.colour(), 0.7f, Line.DASHED));
            String exponents = "%s (%s)".formatted(rounded(curve.exponent().estimate(), 2), rounded(curve.predicted(), 0));
            layers.add(Line.solid(curve.form() + ": " + exponents, x, x.stream().map(curve::fitted).toList(), style.colour(), 1.1f));
            layers.add(new Marks(x, measured, style.marker(), MARKER_RADIUS, style.colour(), Color.WHITE, 0.5f));
            sizes.addAll(x);
            times.addAll(floor);
            times.addAll(measured);
        }
        Axis time = Axis.logarithmic("Time per update (µs)", decade(least(times), RoundingMode.FLOOR),
                decade(most(times), RoundingMode.CEILING));
        return new Panel(title, Axis.logarithmic(size, least(sizes) / 1.25, most(sizes) * 1.25), time, List.of(), layers,
                "Beside the lines: fitted exponent (predicted). Dashed: reading the rows of the form at the measured bandwidth. " + fixed);
    }

    private static double least(List<Double> values) {
        return values.stream().min(Double::compare).orElseThrow();
    }

    private static double most(List<Double> values) {
        return values.stream().max(Double::compare).orElseThrow();
    }

    private static double decade(double value, RoundingMode mode) {
        return StrictMath.pow(10, BigDecimal.valueOf(StrictMath.log10(value)).setScale(0, mode).intValue());
    }

    private static String rounded(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString().replace('-', '\u2212');
    }
}
