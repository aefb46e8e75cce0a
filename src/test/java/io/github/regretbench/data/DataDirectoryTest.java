package io.github.regretbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {
    private static final SensorTable TABLE = SensorTable.of(
            List.of(LocalDateTime.of(2004, 3, 4, 0, 0), LocalDateTime.of(2004, 3, 4, 0, 1)), List.of("1", "2"),
            new double[][] {{1, 2}, {3, Double.NaN}});
    private static final SensorTable OTHER = TABLE.rows(0, 1);

    @TempDir
    private Path path;

    private DataDirectory directory() {
        return new DataDirectory(path);
    }

    @Test
    void theOptionGoesBeforeTheVariableBeforeTheDefault() {
        Map<String, String> environment = Map.of("REGRETBENCH_DATA", "env");
        assertThat(DataDirectory.resolve("option", environment).path()).isEqualTo(Path.of("option"));
        assertThat(DataDirectory.resolve(null, environment).path()).isEqualTo(Path.of("env"));
        assertThat(DataDirectory.resolve(null, Map.of("REGRETBENCH_DATA", "")).path()).isEqualTo(Path.of("data"));
        assertThat(DataDirectory.resolve(null, Map.of()).path()).isEqualTo(Path.of("data"));
    }

    @Test
    void namesThatAreNoPathsAreMistakes() {
        assertThatThrownBy(() -> DataDirectory.resolve(" ", Map.of())).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> DataDirectory.resolve("a\0b", Map.of())).isInstanceOf(BadInputException.class);
    }

    @Test
    void aMissingTableComesWithTheCommandThatBringsIt() {
        assertThatThrownBy(() -> directory().require("intel_lab_temperature_5d_1min_46.csv.gz"))
                .isInstanceOf(BadInputException.class).hasMessageContaining(path.toString())
                .hasMessageContaining("intel_lab_temperature_5d_1min_46.csv.gz")
                .hasMessageContaining("`regretbench data fetch intel-lab --data " + path + "`")
                .hasMessageContaining("`regretbench data import intel-lab FILE --data " + path + "`");
        assertThatThrownBy(() -> directory().require("pemsd7m_speed_7wd_5min_228.csv.gz"))
                .hasMessageContaining("regretbench data fetch pems-d7");
        assertThatThrownBy(() -> directory().require(SensorLocations.INTEL_LAB))
                .hasMessageContaining("`regretbench data import locations FILE --data " + path + "`");
        assertThatThrownBy(() -> directory().require("mine.csv"))
                .hasMessageContaining("regretbench data import table FILE --name mine.csv");
        assertThatThrownBy(() -> new DataDirectory(Path.of("data")).require("intel_lab_temperature_5d_1min_99.csv.gz"))
                .hasMessageEndingWith("--name intel_lab_temperature_5d_1min_99.csv.gz`.");
    }

    @Test
    void aTableThatIsThereIsFound() throws IOException {
        Path file = directory().add("mine.csv", TABLE);
        assertThat(directory().require("mine.csv")).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../mine.csv", "a/b.csv", "a\\b.csv", "mine", "mine.txt", ".csv", ""})
    void namesThatLeaveTheDirectoryOrAreNoTablesAreRefused(String name) {
        assertThatThrownBy(() -> directory().add(name, TABLE)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void addCreatesTheDirectoryAndNeverReplaces() throws IOException {
        DataDirectory nested = new DataDirectory(path.resolve("a/b"));
        Path file = nested.add("mine.csv.gz", TABLE);
        assertThat(nested.add("mine.csv.gz", TABLE)).isEqualTo(file);
        assertThatThrownBy(() -> nested.add("mine.csv.gz", OTHER)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("--overwrite");
        assertThat(SensorTable.read(file)).isEqualTo(TABLE);
        nested.replace("mine.csv.gz", OTHER);
        assertThat(SensorTable.read(file)).isEqualTo(OTHER);
    }

    @Test
    void addDoesNotReplaceAFileItCannotRead() throws IOException {
        Files.writeString(path.resolve("mine.csv"), "precious");
        assertThatThrownBy(() -> directory().add("mine.csv", TABLE)).isInstanceOf(BadInputException.class);
        assertThat(path.resolve("mine.csv")).hasContent("precious");
    }

    @Test
    void aFileInTheDirectorysPlaceIsAMistake() throws IOException {
        DataDirectory file = new DataDirectory(Files.writeString(path.resolve("file"), "x"));
        assertThatThrownBy(() -> file.add("mine.csv", TABLE)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void theListHasTablesBrokenOnesAndAbsentKnownOnes() throws IOException {
        directory().add("mine.csv", TABLE);
        directory().add("pemsd7m_speed_7wd_5min_228.csv.gz", TABLE);
        Files.writeString(path.resolve("bad.csv"), "time,1\n2004-03-04T00:00:00,x\n");
        Files.writeString(path.resolve("places.csv"), "id,x,y\n1,2,3\n");
        Files.writeString(path.resolve("note.txt"), "time,1\n");
        List<Listing> list = directory().list();
        assertThat(list).extracting(Listing::fileName).containsExactly("bad.csv", "mine.csv",
                "pemsd7m_speed_7wd_5min_228.csv.gz", "intel_lab_temperature_5d_1min_46.csv.gz",
                "intel_lab_temperature_5d_1min_51.csv.gz");
        assertThat(((Listing.Broken) list.get(0)).problem()).contains("bad.csv, line 2");
        assertThat(list.get(1)).isEqualTo(new Listing.Found("mine.csv", 2, 2, TABLE.times().get(0),
                TABLE.times().get(1), DataDirectory.sha256(path.resolve("mine.csv")), Listing.Identity.OWN));
        assertThat(((Listing.Found) list.get(2)).identity()).isEqualTo(Listing.Identity.DIFFERS);
        assertThat(((Listing.Absent) list.get(3)).howToGet()).contains("regretbench data fetch intel-lab");
    }

    @Test
    void anAbsentDirectoryListsOnlyWhatIsAbsent() throws IOException {
        assertThat(new DataDirectory(path.resolve("no")).list()).hasSize(3)
                .allMatch(listing -> listing instanceof Listing.Absent);
    }

    @Test
    void fileHash() throws IOException {
        // Origin: FIPS 180-2, appendix B.1, the message "abc".
        assertThat(DataDirectory.sha256(Files.writeString(path.resolve("abc"), "abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theKnownTablesAreRecognisedUnderAnyNameAndCompression(int index) throws IOException {
        KnownTable known = KnownTable.values()[index];
        SensorTable table = SensorTable.read(RealData.require(known.fileName()));
        directory().add("renamed.csv", table);
        directory().add(known.fileName(), table);
        assertThat(directory().list().subList(0, 2)).extracting(found -> ((Listing.Found) found).identity())
                .containsOnly(Listing.Identity.KNOWN);
    }
}
