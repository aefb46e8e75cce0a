package io.github.regretbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensorTableTest {
    private static final String TEXT = """
            time,7,a b
            2004-03-04T00:00:00,20.5666,
            2004-03-04T06:00:00,66,-0.125
            2004-03-04T11:00:00,1E-7,3
            """;

    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("t.csv"), text);
    }

    private SensorTable table() throws IOException {
        return SensorTable.read(file(TEXT));
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void readsWhatIsWritten() throws IOException {
        SensorTable table = table();
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.sensors()).containsExactly("7", "a b");
        assertThat(table.times()).containsExactly(LocalDateTime.of(2004, 3, 4, 0, 0),
                LocalDateTime.of(2004, 3, 4, 6, 0), LocalDateTime.of(2004, 3, 4, 11, 0));
        assertThat(table.reading(0, 0)).isEqualTo(20.5666);
        assertThat(table.reading(0, 1)).isNaN();
        assertThat(table.readings(1)).containsExactly(66, -0.125);
        assertThat(table.emptyCells()).isEqualTo(1);
    }

    @Test
    void readingsHandedOutAreCopies() throws IOException {
        SensorTable table = table();
        table.readings(1)[0] = 0;
        assertThat(table.reading(1, 0)).isEqualTo(66);
        double[][] given = {{1.0}};
        SensorTable made = SensorTable.of(List.of(LocalDateTime.MIN), List.of("1"), given);
        given[0][0] = 2.0;
        assertThat(made.reading(0, 0)).isEqualTo(1.0);
    }

    @Test
    void gzipIsToldByContentNotByName() throws IOException {
        Path plainNamed = Files.write(directory.resolve("zipped.csv"), gzip(TEXT));
        Path zipNamed = Files.writeString(directory.resolve("plain.csv.gz"), TEXT);
        assertThat(SensorTable.read(plainNamed)).isEqualTo(table());
        assertThat(SensorTable.read(zipNamed)).isEqualTo(table());
    }

    @Test
    void writesTheSameTextPlainAndGzip() throws IOException {
        Path plain = directory.resolve("out.csv");
        Path zipped = directory.resolve("out.csv.gz");
        table().write(plain);
        table().write(zipped);
        assertThat(plain).hasContent(TEXT);
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(zipped))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
        }
    }

    /** JDK 17 itself writes 2.0E-3, 66.0 and 1.9999999999999998E23 (which reads back as 2e23). */
    @ParameterizedTest
    @CsvSource({"20.5666, 20.5666", "66, 66", "0.002, 0.002", "2e23, 2E23", "1e-5, 1E-5", "-0.0, -0",
            "12345678, 12345678", "1e16, 1E16", "0.0001, 0.0001"})
    void numbersAreShortest(double value, String text) {
        assertThat(PlainDouble.format(value)).isEqualTo(text);
        assertThat(PlainDouble.parse(text)).isEqualTo(value);
    }

    @Test
    void contentHashIgnoresCompressionAndSeesEveryCell() throws IOException {
        // Origin: sha256sum of TEXT.
        String expected = "dc35cff1342b30b70e8c6e5a2c6f01f5bcf2a5cce3e0b8f2d71df2525ded8328";
        assertThat(table().contentSha256()).isEqualTo(expected);
        Path zipped = Files.write(directory.resolve("z.csv.gz"), gzip(TEXT));
        assertThat(SensorTable.read(zipped).contentSha256()).isEqualTo(expected);
        assertThat(SensorTable.read(file(TEXT.replace("66,-0.125", "66,-0.126"))).contentSha256())
                .isNotEqualTo(expected);
    }

    @Test
    void timeOfDayIsFromInclusiveToExclusive() throws IOException {
        SensorTable morning = table().between(LocalTime.of(6, 0), LocalTime.of(11, 0));
        assertThat(morning.times()).containsExactly(LocalDateTime.of(2004, 3, 4, 6, 0));
        assertThat(morning.reading(0, 0)).isEqualTo(66);
    }

    @Test
    void selectionsOfRows() throws IOException {
        assertThat(table().rows(1, 3).times()).isEqualTo(table().times().subList(1, 3));
        assertThat(table().completeRows()).isEqualTo(table().rows(1, 3));
    }

    @Test
    void selectionsThatLeaveNothingSaySo() throws IOException {
        SensorTable table = table();
        assertThatThrownBy(() -> table.between(LocalTime.of(7, 0), LocalTime.of(8, 0)))
                .isInstanceOf(BadInputException.class).hasMessageContaining("from 07:00 to before 08:00");
        assertThatThrownBy(() -> table.rows(0, 1).completeRows()).isInstanceOf(BadInputException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> table.rows(2, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> table.rows(0, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> table.between(LocalTime.of(8, 0), LocalTime.of(8, 0)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                                                       | empty",
        "time\\n2004-03-04T00:00:00\\n                            | line 1: the header",
        "zeit,1\\n2004-03-04T00:00:00,1\\n                        | line 1: the header",
        "time,1,1\\n2004-03-04T00:00:00,1,1\\n                    | line 1: column 3: sensor id '1' appears twice",
        "time,1,\\n2004-03-04T00:00:00,1,1\\n                     | line 1: column 3",
        "time,1\\n                                                | no rows",
        "time,1,2\\n2004-03-04T00:00:00,1\\n                      | line 2: has 2 cells where the header has 3",
        "time,1\\n2004-03-04T00:00:00,1,2\\n                      | line 2: has 3 cells where the header has 2",
        "time,1\\n2004-03-04T00:00:00,x\\n                        | line 2: sensor 1: 'x'",
        "time,1\\n2004-03-04T00:00:00,1d\\n                       | line 2: sensor 1: '1d'",
        "time,1\\n2004-03-04T00:00:00,NaN\\n                      | line 2: sensor 1: 'NaN'",
        "time,1\\n2004-03-04T00:00:00,Infinity\\n                 | line 2: sensor 1: 'Infinity'",
        "time,1\\n2004-03-04T00:00:00,1e999\\n                    | line 2: sensor 1: '1e999'",
        "time,1\\n2004-03-04T00:00:00,1\\n2004-02-30T00:00:00,1\\n| line 3: '2004-02-30T00:00:00' is not a time",
        "time,1\\n2004-03-04 00:00:00,1\\n                        | line 2: '2004-03-04 00:00:00' is not a time",
        "time,1\\n2004-03-04T00:01:00,1\\n2004-03-04T00:01:00,1\\n| line 3: time 2004-03-04T00:01:00",
        "time,1\\n2004-03-04T00:01:00,1\\n2004-03-04T00:00:00,1\\n| line 3: time 2004-03-04T00:00:00",
        "time,1\\n2004-03-04T00:01:00,1\\n\\n                     | line 3: has 1 cells",
        "time,1\\n2004-03-04T00:01:00,20.5                        | line 2: the file ends without a line break"})
    void departuresFromTheFormatNameFileAndLine(String text, String message) throws IOException {
        Path file = file(text.strip().replace("\\n", "\n"));
        assertThatThrownBy(() -> SensorTable.read(file)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("t.csv").hasMessageContaining(message);
    }

    @Test
    void absentFilesAndDirectoriesAreNamed() {
        assertThatThrownBy(() -> SensorTable.read(directory.resolve("absent.csv")))
                .isInstanceOf(BadInputException.class).hasMessageContaining("absent.csv does not exist");
        assertThatThrownBy(() -> SensorTable.read(directory))
                .isInstanceOf(BadInputException.class).hasMessageContaining("is a directory");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 40, 60})
    void gzipCutOffIsAnError(int length) throws IOException {
        Path cut = Files.write(directory.resolve("cut.csv.gz"), Arrays.copyOf(gzip(TEXT), length));
        assertThatThrownBy(() -> SensorTable.read(cut)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("cut.csv.gz").hasMessageContaining("cut off or damaged");
    }

    @Test
    void gzipWithAFlippedByteIsAnError() throws IOException {
        byte[] bytes = gzip(TEXT);
        bytes[bytes.length - 6] ^= 1; // in the checksum, so that the text itself still inflates
        Path damaged = Files.write(directory.resolve("damaged.csv.gz"), bytes);
        assertThatThrownBy(() -> SensorTable.read(damaged)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("cut off or damaged");
    }

    @Test
    void textThatIsNotUtf8IsAnError() throws IOException {
        Path latin = Files.write(directory.resolve("latin.csv"), "time,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> SensorTable.read(latin)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void longLinesCrossBufferBoundaries() throws IOException {
        StringBuilder text = new StringBuilder("time");
        StringBuilder row = new StringBuilder("2004-03-04T00:00:00");
        for (int i = 0; i < 50_000; i++) {
            text.append(',').append(i);
            row.append(',').append(i).append(".5");
        }
        SensorTable wide = SensorTable.read(file(text.append('\n').append(row).append('\n').toString()));
        assertThat(wide.sensors()).hasSize(50_000);
        assertThat(wide.reading(0, 49_999)).isEqualTo(49_999.5);
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        Path target = Files.writeString(directory.resolve("kept.csv.gz"), "old");
        assertThatThrownBy(() -> AtomicFile.write(target, out -> fail(out)))
                .isInstanceOf(IOException.class).hasMessageContaining("kept.csv.gz").hasMessageContaining("disk full");
        assertThat(target).hasContent("old");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(target);
        }
    }

    private static void fail(OutputStream out) throws IOException {
        out.write(new byte[100_000]);
        throw new IOException("disk full");
    }

    @Test
    void writingIntoAnAbsentDirectorySaysSo() throws IOException {
        SensorTable table = table();
        assertThatThrownBy(() -> table.write(directory.resolve("no/t.csv"))).isInstanceOf(BadInputException.class)
                .hasMessageContaining("its directory does not exist");
    }

    @Test
    void tablesAreValidFromConstruction() {
        List<LocalDateTime> one = List.of(LocalDateTime.MIN);
        assertThatIllegalArgumentException().isThrownBy(() -> SensorTable.of(List.of(), List.of("1"), new double[0][]));
        assertThatIllegalArgumentException().isThrownBy(() -> SensorTable.of(one, List.of(), new double[1][0]));
        assertThatIllegalArgumentException().isThrownBy(() -> SensorTable.of(one, List.of("1"), new double[1][2]));
        assertThatIllegalArgumentException().isThrownBy(() -> SensorTable.of(one, List.of("a,b"), new double[1][1]));
        assertThatIllegalArgumentException().isThrownBy(() -> SensorTable.of(one, List.of("1", "1"), new double[1][2]));
        assertThatIllegalArgumentException().isThrownBy(() -> SensorTable.of(one, List.of("1"),
                new double[][] {{Double.POSITIVE_INFINITY}}));
        assertThatIllegalArgumentException().isThrownBy(() -> SensorTable.of(
                List.of(LocalDateTime.MIN, LocalDateTime.MIN), List.of("1"), new double[2][1]));
    }
}
