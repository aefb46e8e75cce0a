package io.github.regretbench.data;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A square matrix over the arms, as others write it: a row per line, with or without the arms' names in the first line, the first column or
 * both.
 */
public final class GramFile {
    private final List<String> ids;
    private final double[][] matrix;

    private GramFile(List<String> ids, double[][] matrix) {
        this.ids = ids;
        this.matrix = matrix;
    }

    /** The arms' names; their numbers from 0 where the file has none. */
    public List<String> ids() {
        return ids;
    }

    /** n rows of n numbers; not to be modified. */
    public double[][] matrix() {
        return matrix;
    }

    /**
     * Reads a file: UTF-8 or gzip, cells between commas, semicolons or tabs.
     *
     * @throws BadInputException which names file, line and column, when it holds no square matrix of finite numbers
     */
    public static GramFile read(Path file) {
        try (CsvLines lines = CsvLines.open(file, "")) {
            List<String> header = null;
            List<String> names = new ArrayList<>();
            List<double[]> rows = new ArrayList<>();
            for (List<String> cells = lines.next(); cells != null; cells = lines.next()) {
                if (header == null && rows.isEmpty() && (cells.get(0).isEmpty() || cells.stream().skip(1).anyMatch(cell -> Double.isNaN(PlainDouble.parse(cell))))) {
                    header = cells;
                    continue;
                }
                int first = Double.isNaN(PlainDouble.parse(cells.get(0))) || header != null && header.size() == cells.size()
                        && header.get(0).isEmpty() ? 1 : 0;
                rows.add(numbers(lines, cells, first));
                names.add(cells.get(0));
                if (rows.get(0).length != cells.size() - first) {
                    throw lines.bad("has " + (cells.size() - first) + " numbers where the first row has " + rows.get(0).length
                            + "; expected a square matrix.");
                }
            }
            if (rows.isEmpty()) {
                throw lines.badFile("is empty; expected a square matrix, a row per line.");
            }
            if (!lines.lastLineIsWhole() && rows.size() < rows.get(0).length || rows.size() != rows.get(0).length) {
                throw lines.badFile("has %d rows of %d numbers; expected a square matrix.".formatted(rows.size(), rows.get(0).length));
            }
            return new GramFile(ids(lines, header, names, rows.size()), rows.toArray(double[][]::new));
        }
    }

    private static double[] numbers(CsvLines lines, List<String> cells, int first) {
        double[] row = new double[cells.size() - first];
        for (int j = 0; j < row.length; j++) {
            row[j] = PlainDouble.parse(cells.get(first + j));
            if (Double.isNaN(row[j])) {
                throw lines.bad("column " + (first + j + 1) + ": '" + cells.get(first + j) + "' is not a finite number with a decimal point.");
            }
        }
        return row;
    }

    private static List<String> ids(CsvLines lines, List<String> header, List<String> names, int size) {
        List<String> ids = header != null ? header.subList(header.size() - Math.min(size, header.size()), header.size())
                : Double.isNaN(PlainDouble.parse(names.get(0))) ? names : IntStream.range(0, size).mapToObj(Integer::toString).toList();
        if (ids.size() != size || new HashSet<>(ids).size() != size) {
            throw lines.badFile("expected %d different names of arms, got %s.".formatted(size, ids.size() == size ? "the same twice" : ids.size()));
        }
        return List.copyOf(ids);
    }
}
