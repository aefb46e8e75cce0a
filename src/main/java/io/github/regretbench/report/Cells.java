package io.github.regretbench.report;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.experiment.MeanCurves;
import io.github.regretbench.experiment.PolicyLabels;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * All results of a report.
 *
 * @param name the suite's or the experiment's, several joined by " and "
 * @param axes what cells differ in
 * @param cells at least one
 */
record Cells(String name, List<String> axes, List<Cell> cells) {
    /** The axis of results that do not come from one suite. */
    private static final String EXPERIMENT = "experiment";
    /** More points than this cannot be told apart on a screen. */
    private static final int MOST_POINTS = 200;
    /** Fewer would show as corners. */
    private static final int FEWEST_POINTS = 40;
    /** Points of all curves together: 9 numbers of about 9 bytes each, hence about a megabyte. */
    private static final int ALL_POINTS = 10_000;

    /** A folder of results and what tells it from the others. */
    private record Found(Map<String, String> labels, ResultFolder folder) {
    }

    /** Copies the lists. */
    Cells {
        axes = List.copyOf(axes);
        cells = List.copyOf(cells);
    }

    /**
     * Reads results.
     *
     * @param paths folders of experiments, or of suites
     * @throws BadInputException when one holds no finished results, or two are of experiments of one name
     */
    static Cells read(List<Path> paths) {
        List<Found> found = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Path path : paths) {
            Suite.results(path).forEach((cell, folder) -> found.add(new Found(cell.labels(), folder)));
            names.add(path.toAbsolutePath().normalize().getFileName().toString());
        }
        requireDifferent(found);
        List<String> axes = paths.size() == 1 ? varying(found) : List.of();
        int curves = found.stream().mapToInt(each -> each.folder().experiment().policies().size()).sum();
        int points = Math.max(FEWEST_POINTS, Math.min(MOST_POINTS, ALL_POINTS / curves));
        List<Cell> cells = new ArrayList<>();
        for (Found each : found) {
            Map<String, String> labels = new LinkedHashMap<>();
            axes.forEach(axis -> labels.put(axis, each.labels().get(axis)));
            if (axes.isEmpty()) {
                labels.put(EXPERIMENT, each.folder().experiment().name());
            }
            cells.add(new Cell(labels, each.folder(), each.folder().experiment(), MeanCurves.of(each.folder(), points)));
        }
        return new Cells(String.join(" and ", names), axes.isEmpty() ? List.of(EXPERIMENT) : axes, cells);
    }

    private static List<String> varying(List<Found> found) {
        return found.stream().flatMap(each -> each.labels().keySet().stream()).distinct()
                .filter(axis -> found.stream().map(each -> each.labels().get(axis)).distinct().count() > 1).toList();
    }

    private static void requireDifferent(List<Found> found) {
        Set<String> names = new HashSet<>();
        for (Found each : found) {
            if (!names.add(each.folder().experiment().name())) {
                throw new BadInputException(("two of the results are of experiments called '%s', so that they could not be told apart; "
                        + "report on them one by one").formatted(each.folder().experiment().name()));
            }
        }
    }

    /** The values of an axis, in the order of the cells. */
    List<String> values(String axis) {
        return cells.stream().map(cell -> cell.labels().get(axis)).distinct().toList();
    }

    /** The policies of all cells, in the order of the first that has them. */
    List<Player> players() {
        Map<String, Player> players = new LinkedHashMap<>();
        cells.forEach(cell -> cell.experiment().policies().forEach(player -> players.putIfAbsent(player.name(), player)));
        return List.copyOf(players.values());
    }

    /** What they are called, by name. */
    Map<String, String> labels() {
        return PolicyLabels.of(cells.stream().map(Cell::experiment).toList());
    }

    /** Their names. */
    List<String> policies() {
        return players().stream().map(Player::name).toList();
    }

    /** The results. */
    List<ResultFolder> folders() {
        return cells.stream().map(Cell::folder).toList();
    }

    /** Whether there is but one experiment. */
    boolean isSingle() {
        return cells.size() == 1;
    }

    /** The different values of a property, in the order of the cells. */
    <T> List<T> different(Function<Cell, T> property) {
        return List.copyOf(new LinkedHashSet<>(cells.stream().map(property).toList()));
    }
}
