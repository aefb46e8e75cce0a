package io.github.regretbench.figure;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.FigureSettings;
import io.github.regretbench.experiment.ResultFolder;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Mean average regret with bands as a PGFPlots picture: NAME.tex and, for each policy, the curve NAME-POLICY.dat and the outline of
 * its band, NAME-POLICY-band.dat. Axes are the experiment's figure's; without one, rounds are on a logarithmic axis.
 */
public final class CurvePlot {
    static final String SCHEMA = "regretbench/pgfplots/1";
    /** Of the plot area, in points of TeX; the width follows the line. */
    private static final int HEIGHT = 150;
    private static final int WIDTH = 220;
    private static final double LABEL_SPACING = 9;
    private static final double LEFT_OF_AXES = 56;
    /** A letter of scriptsize, at most on average. */
    private static final double LETTER = 4.4;
    /** Rounds nearer than this share of the axis are left out: TeX reads slowly and print shows no more. */
    private static final double LEAST_STEP = 1 / 400.0;
    /** The first rounds, where curves move, are all there. */
    private static final int EXACT_POINTS = 10;
    private static final int MARKERS_A_CURVE = 5;
    /** Share of the axis without marks: all curves start close together. */
    private static final double UNMARKED = 0.12;
    /** Above the highest band, where no figure says where the axis ends. */
    private static final double HEADROOM = 1.05;

    private final Experiment experiment;
    private final String intervals;
    private final List<RegretCurve> curves;
    private final Map<String, PolicyStyle> styles;
    private final PanelGeometry plot;

    private CurvePlot(ResultFolder folder) {
        experiment = folder.experiment();
        intervals = folder.intervals();
        curves = ExperimentFigures.curves(folder);
        styles = PolicyStyle.distinct(curves.stream().map(RegretCurve::policy).toList());
        Axis rounds = experiment.figure().map(f -> Axis.linear("", 0, f.rounds()))
                .orElseGet(() -> Axis.logarithmic("", 1, Math.max(2, experiment.horizon())));
        double top = experiment.figure().map(f -> ExperimentFigures.regretAxis(f, curves)).orElseGet(() -> HEADROOM
                * curves.stream().flatMap(c -> c.upper().stream()).mapToDouble(Double::doubleValue).max().orElseThrow());
        plot = new PanelGeometry(WIDTH, HEIGHT, rounds, Axis.linear("", 0, top > 0 ? top : 1));
    }

    /**
     * Writes the picture.
     *
     * @param folder results
     * @param directory where to
     * @throws BadInputException when no part of a curve lies between the axes
     */
    public static void write(ResultFolder folder, Path directory) throws IOException {
        new CurvePlot(folder).write(directory);
    }

    private void write(Path directory) throws IOException {
        for (RegretCurve curve : curves) {
            text(directory.resolve(file(curve, "")), table(curve));
            if (hasBand(curve)) {
                text(directory.resolve(file(curve, "-band")), band(curve));
            }
        }
        text(directory.resolve(experiment.name() + ".tex"), picture());
    }

