package io.github.regretbench.data;

import io.github.regretbench.PlainDouble;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Time-by-sensor CSV as others write it; see {@link SensorTable#readForeign}. */
final class ForeignCsv {
    private static final Set<String> EMPTY = Set.of("", "na", "nan", "n/a", "null");

    /** Year first, because 03/04/2004 means two different days; a zone can only be UTC, since tables carry none. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("[uuuu-M-d][uuuu/M/d]['T'][ ][H:mm[:ss]]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalStart().appendOffset("+HH:MM", "Z").optionalEnd()
            .toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final LineSource lines;
    private final char separator;
    private final List<String> sensors;

    private ForeignCsv(LineSource lines, String header) {
        this.lines = lines;
        this.separator = separator(lines, header);
        List<String> cells = cells(header);
        this.sensors = cells.subList(1, cells.size());
        TableCsv.requireSensorIds(lines, sensors);
    }

    static SensorTable read(Path file) {
        try (LineSource lines = LineSource.open(file)) {
            String header = lines.next();
            if (header == null || header.isBlank()) {
                throw lines.badFile("has no header in line 1; expected a time column, then one column a sensor.");
            }
            return new ForeignCsv(lines, header.startsWith("\uFEFF") ? header.substring(1) : header).rows();
        }
    }

    private static char separator(LineSource lines, String header) {
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {'\t', ';', ','}) {
            long count = header.chars().filter(c -> c == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        if (most == 0) {
            throw lines.bad("no comma, semicolon or tab separates the header's cells; expected a time column, then one "
                    + "column a sensor.");
        }
        return best;
    }

    private SensorTable rows() {
        List<LocalDateTime> times = new ArrayList<>();
        List<double[]> readings = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank()) {
                continue;
            }
            List<String> cells = cells(line);
            if (cells.size() != sensors.size() + 1) {
                throw lines.bad("has " + cells.size() + " cells where the header has " + (sensors.size() + 1)
                        + "; write one time and one cell a sensor.");
            }
            LocalDateTime time = time(cells.get(0));
            if (!times.isEmpty() && !time.isAfter(times.get(times.size() - 1))) {
                throw lines.bad("column 1: time " + time + " does not come after the row before it, "
                        + times.get(times.size() - 1) + "; sort the rows and remove repeated times.");
            }
            times.add(time);
            readings.add(readings(cells));
        }
        if (times.isEmpty()) {
            throw lines.badFile("has a header but no rows; a table needs at least one.");
        }
        return SensorTable.of(times, sensors, readings.toArray(double[][]::new));
    }

    /** Splits a line; inside double quotes a separator is text and a doubled quote is one quote. */
    private List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw lines.bad("column " + (cells.size() + 1) + ": a quote is not closed; close it on the same line.");
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    private LocalDateTime time(String cell) {
        try {
            TemporalAccessor parsed = TIME.parse(cell);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            if (offset == null || offset.equals(ZoneOffset.UTC)) {
                return LocalDateTime.of(LocalDate.from(parsed), time == null ? LocalTime.MIDNIGHT : time);
            }
        } catch (DateTimeException e) {
            // Falls through to the one message for every text that is not such a time.
        }
        throw lines.bad("column 1: '" + cell
                + "' is not a time such as 2012-05-01T00:05:00, 2012-05-01 00:05 or 2012/05/01 00:05, UTC or no zone.");
    }

    private double[] readings(List<String> cells) {
        double[] readings = new double[sensors.size()];
        for (int i = 0; i < readings.length; i++) {
            String cell = cells.get(i + 1);
            readings[i] = PlainDouble.parse(cell);
            if (Double.isNaN(readings[i]) && !EMPTY.contains(cell.toLowerCase(Locale.ROOT))) {
                throw lines.bad("column " + (i + 2) + " (sensor " + sensors.get(i) + "): '" + cell
                        + "' is not a finite number with a decimal point, nor empty, NA or NaN.");
            }
        }
        return readings;
    }
}
