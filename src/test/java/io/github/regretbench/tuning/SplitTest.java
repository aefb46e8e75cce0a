package io.github.regretbench.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {

    /** The recipe of the tables that come with the program, in the words of the JDK. */
    @ParameterizedTest
    @CsvSource({"1, 7", "2, 7", "3, 7", "64, 0", "1797, 1000", "1797, 1009", "569, 1003", "100000, -5"})
    void ordersAreThoseOfSplittableRandom(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] expected = IntStream.range(0, rows).toArray();
        for (int i = rows - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = expected[i];
            expected[i] = expected[other];
            expected[other] = kept;
        }
        assertThat(Split.order(rows, seed)).containsExactly(expected);
    }
}
