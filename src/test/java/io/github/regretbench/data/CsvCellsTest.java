package io.github.regretbench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class CsvCellsTest {

    /** By hand, after RFC 4180, section 2, items 5 to 7. */
    @Test
    void cellsAreQuotedWhereTheyNeedIt() {
        assertThat(CsvCells.quoted("GP-UCB (β/5)")).isEqualTo("GP-UCB (β/5)");
        assertThat(CsvCells.quoted("GP(0, k)")).isEqualTo("\"GP(0, k)\"");
        assertThat(CsvCells.quoted("a \"b\"")).isEqualTo("\"a \"\"b\"\"\"");
        assertThat(CsvCells.split("x,\"GP(0, k)\",,\"a \"\"b\"\"\"", ',')).contains(List.of("x", "GP(0, k)", "", "a \"b\""));
        assertThat(CsvCells.split("", ',')).contains(List.of(""));
        assertThat(CsvCells.split("a,\"b", ',')).isEmpty();
    }

    @Test
    void whatIsWrittenReadsBack() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(new long[] {1, 2, 3, 4});
        for (int i = 0; i < 2000; i++) {
            List<String> cells = new ArrayList<>();
            for (int j = random.nextInt(4); j >= 0; j--) {
                StringBuilder cell = new StringBuilder();
                random.ints(random.nextInt(6), 0, 5).forEach(c -> cell.append(",\"; a".charAt(c)));
                cells.add(cell.toString());
            }
            assertThat(CsvCells.split(String.join(",", cells.stream().map(CsvCells::quoted).toList()), ',')).contains(cells);
        }
    }
}