    private static void text(Path file, String content) throws IOException {
        AtomicFile.write(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    private String file(RegretCurve curve, String what) {
        return experiment.name() + "-" + curve.policy() + what + ".dat";
    }

    private static boolean hasBand(RegretCurve curve) {
        return !curve.lower().equals(curve.upper());
    }

    /** Indices of the rounds on the axis that print can show, and of the next beyond its end. */
    private List<Integer> shown(RegretCurve curve) {
        List<Integer> shown = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        int n = curve.rounds().size();
        for (int i = 0; i < n; i++) {
            double at = plot.xAxis().fraction(curve.rounds().get(i));
            if (i < EXACT_POINTS || i == n - 1 || at - last >= LEAST_STEP || at >= 1) {
                shown.add(i);
                last = at;
            }
            if (at >= 1) {
                break;
            }
        }
        return shown;
    }

    private String table(RegretCurve curve) {
        StringBuilder table = new StringBuilder("# ").append(SCHEMA).append("\nt mean lower upper\n");
        for (int i : shown(curve)) {
            table.append(curve.rounds().get(i));
            for (double value : new double[] {curve.mean().get(i), curve.lower().get(i), curve.upper().get(i)}) {
                table.append(' ').append(PlainDouble.format(value));
            }
            table.append('\n');
        }
        return table.toString();
    }

    /** Along the upper end of the band to the right, then along the lower end back. */
    private String band(RegretCurve curve) {
        StringBuilder outline = new StringBuilder("# ").append(SCHEMA).append("\nt regret\n");
        List<Integer> shown = shown(curve);
        for (int i : shown) {
            outline.append(curve.rounds().get(i)).append(' ').append(PlainDouble.format(curve.upper().get(i))).append('\n');
        }
        for (int k = shown.size() - 1; k >= 0; k--) {
            outline.append(curve.rounds().get(shown.get(k))).append(' ').append(PlainDouble.format(curve.lower().get(shown.get(k))))
                    .append('\n');
        }
        return outline.toString();
    }

    private String picture() {
        String bands = experiment.trials() == 1 ? "one run"
                : experiment.trials() + " runs; bands: " + intervals;
        StringBuilder tex = new StringBuilder("""
                %% %s: mean average regret of %s, %s
                %% Needs \\usepackage{pgfplots}. The data files are looked for in \\regretbenchdata, which ends in a slash.
                \\providecommand{\\regretbenchdata}{}
                \\begin{tikzpicture}
                """.formatted(SCHEMA, experiment.name(), bands));
        for (int i = 0; i < curves.size(); i++) {
            Color colour = styles.get(curves.get(i).policy()).colour();
            tex.append(colour("regretbench" + i, colour)).append(colour("regretbenchtext" + i, Palette.readable(colour)));
        }
        tex.append(axis());
        for (int i = 0; i < curves.size(); i++) {
            if (hasBand(curves.get(i))) {
                tex.append("\\addplot[draw=none, fill=regretbench%s, fill opacity=0.16] table[x=t, y=regret] {\\regretbenchdata %s};\n"
                        .formatted(i, file(curves.get(i), "-band")));
            }
        }
        for (int i = 0; i < curves.size(); i++) {
            tex.append(curve(i));
        }
        labels(tex);
        return tex.append("\\end{axis}\n\\end{tikzpicture}%\n").toString();
    }

    /** What the numbers at the left and the labels at the right take of the line. */
    private long beside() {
        int longest = curves.stream().mapToInt(c -> c.label().length()).max().orElseThrow();
        return Math.round(LEFT_OF_AXES + longest * LETTER);
    }

    private static String colour(String name, Color colour) {
        String hex = Integer.toHexString(colour.getRGB()).substring(2).toUpperCase(Locale.ROOT);
        return "\\definecolor{%s}{HTML}{%s}\n".formatted(name, hex);
    }

    private String axis() {
        String unit = experiment.figure().map(FigureSettings::unit).orElse("");
        String title = experiment.figure().map(f -> "title={" + LatexText.of(f.title()) + "}, title style={font=\\small},").orElse("");
        return """
                \\begin{axis}[scale only axis, width=\\linewidth-%spt, height=%spt, clip mode=individual, %s
                  xlabel={Round $t$}, ylabel={Mean average regret $R_t/t$%s}, xmin=%s, xmax=%s, ymin=0, ymax=%s,%s
                  axis lines=left, axis line style={-}, tick align=outside, label style={font=\\small},
                  tick label style={font=\\small}, scaled ticks=false, yticklabel style={/pgf/number format/fixed}]
                """.formatted(beside(), HEIGHT, title, unit.isEmpty() ? "" : " (" + LatexText.of(unit) + ")",
                PlainDouble.format(plot.xAxis().from()), PlainDouble.format(plot.xAxis().to()), PlainDouble.format(plot.yAxis().to()),
                experiment.figure().isPresent() ? "" : " xmode=log, log ticks with fixed point, xtick={" + powersOfTen() + "},");
    }

    private String powersOfTen() {
        StringBuilder powers = new StringBuilder("1");
        for (long power = 10; power <= experiment.horizon(); power *= 10) {
            powers.append(',').append(power);
        }
        return powers.toString();
    }

    /** Which of the points shown have a mark, from 1: evenly along the axis, each curve's between those of the others. */
    private String marked(int curve) {
        List<Double> shares = shown(curves.get(curve)).stream().map(i -> plot.xAxis().fraction(curves.get(curve).rounds().get(i))).toList();
        StringBuilder marked = new StringBuilder();
        for (int k = 0; k < MARKERS_A_CURVE; k++) {
            double share = UNMARKED + (1 - UNMARKED) * (k + (curve + 0.5) / curves.size()) / MARKERS_A_CURVE;
            int nearest = 0;
            for (int i = 0; i < shares.size(); i++) {
                nearest = Math.abs(shares.get(i) - share) < Math.abs(shares.get(nearest) - share) ? i : nearest;
            }
            marked.append(k == 0 ? "" : ",").append(nearest + 1);
        }
        return marked.toString();
    }

    private String curve(int i) {
        PolicyStyle style = styles.get(curves.get(i).policy());
        String mark = switch (style.marker()) {
            case CIRCLE -> "*";
            case SQUARE -> "square*";
            case DIAMOND -> "diamond*";
            case UP, DOWN -> "triangle*";
            case CROSS -> "x";
        };
        String options = "solid, fill=" + (style.hollow() ? "white" : "regretbench" + i)
                + (style.marker() == Marker.DOWN ? ", rotate=180" : "");
        return """
                \\addplot[regretbench%s, line width=%spt, %smark=%s, mark size=1.6pt, mark indices={%s}, mark options={%s}]
                  table[x=t, y=mean] {\\regretbenchdata %s};
                """.formatted(i, PlainDouble.format(Math.round(50 * style.lineWidth() + 20) / 100.0), pattern(style.dash()), mark, marked(i), options,
                file(curves.get(i), ""));
    }

    /** As an option with a comma; empty for a solid line. */
    private static String pattern(List<Float> dash) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < dash.size(); i++) {
            pattern.append(i % 2 == 0 ? "on " : "off ").append(PlainDouble.format(dash.get(i))).append("pt ");
        }
        return dash.isEmpty() ? "" : "dash pattern=" + pattern.toString().strip() + ", ";
    }

