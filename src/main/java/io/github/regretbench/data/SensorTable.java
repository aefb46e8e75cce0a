package io.github.regretbench.data;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainText;
import io.github.regretbench.Spelling;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Readings of several sensors at strictly increasing times: one row a time, one column per sensor, NaN where a cell is
 * empty. Units are those of the source. Immutable; has at least one row and one sensor.
 *
 * <p>As a file it is UTF-8 CSV with the header {@code time,<id>,<id>...}, ISO times, shortest decimal numbers and
 * nothing in an empty cell; gzip where the name ends in {@code .gz}.
 */
public final class SensorTable {
    /** So many sensors are named in a message. */
    private static final int MOST_NAMED = 5;

    private final List<LocalDateTime> times;
    private final List<String> sensors;
    private final double[][] readings;

    /** Takes ownership of {@code readings}. */
    private SensorTable(List<LocalDateTime> times, List<String> sensors, double[][] readings) {
        this.times = List.copyOf(times);
        this.sensors = List.copyOf(sensors);
        this.readings = readings;
    }

    /**
     * A table of {@code readings[row][sensor]}, NaN for an empty cell. Throws IllegalArgumentException on: no row, no
     * sensor, times that do not increase, an infinite reading, a row of another length, a sensor id that is repeated,
     * blank, or holds a comma, a quote or a line break.
     */
    public static SensorTable of(List<LocalDateTime> times, List<String> sensors, double[][] readings) {
        if (times.isEmpty() || sensors.isEmpty() || times.size() != readings.length) {
            throw new IllegalArgumentException("A table needs rows and sensors, and as many times as rows; got "
                    + times.size() + " times, " + readings.length + " rows, " + sensors.size() + " sensors.");
        }
        Set<String> seen = new HashSet<>();
        for (String sensor : sensors) {
            if (!isSensorId(sensor) || !seen.add(sensor)) {
                throw new IllegalArgumentException("Sensor id '" + sensor + "' is repeated or cannot be a CSV header.");
            }
        }
        for (int row = 0; row < readings.length; row++) {
            if (row > 0 && !times.get(row).isAfter(times.get(row - 1))) {
                throw new IllegalArgumentException("Row " + row + ": time " + times.get(row) + " does not follow "
                        + times.get(row - 1) + ".");
            }
            if (readings[row].length != sensors.size()
                    || Arrays.stream(readings[row]).anyMatch(Double::isInfinite)) {
                throw new IllegalArgumentException("Row " + row + ": needs " + sensors.size()
                        + " readings, each finite or NaN.");
            }
        }
        return new SensorTable(times, sensors, Arrays.stream(readings).map(double[]::clone).toArray(double[][]::new));
    }

    /** Whether {@code text} can stand in a header as it is. */
    static boolean isSensorId(String text) {
        return !text.isBlank() && text.equals(text.strip())
                && text.chars().noneMatch(c -> c == ',' || c == '"') && PlainText.hidden(text).isEmpty();
    }

    /**
     * Reads a table file, gzip or plain whatever its name. Throws BadInputException, which names the file and the line,
     * when the file is not there, is cut off or departs from the format in any way.
     */
    public static SensorTable read(Path file) {
        return TableCsv.read(file);
    }

    /**
     * Reads somebody else's time-by-sensor CSV: comma, semicolon or tab; times such as {@code 2012-05-01 00:05},
     * {@code 2012-05-01T00:05:00Z} or {@code 2012/05/01 0:05}, unless {@code format} says otherwise; quoted cells; any
     * line breaks; a byte order mark; NA, NaN, null or nothing for an empty cell. Throws BadInputException, which names
     * file, line and column, and the option of {@code data import table} that mends it where there is one.
     */
    public static SensorTable readForeign(Path file, ForeignFormat format) {
        return ForeignCsv.read(file, format);
    }

    /**
     * Reads a table without times: one task per row (a data set, for instance), one column per candidate (a model), with or without names of
     * the tasks in the first column. Rows are taken to be a minute apart, which means nothing. Comma, semicolon or tab; NA, NaN, null or
     * nothing for an empty cell. Throws BadInputException, which names file, line and column.
     */
    public static SensorTable readTasks(Path file) {
        return ForeignCsv.read(file, ForeignFormat.withoutTimes(ForeignCsv.beginsWithNames(file) ? 1 : 0));
    }

    /** Number of rows, at least 1. */
    public int rows() {
        return readings.length;
    }

    /** Sensor ids by column. */
    public List<String> sensors() {
        return sensors;
    }

    /** Time of each row, in the clock of the source. */
    public List<LocalDateTime> times() {
        return times;
    }

    /** One cell, NaN when empty. */
    public double reading(int row, int sensor) {
        return readings[row][sensor];
    }

    /** A copy of one row, NaN where a cell is empty. */
    public double[] readings(int row) {
        return readings[row].clone();
    }

    /** Number of empty cells. */
    public int emptyCells() {
        return Arrays.stream(readings).mapToInt(row -> (int) Arrays.stream(row).filter(Double::isNaN).count()).sum();
    }

    /**
     * The rows whose time of day is in [from, to), across midnight where {@code to} is not after {@code from}; a
     * {@code to} of 00:00 is the end of the day. Throws IllegalArgumentException when both are equal, and
     * BadInputException when no row remains.
     */
    public SensorTable between(LocalTime from, LocalTime to) {
        if (from.equals(to)) {
            throw new IllegalArgumentException("Time of day from " + from + " to " + to + ": they must differ.");
        }
        return select("has a time of day from " + from + " to before " + to, row -> {
            LocalTime time = times.get(row).toLocalTime();
            return from.isBefore(to) ? !time.isBefore(from) && time.isBefore(to) : !time.isBefore(from) || time.isBefore(to);
        });
    }

