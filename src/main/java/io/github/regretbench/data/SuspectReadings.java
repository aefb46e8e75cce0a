package io.github.regretbench.data;

import io.github.regretbench.PlainDouble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Readings that look like none: codes for "no reading" far from all others, and sensors that stand still. A suspicion, not a finding: nothing
 * is changed because of it.
 */
final class SuspectReadings {
    /** What loggers and archives write for no reading, or its negative; one of them is enough to be suspected. */
    private static final Set<Double> CODES = Set.of(0.0, 1.0, 85.0, 99.0, 99.9, 127.0, 999.0, 999.9, 9999.0, 9999.9, 32767.0, 32768.0, 65535.0,
            99999.0, 1e20, 1e30, 1e36);
    /** Any other reading has to occur this often: an outlier seldom repeats to the last digit. */
    private static final int REPEATED = 3;
    /** A sensor that never changes is suspected from this many readings on. */
    private static final int STANDS_STILL = 10;
    /** So many sensors are named. */
    private static final int NAMED = 5;

    private SuspectReadings() {
    }

    /**
     * A sentence a suspicion, with what mends it.
     *
     * @param missing how a code is declared to be no reading, {@code %s} for the code
     * @param exclude how sensors are left out, {@code %s} for their names
     * @param comma between names
     */
    static List<String> in(SensorTable table, String missing, String exclude, String comma) {
        List<String> stuck = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        look(table, stuck).forEach((code, sensors) -> sentences.add(("the reading %s of %s is far from all others and may stand for no reading; if it "
                + "does, %s").formatted(PlainDouble.format(code), named(sensors), missing.formatted(PlainDouble.format(code)))));
        if (!stuck.isEmpty()) {
            sentences.add("%s always the same; if that is no measurement, %s".formatted(named(stuck)
                    + (stuck.size() == 1 ? " reads" : " read"), exclude.formatted(String.join(comma, stuck))));
        }
        return sentences;
    }

    /** Readings that may stand for none, in increasing order. */
    static List<Double> codes(SensorTable table) {
        return List.copyOf(look(table, new ArrayList<>()).keySet());
    }

    /** Suspicious readings with their sensors; sensors that stand still are added to {@code stuck}. */
    private static TreeMap<Double, List<String>> look(SensorTable table, List<String> stuck) {
        TreeMap<Double, List<String>> codes = new TreeMap<>();
        for (int j = 0; j < table.sensors().size(); j++) {
            int sensor = j;
            double[] sorted = IntStream.range(0, table.rows()).mapToDouble(row -> table.reading(row, sensor))
                    .filter(Double::isFinite).sorted().toArray();
            String id = table.sensors().get(j);
            if (sorted.length >= STANDS_STILL && sorted[0] == sorted[sorted.length - 1]) {
                stuck.add(id);
            } else if (sorted.length > 2) {
                collect(codes, sorted, id);
            }
        }
        return codes;
    }

    private static void collect(TreeMap<Double, List<String>> codes, double[] sorted, String sensor) {
        double[] negated = Arrays.stream(sorted).map(x -> -x).sorted().toArray();
        if (isFarBelow(sorted)) {
            codes.computeIfAbsent(sorted[0] + 0.0, code -> new ArrayList<>()).add(sensor);
        }
        if (isFarBelow(negated)) {
            codes.computeIfAbsent(-negated[0] + 0.0, code -> new ArrayList<>()).add(sensor);
        }
    }

    /** Whether the lowest value is farther from the next one than that is from the highest, and is repeated or a usual code. */
    private static boolean isFarBelow(double[] sorted) {
        int next = 0;
        while (next < sorted.length && sorted[next] == sorted[0]) {
            next++;
        }
        boolean code = CODES.contains(Math.abs(sorted[0]));
        return sorted.length - next >= 2 && (code || next >= REPEATED) && sorted[next] - sorted[0] > sorted[sorted.length - 1] - sorted[next];
    }

    private static String named(List<String> sensors) {
        String first = String.join(", ", sensors.subList(0, Math.min(NAMED, sensors.size())));
        return (sensors.size() == 1 ? "sensor " : "sensors ") + first + (sensors.size() > NAMED ? " and " + (sensors.size() - NAMED) + " more" : "");
    }
}
