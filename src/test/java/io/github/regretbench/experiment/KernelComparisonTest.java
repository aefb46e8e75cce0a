package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.space.Points;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelComparisonTest {

    private static double[] variances(Experiment experiment) {
        Kernel kernel = ((ModelKernel.Written) experiment.kernel()).parsed(List.of());
        Points points = ((Arms.Grid) experiment.arms()).geometry().orElseThrow();
        return IntStream.range(0, points.size()).mapToDouble(i -> kernel.value(points.point(i), points.point(i))).toArray();
    }

    @Test
    void experimentsDifferInTheKernelAndTheGridAlone() {
        List<Experiment> experiments = KernelComparison.STANDARD.experiments();
        assertThat(experiments).hasSize(18).doesNotHaveDuplicates();
        assertThat(experiments.stream().map(Experiment::name).distinct()).hasSize(18).startsWith("matern12-d1", "matern32-d1");
        Experiment first = experiments.get(0);
        for (Experiment e : experiments) {
            assertThat(new Experiment(first.name(), first.title(), e.source(), e.seed(), e.trials(), e.horizon(), e.recordedPerDecade(),
                    e.noiseVariance(), e.delta(), e.ties(), e.posterior(), first.arms(), first.kernel(), e.objective(), e.norm(), e.truth(), e.rules(),
                    e.policies(),
                    e.intervals(), e.figure(), e.claims())).isEqualTo(first);
            assertThat(variances(e)).hasSizeBetween(506, 512);
            assertThat(IntStream.range(0, variances(e).length).mapToDouble(i -> variances(e)[i]).sum() / variances(e).length).as(e.name())
                    .isEqualTo(1, within(1e-13));
        }
    }

    @Test
    void theyAreWrittenAsFilesThatReadBack() {
        for (Experiment e : KernelComparison.STANDARD.experiments()) {
            assertThat(ExperimentFile.parse(ExperimentFile.write(e), e.name())).isEqualTo(e);
        }
    }

    /** m points evenly on [-1/2, 1/2] have the mean square (m + 1) / (12 (m - 1)): the largest, 1/4, is 3 (m - 1) / (m + 1) times it. */
    @Test
    void theLinearKernelHasMoreVarianceAtTheCorners() {
        double[] line = variances(KernelComparison.STANDARD.experiments().get(5));
        assertThat(line[0]).isEqualTo(3 * 511 / 513.0, within(1e-12)).isEqualTo(line[511]);
        double[] cube = variances(KernelComparison.STANDARD.experiments().get(17));
        assertThat(cube[0]).isEqualTo(3 * 7 / 9.0, within(1e-12));
    }

    @Test
    void choicesThatMakeNoComparisonAreRefused() {
        KernelComparison standard = KernelComparison.STANDARD;
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelComparison(List.of(), List.of(1), 1, 1, 1, "theorem1"))
                .withMessageContaining("at least one kernel");
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelComparison(standard.kernels(), List.of(0), 1, 1, 1, "theorem1"))
                .withMessageContaining("from 1 to 3");
    }
}
