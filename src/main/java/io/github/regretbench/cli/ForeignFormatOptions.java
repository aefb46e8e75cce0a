package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.ForeignFormat;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How somebody else's table is written, where its text does not show it. */
final class ForeignFormatOptions {
    @Option(names = "--time-format", paramLabel = "PATTERN",
            description = "How times are written, such as 'd/M/uuuu H:mm', or epoch for seconds since 1970 (default: year first).")
    private String times;
    @Option(names = "--time-columns", paramLabel = "N", description = "Columns that the time is written in (default: 1); 2 for a date and a time.")
    private int timeColumns = 1;
    @Option(names = "--no-times", description = "The rows have no times: minutes are counted from 2000-01-01 00:00.")
    private boolean withoutTimes;
    @Option(names = "--skip-columns", paramLabel = "N", description = "Columns before the time that are no sensors, such as a row number.")
    private int skipped;
    @Option(names = "--zone", paramLabel = "ZONE", description = "The zone of times without an offset, such as Europe/Berlin; all times become UTC.")
    private String zone;
    @Option(names = "--decimal-comma", description = "Numbers have a decimal comma.")
    private boolean decimalComma;
    @Option(names = "--long", description = "A row is a time, a sensor and its reading.")
    private boolean longForm;
    @Option(names = "--comment", paramLabel = "TEXT", description = "Pass over lines that begin with this, such as '#'.")
    private String comment = "";
    @Option(names = "--clean-names", description = "Write ; for commas and ' for quotes in the names of sensors.")
    private boolean cleanNames;
    @Option(names = "--missing", paramLabel = "NUMBER", split = ",", description = "A reading that stands for no reading, such as -999.")
    private List<Double> missing = List.of();
    @Option(names = "--exclude", paramLabel = "SENSOR", split = ",", description = "Leave this sensor out.")
    private List<String> exclude = List.of();

    ForeignFormat format() {
        if (withoutTimes && (longForm || times != null || zone != null)) {
            throw new BadInputException("--no-times does not go with --long, --time-format or --zone; leave one out");
        }
        try {
            return new ForeignFormat(skipped, withoutTimes ? 0 : timeColumns, Optional.ofNullable(times), Optional.ofNullable(zone).map(ZoneId::of),
                    decimalComma, longForm, comment, cleanNames, missing, exclude);
        } catch (DateTimeException e) {
            throw new BadInputException("--zone '" + zone + "' is no zone; expected one such as UTC, Europe/Berlin or +01:00", e);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--time-format '" + times + "', --time-columns " + timeColumns + ", --skip-columns " + skipped
                    + ": " + e.getMessage(), e);
        }
    }
}
