package io.github.regretbench.data;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The speeds of PeMSD7(M) made into the table of the traffic experiment. The set (B. Yu, H. Yin, Z. Zhu: Spatio-Temporal Graph Convolutional
 * Networks, IJCAI 2018; from Caltrans PeMS, district 7) is a matrix without times and names: 12672 rows, the 288 steps of 5 minutes of the 44
 * weekdays of May and June 2012 one after the other, and 228 columns in the order of the list of stations beside it. The table has the first
 * 7 weekdays, 1 to 9 May.
 */
public final class PemsD7Import {
    private static final String REPOSITORY = "https://github.com/VeritasYin/STGCN_IJCAI-18/raw/747007ab01d56762c1a6bad89b255700cedf204d/dataset/";
    /** The archive with the matrix, 29 MB. */
    public static final String ARCHIVE = "PeMSD7_Full.zip";
    /** The list of stations. */
    public static final String STATIONS = "PeMSD7_M_Station_Info.csv";
    /** The matrix in the archive. */
    public static final String MATRIX = "PeMSD7_V_228.csv";
    /** Where the archive is. */
    public static final URI ARCHIVE_SOURCE = URI.create(REPOSITORY + ARCHIVE);
    /** Where the list of stations is. */
    public static final URI STATIONS_SOURCE = URI.create(REPOSITORY + STATIONS);

    /** The archive's name in its repository's history: the SHA-1 of "blob ", its length, a zero byte and its bytes. */
    private static final String ARCHIVE_BLOB = "cdd7a6f80f6a33826bf25646e21d68cf0420b584";
    private static final LocalDate FIRST_DAY = LocalDate.of(2012, 5, 1);
    private static final int STEPS_A_DAY = 288;
    private static final int MINUTES_A_STEP = 5;
    private static final int WEEKDAYS = 44;
    private static final int KEPT_WEEKDAYS = 7;
    private static final int SENSORS = 228;

    private PemsD7Import() {
    }

    /**
     * Reads the matrix, in its archive, gzip or plain.
     *
     * @param stations the list, a CSV with a column ID
     * @throws BadInputException which names file and line when one is not such a file
     */
    public static SensorTable read(Path file, Path stations) {
        List<String> sensors = sensors(stations);
        List<double[]> readings = new ArrayList<>();
        try (LineSource lines = isZip(file) ? LineSource.openEntry(file, "(PeMSD7_)?V_228\\.csv(\\.csv)?", MATRIX) : LineSource.open(file)) {
            int rows = 0;
            for (String line = lines.next(); line != null; line = lines.next()) {
                double[] row = row(lines, line);
                if (rows++ < KEPT_WEEKDAYS * STEPS_A_DAY) {
                    readings.add(row);
                }
            }
            if (rows != WEEKDAYS * STEPS_A_DAY) {
                throw lines.badFile("has %d rows; expected %d, %d weekdays of %d steps: name %s or the archive %s that it comes in.".formatted(rows,
                        WEEKDAYS * STEPS_A_DAY, WEEKDAYS, STEPS_A_DAY, MATRIX, ARCHIVE));
            }
        }
        return SensorTable.of(times(), sensors, readings.toArray(double[][]::new));
    }

    private static double[] row(LineSource lines, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != SENSORS) {
            throw lines.bad("has %d cells; expected %d numbers, one per station, with commas between them: name %s or the archive %s that it comes in."
                    .formatted(cells.length, SENSORS, MATRIX, ARCHIVE));
        }
        double[] row = new double[SENSORS];
        for (int j = 0; j < SENSORS; j++) {
            row[j] = PlainDouble.parse(cells[j].strip());
            if (Double.isNaN(row[j])) {
                throw lines.bad("column %d is '%s'; expected a speed, and no header.".formatted(j + 1, cells[j]));
            }
        }
        return row;
    }

    private static List<String> sensors(Path stations) {
        if (!Files.exists(stations)) {
            throw new BadInputException("the list of stations %s does not exist; the matrix has no names: get the list from %s, and name it with "
                    .formatted(stations, STATIONS_SOURCE) + "--stations FILE.");
        }
        try (LineSource lines = LineSource.open(stations)) {
            String header = lines.next();
            List<String> names = header == null ? List.of() : List.of(header.split(",", -1));
            int column = names.contains("ID") ? names.indexOf("ID") : names.indexOf("id");
            if (column < 0) {
                throw lines.badFile("has no column ID in its first line; expected the list of stations " + STATIONS + ".");
            }
            List<String> sensors = new ArrayList<>();
            for (String line = lines.next(); line != null; line = lines.next()) {
                String[] cells = line.split(",", -1);
                if (cells.length != names.size()) {
                    throw lines.bad("has %d cells where the header has %d; get the list anew.".formatted(cells.length, names.size()));
                }
                sensors.add(cells[column]);
            }
            if (sensors.size() != SENSORS) {
                throw lines.badFile("has %d stations; expected the %d of %s.".formatted(sensors.size(), SENSORS, STATIONS));
            }
            TableCsv.requireSensorIds(lines, sensors);
            return sensors;
        }
    }

    private static List<LocalDateTime> times() {
        List<LocalDateTime> times = new ArrayList<>();
        for (LocalDate day = FIRST_DAY; times.size() < KEPT_WEEKDAYS * STEPS_A_DAY; day = day.plusDays(1)) {
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                for (int step = 0; step < STEPS_A_DAY; step++) {
                    times.add(day.atStartOfDay().plusMinutes((long) step * MINUTES_A_STEP));
                }
            }
        }
        return times;
    }

    /** Whether a file begins like a ZIP archive. */
    private static boolean isZip(Path file) {
        try (InputStream in = Files.isRegularFile(file) ? Files.newInputStream(file) : InputStream.nullInputStream()) {
            return in.read() == 'P' && in.read() == 'K';
        } catch (IOException e) {
            return false;       // whoever reads it says so
        }
    }

    /** What is to be said of an archive that is not the one that was published; nothing of others than archives. */
    public static Optional<String> difference(Path file) throws IOException {
        if (!isZip(file)) {
            return Optional.empty();
        }
        String blob = blob(file);
        return blob.equals(ARCHIVE_BLOB) ? Optional.empty() : Optional.of("%s is not the archive that was published: as an object of Git it is %s, not %s; "
                .formatted(file.getFileName(), blob, ARCHIVE_BLOB) + "what is made of it is held against the known table all the same");
    }

    static String blob(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
        digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
