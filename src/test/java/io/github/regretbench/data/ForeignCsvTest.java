package io.github.regretbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignCsvTest {
    @TempDir
    private Path directory;

    private SensorTable read(String text) throws IOException {
        return read(text, ForeignFormat.PLAIN);
    }

    private SensorTable read(String text, ForeignFormat format) throws IOException {
        return SensorTable.readForeign(Files.writeString(directory.resolve("f.csv"), text), format);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void separators(String separator) throws IOException {
        SensorTable table = read("date,a,b\n2012-05-01 00:05,1.5,2\n".replace(",", separator));
        assertThat(table.sensors()).containsExactly("a", "b");
        assertThat(table.readings(0)).containsExactly(1.5, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2012-05-01T00:05:00", "2012-05-01 00:05:00", "2012-05-01T00:05", "2012-05-01 00:05",
        "2012-05-01T00:05:00Z", "2012-05-01 00:05:00+00:00", "2012-05-01T00:05Z", "2012/05/01 00:05", "2012/5/1 0:05",
        "2012-05-01 00:05:00.000", "\"2012-05-01 00:05\""})
    void times(String time) throws IOException {
        assertThat(read("t,1\n" + time + ",1\n").times()).containsExactly(LocalDateTime.of(2012, 5, 1, 0, 5));
    }

    @Test
    void aDateAloneIsMidnightAndFractionsAreKept() throws IOException {
        assertThat(read("t,1\n2012-05-01,1\n2012-05-01 00:00:00.25,2\n").times())
                .containsExactly(LocalDateTime.of(2012, 5, 1, 0, 0),
                        LocalDateTime.of(2012, 5, 1, 0, 0, 0, 250_000_000));
    }

    @Test
    void carriageReturnsByteOrderMarkQuotesBlanksAndMissingLastLineBreak() throws IOException {
        SensorTable table = read("\uFEFF\"time\",\"north\", \"south\"\r\n2012-05-01 00:05,\"1.5\", 2 \r\n\r\n"
                + "2012-05-01 00:10,\"3\",4");
        assertThat(table.sensors()).containsExactly("north", "south");
        assertThat(table.readings(0)).containsExactly(1.5, 2);
        assertThat(table.readings(1)).containsExactly(3, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NA", "NaN", "nan", "N/A", "null", "\"\""})
    void emptyCells(String cell) throws IOException {
        assertThat(read("t,1,2\n2012-05-01,1," + cell + "\n").reading(0, 1)).isNaN();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "time\\n2012-05-01\\n                       | line 1: no comma, semicolon or tab",
        "t,1\\n                                     | no rows",
        "t,1,1\\n2012-05-01,1,2\\n                  | line 1: column 3: sensor id '1' appears twice",
        "t,1\\n05/01/2012 00:05,1\\n                | line 2: column 1: '05/01/2012 00:05' is not a time",
        "t,1\\n2012-05-01T00:05+02:00,1\\n          | line 2: column 1",
        "t,1\\n2012-02-30,1\\n                      | line 2: column 1",
        "t;1\\n2012-05-01;20,5\\n                   | line 2: column 2 (sensor 1): '20,5'",
        "t,1,2\\n2012-05-01,1,inf\\n                | line 2: column 3 (sensor 2): 'inf'",
        "t,1\\n2012-05-01,1\\n\\n2012-05-01,2\\n    | line 4: column 1: time 2012-05-01T00:00",
        "t,1,2\\n2012-05-01,1\\n                    | line 2: has 2 cells",
        "t,1\\n2012-05-01,\"1\\n                    | line 2: column 2: a quote is not closed"})
    void errorsNameFileLineAndColumn(String text, String message) {
        assertThatThrownBy(() -> read(text.strip().replace("\\n", "\n"))).isInstanceOf(BadInputException.class)
                .hasMessageContaining("f.csv").hasMessageContaining(message);
    }

    @Test
    void anEmptyFileIsAnError() {
        assertThatThrownBy(() -> read("")).isInstanceOf(BadInputException.class).hasMessageContaining("no header");
    }

    @Test
    void ourOwnFormatIsReadAsItIs() throws IOException {
        Path known = RealData.require(KnownTable.PEMS_D7.fileName());
        assertThat(SensorTable.readForeign(known, ForeignFormat.PLAIN)).isEqualTo(SensorTable.read(known));
    }

    private static ForeignFormat format(String times, String zone, boolean longForm) {
        return new ForeignFormat(0, 1, Optional.ofNullable(times), Optional.ofNullable(zone).map(ZoneId::of), false, longForm, "", false, List.of(),
                List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"d/M/uuuu H:mm | 1/5/2012 0:05", "d/M/yyyy H:mm | 1/5/2012 0:05", "d/M/uuuu h:mm a | 1/5/2012 12:05 AM",
        "uuuu-MM-dd HH:mm VV | 2012-05-01 00:05 UTC"})
    void patternsOfTimes(String pattern, String time) throws IOException {
        assertThat(read("t,1\n" + time + ",1\n", format(pattern, null, false)).times()).containsExactly(LocalDateTime.of(2012, 5, 1, 0, 5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"d/M/uuuu H:mm | 30/2/2012 0:05 | is not a time as --time-format d/M/uuuu H:mm has it",
        "d/M/uuuu h:mm | 1/5/2012 1:05 | write H for hours from 0 to 23, or h with a for AM and PM",
        "uuuu-MM-dd HH:mm VV | 2012-05-01 02:05 Europe/Berlin | add --zone UTC"})
    void patternsAreTakenAtTheirWord(String pattern, String time, String message) {
        assertThatThrownBy(() -> read("t,1\n" + time + ",1\n", format(pattern, null, false))).isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 2: column 1: ").hasMessageContaining(message);
    }

    @Test
    void aZoneInTheTextIsKept() throws IOException {
        assertThat(read("t,1\n2012-05-01 02:05 Europe/Berlin,1\n", format("uuuu-MM-dd HH:mm VV", "UTC", false)).times())
                .containsExactly(LocalDateTime.of(2012, 5, 1, 0, 5));
    }

    /** 02:30 occurs twice in that night, for each sensor. */
    @Test
    void longTablesWhereClocksAreSetBack() throws IOException {
        SensorTable table = read("""
                time,sensor,value
                2012-10-28 02:30,a,1
                2012-10-28 02:30,b,2
                2012-10-28 02:30,a,3
                2012-10-28 02:30,b,4
                """, format(null, "Europe/Berlin", true));
        assertThat(table.times()).containsExactly(LocalDateTime.of(2012, 10, 28, 0, 30), LocalDateTime.of(2012, 10, 28, 1, 30));
        assertThat(table.readings(1)).containsExactly(3, 4);
    }

    @Test
    void whoGaveAZoneIsNotToldToGiveOne() {
        assertThatThrownBy(() -> read("t,1\n2012-05-01 00:05,1\n2012-05-01 00:05,1\n", format(null, "UTC", false)))
                .isInstanceOf(BadInputException.class).hasMessageEndingWith("too; if one row was written twice, keep one of them.");
        assertThatThrownBy(() -> read("t,s,v\n2012-05-01 00:05,a,1\n2012-05-01 00:05,a,1\n", format(null, "UTC", true)))
                .isInstanceOf(BadInputException.class).hasMessageEndingWith("; keep one of the two.");
    }

    @Test
    void minusZeroIsACodeForZero() throws IOException {
        ForeignFormat format = new ForeignFormat(0, 1, Optional.empty(), Optional.empty(), false, false, "", false, List.of(-0.0), List.of());
        assertThat(read("t,1\n2012-05-01 00:05,0\n2012-05-01 00:06,1\n", format).emptyCells()).isEqualTo(1);
    }
}
