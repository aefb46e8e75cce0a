package io.github.regretbench.data;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Time-by-sensor CSV as others write it; see {@link SensorTable#readForeign}. */
final class ForeignCsv {
    private static final Set<String> EMPTY = Set.of("", "na", "nan", "n/a", "null");
    /** Rows without times are a minute apart from here on. */
    private static final LocalDateTime FIRST_MINUTE = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final CsvLines lines;
    private final ForeignFormat format;
    private final ForeignTimes times;
    private final int columns;
    /** The first column of readings, or of sensors in long form. */
    private final int first;

    private ForeignCsv(CsvLines lines, ForeignFormat format, int columns) {
        this.lines = lines;
        this.format = format;
        this.times = new ForeignTimes(format);
        this.columns = columns;
        this.first = format.skippedColumns() + format.timeColumns();
    }

    /** Whether the first cell under the header is a name, or the header has none for the first column. */
    static boolean beginsWithNames(Path file) {
        try (CsvLines lines = CsvLines.open(file, "")) {
            List<String> header = lines.next();
            List<String> first = lines.next();
            return header != null && first != null && (header.get(0).isEmpty() || Double.isNaN(PlainDouble.parse(first.get(0)))
                    && !EMPTY.contains(first.get(0).toLowerCase(Locale.ROOT)));
        }
    }

    static SensorTable read(Path file, ForeignFormat format) {
        try (CsvLines lines = CsvLines.open(file, format.comment())) {
            List<String> header = lines.next();
            if (header == null) {
                throw lines.badFile("has no header in line 1; expected a time column, then one column per sensor.");
            }
            if (header.get(0).startsWith("#")) {
                throw lines.bad("column 1: '" + header.get(0) + "' looks like a comment; add --comment '#' to pass over such lines.");
            }
            ForeignCsv csv = new ForeignCsv(lines, format, header.size());
            if (header.size() <= csv.first) {
                throw lines.bad("no comma, semicolon or tab separates the header's cells; expected a time column, then one column per sensor.");
            }
            SensorTable table = format.longForm() ? csv.pivoted() : csv.wide(header);
            SensorTable kept = format.exclude().isEmpty() ? table : table.without(format.exclude());
            return format.missing().isEmpty() ? kept : kept.withMissing(format.missing());
        } catch (IllegalArgumentException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
    }

    private SensorTable wide(List<String> header) {
        int last = header.size();
        while (last > first && header.get(last - 1).isEmpty()) {
            last--;
        }
        List<String> sensors = sensors(header.subList(first, last));
        List<LocalDateTime> rows = new ArrayList<>();
        List<double[]> readings = new ArrayList<>();
        for (List<String> cells = lines.next(); cells != null; cells = lines.next()) {
            requireLength(cells);
            LocalDateTime before = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            LocalDateTime time = time(cells, rows.size(), before);
            requireLater(time, before);
            for (int j = last; j < columns; j++) {
                if (!cells.get(j).isEmpty()) {
                    throw lines.bad("column " + (j + 1) + ": '" + cells.get(j) + "' stands under no name; name the column in the header.");
                }
            }
            double[] row = new double[sensors.size()];
            for (int j = 0; j < row.length; j++) {
                row[j] = reading(cells, first + j, sensors.get(j));
            }
            rows.add(time);
            readings.add(row);
        }
        requireRows(rows.isEmpty());
        return SensorTable.of(rows, sensors, readings.toArray(double[][]::new));
    }

    private List<String> sensors(List<String> names) {
        List<String> sensors = names.stream().map(name -> format.cleanNames()
                ? name.replace(',', ';').replace('"', '\'').replaceAll("\\p{Cntrl}", " ").strip() : name).toList();
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < sensors.size(); i++) {
            String where = "column " + (first + i + 1) + ": ";
            if (!SensorTable.isSensorId(sensors.get(i))) {
                throw lines.bad(where + "'" + sensors.get(i) + "' cannot be a sensor id; " + (sensors.get(i).isBlank() ? "write a name."
                        : "add --clean-names to write ; for commas and ' for quotes."));
            }
            if (!seen.add(sensors.get(i))) {
                throw lines.bad(where + "sensor id '" + sensors.get(i) + "' appears twice; rename one.");
            }
        }
        return sensors;
    }

    /** A row a time and sensor becomes a row a time; sensors stand in the order in which they first occur. */
    private SensorTable pivoted() {
        if (columns != first + 2) {
            throw lines.bad("has " + columns + " columns; expected a time, a sensor and its reading for --long.");
        }
        TreeMap<LocalDateTime, Map<String, Double>> rows = new TreeMap<>();
        Map<String, LocalDateTime> last = new LinkedHashMap<>();
        for (List<String> cells = lines.next(); cells != null; cells = lines.next()) {
            requireLength(cells);
            String sensor = sensors(List.of(cells.get(first))).get(0);
            LocalDateTime time = time(cells, rows.size(), last.get(sensor));
            last.put(sensor, time);
            Double reading = reading(cells, first + 1, sensor);
            if (rows.computeIfAbsent(time, t -> new HashMap<>()).put(sensor, reading) != null) {
                throw lines.bad("column " + (format.skippedColumns() + 1) + ": sensor " + sensor + " has a second reading at " + time
                        + (format.zone().isPresent() ? "; keep one of the two." : "; if clocks were set back, add --zone with the zone of the times "
                        + "or write their offsets; else keep one of the two."));
            }
        }
        requireRows(rows.isEmpty());
        List<String> ids = List.copyOf(last.keySet());
        return SensorTable.of(List.copyOf(rows.keySet()), ids, rows.values().stream().map(row -> ids.stream()
                .mapToDouble(id -> row.getOrDefault(id, Double.NaN)).toArray()).toArray(double[][]::new));
    }

    private void requireRows(boolean none) {
        if (none) {
            throw lines.badFile("has a header but no rows; a table needs at least one.");
        }
    }

    private void requireLength(List<String> cells) {
        if (cells.size() != columns) {
            throw lines.bad("has " + cells.size() + " cells where the header has " + columns + "; write one time and one cell a sensor"
                    + (cells.size() > columns ? ", with a semicolon between cells if numbers have decimal commas." : "."));
        }
    }

    private LocalDateTime time(List<String> cells, int row, LocalDateTime before) {
        if (format.timeColumns() == 0) {
            return FIRST_MINUTE.plusMinutes(row);
        }
        try {
            return times.read(String.join(" ", cells.subList(format.skippedColumns(), first)), before);
        } catch (IllegalArgumentException e) {
            throw lines.bad("column " + (format.skippedColumns() + 1) + ": " + e.getMessage());
        }
    }

    private void requireLater(LocalDateTime time, LocalDateTime before) {
        if (before == null || time.isAfter(before)) {
            return;
        }
        String where = "column " + (format.skippedColumns() + 1) + ": time " + time;
        String clocks = format.zone().isPresent() ? ""
                : "if clocks were set back here, add --zone with the zone of the times, such as Europe/Berlin, or write their offsets";
        if (!time.equals(before)) {
            throw lines.bad(where + " does not come after the row before it, " + before + "; sort the rows" + (clocks.isEmpty() ? "" : ", or ")
                    + clocks + ".");
        }
        throw lines.bad(where + " is that of the row before it, too; " + clocks + (clocks.isEmpty() ? "" : "; ") + (columns == first + 2
                ? "if each row is a time, a sensor and its reading, add --long; " : "") + "if one row was written twice, keep one of them.");
    }

    private double reading(List<String> cells, int column, String sensor) {
        String cell = cells.get(column);
        double reading = PlainDouble.parse(format.decimalComma() ? cell.replace(',', '.') : cell);
        if (Double.isNaN(reading) && !EMPTY.contains(cell.toLowerCase(Locale.ROOT))) {
            String hint = cell.matches("[-+]?[0-9]+,[0-9]+") ? "; if the comma is a decimal one, add --decimal-comma."
                    : cell.matches("[0-9]{1,2}[:.][0-9]{2}([:.][0-9]{2})?") && column == first
                    ? "; if it is the time of day, add --time-columns " + (format.timeColumns() + 1) + "."
                    : column == first && columns == first + 2 ? "; if each row is a time, a sensor and its reading, add --long."
                    : format.decimalComma() ? " with a decimal comma or point, nor empty, NA or NaN."
                    : cell.matches("[0-9]{4}-[0-9]{1,2}-[0-9].*") ? "; if the column before it numbers the rows, add --skip-columns 1."
                    : " with a decimal point, nor empty, NA or NaN.";
            throw lines.bad("column " + (column + 1) + " (sensor " + sensor + "): '" + cell + "' is not a finite number" + hint);
        }
        return reading;
    }
}
