package io.github.regretbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and points as loggers, spreadsheets and archives write them: read, or refused with a mend that loses nothing. */
class FieldTablesTest {
    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("f.csv"), text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t"));
    }

    private SensorTable read(String text, ForeignFormat format) throws IOException {
        return SensorTable.readForeign(file(text), format);
    }

    private static ForeignFormat format(int skip, int timeColumns, String times, String zone, boolean comma, boolean longForm) {
        return new ForeignFormat(skip, timeColumns, Optional.ofNullable(times), Optional.ofNullable(zone).map(ZoneId::of), comma, longForm, "#", true,
                List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "t,a\\n2021-10-31T01:30+02:00,1           | line 2: column 1 | --zone UTC",
        "t,a\\n2021-03-01 00:00-08:00,1           | line 2: column 1 | --zone UTC",
        "t,a\\n2021-10-31 02:30,1\\n2021-10-31 02:30,2 | line 3: column 1 | --zone with the zone",
        "t,a\\n2021-10-31 02:50,1\\n2021-10-31 02:00,2 | line 3: column 1 | --zone with the zone",
        "t,s,x\\n2021-03-01,1,5\\n2021-03-01,2,6 | line 3: column 1 | add --long",
        "t,s,x\\n2021-03-01,hall,5                | line 2: column 2 | add --long",
        "t,a\\n1614556800,1                       | line 2: column 1 | --time-format epoch",
        "t,a\\n1614556800000,1                    | line 2: column 1 | --time-format epoch",
        "Date,Time,a\\n2021-03-01,00:00:00,1      | line 2: column 2 | --time-columns 2",
        "Date,Time,a\\n2021-03-01,7:00,1          | line 2: column 2 | --time-columns 2",
        "t;a\\n2021-03-01;20,5                    | line 2: column 2 | --decimal-comma",
        "t;a\\n2021-03-01;-0,5                    | line 2: column 2 | --decimal-comma",
        "t,a,b\\n2021-03-01,20,5,21,5             | line 2: has 5 cells | semicolon",
        "t,a\\n10/03/2021 00:00,1                 | line 2: column 1 | --time-format 'd/M/uuuu H:mm'",
        "t,a\\n10.03.2021 00:00,1                 | line 2: column 1 | --time-format 'd/M/uuuu H:mm'",
        "t,a\\n3-10-21,1                          | line 2: column 1 | --time-format 'd/M/uuuu H:mm'",
        "t,a\\nMar 1 2021,1                       | line 2: column 1 | --time-format PATTERN",
        "t,a\\n20210301T0000,1                    | line 2: column 1 | --time-format PATTERN",
        "# logger\\nt,a\\n2021-03-01,1           | line 1: column 1 | --comment '#'",
        "t,\"a, b\"\\n2021-03-01,1                 | line 1: column 2 | --clean-names",
        ",t,a\\n0,2021-03-01,1                    | line 2: column 1 | --skip-columns 1",
        "n,t,a\\n1,2021-03-01,1                   | line 2: column 1 | --skip-columns 1",
        "a,b\\n60.0,50.0                          | line 2: column 1 | --no-times",
        "t,a;b\\n2021-03-01;1;2                   | line 2: has 3 cells | one time",
        "t,a,\\n2021-03-01,1,2                    | line 2: column 3 | name the column",
        "t,,a\\n2021-03-01,1,2                    | line 1: column 2 | write a name",
        "t,a\\n2021-02-29,1                       | line 2: column 1 | --time-format",
        "t,a\\n2021-03-01,1 000                   | line 2: column 2 | decimal point",
        "t,a\\n2021-03-01,12%                     | line 2: column 2 | decimal point"})
    void refusedWithLineColumnAndMend(String text, String where, String mend) throws IOException {
        assertThatThrownBy(() -> read(text, ForeignFormat.PLAIN)).isInstanceOf(BadInputException.class).hasMessageContaining(where)
                .hasMessageContaining(mend).hasMessageNotContaining("remove repeated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\\nt;a;b\\n2021-03-01;1;2", "t,a,b\\r2021-03-01,1,2\\r", "\uFEFFt,a,b\\r\\n2021-03-01,1,2\\r\\n",
        "t;a;b;;\\n2021-03-01;1;2;;\\n;;;;\\n", "\\n\\nt\\ta\\tb\\n2021-03-01\\t1\\t2\\n\\n", "\uFEFFsep=,\\nt,a,b\\n2021-03-01,1,2"})
    void readWithoutAnOption(String text) throws IOException {
        SensorTable table = read(text, ForeignFormat.PLAIN);
        assertThat(table.sensors()).containsExactly("a", "b");
        assertThat(table.readings(0)).containsExactly(1, 2);
    }

    @Test
    void anHourThatOccursTwiceIsTwoHours() throws IOException {
        LocalDateTime[] utc = {LocalDateTime.of(2021, 10, 30, 23, 30), LocalDateTime.of(2021, 10, 31, 0, 30), LocalDateTime.of(2021, 10, 31, 1, 30),
            LocalDateTime.of(2021, 10, 31, 2, 30)};
        assertThat(read("t,a\n2021-10-31 01:30,1\n2021-10-31 02:30,2\n2021-10-31 02:30,3\n2021-10-31 03:30,4\n",
                format(0, 1, null, "Europe/Berlin", false, false)).times()).containsExactly(utc);
        assertThat(read("t,a\n2021-10-31T01:30+02:00,1\n2021-10-31T02:30+02:00,2\n2021-10-31T02:30+01:00,3\n2021-10-31T03:30+01:00,4\n",
                format(0, 1, null, "UTC", false, false)).times()).containsExactly(utc);
    }

    @Test
    void anHourThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> read("t,a\n2021-03-28 02:30,1\n", format(0, 1, null, "Europe/Berlin", false, false)))
                .hasMessageContaining("line 2: column 1").hasMessageContaining("does not exist");
    }

    @Test
    void eachOptionReadsWhatItIsFor() throws IOException {
        LocalDateTime first = LocalDateTime.of(2021, 3, 1, 0, 0);
        assertThat(read("# x\n,t,\"a, b\"\n# y\n0,2021-03-01 00:00,1\n", format(1, 1, null, null, false, false)).sensors()).containsExactly("a; b");
        SensorTable european = read("D;T;a;;\n01/03/2021;00.00.00;1,5;;\n;;;;\n", format(0, 2, "dd/MM/uuuu HH.mm.ss", null, true, false));
        assertThat(european.times()).containsExactly(first);
        assertThat(european.reading(0, 0)).isEqualTo(1.5);
        assertThat(read("t,a\n1614556800,1\n", format(0, 1, "epoch", null, false, false)).times()).containsExactly(first);
        assertThat(read("t,a\n1614556800000,1\n", format(0, 1, "epoch", null, false, false)).times()).containsExactly(first);
        assertThat(read("a,b\n1,2\n3,4\n", format(0, 0, null, null, false, false)).rows()).isEqualTo(2);
        SensorTable pivoted = read("t,s,x\n2021-03-01,1,5\n2021-03-01,2,6\n2021-03-02,2,7\n", format(0, 1, null, null, false, true));
        assertThat(pivoted.sensors()).containsExactly("1", "2");
        assertThat(pivoted.readings(0)).containsExactly(5, 6);
        assertThat(pivoted.reading(1, 0)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1,0.2\\n0.3,0.4\\n\\n", "\uFEFF0.1,0.2\\n0.3,0.4", "x,y\\n0.1,0.2\\n0.3,0.4", "0.1;0.2\\n0.3;0.4",
        "0.1\\t0.2\\r0.3\\t0.4", "\"x\";\"y\"\\r\\n\"0.1\";\"0.2\"\\r\\n0.3;0.4\\r\\n"})
    void points(String text) throws IOException {
        assertThat(PointList.read(file(text))).isDeepEqualTo(new double[][] {{0.1, 0.2}, {0.3, 0.4}});
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0.1,0.2\\n0.3,x | line 2: column 2", "0.1,0.2\\n0.3 | line 2: 1 coordinates", "x,y\\n | is empty",
        "0.1,nan | line 1: column 2", "nan,nan | line 1: column 1", "0,1;0,2 | line 1: column"})
    void noPoints(String text, String message) {
        assertThatThrownBy(() -> PointList.read(file(text))).isInstanceOf(BadInputException.class).hasMessageContaining(message);
    }

    @Test
    void codesForNoReadingAreSuspectedNamedAndTakenOut() throws IOException {
        StringBuilder csv = new StringBuilder("t,a,b,c,d\n");
        for (int i = 0; i < 12; i++) {
            csv.append("2021-03-01 00:%02d,%s,%s,7,%s\n".formatted(i, i == 5 ? "-999" : 20 + i % 4, i % 3 == 0 ? "0" : 50 + i, 3 + i * i));
        }
        SensorTable table = read(csv.toString(), ForeignFormat.PLAIN);
        assertThat(table.suspicions()).hasSize(3);
        assertThat(table.suspicions().get(0)).contains("-999 of sensor a").contains("missing: [-999]");
        assertThat(table.suspicions().get(1)).contains("0 of sensor b").contains("missing: [0]");
        assertThat(table.suspicions().get(2)).contains("sensor c reads always the same").contains("exclude: [c]");
        assertThat(table.suspicionsAtImport().get(2)).endsWith("import again with --exclude='c' --overwrite");
        assertThat(table.suspicionsAtImport().get(0)).contains("import again with --missing=").doesNotContain("missing: [");
        SensorTable mended = table.withMissing(List.of(-999.0, 0.0)).without(List.of("c"));
        assertThat(mended.sensors()).containsExactly("a", "b", "d");
        assertThat(mended.emptyCells()).isEqualTo(5);
        assertThat(mended.suspicions()).isEmpty();
        assertThatThrownBy(() -> table.without(List.of("e"))).hasMessageContaining("no sensor 'e'");
    }

    @Test
    void theMeasuredTablesAreNotSuspected() {
        for (KnownTable known : KnownTable.values()) {
            assertThat(SensorTable.read(RealData.require(known.fileName())).suspicions()).as(known.fileName()).isEmpty();
        }
    }

    @Test
    void aWindowMayGoOverMidnightOrUntilIt() throws IOException {
        SensorTable table = read("t,a\n2021-03-01 00:00,1\n2021-03-01 06:00,2\n2021-03-01 22:00,3\n2021-03-01 23:59,4\n2021-03-02 05:59,5\n",
                ForeignFormat.PLAIN);
        assertThat(table.between(LocalTime.of(22, 0), LocalTime.of(6, 0)).times()).extracting(LocalDateTime::getHour).containsExactly(0, 22, 23, 5);
        assertThat(table.between(LocalTime.of(18, 0), LocalTime.MIDNIGHT).times()).extracting(LocalDateTime::getHour).containsExactly(22, 23);
    }

    @Test
    void aChangedTableIsRefusedOrMarked() throws IOException {
        SensorTable own = read("t,a\n2021-03-01,1\n", ForeignFormat.PLAIN);
        DataDirectory data = new DataDirectory(directory);
        String name = KnownTable.INTEL_LAB.fileName();
        assertThatThrownBy(() -> data.authenticate(name, "", own)).isInstanceOf(BadInputException.class)
                .hasMessageContaining(KnownTable.INTEL_LAB.contentSha256()).hasMessageContaining(own.contentSha256())
                .hasMessageContaining("--accept-changed-data");
        assertThat(data.acceptingChanged().authenticate(name, "", own)).hasValueSatisfying(warning -> assertThat(warning).contains("other data"));
        assertThat(data.authenticate("own.csv", "", own)).isEmpty();
    }

    @Test
    void thePinnedFilesAreAuthenticByFileAndByContent() throws IOException {
        for (KnownTable known : KnownTable.values()) {
            Path path = RealData.require(known.fileName());
            SensorTable table = SensorTable.read(path);
            assertThat(known.difference("", table)).isEmpty();
            assertThat(known.difference(DataDirectory.sha256(path), read("t,a\n2021-03-01,1\n", ForeignFormat.PLAIN))).isEmpty();
        }
        assertThat(SensorLocations.read(RealData.require(SensorLocations.INTEL_LAB)).difference()).isEmpty();
    }
}
