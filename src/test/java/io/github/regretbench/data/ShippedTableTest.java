package io.github.regretbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShippedTableTest {

    @ParameterizedTest
    @EnumSource
    void headersAreTheInputsAndTenSplits(ShippedTable table) throws IOException {
        List<String> lines = new String(table.open().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).isEqualTo(String.join(",", Stream.concat(table.inputs().stream(), table.repeats().stream()).toList()));
        assertThat(lines).hasSize(table == ShippedTable.SVM_DIGITS ? 962 : 1001)
                .allSatisfy(line -> assertThat(line.split(",")).hasSize(table.inputs().size() + 10));
        assertThat(ShippedTable.named(table.tableName())).contains(table);
        assertThat(ShippedTable.named(table.fileName())).isEmpty();
    }

    @Test
    void digitsThatAreAbsentOrOthersAreRefused(@TempDir Path directory) throws IOException {
        DataDirectory data = new DataDirectory(directory);
        assertThatThrownBy(() -> HandwrittenDigits.read(data)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("tuning/digits.csv.gz").hasMessageContaining("scikit-learn").hasMessageContaining("--data DIR");
        Files.createDirectory(directory.resolve("tuning"));
        Files.writeString(directory.resolve(HandwrittenDigits.FILE), "0,1,2\n");
        assertThatThrownBy(() -> HandwrittenDigits.read(data)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("has the SHA-256 " + Sha256.of("0,1,2\n".getBytes(StandardCharsets.UTF_8)) + ", not 6ebb3d2f");
    }
}
