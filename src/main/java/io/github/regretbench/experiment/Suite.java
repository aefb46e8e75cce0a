package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Experiments that belong together: every combination of one value on each of several axes, such as kernel, noise and dimension, or some
 * of them. Read by {@link SuiteFile}. All cells draw objectives, noise, policies and ties from streams of the same names; with the same seed, the default,
 * trial 7 of one cell meets the same standard normals as trial 7 of any other, so that cells can be compared in pairs.
 *
 * @param name of the folder that holds one folder a cell
 * @param title for people
 * @param cells at least one
 */
public record Suite(String name, String title, List<Cell> cells) {

    static final String SCHEMA = "regretbench/cells/1";
    /** The file that says which cells a folder of folders has; see {@link #stored}. */
    static final String CELLS = "cells.yaml";
    /** The file with one row per cell and policy. */
    public static final String SUMMARIES = "suite.csv";

    /**
     * One combination.
     *
     * @param place among all combinations of the axes, whichever of them are chosen, from 0
     * @param labels of the values, by axis
     * @param experiment named after them
     */
    public record Cell(int place, Map<String, String> labels, Experiment experiment) {
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
     * The suite, or the experiment as a suite of one cell, whose results are in a folder.
     *
     * @throws BadInputException when the folder holds no results, or its {@value #CELLS} or an {@code experiment.yaml} cannot be read
     */
    public static Suite stored(Path folder) {
        Path file = folder.resolve(CELLS);
        if (Files.notExists(file)) {
            return SuiteFile.of(new ResultFolder(folder).declared(), List.of());
        }
        return stored(folder, cell -> true);
    }

    /** With the cells that can be used, by folder. */
    private static Suite stored(Path folder, Predicate<Path> usable) {
        Path file = folder.resolve(CELLS);
        Section top = Section.parse(ExperimentFile.text(file), file.toString(), "the cells of a suite");
        ExperimentFile.requireSchema(top, SCHEMA);
        return top.reading(() -> new Suite(top.reading("name", () -> Experiment.requireName(top.text("name"), "the suite")),
                top.text("title"), top.list("cells", null, cell -> stored(cell, folder, usable)).stream().flatMap(Optional::stream).toList()));
    }

    /**
     * The finished results in a folder, by cell: those of a suite, or of one experiment, a cell without labels.
     *
     * @throws BadInputException when the folder holds none, or a file that is torn or was changed
     */
    public static Map<Cell, ResultFolder> results(Path folder) {
        if (Files.notExists(folder.resolve(CELLS))) {
            ResultFolder result = ResultFolder.finished(folder);
            return Map.of(new Cell(0, Map.of(), result.experiment()), result);
        }
        Seal.find(folder).orElseThrow(() -> ResultFolder.unfinished(folder, Seal.FILE)).verify(folder);
        Map<Cell, ResultFolder> results = new LinkedHashMap<>();
        for (Cell cell : stored(folder).cells()) {
            ResultFolder result = ResultFolder.finished(folder.resolve(cell.experiment().name()));
            results.put(new Cell(cell.place(), cell.labels(), result.experiment()), result);
        }
        return results;
    }

    private static Optional<Cell> stored(Section section, Path folder, Predicate<Path> usable) {
        String name = section.reading("cell", () -> Experiment.requireName(section.text("cell"), "a cell"));
        int place = (int) section.whole("place", 0, Integer.MAX_VALUE);
        Section labels = section.section("labels");
        Map<String, String> byAxis = new LinkedHashMap<>();
        labels.keys().forEach(axis -> byAxis.put(axis, labels.text(axis)));
        Path cell = folder.resolve(name);
        return usable.test(cell) ? Optional.of(new Cell(place, byAxis, new ResultFolder(cell).declared())) : Optional.empty();
    }

    /**
     * Writes {@value #CELLS} beside the cells' folders and one row per cell and policy, from their summaries, into {@value #SUMMARIES}, and
     * seals both.
     *
     * @param cellsOf the laboratory that ran the cells
     */
    public ResultFolder write(Laboratory cellsOf) throws IOException {
        return withStored(cellsOf.out()).writeAll(cellsOf);
    }

    /** With the finished cells of the same axes that the folder has from before: a run of some cells does not lose the others. */
    private Suite withStored(Path folder) {
        boolean changed = Files.exists(folder.resolve(Seal.FILE)) && Seal.sealed(folder, CELLS).isEmpty();
        if (changed || Files.notExists(folder.resolve(CELLS))) {
            return this;
        }
        Suite before;
        try {
            before = stored(folder, cell -> Seal.sealed(cell, ResultFolder.EXPERIMENT).isPresent());
        } catch (BadInputException e) {
            // Torn, or of cells that are gone or damaged, all of them: it is written anew from those that were run.
            return this;
        }
        Map<String, Cell> all = new LinkedHashMap<>();
        cells.forEach(cell -> all.put(cell.experiment().name(), cell));
        before.cells().stream().filter(cell -> cell.labels().keySet().equals(cells.get(0).labels().keySet()))
                .forEach(cell -> all.putIfAbsent(cell.experiment().name(), cell));
        return new Suite(name, title, all.values().stream().sorted(Comparator.comparingInt(Cell::place)).toList());
    }

    private ResultFolder writeAll(Laboratory cellsOf) throws IOException {
        StringBuilder csv = new StringBuilder();
        for (Cell cell : cells) {
            for (Map<String, String> row : cellsOf.folder(cell.experiment()).summary().rows()) {
                if (csv.isEmpty()) {
                    csv.append(line("cell", cell.labels().keySet(), row.keySet()));
                }
                csv.append(line(cell.experiment().name(), cell.labels().values(), row.values()));
            }
        }
        return write(cellsOf, Optional.of(csv.toString()));
    }

    /** Writes what the folder of a shard has beside its cells' folders, and seals it. */
    public ResultFolder writeShard(Laboratory cellsOf) throws IOException {
        return write(cellsOf, Optional.empty());
    }

    private ResultFolder write(Laboratory cellsOf, Optional<String> summaries) throws IOException {
        ResultFolder folder = new ResultFolder(cellsOf.out());
        Seal.lift(folder.path());
        List<Object> list = new ArrayList<>();
        for (Cell cell : cells) {
            list.add(Environment.ordered("cell", cell.experiment().name(), "place", cell.place(), "labels", cell.labels()));
        }
        List<String> files = new ArrayList<>();
        files.add(folder.text(CELLS, ExperimentFile.dump(Environment.ordered("schema", SCHEMA, "name", name, "title", title, "cells", list))));
        if (summaries.isPresent()) {
            files.add(folder.text(SUMMARIES, summaries.get()));
        }
        // With the experiments, so that cells of different sizes, run one after the other, are not taken for one suite.
        experiments().forEach(experiment -> files.add(experiment.name() + "/" + ResultFolder.EXPERIMENT));
        Seal.of(folder.path(), files).write(folder.path());
        return folder;
    }

    private static String line(String cell, Collection<String> labels, Collection<String> rest) {
        return Stream.of(List.of(cell), labels, rest).flatMap(Collection::stream).collect(Collectors.joining(",", "", "\n"));
    }

    /** The experiments of all cells. */
    public List<Experiment> experiments() {
        return cells.stream().map(Cell::experiment).toList();
    }
}
