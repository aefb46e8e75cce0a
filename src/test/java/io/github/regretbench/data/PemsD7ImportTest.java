package io.github.regretbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemsD7ImportTest {
    private static final int ROWS = 12_672;
    private static final int STATIONS = 228;

    @TempDir
    private Path directory;

    /** The matrix as numpy's savetxt writes it, 25 bytes a cell, which makes the 72 230 400 bytes that copies of the file have. */
    private Path matrix(String name, IntFunction<String> row) throws IOException {
        return Files.write(directory.resolve(name), (Iterable<String>) IntStream.range(0, ROWS).mapToObj(row)::iterator);
    }

    private static String cell(double value) {
        return String.format(Locale.ROOT, "%.18e", new BigDecimal(value).round(new MathContext(19)));
    }

    private Path stations(List<String> ids) throws IOException {
        List<String> lines = new ArrayList<>(List.of(",ID,Fwy,Dir,District,Latitude,Longitude"));
        for (int i = 0; i < ids.size(); i++) {
            lines.add(i + "," + ids.get(i) + ",5,S,7,34.0,-118.2");
        }
        return Files.write(directory.resolve(PemsD7Import.STATIONS), lines);
    }

    private static List<String> numbered() {
        return IntStream.range(0, STATIONS).mapToObj(i -> String.valueOf(700_000 + i)).toList();
    }

    private static String constant(String cell) {
        return IntStream.range(0, STATIONS).mapToObj(i -> cell).collect(Collectors.joining(","));
    }

    private Path zip(Path file, String entry) throws IOException {
        Path zip = directory.resolve(PemsD7Import.ARCHIVE);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("PeMSD7_W_228.csv"));
            out.write("0,1\n".getBytes(StandardCharsets.US_ASCII));
            out.putNextEntry(new ZipEntry(entry));
            Files.copy(file, out);
        }
        return zip;
    }

    /** The known table taken apart into the published form, later days made up, and put together again. */
    @Test
    void thePublishedFormOfTheKnownTableBecomesTheKnownTable() throws IOException {
        SensorTable known = SensorTable.read(RealData.require(KnownTable.PEMS_D7.fileName()));
        assertThat(KnownTable.PEMS_D7.equalsContentOf(known)).isTrue();
        Map<Double, String> cells = new HashMap<>();
        Path matrix = matrix(PemsD7Import.MATRIX, row -> Arrays.stream(known.readings(row % known.rows()))
                .mapToObj(speed -> cells.computeIfAbsent(speed, PemsD7ImportTest::cell)).collect(Collectors.joining(",")));
        assertThat(Files.size(matrix)).isEqualTo(72_230_400);
        Path stations = stations(known.sensors());
        SensorTable made = PemsD7Import.read(zip(matrix, "PeMSD7/PeMSD7_V_228.csv"), stations);
        assertThat(made).isEqualTo(known);
        assertThat(KnownTable.PEMS_D7.equalsContentOf(made)).isTrue();
    }

    @Test
    void rowsAreTheFirstSevenWeekdaysOfMay2012() throws IOException {
        Path matrix = matrix("V_228.csv", row -> constant(cell(row / 10.0)));
        SensorTable table = PemsD7Import.read(matrix, stations(numbered()));
        assertThat(table.rows()).isEqualTo(2016);
        assertThat(table.sensors()).isEqualTo(numbered());
        // 1 May 2012 was a Tuesday: the fifth day of the matrix is Monday the 7th.
        assertThat(table.times().get(0)).isEqualTo("2012-05-01T00:00:00");
        assertThat(table.times().get(4 * 288 - 1)).isEqualTo("2012-05-04T23:55:00");
        assertThat(table.times().get(4 * 288)).isEqualTo("2012-05-07T00:00:00");
        assertThat(table.times().get(2015)).isEqualTo(LocalDateTime.of(2012, 5, 9, 23, 55));
        assertThat(table.reading(1153, 227)).isEqualTo(115.3);
    }

    @Test
    void filesThatAreNotTheSetAreRefusedByName() throws IOException {
        Path stations = stations(numbered());
        assertRefused(Files.write(directory.resolve("short.csv"), List.of(constant("1"), constant("2"))), stations, "short.csv: has 2 rows; expected 12672");
        assertRefused(Files.writeString(directory.resolve("narrow.csv"), "1,2\n"), stations, "narrow.csv, line 1: has 2 cells; expected 228");
        assertRefused(Files.writeString(directory.resolve("header.csv"), constant("v") + "\n"), stations, "line 1: column 1 is 'v'; expected a speed, and no");
        assertRefused(zip(directory.resolve("narrow.csv"), "PeMSD7_V_1026.csv"), stations, "the archive has no PeMSD7_V_228.csv");
        assertRefused(directory.resolve("absent.csv"), stations, "absent.csv does not exist");
        assertRefused(directory.resolve("short.csv"), directory.resolve("none.csv"), "the list of stations");
        assertRefused(directory.resolve("short.csv"), stations(List.of("1", "2")), "has 2 stations; expected the 228");
        assertRefused(directory.resolve("short.csv"), directory.resolve("narrow.csv"), "has no column ID");
    }

    private static void assertRefused(Path matrix, Path stations, String message) {
        assertThatThrownBy(() -> PemsD7Import.read(matrix, stations)).isInstanceOf(BadInputException.class).hasMessageContaining(message);
    }

    /** printf 'hello\n' | git hash-object --stdin: ce013625030ba8dba906f756967f9e9ca394464a. */
    @Test
    void anArchiveIsKnownByItsNameInGit() throws IOException {
        assertThat(PemsD7Import.blob(Files.writeString(directory.resolve("hello"), "hello\n"))).isEqualTo("ce013625030ba8dba906f756967f9e9ca394464a");
        assertThat(PemsD7Import.difference(directory.resolve("hello"))).isEmpty();
        assertThat(PemsD7Import.difference(zip(directory.resolve("hello"), "hello"))).hasValueSatisfying(text -> assertThat(text)
                .contains("PeMSD7_Full.zip is not the archive that was published", "not cdd7a6f80f6a33826bf25646e21d68cf0420b584"));
    }
}
