package io.github.regretbench.data;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What somebody else's table has to be told of beyond what its text shows.
 *
 * @param skippedColumns columns before the time that are no sensors, such as a row number
 * @param timeColumns columns that the time is written in, joined with a blank; 0 where the rows have no times, and minutes are counted
 * @param times how a time is written where it is not year first; {@link #EPOCH} for seconds (or, with 13 digits, milliseconds) since 1970
 * @param zone that times without an offset are in: all become UTC; without it a table keeps the clock of its source and has no offsets
 * @param decimalComma whether 20,5 is a number
 * @param longForm whether a row is a time, a sensor and its reading
 * @param comment what lines that are not to be read begin with, or nothing
 * @param cleanNames whether commas and quotes in names of sensors are replaced
 * @param missing readings that stand for none
 * @param exclude sensors to leave out
 */
public record ForeignFormat(int skippedColumns, int timeColumns, Optional<String> times, Optional<ZoneId> zone, boolean decimalComma,
        boolean longForm, String comment, boolean cleanNames, List<Double> missing, List<String> exclude) {
    /** Names seconds since 1970-01-01T00:00Z. */
    public static final String EPOCH = "epoch";
    /** A time column with the year first, then one column per sensor. */
    public static final ForeignFormat PLAIN = new ForeignFormat(0, 1, Optional.empty(), Optional.empty(), false, false, "", false, List.of(),
            List.of());

    /** Rows without times, after so many columns that are passed over. */
    static ForeignFormat withoutTimes(int skippedColumns) {
        return new ForeignFormat(skippedColumns, 0, Optional.empty(), Optional.empty(), false, false, "", true, List.of(), List.of());
    }

    /** @throws IllegalArgumentException when the numbers of columns are negative, the pattern of times is none, or rows without times are said to
     *         have some */
    public ForeignFormat {
        missing = missing.stream().map(code -> code + 0.0).toList();     // -0 is 0
        exclude = List.copyOf(exclude);
        if (skippedColumns < 0 || timeColumns < 0) {
            throw new IllegalArgumentException("numbers of columns cannot be negative");
        }
        if (timeColumns == 0 && (longForm || times.isPresent() || zone.isPresent())) {
            throw new IllegalArgumentException("rows without times cannot be in long form, and have neither a format nor a zone of times");
        }
        times.filter(pattern -> !pattern.equals(EPOCH)).ifPresent(ForeignTimes::formatter);
    }
}
