package io.github.regretbench.data;

import io.github.regretbench.PlainDouble;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * What a raw row {@code date time epoch moteid temperature humidity light voltage} says about temperature.
 *
 * @param time nanoseconds after midnight
 * @param temperature degrees Celsius
 * @param voltage volts
 */
record IntelLabRow(LocalDate day, long time, int mote, double temperature, double voltage) {
    private static final int FIELDS = 8;

    /**
     * Reads a row, or gives null when it cannot be used: not eight fields between single spaces, or a date, time, mote,
     * temperature or voltage that is missing or not one. Epoch, humidity and light may be anything.
     */
    static IntelLabRow parse(String line) {
        String[] fields = split(line);
        if (fields == null) {
            return null;
        }
        double temperature = PlainDouble.parse(fields[4]);
        double voltage = PlainDouble.parse(fields[7]);
        if (Double.isNaN(temperature) || Double.isNaN(voltage)) {
            return null;
        }
        try {
            return new IntelLabRow(LocalDate.parse(fields[0]), LocalTime.parse(fields[1]).toNanoOfDay(),
                    Integer.parseInt(fields[3]), temperature, voltage);
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    /** The eight fields, or null when there are more or fewer. */
    private static String[] split(String line) {
        String[] fields = new String[FIELDS];
        int start = 0;
        for (int i = 0; i < FIELDS - 1; i++) {
            int end = line.indexOf(' ', start);
            if (end < 0) {
                return null;
            }
            fields[i] = line.substring(start, end);
            start = end + 1;
        }
        fields[FIELDS - 1] = line.substring(start);
        return line.indexOf(' ', start) < 0 ? fields : null;
    }
}
