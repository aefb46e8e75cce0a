package io.github.regretbench.figure;

import io.github.regretbench.experiment.Illustration;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws Figures 2, 3 and 4 of the paper from the files of their {@link Illustration}. */
public final class IllustrationFigures {
    private static final Color NONE = new Color(255, 255, 255, 0);
    private static final Color BAND_GREY = new Color(0xD9D9D9);
    private static final List<Color> FUNCTIONS = List.of(Palette.BLUE, Palette.VERMILION, Palette.GREEN, Palette.PURPLE);
    /** Degrees between isolines. */
    private static final double ISOLINE_STEP = 0.5;

    /** How a kernel looks in Figure 3. */
    private record KernelStyle(String label, Color colour, Marker marker) {
    }

    private static final Map<String, KernelStyle> KERNELS = Map.of(
            "independent", new KernelStyle("independent", Palette.DARK_GREY, Marker.SQUARE),
            "linear", new KernelStyle("linear, d = 4", Palette.ORANGE, Marker.DIAMOND),
            "se", new KernelStyle("squared exp.", Palette.BLUE, Marker.CIRCLE),
            "matern", new KernelStyle("Matérn, ν = 2.5", Palette.GREEN, Marker.UP));

    private IllustrationFigures() {
    }

    /**
     * Draws an illustration as SVG, PDF and PNG.
     *
     * @param folder its files
     * @param directory where to; made when missing
     * @return the files, SVG first
     */
    public static List<Path> draw(Illustration illustration, ResultFolder folder, Path directory) throws IOException {
        return Figure.of(List.of(panel(illustration.name(), folder))).write(directory, illustration.name());
    }

    static Panel panel(String name, ResultFolder folder) {
        return switch (name) {
            case "fig2a" -> temperatures(folder);
            case "fig2b" -> round("b  GP-UCB samples where it is uncertain", folder);
            case "fig2c" -> round("c  GP-UCB samples where the mean is high", folder);
            case "fig3a" -> eigenvalues(folder);
            case "fig3b" -> gains(folder);
            case "fig4a" -> functions("a  Bayesian linear regression", folder);
            case "fig4b" -> functions("b  Squared-exponential kernel", folder);
            case "fig4c" -> functions("c  Matérn kernel, ν = 2.5", folder);
            default -> throw new IllegalArgumentException("no figure is known for " + name);
        };
    }

    private static Panel temperatures(ResultFolder folder) {
        List<Map<String, String>> surface = folder.read("surface.csv").rows();
        List<Map<String, String>> sensors = folder.read("sensors.csv").rows();
        List<Double> x = column(surface, "x").stream().distinct().toList();
        List<Double> y = column(surface, "y").stream().distinct().toList();
        List<Double> temperatures = column(surface, "temperature");
        return new Panel("a  Temperature over the floor of the laboratory", Axis.linear("x (m)", x.get(0), x.get(x.size() - 1)),
                Axis.linear("y (m)", y.get(0), y.get(y.size() - 1)), List.of(),
                List.of(new Surface(x, y, temperatures, Surface.levels(temperatures, ISOLINE_STEP), "°C"),
                        new Marks(column(sensors, "x"), column(sensors, "y"), Marker.CIRCLE, 1.6, Color.WHITE, Color.BLACK, 0.5f)),
                "Dots: sensors. " + Illustration.setUp(folder));
    }

