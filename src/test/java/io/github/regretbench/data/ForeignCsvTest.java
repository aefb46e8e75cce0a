package io.github.regretbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
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
}