    /** The table with an empty cell wherever a reading equals one of {@code codes}, which stand for "no reading". */
    public SensorTable withMissing(List<Double> codes) {
        return new SensorTable(times, sensors, Arrays.stream(readings).map(row -> Arrays.stream(row)
                .map(reading -> codes.contains(reading + 0.0) ? Double.NaN : reading).toArray()).toArray(double[][]::new));
    }

    /**
     * The table without the columns of some sensors. Throws IllegalArgumentException when it has no such sensor or none
     * would be left.
     */
    public SensorTable without(List<String> excluded) {
        for (String sensor : excluded) {
            if (!sensors.contains(sensor)) {
                throw new IllegalArgumentException("the table has no sensor '" + sensor + "' to exclude; it has "
                        + Spelling.nearestFirst(sensor, sensors));
            }
        }
        int[] kept = IntStream.range(0, sensors.size()).filter(i -> !excluded.contains(sensors.get(i))).toArray();
        if (kept.length == 0) {
            throw new IllegalArgumentException("all sensors of the table are excluded; leave at least one");
        }
        return new SensorTable(times, Arrays.stream(kept).mapToObj(sensors::get).toList(), Arrays.stream(readings)
                .map(row -> Arrays.stream(kept).mapToDouble(i -> row[i]).toArray()).toArray(double[][]::new));
    }

    /** What looks as if it were no measurement, a sentence each, with the key of an experiment that mends it. */
    public List<String> suspicions() {
        return SuspectReadings.in(this, "write missing: [%s]", "write exclude: [%s]", ", ");
    }

    /** The same, with the option of {@code data import table} that mends it. */
    public List<String> suspicionsAtImport() {
        return SuspectReadings.in(this, "import again with --missing=%s --overwrite", "import again with --exclude='%s' --overwrite", ",");
    }

    /** Readings far from all others that may stand for none, such as -999. */
    public List<Double> suspectCodes() {
        return SuspectReadings.codes(this);
    }

    /** The sensors with fewest readings, with their number of empty cells, for messages; nothing where no cell is empty. */
    public String emptiest() {
        List<String> worst = new ArrayList<>();
        int[] empty = IntStream.range(0, sensors.size()).map(j -> (int) Arrays.stream(readings).filter(row -> Double.isNaN(row[j])).count())
                .toArray();
        int most = Arrays.stream(empty).max().orElse(0);
        for (int j = 0; j < empty.length && worst.size() < MOST_NAMED; j++) {
            if (most > 0 && empty[j] == most) {
                worst.add(sensors.get(j));
            }
        }
        return worst.isEmpty() ? "" : "%s %s in %d of %d rows".formatted(String.join(", ", worst), worst.size() == 1 ? "has no reading"
                : "have no readings", most, rows());
    }

    /** The sensors without any reading. */
    public List<String> deadSensors() {
        return IntStream.range(0, sensors.size()).filter(j -> Arrays.stream(readings).allMatch(row -> Double.isNaN(row[j])))
                .mapToObj(sensors::get).toList();
    }

    /** Whether every sensor has a reading in a row. */
    boolean isComplete(int row) {
        return Arrays.stream(readings[row]).noneMatch(Double::isNaN);
    }

    /**
     * The rows numbered from, ..., to - 1, counting from 0. Throws IllegalArgumentException unless
     * {@code 0 <= from < to <= rows()}.
     */
    public SensorTable rows(int from, int to) {
        if (from < 0 || from >= to || to > rows()) {
            throw new IllegalArgumentException("Rows " + from + " to " + to + " of a table of " + rows() + ".");
        }
        return new SensorTable(times.subList(from, to), sensors, Arrays.copyOfRange(readings, from, to));
    }

    /** The rows without an empty cell. Throws BadInputException when there is none. */
    public SensorTable completeRows() {
        return select("has a reading of every sensor", this::isComplete);
    }

    private SensorTable select(String what, IntPredicate wanted) {
        int[] kept = IntStream.range(0, rows()).filter(wanted).toArray();
        if (kept.length == 0) {
            throw new BadInputException("None of the table's " + rows() + " rows, " + times.get(0) + " to "
                    + times.get(rows() - 1) + ", " + what + "; choose another table or other rows.");
        }
        return new SensorTable(Arrays.stream(kept).mapToObj(times::get).toList(), sensors,
                Arrays.stream(kept).mapToObj(row -> readings[row]).toArray(double[][]::new));
    }

    /**
     * Writes the table, gzip when the name ends in .gz, whole or not at all: a failure leaves no half-written file and
     * any earlier file as it was. The directory must exist.
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, out -> TableCsv.write(this, out));
    }

    /** SHA-256, in hexadecimal, of the table's CSV text before compression: equal exactly for equal tables. */
    public String contentSha256() {
        try (DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest())) {
            TableCsv.write(this, out);
            return Sha256.hex(out.getMessageDigest());
        } catch (IOException e) {
            throw new IllegalStateException("A stream that discards everything cannot fail.", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SensorTable that && times.equals(that.times) && sensors.equals(that.sensors)
                && Arrays.deepEquals(readings, that.readings);
    }

    @Override
    public int hashCode() {
        return 31 * times.hashCode() + Arrays.deepHashCode(readings);
    }

    @Override
    public String toString() {
        return rows() + " rows, " + times.get(0) + " to " + times.get(rows() - 1) + ", " + sensors.size() + " sensors";
    }
}