    private static Panel round(String title, ResultFolder folder) {
        List<Map<String, String>> curves = folder.read("curves.csv").rows();
        List<Map<String, String>> samples = folder.read("samples.csv").rows();
        List<Map<String, String>> next = folder.read("next.csv").rows();
        List<Double> x = column(curves, "x");
        return new Panel(title, Axis.linear("x", -6, 6), Axis.linear("f(x)", -5, 5),
                List.of(new Band(x, column(curves, "lower"), column(curves, "upper"), BAND_GREY)),
                List.of(new Line("mean", x, column(curves, "mean"), Palette.GREY, 1.1f, Line.DASHED),
                        Line.solid("f", x, column(curves, "f"), Color.BLACK, 1.1f),
                        new Marks(column(samples, "x"), column(samples, "y"), Marker.CROSS, 2.4, NONE, Palette.BLUE, 1.1f),
                        new Marks(column(next, "x"), column(next, "upper"), Marker.CIRCLE, 3.4, NONE, Palette.VERMILION, 1.4f)),
                "Band: mean ± √β_{t} standard deviations. Crosses: past samples. Circle: the next one, where the band’s upper end is "
                        + "highest. " + Illustration.setUp(folder));
    }

    private static Panel eigenvalues(ResultFolder folder) {
        List<Layer> layers = new ArrayList<>();
        byKey(folder.read("eigenvalues.csv"), "kernel").forEach((kernel, rows) -> {
            KernelStyle style = KERNELS.get(kernel);
            List<Double> rank = column(rows, "rank");
            List<Double> eigenvalue = column(rows, "eigenvalue");
            layers.add(Line.solid(style.label(), rank, eigenvalue, style.colour(), 1.1f));
            layers.add(new Marks(rank, eigenvalue, style.marker(), 1.7, style.colour(), style.colour(), 0.3f));
        });
        return new Panel("a  Spectra of kernels of equal trace", Axis.linear("Rank", 0, 20), Axis.linear("Eigenvalue", 0, 15), List.of(),
                layers, "Squares: independent; diamonds: linear; circles: squared exponential; triangles: Matérn. "
                        + Illustration.setUp(folder));
    }

    private static Panel gains(ResultFolder folder) {
        List<Band> bands = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        byKey(folder.read("gain.csv"), "kernel").forEach((kernel, rows) -> {
            KernelStyle style = KERNELS.get(kernel);
            List<Double> t = column(rows, "t");
            bands.add(new Band(t, column(rows, "lower"), column(rows, "upper"), style.colour()));
            layers.add(Line.solid(style.label(), t, column(rows, "upper"), style.colour(), 0.9f));
            layers.add(new Line("", t, column(rows, "equation_8"), style.colour(), 0.9f, Line.DASHED));
        });
        return new Panel("b  Bounds on the information gain", Axis.linear("Rounds T", 0, 50), Axis.linear("γ_{T} (nats)", 0, 250), bands, layers,
                "Solid, with bands where they are wide enough to see: certified lower and upper bounds. Dashed: eq. 8 of the paper, with "
                        + "its factor 1/(1 − 1/e), in the same order. " + Illustration.setUp(folder));
    }

    /** Axes as in the paper, or as long as the functions need. */
    private static Panel functions(String title, ResultFolder folder) {
        Table table = folder.read("functions.csv");
        List<Double> all = column(table.rows(), "f");
        double lowest = Math.min(-2, Math.floor(all.stream().min(Double::compare).orElseThrow()));
        double highest = Math.max(2, Math.ceil(all.stream().max(Double::compare).orElseThrow()));
        List<Layer> layers = new ArrayList<>();
        byKey(table, "function").forEach((function, rows) -> layers.add(new Line("", column(rows, "x"), column(rows, "f"),
                FUNCTIONS.get(layers.size() % FUNCTIONS.size()), 1.1f, Line.DISTINCT.get(layers.size() % Line.DISTINCT.size()))));
        return new Panel(title, Axis.linear("x", 0, 1), Axis.linear("f(x)", lowest, highest), List.of(), layers,
                Illustration.setUp(folder));
    }

    private static List<Double> column(List<Map<String, String>> rows, String column) {
        return rows.stream().map(row -> Table.number(row, column)).toList();
    }

    private static Map<String, List<Map<String, String>>> byKey(Table table, String column) {
        Map<String, List<Map<String, String>>> groups = new LinkedHashMap<>();
        table.rows().forEach(row -> groups.computeIfAbsent(row.get(column), key -> new ArrayList<>()).add(row));
        return groups;
    }
}
