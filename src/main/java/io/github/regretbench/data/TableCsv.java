package io.github.regretbench.data;

import io.github.regretbench.PlainDouble;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The one format in which tables are kept; see {@link SensorTable}. Reading is strict: any departure is an error. */
final class TableCsv {
    private static final String MEND = "; `regretbench data import table` turns other formats into this one.";

    private TableCsv() {
    }

    static void write(SensorTable table, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.append("time");
        for (String sensor : table.sensors()) {
            writer.append(',').append(sensor);
        }
        writer.append('\n');
        for (int row = 0; row < table.rows(); row++) {
            writer.append(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(table.times().get(row)));
            for (int sensor = 0; sensor < table.sensors().size(); sensor++) {
                writer.append(',');
                double reading = table.reading(row, sensor);
                if (!Double.isNaN(reading)) {
                    writer.append(PlainDouble.format(reading));
                }
            }
            writer.append('\n');
        }
        writer.flush();
    }

    static SensorTable read(Path file) {
        try (LineSource lines = LineSource.open(file)) {
            List<String> sensors = header(lines);
            List<LocalDateTime> times = new ArrayList<>();
            List<double[]> readings = new ArrayList<>();
            for (String line = lines.next(); line != null; line = lines.next()) {
                String[] cells = line.split(",", -1);
                if (cells.length != sensors.size() + 1) {
                    throw lines.bad("has " + cells.length + " cells where the header has " + (sensors.size() + 1)
                            + "; write one time and one cell a sensor.");
                }
                LocalDateTime time = time(lines, cells[0]);
                if (!times.isEmpty() && !time.isAfter(times.get(times.size() - 1))) {
                    throw lines.bad("time " + cells[0] + " does not come after the row before it, "
                            + times.get(times.size() - 1) + "; sort the rows, and where clocks were set back import the original with --zone.");
                }
                times.add(time);
                readings.add(readings(lines, cells, sensors));
            }
            if (times.isEmpty()) {
                throw lines.badFile("has a header but no rows; a table needs at least one.");
            }
            if (!lines.lastLineIsWhole()) {
                throw lines.bad("the file ends without a line break, so it may be cut off; copy it again, "
                        + "or add the line break if the row is whole.");
            }
            return SensorTable.of(times, sensors, readings.toArray(double[][]::new));
        }
    }

    private static List<String> header(LineSource lines) {
        String header = lines.next();
        if (header == null) {
            throw lines.badFile("is empty; expected a table with the header time,<id>,<id>...");
        }
        String[] cells = header.split(",", -1);
        if (!cells[0].equals("time") || cells.length < 2) {
            throw lines.bad("the header must be time,<id>,<id>... but starts with '"
                    + header.substring(0, Math.min(40, header.length())) + "'" + MEND);
        }
        List<String> sensors = List.of(cells).subList(1, cells.length);
        requireSensorIds(lines, sensors);
        return sensors;
    }

    /** Throws BadInputException unless each id is usable and none is repeated. */
    static void requireSensorIds(LineSource lines, List<String> sensors) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < sensors.size(); i++) {
            String sensor = sensors.get(i);
            if (!SensorTable.isSensorId(sensor)) {
                throw lines.bad("column " + (i + 2) + ": '" + sensor + "' cannot be a sensor id; write one without "
                        + "surrounding blanks, commas or quotes.");
            }
            if (!seen.add(sensor)) {
                throw lines.bad("column " + (i + 2) + ": sensor id '" + sensor + "' appears twice; rename one.");
            }
        }
    }

    private static LocalDateTime time(LineSource lines, String cell) {
        try {
            return LocalDateTime.parse(cell, DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        } catch (DateTimeParseException e) {
            throw lines.bad("'" + cell + "' is not a time such as 2004-03-04T00:00:00" + MEND);
        }
    }

    private static double[] readings(LineSource lines, String[] cells, List<String> sensors) {
        double[] readings = new double[sensors.size()];
        for (int i = 0; i < readings.length; i++) {
            String cell = cells[i + 1];
            readings[i] = PlainDouble.parse(cell);
            if (Double.isNaN(readings[i]) && !cell.isEmpty()) {
                throw lines.bad("sensor " + sensors.get(i) + ": '" + cell
                        + "' is not a finite decimal number; leave a cell empty where there is no reading" + MEND);
            }
        }
        return readings;
    }
}