    /** Beside the ends of the curves, moved apart where they are near, with a line from the end to the label. */
    private void labels(StringBuilder tex) {
        List<Double> heights = new ArrayList<>();
        try {
            for (RegretCurve curve : curves) {
                List<Double> x = curve.rounds().stream().map(Integer::doubleValue).toList();
                Point2D end = plot.visibleEnd(Line.solid(curve.label(), x, curve.mean(), styles.get(curve.policy()).colour(), 1));
                heights.add(HEIGHT - end.getY());
            }
            List<Double> placed = LabelLayout.place(heights, LABEL_SPACING, 0, HEIGHT);
            for (int i = 0; i < curves.size(); i++) {
                tex.append("""
                        \\draw[regretbenchtext%s, line width=0.3pt] (axis description cs:1.005,%s) -- (axis description cs:1.03,%s)
                          node[anchor=west, inner xsep=1pt, inner ysep=0pt, font=\\scriptsize] {%s};
                        """.formatted(i, share(heights.get(i)), share(placed.get(i)), LatexText.of(curves.get(i).label())));
            }
        } catch (IllegalArgumentException e) {
            throw new BadInputException("the curves of %s cannot be drawn: %s; correct 'figure' in the experiment".formatted(
                    experiment.name(), e.getMessage()), e);
        }
    }

    private static String share(double height) {
        return new BigDecimal(height / HEIGHT).setScale(4, RoundingMode.HALF_EVEN).toPlainString();
    }
}
