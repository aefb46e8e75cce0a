package io.github.regretbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the import on rows made for it, expectations worked out by hand; then the whole on the real rows. */
class IntelLabImportTest {
    @TempDir
    private Path directory;

    private IntelLabImport read(String... rows) throws IOException {
        return read(IntelLabRules.standard(), rows);
    }

    private IntelLabImport read(IntelLabRules rules, String... rows) throws IOException {
        Path raw = Files.writeString(directory.resolve("raw.txt"), String.join("\n", rows) + "\n");
        return IntelLabImport.read(raw, rules);
    }

    private static String row(String time, int mote, double temperature) {
        return time + " 2 " + mote + " " + temperature + " 40.1 0.46 2.6";
    }

    private static double[] column(SensorTable table, int from, int to) {
        return IntStream.range(from, to).mapToDouble(minute -> table.reading(minute, 0)).toArray();
    }

    @Test
    void theTableSpansTheWindowMinuteByMinute() throws IOException {
        SensorTable table = read(row("2004-03-04 00:00:01.5", 1, 20)).table();
        assertThat(table.rows()).isEqualTo(5 * 1440);
        assertThat(table.times().get(0)).hasToString("2004-03-04T00:00");
        assertThat(table.times().get(7199)).hasToString("2004-03-08T23:59");
    }

    @Test
    void aCellIsTheLastReadingOfItsMinuteByTimeStampNotByLine() throws IOException {
        SensorTable table = read(row("2004-03-04 00:01:10", 1, 20), row("2004-03-04 00:01:50.25", 1, 22),
                row("2004-03-04 00:01:30", 1, 21), row("2004-03-04 00:02:00", 1, 23)).table();
        assertThat(column(table, 0, 3)).containsExactly(Double.NaN, 22, 23);
    }

    @Test
    void ofTwoReadingsAtOneInstantTheLaterLineStays() throws IOException {
        SensorTable table = read(row("2004-03-04 00:01:10.5", 1, 20), row("2004-03-04 00:01:10.5", 1, 21)).table();
        assertThat(table.reading(1, 0)).isEqualTo(21);
    }

    @Test
    void aReadingIsCarriedForwardFifteenMinutesAndNotSixteen() throws IOException {
        SensorTable table = read(row("2004-03-04 00:01:00", 1, 20), row("2004-03-04 00:20:59.999999", 1, 21)).table();
        double[] expected = new double[37];
        Arrays.fill(expected, 0, 1, Double.NaN);
        Arrays.fill(expected, 1, 17, 20);
        Arrays.fill(expected, 17, 20, Double.NaN);
        Arrays.fill(expected, 20, 36, 21);
        Arrays.fill(expected, 36, 37, Double.NaN);
        assertThat(column(table, 0, 37)).containsExactly(expected);
    }

    @Test
    void theCarryGoesOnOverMidnightButNotIntoTheWindow() throws IOException {
        SensorTable table = read(row("2004-03-03 23:59:59", 1, 19), row("2004-03-04 23:59:59", 1, 20),
                row("2004-03-09 00:00:00", 1, 21)).table();
        assertThat(table.reading(0, 0)).isNaN();
        assertThat(table.reading(1440, 0)).isEqualTo(20);
        assertThat(table.reading(7199, 0)).isNaN();
    }

    @Test
    void otherDaysAreCountedAndLeftOut() throws IOException {
        IntelLabImport imported = read(row("2004-02-28 00:00:00", 1, 1), row("2004-03-03 23:59:59.999999", 1, 2),
                row("2004-03-04 00:00:00", 1, 3), row("2004-03-08 23:59:59.999999", 1, 4),
                row("2004-03-09 00:00:00", 1, 5));
        assertThat(imported.outsideWindow()).isEqualTo(3);
        assertThat(imported.used()).isEqualTo(2);
        assertThat(imported.table().reading(0, 0)).isEqualTo(3);
        assertThat(imported.table().reading(7199, 0)).isEqualTo(4);
    }

