package io.github.regretbench.data;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.Spelling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Configurations with measured values, such as hyper-parameters and the accuracies of the models trained with them: n points in d
 * dimensions, each with R repeats of one measurement. A file has a header and one line per configuration.
 *
 * <p>Where `R > 1` values are rounded to multiples of R u, with u a power of two about `2^-44` of the largest, so that means of repeats and
 * deviations from them are exact: the recorded noise of every configuration has mean exactly 0.
 */
public final class CandidateTable {
    /** Bits of a value that are kept above the unit u, where there are repeats. */
    private static final int KEPT_BITS = 44;
    private static final Set<String> EMPTY = Set.of("", "na", "nan", "n/a", "null");

    private final List<String> inputs;
    private final double[][] points;
    private final double[][] values;
    private final Map<String, List<String>> categories;
    private final int rows;
    private final int outside;
    private final int incomplete;
    private final CandidateFormat format;
    private final double[] variances;
    /** The index of each configuration by its coordinates before scaling. */
    private final Map<List<Double>, Integer> index;

    private CandidateTable(CandidateFormat format, List<String> inputs, double[][] points, double[][] values,
            double[] variances, Map<String, List<String>> categories, Map<List<Double>, Integer> index, int rows, int outside, int incomplete) {
        this.variances = variances;
        this.format = format;
        this.index = index;
        this.inputs = inputs;
        this.points = points;
        this.values = values;
        this.categories = categories;
        this.rows = rows;
        this.outside = outside;
        this.incomplete = incomplete;
    }

    /**
     * Reads a file: UTF-8 or gzip, cells between commas, semicolons or tabs, names of columns in the first line.
     *
     * @throws BadInputException which names file, line and column, when the file is not such a table: columns that are
     *         not there, cells that are no numbers, gaps, lines cut off, two rows for one configuration
     */
    public static CandidateTable read(Path file, CandidateFormat format) {
        try (CsvLines lines = CsvLines.open(file, "")) {
            return new Reader(lines, format).read();
        }
    }

    /** Reads a table that comes with the program, as {@link #read(Path, CandidateFormat)} reads a file. */
    public static CandidateTable read(ShippedTable shipped, CandidateFormat format) {
        try (CsvLines lines = CsvLines.of(shipped)) {
            return new Reader(lines, format).read();
        }
    }

    /**
     * A measured value of one of the configurations.
     *
     * @param configuration its index
     * @param value transformed and signed
     */
    public record Observed(int configuration, double value) {
    }

    /**
     * Reads observations of these configurations from another file: the columns of the inputs, written as in the table, and one of the value,
     * which has the name of the table's or is called "value". A configuration may occur several times.
     *
     * @throws BadInputException which names file, line and column, when the file is not such a table or a row is none of the configurations
     */
    public List<Observed> observations(Path file) {
        try (CsvLines lines = CsvLines.open(file, "")) {
            return new Reader(lines, format).observations(this);
        }
    }

    /** The names of the d inputs. */
    public List<String> inputs() {
        return inputs;
    }

    /** The n configurations: coordinates of each, after logarithms and scaling; not to be modified. */
    public double[][] points() {
        return points;
    }

    /** The R values of each of the n configurations, transformed and signed; not to be modified. */
    public double[][] values() {
        return values;
    }

    /** The names that a category's coordinates 0, 1, 2, ... stand for, by input. */
    public Map<String, List<String>> categories() {
        return categories;
    }

    /** The mean of a configuration's values, exact where there are repeats. */
    public double mean(int configuration) {
        double sum = 0;
        for (double value : values[configuration]) {
            sum += value;
        }
        return sum / values[configuration].length;
    }

    /** The noise variance at each configuration, where the table has a column of them; not to be modified. */
    public Optional<double[]> variances() {
        return variances.length == 0 ? Optional.empty() : Optional.of(variances);
    }

