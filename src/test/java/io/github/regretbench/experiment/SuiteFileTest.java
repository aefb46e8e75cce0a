package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteFileTest {
    private static final String YAML = """
            schema: regretbench/suite/1
            name: grid
            axes:
              kernel:
                - {label: rough, kernel: "matern(nu=0.5, lengthscale=0.3)"}
                - {label: smooth, kernel: se(lengthscale=0.3)}
              noiseVariance: [0.01, 0.1]
              dimension:
                - {label: d1, arms: {grid: {lower: [0], upper: [1], counts: [9]}}}
                - {label: d2, arms: {grid: {lower: [0, 0], upper: [1, 1], counts: [3, 3]}}}
            subsets:
              easy: {kernel: smooth, noiseVariance: [noiseVariance0.01]}
            experiment:
              seed: 4
              trials: 3
              horizon: 6
              policies: [gp-ucb, ei]
            """.replace("noiseVariance0.01", "0.01");

    @TempDir
    private Path directory;

    private static Suite suite(String yaml, String... only) {
        return SuiteFile.parse(yaml, "grid.yaml", Map.of(), List.of(only));
    }

    @Test
    void everyCombinationIsACell() {
        Suite suite = suite(YAML);
        assertThat(suite.experiments().stream().map(Experiment::name)).containsExactly("rough_noiseVariance0.01_d1",
                "rough_noiseVariance0.01_d2", "rough_noiseVariance0.1_d1", "rough_noiseVariance0.1_d2", "smooth_noiseVariance0.01_d1",
                "smooth_noiseVariance0.01_d2", "smooth_noiseVariance0.1_d1", "smooth_noiseVariance0.1_d2");
        Suite.Cell cell = suite.cells().get(3);
        assertThat(cell.labels()).isEqualTo(Map.of("kernel", "rough", "noiseVariance", "0.1", "dimension", "d2"));
        assertThat(cell.experiment().kernel()).hasToString("matern(nu=0.5, lengthscale=0.3)");
        assertThat(cell.experiment().noiseVariance()).isEqualTo(0.1);
        assertThat(cell.experiment().horizon()).isEqualTo(6);
        assertThat(suite.experiments()).allSatisfy(e -> assertThat(e.seed()).isEqualTo(4));
        assertThat(suite.isSingle()).isFalse();
    }

    @Test
    void subsetsAndConditionsChooseCells() {
        assertThat(suite(YAML, "easy").cells()).hasSize(2);
        assertThat(suite(YAML, "easy", "dimension=d2").experiments()).extracting(Experiment::name)
                .containsExactly("smooth_noiseVariance0.01_d2");
        assertThat(suite(YAML, "dimension=d1,d2").cells()).hasSize(8);
    }

    @Test
    void settingsReplaceKeysOfAllCells() {
        Suite suite = SuiteFile.parse(YAML, "grid.yaml", Map.of("trials", "5", "delta", "0.2"), List.of());
        assertThat(suite.experiments()).allSatisfy(e -> {
            assertThat(e.trials()).isEqualTo(5);
            assertThat(e.delta()).isEqualTo(0.2);
        });
    }

    /** Common random numbers unless the file says otherwise; then a seed for each cell that depends on its name alone. */
    @Test
    void independentCellsHaveSeedsOfTheirOwn() {
        List<Experiment> cells = suite(YAML.replace("axes:", "randomness: independent\naxes:")).experiments();
        assertThat(cells.stream().map(Experiment::seed).distinct()).hasSize(8);
        assertThat(suite(YAML.replace("axes:", "randomness: independent\naxes:"), "easy").experiments().get(0).seed())
                .isEqualTo(cells.get(4).seed());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "trials: 3              | trials: 0             | grid.yaml:15:11: 'trials' is 0; expected a whole number from 1",
        "trials: 3              | trails: 3             | grid.yaml:15:11: unknown key 'trails' in 'experiment'; did you mean 'trials'?",
        "kernel: se(            | kernel: see(          | grid.yaml:6:31: 'kernel': no kernel is called 'see'",
        "label: smooth          | label: rough          | the axis 'kernel' has two values called 'rough'; give one of them another 'label'",
        "label: smooth          | label: 's/m'          | the name of a value of an axis is 's/m'",
        "noiseVariance: [0.01   | noise: [0.01          | key 'noiseVariance' is missing in 'experiment'",
        "label: d1, arms        | label: d1, kernel: white, arms | the axes 'kernel' and 'dimension' both set 'kernel'",
        "kernel: smooth         | kernal: smooth        | there is no axis 'kernal'; known: kernel, noiseVariance, dimension",
        "kernel: smooth         | kernel: smoth         | the axis 'kernel' has no value 'smoth'; it has rough, smooth",
        "seed: 4                | noiseVariance: 1      | grid.yaml:14:18: 'experiment' has the key 'noiseVariance', which all values",
        "subsets:               | subset:               | unknown key 'subset' in the suite; did you mean 'subsets'?",
        "regretbench/suite/1    | regretbench/suite/9   | this version reads regretbench/suite/1"})
    void mistakesAreReportedWithTheirPlace(String from, String to, String message) {
        assertThat(YAML).contains(from);
        assertThatThrownBy(() -> suite(YAML.replace(from, to))).isInstanceOf(BadInputException.class).hasMessageContaining(message);
    }

    @Test
    void cellsAreOrdinaryExperimentsAndTheSuiteHasATableOfAll() throws IOException {
        Suite suite = suite(YAML, "easy");
        Laboratory laboratory = suite.within(new Laboratory(directory, 2, false));
        for (Experiment experiment : suite.experiments()) {
            Bench bench = Bench.of(experiment, new DataDirectory(Path.of("no-data-needed")));
            assertThat(laboratory.run(bench, (done, total) -> { }, new AtomicBoolean())).isPresent();
        }
        List<String> lines = Files.readAllLines(suite.write(laboratory).path().resolve("suite.csv"));
        assertThat(lines).hasSize(1 + 2 * 2);
        assertThat(lines.get(0)).startsWith("cell,kernel,noiseVariance,dimension,policy,trials,independent_pieces,rounds,average_regret,");
        assertThat(lines.get(4)).startsWith("smooth_noiseVariance0.01_d2,smooth,0.01,d2,ei,3,3,6,");
    }

    /** The plan counts what there is; times are its own. */
    @Test
    void aPlanCountsTrialsAndBytes() {
        long[] now = new long[1];
        Plan plan = Plan.of(suite(YAML), new DataDirectory(Path.of("no-data-needed")), 2, 10, () -> now[0] += 1_000_000);
        assertThat(plan.cells()).hasSize(8).allSatisfy(cell -> {
            assertThat(cell.trials()).isEqualTo(6);
            assertThat(cell.rounds()).isEqualTo(6);
            assertThat(cell.diskBytes()).isEqualTo(6 * 6 * 90);
            assertThat(cell.memoryBytes()).isPositive();
            assertThat(cell.seconds()).isPositive();
        });
        assertThat(plan.diskBytes()).isEqualTo(8 * 6 * 6 * 90);
    }
}