    @Test
    void zeroAndFiftyDegreesAreCredibleAndBeyondIsNot() throws IOException {
        IntelLabImport imported = read(row("2004-03-04 00:00:00", 1, 0), row("2004-03-04 00:01:00", 1, 50),
                row("2004-03-04 00:02:00", 1, -0.01), row("2004-03-04 00:03:00", 1, 50.01),
                row("2004-03-04 00:04:00", 1, 122.153));
        assertThat(imported.outsideTemperature()).isEqualTo(3);
        assertThat(column(imported.table(), 0, 5)).containsExactly(0, 50, 50, 50, 50);
    }

    @Test
    void twoVoltsAreEnoughAndLessIsNot() throws IOException {
        IntelLabImport imported = read("2004-03-04 00:00:00 2 1 20 40 1 2.0",
                "2004-03-04 00:01:00 2 1 21 40 1 1.99999");
        assertThat(imported.lowVoltage()).isEqualTo(1);
        assertThat(column(imported.table(), 0, 2)).containsExactly(20, 20);
    }

    @Test
    void anIncredibleReadingDoesNotHideACredibleOneOfTheSameMinute() throws IOException {
        SensorTable table = read(row("2004-03-04 00:00:10", 1, 20), row("2004-03-04 00:00:50", 1, 99)).table();
        assertThat(table.reading(0, 0)).isEqualTo(20);
    }

    @Test
    void columnsAreTheMotesWithReadingsInNumericOrderWithoutTheDroppedOnes() throws IOException {
        String[] rows = {row("2004-03-04 00:00:00", 10, 1), row("2004-03-04 00:00:00", 2, 1),
            row("2004-03-04 00:00:00", 54, 1), row("2004-03-04 00:00:00", 18, 1), row("2004-03-04 00:00:00", 8, 1),
            row("2004-03-04 00:00:00", 12, 1), row("2004-03-04 00:00:00", 30, 1), row("2004-03-04 00:00:00", 33, 1),
            row("2004-03-04 00:00:00", 39, 1), row("2004-03-04 00:00:00", 55, 1), row("2004-03-04 00:00:00", 0, 1),
            row("2004-03-04 00:00:00", 5, 1), row("2004-03-04 00:00:00", 6485, 1)};
        IntelLabImport imported = read(rows);
        assertThat(imported.table().sensors()).containsExactly("2", "10", "54");
        assertThat(imported.otherMotes()).isEqualTo(10);
        assertThat(read(IntelLabRules.standard().keepingWorstCovered(), rows).table().sensors())
                .containsExactly("2", "8", "10", "12", "30", "33", "39", "54");
    }

    @Test
    void anEmptyHumidityOrLightDoesNotMatterToTemperature() throws IOException {
        IntelLabImport imported = read("2004-03-04 00:00:26.912185 14285 28 19.665 38.3946  2.74963",
                "2004-03-04 00:01:26.912185  28 19.7   2.74963");
        assertThat(imported.skipped()).isZero();
        assertThat(column(imported.table(), 0, 2)).containsExactly(19.665, 19.7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2004-03-04", "2004-03-04 00:00:50 2 1", "2004-03-04 00:00:50 2 1 30 40 1",
        "2004-03-04 00:00:50 2 1 30 40 1 2.6 7", "2004-03-04 00:00:50 2 1  40 1 2.6",
        "2004-03-04 00:00:50 2 1 30 40 1 ",
        "2004-03-04 00:00:50 2  30 40 1 2.6", "2004-03-04 00:00:50 2 x 30 40 1 2.6",
        "2004-03-04 00:00:50 2 1 NaN 40 1 2.6",
        "2004-03-04 00:00:50 2 1 3O 40 1 2.6", "2004-03-04 00:00:50 2 1 30 40 1 ?",
        "2004-02-30 00:00:50 2 1 30 40 1 2.6",
        "2004-03-04 24:00:50 2 1 30 40 1 2.6", "20040304 00:00:50 2 1 30 40 1 2.6"})
    void rowsThatLackAFieldOrAreGarbledAreSkippedAndCounted(String garbled) throws IOException {
        IntelLabImport imported = read(row("2004-03-04 00:00:10", 1, 20), garbled);
        assertThat(imported.skipped()).isEqualTo(1);
        assertThat(imported.rowsRead()).isEqualTo(2);
        assertThat(imported.table().reading(0, 0)).isEqualTo(20);
    }

