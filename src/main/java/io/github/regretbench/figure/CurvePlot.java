package io.github.regretbench.figure;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.FigureSettings;
import io.github.regretbench.experiment.ResultFolder;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Mean average regret with bands as a PGFPlots picture: NAME.tex and, for each policy, the curve NAME-POLICY.dat and the outline of its band
 * NAME-POLICY-band.dat. Axes are the experiment's figure's; without one, rounds are on a logarithmic axis.
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
    private final List<RegretCurve> curves;
    private final PanelGeometry plot;

    private CurvePlot(ResultFolder folder) {
        experiment = folder.experiment();
        curves = ExperimentFigures.curves(folder);
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
        StringBuilder tex = new StringBuilder("% ").append(SCHEMA).append(": mean average regret of ").append(experiment.name()).append(", ");
        tex.append(experiment.trials() == 1 ? "one run" : experiment.trials() + " runs; bands: "
                + experiment.intervals().description()).append("\n% Needs \\usepackage{pgfplots}. The data files are looked for in ");
        tex.append("\\regretbenchdata, which ends in a slash.\n\\providecommand{\\regretbenchdata}{}\n")
                .append("\\begin{tikzpicture}\n");
        for (int i = 0; i < curves.size(); i++) {
            PolicyStyle style = PolicyStyle.of(curves.get(i).policy());
            colour(tex, "regretbench" + i, style.colour().getRGB());
            colour(tex, "regretbenchtext" + i, Palette.readable(style.colour()).getRGB());
        }
        axis(tex);
        for (int i = 0; i < curves.size(); i++) {
            if (hasBand(curves.get(i))) {
                tex.append("\\addplot[draw=none, fill=regretbench").append(i).append(", fill opacity=0.16, forget plot] table[x=t, y=regret] {")
                        .append("\\regretbenchdata ").append(file(curves.get(i), "-band")).append("};\n");
            }
        }
        for (int i = 0; i < curves.size(); i++) {
            curve(tex, i);
        }
        labels(tex);
        return tex.append("\\end{axis}\n\\end{tikzpicture}%\n").toString();
    }

    /** What the numbers at the left and the labels at the right take of the line. */
    private long beside() {
        int longest = curves.stream().mapToInt(c -> c.label().length()).max().orElseThrow();
        return Math.round(LEFT_OF_AXES + longest * LETTER);
    }

    private static void colour(StringBuilder tex, String name, int rgb) {
        String hex = Integer.toHexString(rgb & 0xffffff).toUpperCase(Locale.ROOT);
        tex.append("\\definecolor{").append(name).append("}{HTML}{").append("0".repeat(6 - hex.length())).append(hex).append("}\n");
    }

    private void axis(StringBuilder tex) {
        String unit = experiment.figure().map(FigureSettings::unit).filter(u -> !u.isEmpty()).map(u -> " (" + LatexText.of(u) + ")").orElse("");
        tex.append("\\begin{axis}[scale only axis, width=\\linewidth-").append(beside()).append("pt, height=").append(HEIGHT).append("pt, clip mode=individual,\n")
                .append("  xlabel={Rounds $t$}, ylabel={Mean average regret $R_t/t$").append(unit).append("},\n");
        experiment.figure().ifPresent(f -> tex.append("  title={").append(LatexText.of(f.title())).append("}, title style={font=\\small},\n"));
        tex.append("  xmin=").append(PlainDouble.format(plot.xAxis().from())).append(", xmax=").append(PlainDouble.format(plot.xAxis().to()))
                .append(", ymin=0, ymax=").append(PlainDouble.format(plot.yAxis().to()))
                .append(experiment.figure().isEmpty() ? ", xmode=log, log ticks with fixed point, xtick={" + powersOfTen() + "}" : "")
                .append(",\n  axis lines=left, axis line style={-}, tick align=outside, label style={font=\\small}, tick label style={font=\\small},\n")
                .append("  scaled ticks=false, yticklabel style={/pgf/number format/fixed}]\n");
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

    private void curve(StringBuilder tex, int i) {
        RegretCurve curve = curves.get(i);
        PolicyStyle style = PolicyStyle.of(curve.policy());
        String mark = switch (style.marker()) {
            case CIRCLE -> "*";
            case SQUARE -> "square*";
            case DIAMOND -> "diamond*";
            case UP, DOWN -> "triangle*";
            case CROSS -> "x";
        };
        tex.append("\\addplot[regretbench").append(i).append(", line width=").append(PlainDouble.format(Math.round(50 * style.lineWidth() + 20) / 100.0))
                .append("pt, mark=").append(mark).append(", mark size=1.6pt, mark indices={").append(marked(i))
                .append("}, mark options={solid, fill=")
                .append(style.hollow() ? "white" : "regretbench" + i).append(style.marker() == Marker.DOWN ? ", rotate=180" : "")
                .append("}] table[x=t, y=mean] {\\regretbenchdata ").append(file(curve, "")).append("};\n");
    }

    /** Beside the ends of the curves, moved apart where they are near, with a line from the end to the label. */
    private void labels(StringBuilder tex) {
        List<Double> heights = new ArrayList<>();
        try {
            for (RegretCurve curve : curves) {
                List<Double> x = curve.rounds().stream().map(Integer::doubleValue).toList();
                Point2D end = plot.visibleEnd(Line.solid(curve.label(), x, curve.mean(), PolicyStyle.of(curve.policy()).colour(), 1));
                heights.add(HEIGHT - end.getY());
            }
            List<Double> placed = LabelLayout.place(heights, LABEL_SPACING, 0, HEIGHT);
            for (int i = 0; i < curves.size(); i++) {
                tex.append("\\draw[regretbenchtext").append(i).append(", line width=0.3pt] (axis description cs:1.005,")
                        .append(share(heights.get(i))).append(") -- (axis description cs:1.03,").append(share(placed.get(i)))
                        .append(") node[anchor=west, inner xsep=1pt, inner ysep=0pt, font=\\scriptsize, text=regretbenchtext").append(i)
                        .append("] {").append(LatexText.of(curves.get(i).label())).append("};\n");
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
