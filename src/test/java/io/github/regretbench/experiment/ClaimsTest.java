package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The paper's claims: one family over all panels, and the same answers as `compare`. */
class ClaimsTest {
    private static final DataDirectory DATA = DataDirectory.resolve(null, System.getenv());

    @TempDir
    private Path directory;

    private ResultFolder run(Experiment experiment) throws IOException {
        return new Laboratory(directory, 2, false).run(Bench.of(experiment, DATA), (done, total) -> { }, new AtomicBoolean())
                .orElseThrow();
    }

    /** A panel's claims are corrected for those of the others, whether they are run or not. */
    @Test
    void allPanelsAreOneFamily() throws IOException {
        int all = List.of("fig5a", "fig5b", "fig5c").stream().mapToInt(name -> ExperimentFile.embedded(name).claims().size()).sum();
        assertThat(all).isEqualTo(18);
        for (String name : List.of("fig5a", "fig5b", "fig5c")) {
            Experiment panel = ExperimentFile.embedded(name);
            assertThat(panel.claims().size() + ExperimentFile.claimsOnOtherPanels(panel)).as(name).isEqualTo(all);
        }
        assertThat(ExperimentFile.claimsOnOtherPanels(ExperimentFile.embedded("bounds"))).isZero();
        for (Map<String, String> row : run(ExperimentFile.embedded("fig5a").withHorizon(100).withTrials(7)).claims().rows()) {
            assertThat(Table.number(row, "level")).isCloseTo(1 - 0.05 / 18, within(1e-15));
            assertThat(row).containsEntry("claims_together", "18").containsEntry("independent_pieces", "7");
        }
    }

    /** Five trials would confirm that GP-UCB beats variance only; no verdict is given with fewer than six. */
    @Test
    void fewerThanSixPiecesHaveNoVerdict() throws IOException {
        assertThat(run(ExperimentFile.embedded("fig5a").withHorizon(100).withTrials(5)).claims().rows())
                .allSatisfy(row -> assertThat(row.get("verdict")).isEqualTo("cannot-tell"));
    }

    /** The 30 trials of Figure 5a, up to the end of its axis. */
    @Test
    void compareAgreesOnFigure5a() throws IOException {
        assertAgrees(run(ExperimentFile.embedded("fig5a").withHorizon(100)), 100);
    }

    @Test
    void compareAgreesOnFigure5b() throws IOException {
        assertThat(verdicts(measured("fig5b"), 46)).containsEntry("gp-ucb beats mpi", "cannot-tell")
                .containsEntry("gp-ucb beats variance-only", "confirmed");
    }

    @Test
    void compareAgreesOnFigure5c() throws IOException {
        assertThat(verdicts(measured("fig5c"), 228)).containsEntry("mpi equals gp-ucb within 10%", "cannot-tell")
                .containsEntry("gp-ucb beats mean-only", "cannot-tell").containsEntry("gp-ucb beats variance-only", "confirmed");
    }

    private ResultFolder measured(String name) throws IOException {
        Experiment experiment = ExperimentFile.embedded(name);
        Optional<Path> file = DATA.find(((Arms.Sensors) experiment.arms()).table());
        assumeTrue(file.isPresent(), "the measured table of " + name + " is absent; set REGRETBENCH_DATA to run this test");
        return run(experiment);
    }

    private Map<String, String> verdicts(ResultFolder results, int round) throws IOException {
        assertAgrees(results, round);
        return results.claims().rows().stream().collect(Collectors.toMap(row -> row.get("claim"), row -> row.get("verdict")));
    }

    /** The same difference from the same pieces, and the same answer to whether one policy beats the other. */
    private void assertAgrees(ResultFolder results, int round) throws IOException {
        List<Map<String, String>> pairs = new Comparison(List.of(results.path()), RegretQuantity.AVERAGE_REGRET, List.of(round), List.of())
                .write(directory.resolve("compared")).read("pairs.csv").rows();
        List<Claim> claims = results.experiment().claims();
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            Map<String, String> row = results.claims().rows().get(i);
            Map<String, String> pair = pairs.stream().filter(p -> List.of(p.get("policy"), p.get("other"))
                    .containsAll(List.of(claim.policy(), claim.other()))).findFirst().orElseThrow();
            double sign = pair.get("policy").equals(claim.policy()) ? 1 : -1;
            assertThat(Table.number(row, "difference")).isCloseTo(sign * Table.number(pair, "difference"), within(1e-12));
            if (claim.relation() == Claim.Relation.BEATS) {
                String lower = sign > 0 ? "first-lower" : "second-lower";
                assertThat(row.get("verdict")).as("%s: %s", claim, pair).isEqualTo(pair.get("answer").equals(lower) ? "confirmed"
                        : "cannot-tell");
            } else if (row.get("verdict").equals("refuted")) {
                assertThat(pair.get("answer")).endsWith("-lower");
            }
        }
    }
}
