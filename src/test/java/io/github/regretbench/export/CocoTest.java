package io.github.regretbench.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.StoredRun;
import io.github.regretbench.experiment.StoredRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** COCO's files, read back as its post-processing and IOHinspector do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CocoTest {
    private static final List<String> POLICIES = List.of("gp-ucb", "mpi", "scaled", "random");
    private static final String HEADER = "% f evaluations | g evaluations | best noise-free fitness - Fopt (0.000000000000e+00) "
            + "+ sum g_i+ | measured fitness | best measured fitness or single-digit g-values | x1 | x2...";
    private static final Pattern ROW = Pattern.compile(
            "\\d+ 0( [+-]\\d\\.\\d{9}e[+-]\\d\\d){3}(?<coordinates>( [+-]\\d\\.\\d{4}e[+-]\\d\\d)*)");

    @TempDir
    static Path temporary;
    private ResultFolder result;
    private Path root;
    private double unit;

    @BeforeAll
    void export() throws IOException {
        result = SmallResults.run(SmallResults.YAML, temporary.resolve("results"));
        Export.write(List.of(result), Set.of(Format.COCO), temporary.resolve("out"));
        root = temporary.resolve("out/coco");
        unit = Double.parseDouble(Files.readAllLines(root.resolve("units.csv")).get(1).split(",")[2]);
    }

    /** The largest regret of a round is between the unit and twice the unit. */
    @Test
    void unitIsThePowerOfTwoBelowTheLargestRegret() throws IOException {
        assertThat(Files.readAllLines(root.resolve("units.csv"))).first().isEqualTo("function,experiment,unit");
        double largest = 0;
        try (StoredRuns stored = result.runs()) {
            for (int i = 0; i < POLICIES.size() * SmallResults.TRIALS; i++) {
                largest = Math.max(largest, stored.next().rounds().stream().mapToDouble(StoredRun.Round::instantRegret).max().orElseThrow());
            }
        }
        assertThat(largest / unit).isBetween(1.0, 2.0);
        assertThat(Math.scalb(1.0, Math.getExponent(unit))).isEqualTo(unit);
    }

    /** The rows of each run of a policy in a file. */
    private List<List<double[]>> runs(String policy, String ending, int coordinates) throws IOException {
        List<List<double[]>> runs = new ArrayList<>();
        for (String line : Files.readAllLines(root.resolve(policy + "/data_f1/bbobexp_f1_DIM2." + ending))) {
            if (line.startsWith("%")) {
                assertThat(line).isEqualTo(HEADER);
                runs.add(new ArrayList<>());
            } else {
                Matcher row = ROW.matcher(line);
                assertThat(row.matches()).as(line).isTrue();
                assertThat(row.group("coordinates").split(" ")).hasSize(coordinates + 1);
                runs.get(runs.size() - 1).add(Pattern.compile(" ").splitAsStream(line).mapToDouble(Double::parseDouble).toArray());
            }
        }
        return runs;
    }

    @Test
    void infoIsOneBlockOfThreeLinesThatNamesNoSuiteOfCocos() throws IOException {
        for (String policy : POLICIES) {
            List<String> lines = Files.readAllLines(root.resolve(policy + "/bbobexp_f1.info"));
            assertThat(lines).hasSize(3);
            assertThat(lines.get(0)).isEqualTo("suite = 'gp-bandit', funcId = 1, DIM = 2, Precision = 1.000e-08, algId = '" + policy
                    + "', coco_version = '2.8.0', logger = 'bbob', data_format = 'bbob-new2'");
            assertThat(lines.get(1)).startsWith("% ");
            assertThat(lines.get(2)).startsWith("data_f1/bbobexp_f1_DIM2.dat, 1:23|");
            assertThat(Pattern.compile("(\\d+):(\\d+)\\|([-+eE0-9.]+)").matcher(lines.get(2)).results().count())
                    .isEqualTo(SmallResults.TRIALS);
        }
    }

    @Test
    void infoSaysWhatEachRunReached() throws IOException {
        try (StoredRuns stored = result.runs()) {
            for (String policy : POLICIES) {
                String[] instances = Files.readAllLines(root.resolve(policy + "/bbobexp_f1.info")).get(2).split(", ");
                for (int i = 1; i <= SmallResults.TRIALS; i++) {
                    StoredRun run = stored.next();
                    double reached = run.rounds().get(SmallResults.HORIZON - 1).bestSampledRegret() / unit;
                    assertThat(instances[i]).isEqualTo(i + ":23|" + Scientific.format(reached, 1));
                }
            }
        }
    }

    /** The first evaluation, each at which a target 10^(k/20) above 1e-8 is reached for the first time, and the last. */
    @Test
    void datFilesHaveARowAtEveryNewTarget() throws IOException {
        try (StoredRuns stored = result.runs()) {
            for (String policy : POLICIES) {
                for (List<double[]> rows : runs(policy, "dat", 2)) {
                    StoredRun run = stored.next();
                    List<Integer> expected = new ArrayList<>();
                    double target = Double.POSITIVE_INFINITY;
                    for (StoredRun.Round round : run.rounds()) {
                        if (round.bestSampledRegret() / unit <= target || round.t() == SmallResults.HORIZON) {
                            expected.add(round.t());
                        }
                        while (round.bestSampledRegret() / unit <= target && target > 1e-8) {
                            target = target == Double.POSITIVE_INFINITY ? Math.pow(10, 5) : target / Math.pow(10, 0.05);
                        }
                        target = target <= 1.0001e-8 ? -1 : target;
                    }
                    assertThat(rows).extracting(row -> (int) row[0]).containsExactlyElementsOf(expected);
                    assertThat(rows).extracting(row -> row[2]).isSortedAccordingTo((a, b) -> Double.compare(b, a));
                    assertThat(rows).allMatch(row -> row[2] == row[4] && row[3] >= row[2]);
                }
            }
        }
    }

    @Test
    void tdatFilesHaveTheSeriesOfEvaluations() throws IOException {
        // floor(10^(k/20)) up to 23 by hand, {1, 2, 5} x 2 and x 20 among them, and 23.
        assertThat(Coco.series(23, 2)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 23);
        assertThat(Coco.series(100, 3)).contains(3, 6, 15, 30, 60, 100).doesNotContain(150, 99);
        assertThat(Coco.series(1, 5)).containsExactly(1);
        for (String policy : POLICIES) {
            for (List<double[]> rows : runs(policy, "tdat", 2)) {
                assertThat(rows).extracting(row -> (int) row[0]).containsExactlyElementsOf(Coco.series(23, 2));
            }
        }
    }

    @Test
    void mdatFilesHaveTheBestRecommendations() throws IOException {
        try (StoredRuns stored = result.runs()) {
            for (String policy : POLICIES) {
                for (List<double[]> rows : runs(policy, "mdat", 0)) {
                    StoredRun run = stored.next();
                    double best = run.rounds().stream().mapToDouble(StoredRun.Round::recommendedRegret).min().orElseThrow() / unit;
                    assertThat(rows.get(0)[0]).isEqualTo(1);
                    assertThat(rows.get(rows.size() - 1)[0]).isEqualTo(SmallResults.HORIZON);
                    assertThat(Scientific.format(rows.get(rows.size() - 1)[2], 9)).isEqualTo(Scientific.format(best, 9));
                }
            }
        }
    }

    /** From the definition: the least k with 10^(k/20) at least the regret; 1e-8, the precision, is the 160th below 1. */
    @Test
    void targetsAreTwentyADecade() {
        assertThat(Coco.target(1)).isZero();
        assertThat(Coco.target(1.01)).isEqualTo(1);
        assertThat(Coco.target(10)).isEqualTo(20);
        assertThat(Coco.target(0.09)).isEqualTo(-20);
        assertThat(Coco.target(1e-8)).isEqualTo(-160);
        assertThat(Coco.target(1e-12)).isEqualTo(-160);
        assertThat(Coco.target(0)).isEqualTo(-160);
    }

    @Test
    void rowsInSevenDimensionsHaveNoCoordinates() throws IOException {
        ResultFolder seven = SmallResults.run(SmallResults.YAML.replace("lower: [-1, 0], upper: [1, 1], counts: [9, 5]",
                "lower: [0, 0, 0, 0, 0, 0, 0], upper: [1, 1, 1, 1, 1, 1, 1], counts: [2, 2, 2, 2, 2, 2, 2]"), temporary.resolve("seven"));
        Export.write(List.of(seven), Set.of(Format.COCO), temporary.resolve("seven-out"));
        assertThat(Files.readAllLines(temporary.resolve("seven-out/coco/mpi/data_f1/bbobexp_f1_DIM7.dat")).get(1).split(" ")).hasSize(5);
    }

    @Test
    void fewerThanFifteenInstancesAreRefused() throws IOException {
        ResultFolder few = SmallResults.run(SmallResults.YAML.replace("trials: 16", "trials: 14"), temporary.resolve("few"));
        assertThatThrownBy(() -> Export.write(List.of(few), Set.of(Format.COCO), temporary.resolve("few-out")))
                .isInstanceOf(BadInputException.class)
                .hasMessage("coco holds 15 to 65535 trials as instances, and small has 14; run it with --trials 15 or export csv");
    }

    /** What Python 3.11 writes for these with its % operator, which rounds as C does; 2.25 is a tie, and goes to the even digit. */
    @Test
    void numbersAreWrittenAsInC() {
        assertThat(Scientific.format(0, 1)).isEqualTo("0.0e+00");
        assertThat(Scientific.format(2.25, 1)).isEqualTo("2.2e+00");
        assertThat(Scientific.format(2.35, 1)).isEqualTo("2.4e+00");
        assertThat(Scientific.format(9.96e-5, 1)).isEqualTo("1.0e-04");
        assertThat(Scientific.format(1e-300, 3)).isEqualTo("1.000e-300");
        assertThat(Scientific.format(12345.678, 9)).isEqualTo("1.234567800e+04");
        assertThat(Scientific.signed(1, 4)).isEqualTo("+1.0000e+00");
        assertThat(Scientific.signed(-0.125, 4)).isEqualTo("-1.2500e-01");
        assertThat(Scientific.format(5e-324, 9)).isEqualTo("4.940656458e-324");
    }
}
