package io.github.regretbench.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;

/** Times as others write them. */
final class ForeignTimes {
    /** Year first, because 03/04/2004 means two different days. */
    private static final DateTimeFormatter YEAR_FIRST = new DateTimeFormatterBuilder()
            .appendPattern("[uuuu-M-d][uuuu/M/d]['T'][ ][H:mm[:ss]]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalStart().appendOffset("+HH:MM", "Z").optionalEnd()
            .toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final String DIGITS = "[0-9]{9,10}|[0-9]{13}";
    private static final int MILLISECOND_DIGITS = 13;

    private final ForeignFormat format;
    private final DateTimeFormatter formatter;

    ForeignTimes(ForeignFormat format) {
        this.format = format;
        this.formatter = format.times().filter(pattern -> !pattern.equals(ForeignFormat.EPOCH))
                .map(ForeignTimes::formatter).orElse(YEAR_FIRST);
    }

    /**
     * Takes a pattern at its word: no 30 February.
     *
     * @throws IllegalArgumentException when it is none
     */
    static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder().appendPattern(pattern).parseDefaulting(ChronoField.ERA, 1).toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * Reads a time that comes after another one, null for the first.
     *
     * @throws IllegalArgumentException with what is wrong and how to mend it
     */
    LocalDateTime read(String text, LocalDateTime before) {
        if (format.times().filter(ForeignFormat.EPOCH::equals).isPresent()) {
            return sinceEpoch(text);
        }
        TemporalAccessor parsed;
        LocalDateTime local;
        try {
            parsed = formatter.parse(text);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            if (time == null && parsed.isSupported(ChronoField.MINUTE_OF_HOUR)) {
                throw new IllegalArgumentException("'" + text + "' has minutes without an hour of the day as --time-format " + format.times().get()
                        + " reads it; write H for hours from 0 to 23, or h with a for AM and PM.");
            }
            local = LocalDateTime.of(LocalDate.from(parsed), time == null ? LocalTime.MIDNIGHT : time);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(hint(text), e);
        }
        ZoneId own = parsed.query(TemporalQueries.zone());
        if (own != null) {
            if (format.zone().isEmpty() && !own.normalized().equals(ZoneOffset.UTC)) {
                throw new IllegalArgumentException("'" + text + "' has an offset from UTC, which tables do not keep; add --zone UTC to turn all "
                        + "times into UTC.");
            }
            return utc(local, own, before);
        }
        return format.zone().map(zone -> utc(local, zone, before)).orElse(local);
    }

    private static LocalDateTime sinceEpoch(String text) {
        if (!text.matches("-?[0-9]{1,13}")) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number of seconds since 1970; leave out --time-format epoch if these "
                    + "are dates.");
        }
        long number = Long.parseLong(text);
        Instant instant = text.length() >= MILLISECOND_DIGITS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Where clocks are set back, a time that occurs twice is first the earlier and then the later one. */
    private static LocalDateTime utc(LocalDateTime local, ZoneId zone, LocalDateTime before) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new IllegalArgumentException("the time " + local + " does not exist in the zone " + zone + ", where clocks were set forward; check "
                    + "--zone.");
        }
        LocalDateTime first = local.minusSeconds(offsets.get(0).getTotalSeconds());
        return offsets.size() > 1 && before != null && !first.isAfter(before)
                ? local.minusSeconds(offsets.get(1).getTotalSeconds()) : first;
    }

    private String hint(String text) {
        String begin = "'" + text + "' is not a time ";
        if (format.times().isPresent()) {
            return begin + "as --time-format " + format.times().get() + " has it.";
        }
        if (text.matches(DIGITS)) {
            return begin + "such as 2012-05-01 00:05 but may be seconds since 1970; if it is, add --time-format epoch.";
        }
        if (text.matches("-?[0-9]*([.,][0-9]*)?")) {
            return begin + "but a number; add --skip-columns 1 if this column only numbers the rows, or --no-times if the rows have no times.";
        }
        if (text.matches("[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}.*")) {
            return begin + "with the year first; say which is the day and which the month, for example --time-format 'd/M/uuuu H:mm', and add "
                    + "--time-columns 2 if the time of day has a column of its own.";
        }
        return begin + "such as 2012-05-01T00:05:00, 2012-05-01 00:05 or 2012/05/01 00:05; add --time-format PATTERN to say how it is written.";
    }
}