    /** What became of the rows: one sentence without a stop. */
    public String use() {
        return String.format(Locale.ROOT, "%d configurations in %d dimension%s%s%s%s", points.length, inputs.size(), inputs.size() == 1 ? "" : "s",
                values[0].length == 1 ? "" : ", " + values[0].length + " repeats each",
                outside == 0 ? "" : "; " + outside + " of " + rows + " rows are not within the limits",
                incomplete == 0 ? "" : "; " + incomplete + " rows left out because a value is missing");
    }

    /** Reads one file. */
    private static final class Reader {
        private final CsvLines lines;
        private final CandidateFormat format;
        private final Map<String, LinkedHashMap<String, Integer>> levels = new HashMap<>();
        private final List<double[]> points = new ArrayList<>();
        private final List<double[]> values = new ArrayList<>();
        private final List<Double> variances = new ArrayList<>();
        private final Map<List<Double>, Long> firstLines = new HashMap<>();
        private final Map<List<Double>, Integer> index = new HashMap<>();
        private List<String> header;
        private List<String> inputs;
        private int rows;
        private int outside;
        private int incomplete;

        Reader(CsvLines lines, CandidateFormat format) {
            this.lines = lines;
            this.format = format;
        }

        CandidateTable read() {
            header = lines.next();
            if (header == null) {
                throw lines.badFile("is empty; expected a header and one line per configuration.");
            }
            requireNames();
            int[] valueColumns = columns(format.values(), format.isRepeated() ? "repeats" : "value");
            inputs = format.inputs().isEmpty() ? header.stream().filter(name -> !format.values().contains(name)
                    && !format.variances().equals(Optional.of(name))).toList() : format.inputs();
            int[] inputColumns = columns(inputs, "inputs");
            columns(format.variances().stream().toList(), "variances");
            columns(format.log(), "log");
            columns(format.categories(), "categories");
            columns(List.copyOf(format.within().keySet()), "within");
            requireInputs();
            for (List<String> cells = lines.next(); cells != null; cells = lines.next()) {
                row(cells, inputColumns, valueColumns);
            }
            if (rows > 0 && !lines.lastLineIsWhole()) {
                throw lines.bad("the file ends without a line break, so it may be cut off; copy it again, or add the line break if the row is "
                        + "whole.");
            }
            if (points.isEmpty()) {
                throw lines.badFile(rows == 0 ? "has a header but no rows; a table needs at least one."
                        : "none of its %d rows is used: %d are outside 'within', %d lack a value.".formatted(rows, outside, incomplete));
            }
            if (format.unitCube()) {
                scale();
            }
            Map<String, List<String>> names = new LinkedHashMap<>();
            inputs.stream().filter(levels::containsKey).forEach(input -> names.put(input, List.copyOf(levels.get(input).keySet())));
            return new CandidateTable(format, List.copyOf(inputs), points.toArray(double[][]::new), rounded(),
                    variances.stream().mapToDouble(Double::doubleValue).toArray(), names, index, rows, outside, incomplete);
        }

        private void requireNames() {
            Set<String> seen = new LinkedHashSet<>();
            for (int j = 0; j < header.size(); j++) {
                if (header.get(j).isEmpty()) {
                    throw lines.bad("column " + (j + 1) + " has no name; write one in the header.");
                }
                if (!seen.add(header.get(j))) {
                    throw lines.bad("column " + (j + 1) + ": the name '" + header.get(j) + "' stands twice in the header; rename one.");
                }
            }
            if (header.stream().allMatch(name -> !Double.isNaN(PlainDouble.parse(name)))) {
                throw lines.bad("the first line has numbers only; expected the names of the columns.");
            }
        }

        private int[] columns(List<String> names, String key) {
            if (new LinkedHashSet<>(names).size() != names.size()) {
                throw lines.bad("'" + key + "' names a column twice: " + String.join(", ", names) + ".");
            }
            return names.stream().mapToInt(name -> {
                if (!header.contains(name)) {
                    throw lines.bad("there is no column '%s', which '%s' names; %sthe header has %s.".formatted(name, key,
                            Spelling.hint(name, header), String.join(", ", header)));
                }
                return header.indexOf(name);
            }).toArray();
        }