    @Test
    void bytesThatAreNoTextSpoilOnlyTheirRow() throws IOException {
        String rows = row("2004-03-04 00:00:10", 1, 20) + "\n\u00ff\u00fe\n" + row("2004-03-04 00:01:10", 1, 21) + "\n";
        Path raw = Files.write(directory.resolve("raw.txt"), rows.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(IntelLabImport.read(raw, IntelLabRules.standard()).used()).isEqualTo(2);
    }

    @Test
    void aFileOfSomethingElseIsAnError() {
        assertThatThrownBy(() -> read("id,x,y", "1,2,3")).isInstanceOf(BadInputException.class)
                .hasMessageContaining("raw.txt").hasMessageContaining("none of its 2 rows");
    }

    @Test
    void aTraceCutOffIsAnErrorNotAShorterTable() throws IOException {
        byte[] whole = SensorTableTest.gzip((row("2004-03-04 00:00:10", 1, 20) + "\n").repeat(1000));
        Path cut = Files.write(directory.resolve("cut.txt.gz"), Arrays.copyOf(whole, whole.length - 4));
        assertThatThrownBy(() -> IntelLabImport.read(cut, IntelLabRules.standard()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cut.txt.gz, after line").hasMessageContaining("cut off");
    }

    @Test
    void impossibleRulesAreRefused() {
        LocalDate day = LocalDate.of(2004, 3, 4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IntelLabRules(day, day.minusDays(1), List.of(), 0, 50, 2, 15));
        assertThatIllegalArgumentException().isThrownBy(() -> new IntelLabRules(day, day, List.of(), 50, 0, 2, 15));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IntelLabRules(day, day, List.of(), Double.NaN, 0, 2, 15));
        assertThatIllegalArgumentException().isThrownBy(() -> new IntelLabRules(day, day, List.of(), 0, 50, 2, -1));
    }

    @Test
    void theRealRowsGiveExactlyTheKnownTables() throws IOException {
        Path raw = RealData.require("intel_lab_raw_20040304_20040308.txt.gz");
        Path known46 = RealData.require(KnownTable.INTEL_LAB.fileName());
        SensorTable table = IntelLabImport.read(raw, IntelLabRules.standard()).table();
        Path written = directory.resolve("written.csv");
        table.write(written);
        try (GZIPInputStream expected = new GZIPInputStream(Files.newInputStream(known46))) {
            assertThat(written).hasBinaryContent(expected.readAllBytes());
        }
        assertThat(table.emptyCells()).isEqualTo(71);
        assertThat(KnownTable.INTEL_LAB.equalsContentOf(table)).isTrue();
        SensorTable kept = IntelLabImport.read(raw, IntelLabRules.standard().keepingWorstCovered()).table();
        assertThat(KnownTable.INTEL_LAB_WORST_COVERED_KEPT.equalsContentOf(kept)).isTrue();
    }

    /** The site's file is sorted by mote and spans five weeks: rows before, after and out of order change nothing. */
    @Test
    void rowsOfOtherDaysAroundTheRealOnesChangeNothing() throws IOException {
        Path raw = RealData.require("intel_lab_raw_20040304_20040308.txt.gz");
        Path whole = directory.resolve("whole.txt.gz");
        List<String> rows;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(raw))) {
            rows = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole), 1 << 16)) {
            for (String other : List.of("02-2", "04-0")) {
                for (String row : rows) {
                    out.write((row.replaceFirst("03-0", other) + "\n").getBytes(StandardCharsets.UTF_8));
                }
                if (other.equals("02-2")) {
                    for (int i = rows.size() - 1; i >= 0; i--) {
                        out.write((rows.get(i) + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        }
        IntelLabImport imported = IntelLabImport.read(whole, IntelLabRules.standard());
        assertThat(imported.rowsRead()).isEqualTo(3L * rows.size());
        assertThat(imported.outsideWindow()).isEqualTo(2L * rows.size());
        assertThat(KnownTable.INTEL_LAB.equalsContentOf(imported.table())).isTrue();
    }
}
