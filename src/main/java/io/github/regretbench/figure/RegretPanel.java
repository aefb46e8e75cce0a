package io.github.regretbench.figure;

import io.github.regretbench.experiment.PaperCurves;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * One panel of Figure 5: curves of ours over the paper's own. Both axes start at 0; what lies beyond their ends is
 * clipped. Texts as in {@link Panel}.
 *
 * @param title text above the panel
 * @param xLabel text below the x axis
 * @param yLabel text beside the y axis, with its unit
 * @param xMax last round of the x axis
 * @param yMax end of the y axis
 * @param curves our curves, one a policy, each with at least one point inside the axes
 * @param paper the paper's curves by policy, drawn thin, dashed and behind ours; may be empty
 * @param note text under the panel, such as what bands and dashes mean; wrapped; may be empty
 */
public record RegretPanel(String title, String xLabel, String yLabel, double xMax, double yMax, List<RegretCurve> curves,
        Map<String, List<PaperCurves.Point>> paper, String note) {

    /** Label of the y axis without a unit: "Mean average regret R_t/t". */
    public static final String MEAN_AVERAGE_REGRET = "Mean average regret R\u209c/t";

    private static final int MARKERS_A_CURVE = 5;
    /** Share of a curve's rounds without markers: all curves start close together. */
    private static final double UNMARKED = 0.12;
    private static final float PAPER_WIDTH = 0.7f;

    /** Copies the collections and checks the values. */
    public RegretPanel {
        if (!(xMax > 0 && yMax > 0 && Double.isFinite(xMax) && Double.isFinite(yMax))) {
            throw new IllegalArgumentException("panel '" + title + "': expected positive finite axis ends, got x " + xMax
                    + " and y " + yMax);
        }
        curves = List.copyOf(curves);
        if (curves.isEmpty()) {
            throw new IllegalArgumentException("panel '" + title + "': expected at least one curve, got none");
        }
        Set<String> policies = new HashSet<>();
        for (RegretCurve curve : curves) {
            if (!policies.add(curve.policy())) {
                throw new IllegalArgumentException("panel '" + title + "': expected one curve per policy, got two of "
                        + curve.policy());
            }
        }
        Map<String, List<PaperCurves.Point>> sorted = new TreeMap<>();
        paper.forEach((policy, points) -> sorted.put(policy, List.copyOf(points)));
        sorted.forEach((policy, points) -> {
            if (points.isEmpty()) {
                throw new IllegalArgumentException("panel '" + title + "': the paper's curve " + policy + " has no points");
            }
        });
        paper = Collections.unmodifiableMap(sorted);
    }

    /** What is drawn: bands, the paper's curves, ours with the widest line on top, then markers. */
    Panel panel() {
        Map<String, PolicyStyle> styles = PolicyStyle.distinct(curves.stream().map(RegretCurve::policy).toList());
        List<Band> bands = curves.stream().map(curve -> Band.around(rounds(curve), curve.lower(), curve.upper(),
                styles.get(curve.policy()).colour())).toList();
        List<Layer> layers = new ArrayList<>();
        paper.forEach((policy, points) -> layers.add(new Line("", points.stream().map(p -> (double) p.round()).toList(),
                points.stream().map(PaperCurves.Point::meanAverageRegret).toList(), styles.getOrDefault(policy, PolicyStyle.of(policy)).colour(), PAPER_WIDTH,
                Line.DASHED)));
        Comparator<RegretCurve> byWidth = Comparator.comparing(curve -> styles.get(curve.policy()).lineWidth());
        for (RegretCurve curve : curves.stream().sorted(byWidth).toList()) {
            PolicyStyle style = styles.get(curve.policy());
            layers.add(style.line(curve.label(), rounds(curve), curve.mean()));
        }
        for (int i = curves.size() - 1; i >= 0; i--) {
            layers.add(markers(curves.get(i), styles.get(curves.get(i).policy()), (i + 0.5) / curves.size()));
        }
        return new Panel(title, Axis.linear(xLabel, 0, xMax), Axis.linear(yLabel, 0, yMax), bands, layers, note);
    }

    private static List<Double> rounds(RegretCurve curve) {
        return curve.rounds().stream().map(Integer::doubleValue).toList();
    }

    /** Markers on some of a curve's points; {@code phase} in 0..1 keeps those of different curves apart. */
    private Marks markers(RegretCurve curve, PolicyStyle style, double phase) {
        double end = Math.min(xMax, curve.rounds().get(curve.rounds().size() - 1));
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int k = 0; k < MARKERS_A_CURVE; k++) {
            double round = end * (UNMARKED + (1 - UNMARKED) * (k + phase) / MARKERS_A_CURVE);
            int i = IntStream.range(0, curve.rounds().size()).boxed()
                    .min(Comparator.comparing(j -> Math.abs(curve.rounds().get(j) - round))).orElseThrow();
            x.add((double) curve.rounds().get(i));
            y.add(curve.mean().get(i));
        }
        return style.marks(x, y);
    }
}