        private void requireInputs() {
            if (inputs.isEmpty()) {
                throw lines.bad("no column is left for inputs besides the values; name them with 'inputs'.");
            }
            for (String input : inputs) {
                if (format.values().contains(input)) {
                    throw lines.bad("column '" + input + "' is both an input and a value; take it out of one.");
                }
            }
            for (List<String> names : List.of(format.log(), format.categories())) {
                for (String name : names) {
                    if (!inputs.contains(name)) {
                        throw lines.bad("'" + name + "' is in '" + (names.equals(format.log()) ? "log" : "categories")
                                + "' but is no input; add it to 'inputs'.");
                    }
                }
            }
        }

        private void row(List<String> cells, int[] inputColumns, int[] valueColumns) {
            requireLength(cells);
            rows++;
            for (Map.Entry<String, List<Double>> range : format.within().entrySet()) {
                double value = number(cells, header.indexOf(range.getKey()), "; 'within' is for numbers.");
                if (value < range.getValue().get(0) || value > range.getValue().get(1)) {
                    outside++;
                    return;
                }
            }
            double[] point = new double[inputs.size()];
            for (int j = 0; j < point.length; j++) {
                point[j] = coordinate(cells, inputColumns[j], inputs.get(j));
            }
            double[] measured = new double[valueColumns.length];
            for (int r = 0; r < measured.length; r++) {
                if (format.dropIncomplete() && EMPTY.contains(cells.get(valueColumns[r]).toLowerCase(Locale.ROOT))) {
                    incomplete++;
                    return;
                }
                measured[r] = value(cells, valueColumns[r]);
            }
            Long before = firstLines.putIfAbsent(Arrays.stream(point).boxed().toList(), lines.number());
            if (before != null) {
                throw lines.bad("is the same configuration as line " + before + "; keep one of them, write repeats of a measurement as columns "
                        + "(repeats: [r0..r9]), or add the input that tells them apart to 'inputs'.");
            }
            if (format.variances().isPresent()) {
                int column = header.indexOf(format.variances().get());
                double variance = number(cells, column, ".");
                if (!(variance > 0)) {
                    throw at(column, "is " + cells.get(column) + "; expected a variance > 0.");
                }
                variances.add(variance);
            }
            index.put(Arrays.stream(point).boxed().toList(), points.size());
            points.add(point);
            values.add(measured);
        }

        List<Observed> observations(CandidateTable table) {
            header = lines.next();
            if (header == null) {
                throw lines.badFile("is empty; expected a header and one line per observation.");
            }
            requireNames();
            inputs = table.inputs;
            String valueName = format.isRepeated() || !header.contains(format.values().get(0)) ? "value" : format.values().get(0);
            int[] inputColumns = columns(inputs, "inputs");
            int valueColumn = columns(List.of(valueName), "start")[0];
            table.categories.forEach((input, names) -> {
                LinkedHashMap<String, Integer> known = levels.computeIfAbsent(input, i -> new LinkedHashMap<>());
                names.forEach(name -> known.put(name, known.size()));
            });
            List<Observed> observed = new ArrayList<>();
            for (List<String> cells = lines.next(); cells != null; cells = lines.next()) {
                requireLength(cells);
                double[] point = new double[inputs.size()];
                for (int j = 0; j < point.length; j++) {
                    point[j] = coordinate(cells, inputColumns[j], inputs.get(j));
                }
                Integer configuration = table.index.get(Arrays.stream(point).boxed().toList());
                if (configuration == null) {
                    throw lines.bad("is none of the configurations that are played; expected a row of the table, within its limits.");
                }
                observed.add(new Observed(configuration, value(cells, valueColumn)));
            }
            if (observed.isEmpty()) {
                throw lines.badFile("has a header but no rows; leave 'start' out where nothing was observed.");
            }
            return observed;
        }

