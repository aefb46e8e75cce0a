package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 400 trials on 20 measured rows, and 20 on one: N counts the rows, in every result. */
class RepeatedObjectivesTest {
    private static final Path INPUTS = Path.of("src/test/resources/field-trials");

    @TempDir
    private Path directory;

    private ResultFolder audited(Experiment experiment) throws IOException {
        Bench bench = Bench.of(experiment, new DataDirectory(INPUTS));
        Laboratory laboratory = new Laboratory(directory, 1, false);
        laboratory.run(bench, (done, total) -> { }, new AtomicBoolean()).orElseThrow();
        return laboratory.audit(bench);
    }

    private static Experiment experiment(String name) {
        return ExperimentFile.read(INPUTS.resolve(name + ".yaml"));
    }

    private List<Map<String, String>> pairs(ResultFolder results) throws IOException {
        return compared(results).write(directory.resolve("compared")).read("pairs.csv").rows();
    }

    private static Comparison compared(ResultFolder results) {
        return new Comparison(List.of(results.path()), RegretQuantity.AVERAGE_REGRET, List.of(), List.of());
    }

    /**
     * The 20 rows' mean differences of GP-UCB and EI, exactly: 14 are not 0, and P(W+ >= 70 or &lt;= 35) = 0.2958 (scipy 1.17.1, exact; its
     * normal approximation 0.272). As 400 pairs they would give 2.6e-6.
     */
    @Test
    void fourHundredTrialsOnTwentyRowsAreTwenty() throws IOException {
        ResultFolder results = audited(experiment("repeated-rows"));
        assertThat(results.summary().rows()).allSatisfy(row -> {
            assertThat(row).containsEntry("trials", "400").containsEntry("independent_pieces", "20");
        });
        assertThat(results.intervals()).isEqualTo("95% Student t intervals over N = 20 distinct objectives of 400 trials");
        Map<String, String> pair = pairs(results).get(0);
        assertThat(List.of(pair.get("policy"), pair.get("other"), pair.get("wilcoxon_n"), pair.get("answer")))
                .containsExactly("gp-ucb", "ei", "14", "cannot-tell");
        assertThat(Table.number(pair, "p")).isEqualTo(0.2957763671875);
        assertThat(Table.number(pair, "student_lower")).isNegative();
        assertThat(Table.number(pair, "bca_lower")).isNegative();
        assertThat(compared(results).notes()).anyMatch(note -> note.contains("N = 20 distinct objectives, which 400 trials share"))
                .anyMatch(note -> note.contains("rows of the table are taken for independent"));
        assertThat(results.auditTests().rows()).allSatisfy(test -> assertThat(test).containsEntry("values", "200"));
        Map<String, String> band = results.audit().rows().get(0);
        assertThat(Table.number(band, "upper") - Table.number(band, "lower")).isGreaterThan(0.3);
    }

    @Test
    void asManyTrialsAsRowsSayTheSame() throws IOException {
        Experiment repeated = experiment("repeated-rows");
        Map<String, String> once = pairs(audited(repeated.withTrials(20))).get(0);
        assertThat(once.get("wilcoxon_n")).isNotEmpty();
        assertThat(Integer.parseInt(once.get("wilcoxon_n"))).isLessThanOrEqualTo(20);
    }

    @Test
    void oneRowSaysNothing() throws IOException {
        ResultFolder results = audited(experiment("one-test-row"));
        assertThat(results.intervals()).isEqualTo("no intervals: N = 1 distinct objective of 20 trials");
        assertThat(results.summary().rows()).allSatisfy(row -> {
            assertThat(row).containsEntry("independent_pieces", "1").containsEntry("average_regret_lower", "");
        });
        assertThat(pairs(results)).allSatisfy(pair -> assertThat(List.of(pair.get("bca_lower"), pair.get("student_lower"),
                pair.get("superiority_lower"), pair.get("p"), pair.get("answer"))).containsExactly("", "", "", "1", "too-few"));
        assertThat(results.audit().rows()).allSatisfy(row -> {
            assertThat(row.get("lower")).isEmpty();
            assertThat(row.get("answer")).isIn("no-guarantee", "cannot-tell", "holds");
            assertThat(row.get("answer").equals("holds")).isEqualTo(row.get("check").equals("algebra"));
        });
        assertThat(compared(results).notes()).anyMatch(note -> note.contains("too few: no answer is given with fewer than 6 independent "
                + "pieces, and there is 1"));
    }
}
