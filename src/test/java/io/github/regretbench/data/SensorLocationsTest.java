package io.github.regretbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorLocationsTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("l"), text);
    }

    @Test
    void theLabsListBecomesCsvThatReadsBack() throws IOException {
        SensorLocations locations = SensorLocations.readBlankSeparated(file("1 21.5 23\n10  4.5\t30\n\n"));
        assertThat(locations.positions()).isEqualTo(Map.of("1", new SensorLocations.Position(21.5, 23),
                "10", new SensorLocations.Position(4.5, 30)));
        Path csv = folder.resolve("l.csv");
        locations.write(csv);
        assertThat(csv).hasContent("id,x,y\n1,21.5,23\n10,4.5,30\n");
        assertThat(SensorLocations.read(csv)).isEqualTo(locations);
        assertThat(locations.of("10").y()).isEqualTo(30);
    }

    @Test
    void mistakesAreNamedWithTheirLine() throws IOException {
        assertThatThrownBy(() -> SensorLocations.read(file("1,2,3\n"))).isInstanceOf(BadInputException.class)
                .hasMessageContaining("header id,x,y");
        assertThatThrownBy(() -> SensorLocations.read(file("id,x,y\n1,2\n"))).isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("line 2", "'1,2' is not");
        assertThatThrownBy(() -> SensorLocations.readBlankSeparated(file("1 2 x\n"))).isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("line 1", "'1 2 x'");
        assertThatThrownBy(() -> SensorLocations.readBlankSeparated(file("1 2 3\n1 2 3\n"))).isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("line 2", "'1' appears twice");
        assertThatThrownBy(() -> SensorLocations.readBlankSeparated(file("\n"))).isInstanceOf(BadInputException.class)
                .hasMessageContaining("no positions");
        assertThatThrownBy(() -> SensorLocations.readBlankSeparated(file("1 2 3\n")).of("2")).isInstanceOf(BadInputException.class)
                .hasMessageContaining("no position of sensor '2'");
    }
}
