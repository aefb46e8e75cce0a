package io.github.regretbench.data;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The Intel Berkeley Research Lab trace made into a table of temperatures, and what became of each raw row. Every row
 * is counted once, under the first reason that applies in the order below.
 *
 * @param table degrees Celsius by minute and mote; motes without a usable reading have no column
 * @param rowsRead rows of the raw file
 * @param skipped rows with a missing or garbled date, time, mote, temperature or voltage
 * @param outsideWindow rows of other days
 * @param otherMotes rows of motes that the rules drop or that are not in the lab
 * @param outsideTemperature rows outside the credible temperatures
 * @param lowVoltage rows of a mote whose battery was low
 * @param used readings that remained
 */
public record IntelLabImport(SensorTable table, long rowsRead, long skipped, long outsideWindow, long otherMotes,
        long outsideTemperature, long lowVoltage, long used) {
    /** Where the whole trace is, 2.3 million rows in 34 MB. */
    public static final URI SOURCE = URI.create("http://db.csail.mit.edu/labdata/data.txt.gz");

    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    /** Throws IllegalArgumentException unless the counts add up to {@code rowsRead}. */
    public IntelLabImport {
        if (rowsRead != skipped + outsideWindow + otherMotes + outsideTemperature + lowVoltage + used) {
            throw new IllegalArgumentException("The reasons do not add up to the " + rowsRead + " rows read.");
        }
    }

    /**
     * Reads the raw file, gzip or plain, in rows {@code date time epoch moteid temperature humidity light voltage}, in
     * any order; the site's {@code data.txt.gz} is one. It is streamed: memory depends on the window, not on the file.
     * Throws BadInputException when the file cannot be read to its end or no row of it is of use.
     */
    public static IntelLabImport read(Path raw, IntelLabRules rules) {
        try (LineSource lines = LineSource.openBytes(raw)) {
            Tally tally = new Tally(rules);
            for (String line = lines.next(); line != null; line = lines.next()) {
                tally.add(IntelLabRow.parse(line));
            }
            if (tally.used == 0) {
                throw lines.badFile("none of its " + tally.rowsRead + " rows is a usable reading of " + rules.firstDay()
                        + " to " + rules.lastDay() + " (" + tally.skipped
                        + " are not of the form `date time epoch moteid temperature humidity light voltage`); name the "
                        + "trace data.txt.gz from the Intel Lab site.");
            }
            return tally.result();
        }
    }

    /** The latest reading of each minute of one mote. */
    private static final class Latest {
        private final long[] time;
        private final double[] temperature;

        Latest(int minutes) {
            time = new long[minutes];
            Arrays.fill(time, -1);
            temperature = new double[minutes];
        }

        /** Keeps the reading unless the minute has a later one; of two at the same instant, the later line stays. */
        void offer(int minute, IntelLabRow row) {
            if (row.time() >= time[minute]) {
                time[minute] = row.time();
                temperature[minute] = row.temperature();
            }
        }

        /** One value per minute, carried forward over at most {@code carry} minutes without a reading. */
        double[] column(int carry) {
            double[] column = new double[time.length];
            int last = -1;
            for (int minute = 0; minute < column.length; minute++) {
                last = time[minute] >= 0 ? minute : last;
                column[minute] = last >= 0 && minute - last <= carry ? temperature[last] : Double.NaN;
            }
            return column;
        }
    }

    private static final class Tally {
        private final IntelLabRules rules;
        private final long firstDay;
        private final long lastDay;
        private final Map<Integer, Latest> motes = new TreeMap<>();
        private long rowsRead;
        private long skipped;
        private long outsideWindow;
        private long otherMotes;
        private long outsideTemperature;
        private long lowVoltage;
        private long used;

        Tally(IntelLabRules rules) {
            this.rules = rules;
            this.firstDay = rules.firstDay().toEpochDay();
            this.lastDay = rules.lastDay().toEpochDay();
        }

        void add(IntelLabRow row) {
            rowsRead++;
            if (row == null) {
                skipped++;
            } else if (row.day().toEpochDay() < firstDay || row.day().toEpochDay() > lastDay) {
                outsideWindow++;
            } else if (!rules.hasColumn(row.mote())) {
                otherMotes++;
            } else if (row.temperature() < rules.coldest() || row.temperature() > rules.hottest()) {
                outsideTemperature++;
            } else if (row.voltage() < rules.lowestVoltage()) {
                lowVoltage++;
            } else {
                used++;
                long day = row.day().toEpochDay() - firstDay;
                int minute = Math.toIntExact(day * 24 * 60 + row.time() / NANOS_PER_MINUTE);
                motes.computeIfAbsent(row.mote(), mote -> new Latest(rules.minutes())).offer(minute, row);
            }
        }

        IntelLabImport result() {
            LocalDateTime start = rules.firstDay().atStartOfDay();
            List<LocalDateTime> times = IntStream.range(0, rules.minutes()).mapToObj(start::plusMinutes).toList();
            List<double[]> columns = new ArrayList<>();
            motes.values().forEach(latest -> columns.add(latest.column(rules.carryMinutes())));
            double[][] readings = new double[rules.minutes()][columns.size()];
            for (int minute = 0; minute < readings.length; minute++) {
                for (int mote = 0; mote < columns.size(); mote++) {
                    readings[minute][mote] = columns.get(mote)[minute];
                }
            }
            List<String> ids = motes.keySet().stream().map(String::valueOf).toList();
            return new IntelLabImport(SensorTable.of(times, ids, readings), rowsRead, skipped, outsideWindow,
                    otherMotes, outsideTemperature, lowVoltage, used);
        }
    }
}
