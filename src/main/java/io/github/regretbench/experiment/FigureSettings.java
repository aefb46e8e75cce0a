package io.github.regretbench.experiment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The figure of mean average regret against rounds that an experiment's results are drawn as.
 *
 * @param title above the axes
 * @param unit of the objective, empty when it has none
 * @param rounds the end of the horizontal axis
 * @param regret the end of the vertical axis
 * @param paperPanel the panel of the paper's Figure 5 to draw behind, "5a", "5b" or "5c"
 * @param distanceAt the rounds at which the distance from the paper's curves is taken
 */
public record FigureSettings(String title, String unit, int rounds, double regret, Optional<String> paperPanel,
        List<Integer> distanceAt) {

    /** @throws IllegalArgumentException unless both axes have a positive end and the paper has the panel and points at the rounds */
    public FigureSettings {
        distanceAt = List.copyOf(distanceAt);
        if (rounds < 2 || !(regret > 0 && regret < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a figure needs 'rounds' of at least 2 and 'regret' > 0");
        }
        if (paperPanel.isPresent() == distanceAt.isEmpty()) {
            throw new IllegalArgumentException("'paperPanel' and 'distanceAt' are given together or not at all");
        }
        if (paperPanel.isPresent()) {
            Set<Integer> known = new TreeSet<>();
            PaperCurves.panel(paperPanel.get()).values().forEach(curve -> curve.forEach(point -> known.add(point.round())));
            if (!known.containsAll(distanceAt)) {
                throw new IllegalArgumentException("'distanceAt' is %s; expected some of the rounds %s at which panel %s was read"
                        .formatted(distanceAt, known, paperPanel.get()));
            }
        }
    }
}
