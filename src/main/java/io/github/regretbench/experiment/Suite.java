package io.github.regretbench.experiment;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Experiments that belong together: every combination of one value on each of several axes, such as kernel, noise and dimension. Read by
 * {@link SuiteFile}. All cells draw objectives, noise, policies and ties from streams of the same names; with the same seed, the default,
 * trial 7 of one cell meets the same standard normals as trial 7 of any other, so that cells can be compared in pairs.
 *
 * @param name of the folder that holds one folder a cell
 * @param title for people
 * @param cells at least one
 */
public record Suite(String name, String title, List<Cell> cells) {

    /**
     * One combination.
     *
     * @param labels of the values, by axis
     * @param experiment named after them
     */
    public record Cell(Map<String, String> labels, Experiment experiment) {
        /** Copies the labels, keeping their order. */
        public Cell {
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        }
    }

    /**
     * Checks the names.
     *
     * @throws BadInputException without cells
     * @throws IllegalArgumentException with two of the same name
     */
    public Suite {
        cells = List.copyOf(cells);
        if (cells.isEmpty()) {
            throw new BadInputException("no cell of the suite '" + name + "' fits all conditions of --only; leave one out");
        }
        List<String> names = new ArrayList<>();
        for (Cell cell : cells) {
            if (names.contains(cell.experiment().name())) {
                throw new IllegalArgumentException("two cells are called '%s'; give a value another 'label'".formatted(
                        cell.experiment().name()));
            }
            names.add(cell.experiment().name());
        }
    }

    /** Whether it is one experiment rather than a grid: its results are not in a folder of folders. */
    public boolean isSingle() {
        return cells.size() == 1 && cells.get(0).labels().isEmpty();
    }

    /** The laboratory whose folders are those of the cells. */
    public Laboratory within(Laboratory laboratory) {
        return isSingle() ? laboratory : laboratory.within(name);
    }

    /**
     * Writes one row a cell and policy into {@code suite.csv} beside the cells' folders, from their summaries.
     *
     * @param cellsOf the laboratory that ran the cells
     */
    public Path write(Laboratory cellsOf) throws IOException {
        StringBuilder csv = new StringBuilder();
        for (Cell cell : cells) {
            for (Map<String, String> row : cellsOf.folder(cell.experiment()).summary().rows()) {
                if (csv.isEmpty()) {
                    csv.append(line("cell", cell.labels().keySet(), row.keySet()));
                }
                csv.append(line(cell.experiment().name(), cell.labels().values(), row.values()));
            }
        }
        Path file = cellsOf.out().resolve("suite.csv");
        AtomicFile.write(file, out -> out.write(csv.toString().getBytes(StandardCharsets.UTF_8)));
        return file;
    }

    private static String line(String cell, Collection<String> labels, Collection<String> rest) {
        return Stream.of(List.of(cell), labels, rest).flatMap(Collection::stream).collect(Collectors.joining(",", "", "\n"));
    }

    /** The experiments of all cells. */
    public List<Experiment> experiments() {
        return cells.stream().map(Cell::experiment).toList();
    }
}
