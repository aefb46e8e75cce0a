package io.github.regretbench.data;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the columns of a file with a header look like, before anybody has said what they mean.
 *
 * @param columns in the order of the file
 * @param rows below the header
 */
public record TableSketch(List<Column> columns, int rows) {
    private static final Set<String> EMPTY = Set.of("", "na", "nan", "n/a", "null");

    /**
     * One column.
     *
     * @param name in the header
     * @param numeric whether all cells that are not empty are numbers
     * @param least of these numbers; NaN where there are none
     * @param largest of these numbers; NaN where there are none
     * @param different how many cells differ from each other
     * @param gaps how many cells are empty
     * @param counts whether it counts the rows, up by one from each to the next
     */
    public record Column(String name, boolean numeric, double least, double largest, int different, int gaps, boolean counts) {
    }

    /** Copies the list. */
    public TableSketch {
        columns = List.copyOf(columns);
    }

    /**
     * Reads a file: UTF-8 or gzip, cells between commas, semicolons or tabs, names of columns in the first line.
     *
     * @throws BadInputException when it has no header, no rows, or rows of another length
     */
    public static TableSketch read(Path file) {
        try (CsvLines lines = CsvLines.open(file, "")) {
            List<String> header = lines.next();
            if (header == null) {
                throw new BadInputException(file + " is empty; expected names of columns in its first line and a row per configuration");
            }
            List<Sketch> sketches = header.stream().map(Sketch::new).toList();
            int rows = 0;
            for (List<String> cells = lines.next(); cells != null; cells = lines.next()) {
                if (cells.size() != header.size()) {
                    throw new BadInputException("%s: row %d has %d cells and the header %d; expected as many".formatted(file, rows + 1, cells.size(),
                            header.size()));
                }
                for (int i = 0; i < cells.size(); i++) {
                    sketches.get(i).add(cells.get(i));
                }
                rows++;
            }
            if (rows == 0) {
                throw new BadInputException(file + " has a header and no rows; expected a row per configuration");
            }
            return new TableSketch(sketches.stream().map(Sketch::column).toList(), rows);
        }
    }

    /** A column while it is read. */
    private static final class Sketch {
        private final String name;
        private final Set<String> cells = new HashSet<>();
        private final List<Double> numbers = new ArrayList<>();
        private boolean numeric = true;
        private int gaps;

        Sketch(String name) {
            this.name = name;
        }

        void add(String cell) {
            if (EMPTY.contains(cell.toLowerCase(Locale.ROOT))) {
                gaps++;
                return;
            }
            cells.add(cell);
            double number = PlainDouble.parse(cell);
            numeric &= !Double.isNaN(number);
            if (numeric) {
                numbers.add(number);
            }
        }

        Column column() {
            boolean some = numeric && !numbers.isEmpty();
            boolean counts = some && numbers.size() > 1;
            for (int i = 1; i < numbers.size(); i++) {
                counts &= numbers.get(i) == numbers.get(i - 1) + 1;
            }
            return new Column(name, some, some ? numbers.stream().min(Double::compare).orElseThrow() : Double.NaN,
                    some ? numbers.stream().max(Double::compare).orElseThrow() : Double.NaN, cells.size(), gaps, counts && gaps == 0);
        }
    }
}