        private void requireLength(List<String> cells) {
            if (cells.size() != header.size()) {
                throw lines.bad("has " + cells.size() + " cells where the header has " + header.size() + "; write one cell per column"
                        + (cells.size() > header.size() ? ", with a semicolon between cells if numbers have decimal commas." : "."));
            }
        }

        private double coordinate(List<String> cells, int column, String input) {
            String cell = cells.get(column);
            if (format.categories().contains(input)) {
                if (cell.isEmpty()) {
                    throw at(column, "is empty; write the category.");
                }
                LinkedHashMap<String, Integer> known = levels.computeIfAbsent(input, i -> new LinkedHashMap<>());
                known.putIfAbsent(cell, known.size());
                return known.get(cell);
            }
            double value = number(cells, column, "; if its cells are names, add '" + input + "' to 'categories'"
                    + (format.inputs().isEmpty() ? ", or name the 'inputs' without it." : "."));
            if (!format.log().contains(input)) {
                return value + 0.0;     // one zero
            }
            if (!(value > 0)) {
                throw at(column, "is " + cell + ", which has no logarithm; take '" + input + "' out of 'log'.");
            }
            return StrictMath.log10(value);
        }

        private double value(List<String> cells, int column) {
            String cell = cells.get(column);
            if (EMPTY.contains(cell.toLowerCase(Locale.ROOT))) {
                throw at(column, (cell.isEmpty() ? "is empty" : "is '" + cell + "'") + "; measure it, or leave such rows out with missing: "
                        + "drop-rows.");
            }
            double value = number(cells, column, ".");
            double transformed = format.sign() * format.transform().apply(value) + 0.0;
            if (!Double.isFinite(transformed)) {
                throw at(column, "is %s, which '%s' has no value for; expected %s.".formatted(cell, format.transform(),
                        format.transform().domain()));
            }
            return transformed;
        }

        private double number(List<String> cells, int column, String mend) {
            String cell = cells.get(column);
            double value = PlainDouble.parse(cell);
            if (Double.isNaN(value)) {
                throw at(column, cell.isEmpty() ? "is empty; write a number." : cell.matches("[-+]?[0-9]+,[0-9]+")
                        ? "is '" + cell + "'; write a decimal point." : "is '" + cell + "', which is not a finite number" + mend);
            }
            return value;
        }

        private BadInputException at(int column, String what) {
            return lines.bad("column " + (column + 1) + " (" + header.get(column) + ") " + what);
        }

        private void scale() {
            for (int j = 0; j < inputs.size(); j++) {
                if (!format.categories().contains(inputs.get(j))) {
                    int column = j;
                    double least = points.stream().mapToDouble(p -> p[column]).min().orElseThrow();
                    double largest = points.stream().mapToDouble(p -> p[column]).max().orElseThrow();
                    if (!(largest - least > 0 && largest - least < Double.POSITIVE_INFINITY)) {
                        throw lines.badFile("input '%s' is %s in every row, so it tells no configurations apart; take it out of 'inputs'."
                                .formatted(inputs.get(j), PlainDouble.format(least)));
                    }
                    points.forEach(p -> p[column] = (p[column] - least) / (largest - least));
                }
            }
        }

        private double[][] rounded() {
            double[][] all = values.toArray(double[][]::new);
            int repeats = all[0].length;
            double largest = Arrays.stream(all).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
            if (repeats == 1 || largest == 0) {
                return all;
            }
            double unit = repeats * Math.scalb(1.0, Math.getExponent(largest) - KEPT_BITS);
            for (double[] row : all) {
                for (int r = 0; r < repeats; r++) {
                    row[r] = unit * Math.rint(row[r] / unit);
                }
            }
            return all;
        }
    }
}
