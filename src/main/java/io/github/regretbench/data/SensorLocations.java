package io.github.regretbench.data;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where sensors are, in metres. As a file it is UTF-8 CSV with the header {@code id,x,y}.
 *
 * @param positions by sensor id, in the order of the file; not empty
 */
public record SensorLocations(Map<String, Position> positions) {
    /** Name in a data directory of the positions of the Intel Lab's motes. */
    public static final String INTEL_LAB = "intel_lab_locations.csv";
    /** Where they come from: a line a mote, with its id, x and y between blanks. */
    public static final String INTEL_LAB_SOURCE = "http://db.csail.mit.edu/labdata/mote_locs.txt";

    /** SHA-256 of the file that Figure 2(a) was checked with. */
    private static final String INTEL_LAB_SHA256 = "7776179ac1daaf6999065758891bac8aa08ff82a1f53aac5b0ab097e72961d68";
    private static final String HEADER = "id,x,y";

    /**
     * A place on the floor.
     *
     * @param x in metres
     * @param y in metres
     */
    public record Position(double x, double y) {
    }

    /** Copies the map. */
    public SensorLocations {
        positions = Collections.unmodifiableMap(new LinkedHashMap<>(positions));
    }

    /** Reads a file with the header {@code id,x,y}. Throws BadInputException, which names the line, when it is none. */
    public static SensorLocations read(Path file) {
        try (LineSource lines = LineSource.open(file)) {
            String header = lines.next();
            if (!HEADER.equals(header)) {
                throw lines.badFile("does not begin with the header " + HEADER + "; `regretbench data import locations FILE` makes "
                        + "such a file.");
            }
            return rows(lines, ",");
        }
    }

    /** Reads a list with an id, x and y between blanks on each line, as the Intel Lab's. Throws BadInputException as {@link #read}. */
    public static SensorLocations readBlankSeparated(Path file) {
        try (LineSource lines = LineSource.open(file)) {
            return rows(lines, "\\s+");
        }
    }

    private static SensorLocations rows(LineSource lines, String separator) {
        Map<String, Position> positions = new LinkedHashMap<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank()) {
                continue;
            }
            String[] cells = line.strip().split(separator, -1);
            double x = cells.length == 3 ? PlainDouble.parse(cells[1]) : Double.NaN;
            double y = cells.length == 3 ? PlainDouble.parse(cells[2]) : Double.NaN;
            if (Double.isNaN(x) || Double.isNaN(y) || !SensorTable.isSensorId(cells[0])) {
                throw lines.bad("'" + line.strip() + "' is not a sensor's id, x and y in metres.");
            }
            if (positions.put(cells[0], new Position(x, y)) != null) {
                throw lines.bad("sensor '" + cells[0] + "' appears twice; remove one of its lines.");
            }
        }
        if (positions.isEmpty()) {
            throw lines.badFile("holds no positions; expected a sensor's id, x and y on each line.");
        }
        return new SensorLocations(positions);
    }

    /** The position of a sensor. Throws BadInputException when it has none. */
    public Position of(String sensor) {
        Position position = positions.get(sensor);
        if (position == null) {
            throw new BadInputException("there is no position of sensor '" + sensor + "' among the " + positions.size()
                    + " positions; add its line id,x,y to the file.");
        }
        return position;
    }

    /** What is to be said of positions of the Intel Lab's motes that are not those that Figure 2(a) was checked with: nothing when they are. */
    Optional<String> difference() {
        MessageDigest digest = Sha256.digest();
        digest.update(csv());
        String found = Sha256.hex(digest);
        return found.equals(INTEL_LAB_SHA256) ? Optional.empty() : Optional.of(("%s holds other positions than Figure 2(a) was checked with: the "
                + "SHA-256 is %s, not %s").formatted(INTEL_LAB, found, INTEL_LAB_SHA256));
    }

    /** Writes the file, whole or not at all. */
    public void write(Path file) throws IOException {
        byte[] csv = csv();
        AtomicFile.write(file, out -> out.write(csv));
    }

    private byte[] csv() {
        StringBuilder csv = new StringBuilder(HEADER).append('\n');
        positions.forEach((id, at) -> csv.append(id).append(',').append(PlainDouble.format(at.x())).append(',')
                .append(PlainDouble.format(at.y())).append('\n'));
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
