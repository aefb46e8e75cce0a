package io.github.regretbench.data;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the Intel Lab trace becomes a table of one row per minute. A cell is the last reading, by its time stamp, within
 * that minute; else the last one of the up to {@code carryMinutes} minutes before it, none of them before the window;
 * else empty. Readings outside [coldest, hottest] or of a mote under {@code lowestVoltage} do not count.
 *
 * @param firstDay first day of the window, from 00:00
 * @param lastDay last day of the window, through 23:59
 * @param droppedMotes motes among 1 to 54 that get no column, in ascending order
 * @param coldest lowest credible temperature, degrees Celsius
 * @param hottest highest credible temperature, degrees Celsius
 * @param lowestVoltage battery voltage, volts, under which a mote's thermometer is not believed
 * @param carryMinutes how many minutes a reading may fill forward, 0 or more
 */
public record IntelLabRules(LocalDate firstDay, LocalDate lastDay, List<Integer> droppedMotes, double coldest,
        double hottest, double lowestVoltage, int carryMinutes) {
    /** The motes of the lab are numbered 1 to this. */
    static final int LAST_MOTE = 54;
    /** A longer window is a slip of the pen: the trace itself spans 2004-02-28 to 2004-04-05. */
    private static final int MOST_DAYS = 366;

    /** Absent from the trace (5, 15) or with a dying battery (18): no table can use them. */
    private static final List<Integer> UNUSABLE = List.of(5, 15, 18);
    private static final List<Integer> WORST_COVERED = List.of(8, 12, 30, 33, 39);

    /** Throws IllegalArgumentException when the window, a range or a number is impossible. */
    public IntelLabRules {
        if (lastDay.isBefore(firstDay) || lastDay.isAfter(firstDay.plusDays(MOST_DAYS))) {
            throw new IllegalArgumentException("Window " + firstDay + " to " + lastDay + " is empty or too long.");
        }
        if (!(coldest <= hottest) || !(lowestVoltage >= 0) || carryMinutes < 0) {
            throw new IllegalArgumentException("Temperature " + coldest + " to " + hottest + ", voltage "
                    + lowestVoltage + ", carry " + carryMinutes + " min: a range is empty or a number negative.");
        }
        droppedMotes = droppedMotes.stream().sorted().distinct().toList();
    }

    /**
     * The rules of the temperature experiment: 2004-03-04 to 2004-03-08, 0 to 50 degrees, 2.0 V, 15 minutes, 46 motes
     * (all but 5, 15, 18 and the five worst covered: 8, 12, 30, 33, 39).
     */
    public static IntelLabRules standard() {
        return new IntelLabRules(LocalDate.of(2004, 3, 4), LocalDate.of(2004, 3, 8),
                Stream.concat(UNUSABLE.stream(), WORST_COVERED.stream()).toList(), 0, 50, 2.0, 15);
    }

    /** These rules with the five worst-covered motes kept: 51 motes instead of 46. */
    public IntelLabRules keepingWorstCovered() {
        return new IntelLabRules(firstDay, lastDay,
                droppedMotes.stream().filter(mote -> !WORST_COVERED.contains(mote)).toList(), coldest, hottest,
                lowestVoltage, carryMinutes);
    }

    /** Number of rows of the table. */
    int minutes() {
        return Math.toIntExact(lastDay.toEpochDay() - firstDay.toEpochDay() + 1) * 24 * 60;
    }

    boolean hasColumn(int mote) {
        return mote >= 1 && mote <= LAST_MOTE && !droppedMotes.contains(mote);
    }
}
