package io.github.regretbench.report;

import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.MeanCurves;
import io.github.regretbench.experiment.MeanCurves.Quantity;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.statistics.Interval;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of one experiment, as one of several or by itself.
 *
 * @param labels what tells it from the others, by axis; in the order of the axes
 * @param folder where the results are
 * @param experiment what was run
 * @param curves its mean curves
 */
record Cell(Map<String, String> labels, ResultFolder folder, Experiment experiment, MeanCurves curves) {

    /** Copies the labels, keeping their order. */
    Cell {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** For people: the labels of all axes. */
    String name() {
        return String.join(" · ", labels.values());
    }

    /** Of the objective, in brackets after a blank; empty when it has none. */
    String unit() {
        return experiment.figure().map(figure -> figure.unit().isEmpty() ? "" : " (" + figure.unit() + ")").orElse("");
    }

    /** The mean at the last round, nothing for a policy that did not play. */
    Optional<Interval> last(String policy, Quantity quantity) {
        return Optional.ofNullable(curves.curves().get(policy)).map(curve -> curve.get(quantity)).map(Cell::last);
    }

    private static Interval last(List<Interval> points) {
        return points.get(points.size() - 1);
    }
}
