package io.github.regretbench.figure;

import io.github.regretbench.experiment.PaperCurves;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One panel of Figure 5: curves of ours over the paper's own. Both axes start at 0; what lies beyond their ends is
 * clipped. In every text U+209C (subscript t) is set as a lowered t.
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
                throw new IllegalArgumentException("panel '" + title + "': expected one curve a policy, got two of "
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
}
