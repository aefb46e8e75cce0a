package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeanCurvesTest {
    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void fewRoundsAreAllTaken() {
        assertThat(MeanCurves.thinned(upTo(50), 50)).isEqualTo(upTo(50));
        assertThat(MeanCurves.thinned(List.of(1), 2)).containsExactly(1);
    }

    @Test
    void ofManyRoundsSomeAreTakenOnBothAxes() {
        List<Integer> thinned = MeanCurves.thinned(upTo(1000), 40);
        assertThat(thinned).isSorted().doesNotHaveDuplicates().hasSizeBetween(30, 40).startsWith(1).endsWith(950, 1000);
        assertThat(thinned).filteredOn(t -> t <= 32).hasSizeGreaterThan(7);
        assertThat(MeanCurves.thinned(upTo(1000), 2)).containsExactly(1, 1000);
    }

    /** Records of long runs are thinned already. */
    @Test
    void onlyRecordedRoundsAreTaken() {
        List<Integer> recorded = List.of(1, 2, 3, 10, 100, 101, 1000, 10_000);
        assertThat(recorded).containsAll(MeanCurves.thinned(recorded, 6));
        assertThat(MeanCurves.thinned(recorded, 6)).hasSizeLessThanOrEqualTo(6).contains(1, 10_000);
    }
}
