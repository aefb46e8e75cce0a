package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.ResultFolder.Table;
import io.github.regretbench.figure.ComparisonTable;
import io.github.regretbench.statistics.Superiority;
import io.github.regretbench.statistics.WilcoxonSignedRank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Stored policies compared, from tiny experiments that are really run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyComparisonTest {
    private static final String YAML = """
            schema: regretbench/experiment/1
            name: NAME
            seed: 3
            trials: 12
            horizon: 8
            noiseVariance: 0.05
            arms:
              grid: {lower: [0], upper: [1], counts: [9]}
            kernel: se(lengthscale=0.3)
            policies: [gp-ucb, ei, random]
            """;
    private static final String SENSORS = """
            schema: regretbench/experiment/1
            name: sensors
            seed: 3
            trials: 40
            horizon: 3
            noiseVariance: 0.05
            arms:
              sensors: {table: t.csv, train: 1/2}
            kernel: empirical
            policies: [gp-ucb, random]
            intervals: {method: block-means, blockLength: 4}
            """;

    @TempDir
    private static Path directory;
    private Path one;

    private Path run(String folder, String yaml) throws IOException {
        Bench bench = Bench.of(ExperimentFile.parse(yaml, folder), new DataDirectory(directory));
        return new Laboratory(directory.resolve(folder), 1, false).run(bench, (done, total) -> { }, new AtomicBoolean())
                .orElseThrow().path();
    }

    private static String named(String name) {
        return YAML.replace("NAME", name);
    }

    @BeforeAll
    void makeOne() throws IOException {
        one = run("a", named("one"));
    }

    private ResultFolder compare(String out, List<Integer> at, Path... folders) throws IOException {
        return new Comparison(List.of(folders), RegretQuantity.AVERAGE_REGRET, at, List.of()).write(directory.resolve(out));
    }

    private static List<String> notes(Path... folders) {
        return new Comparison(List.of(folders), RegretQuantity.AVERAGE_REGRET, List.of(), List.of()).notes();
    }

    private static Map<String, String> pair(ResultFolder folder, String policy, String other) {
        return folder.read("pairs.csv").rows().stream().filter(r -> r.get("policy").equals(policy) && r.get("other").equals(other))
                .findFirst().orElseThrow();
    }

    /** R_8/8 of the trials in the text file beside the store. */
    private static double[] averageRegret(Path folder, String policy) throws IOException {
        double[] values = new double[12];
        StoredRounds.lines(folder).stream().skip(1).map(line -> line.split(",")).filter(cells -> cells[0].equals(policy) && cells[2].equals("8"))
                .forEach(cells -> values[Integer.parseInt(cells[1])] = Double.parseDouble(cells[7]) / 8);
        return values;
    }

    @Test
    void pairsAreTrialsOfEqualNumber() throws IOException {
        double[] ours = averageRegret(one, "gp-ucb");
        double[] theirs = averageRegret(one, "random");
        double[] differences = new double[12];
        Arrays.setAll(differences, i -> ours[i] - theirs[i]);
        WilcoxonSignedRank wilcoxon = WilcoxonSignedRank.of(differences);
        Map<String, String> row = pair(compare("pairs", List.of(), one), "gp-ucb", "random");
        assertThat(row.get("t")).isEqualTo("8");
        assertThat(Table.number(row, "difference")).isCloseTo(Arrays.stream(differences).average().orElseThrow(), within(1e-15));
        assertThat(Table.number(row, "p")).isEqualTo(wilcoxon.twoSided());
        assertThat(Table.number(row, "w_plus")).isEqualTo(wilcoxon.positiveRanks());
        assertThat(Table.number(row, "superiority")).isEqualTo(Arrays.stream(differences).map(Superiority::share).average().orElseThrow());
        assertThat(Table.number(row, "p_holm")).isBetween(wilcoxon.twoSided(), Math.min(1, 3 * wilcoxon.twoSided()));
        assertThat(Table.number(row, "bca_lower")).isLessThan(Table.number(row, "difference"));
        assertThat(Table.number(row, "student_upper")).isGreaterThan(Table.number(row, "difference"));
    }

    /** Policies of another run on the same game join the pairs: as if all had been in one file. */
    @Test
    void experimentsOnTheSameGameAreOneProblem() throws IOException {
        Path first = run("split", named("first").replace("[gp-ucb, ei, random]", "[gp-ucb, random]"));
        Path second = run("split", named("second").replace("[gp-ucb, ei, random]", "[gp-ucb, ei]").replace("trials: 12", "trials: 20"));
        ResultFolder together = compare("together", List.of(), first, second);
        assertThat(together.read("problems.csv").rows()).hasSize(1);
        Map<String, String> apart = pair(together, "gp-ucb", "ei");
        apart.put("problem", "one");
        assertThat(apart).isEqualTo(pair(compare("whole", List.of(), one), "gp-ucb", "ei"));
        assertThat(notes(first, second)).anyMatch(note -> note.contains("up to 8 trials of some policies are left out"));
    }

    @Test
    void sameResultsSameBytes() throws IOException {
        Path other = run("a", named("other").replace("seed: 3", "seed: 4").replace("0.05", "0.5"));
        ResultFolder first = compare("first", List.of(1, 8), one, other);
        ResultFolder second = compare("second", List.of(1, 8), one, other);
        for (String file : List.of("problems.csv", "policies.csv", "pairs.csv", "curves.csv", "friedman.csv", "ranks.csv",
                "profiles.csv")) {
            assertThat(Files.mismatch(first.path().resolve(file), second.path().resolve(file))).as(file).isEqualTo(-1);
        }
    }

    /** Length scales 0.3 and 0.30 are one game, under two seeds neither a pair nor two problems; so are a truth that says nothing new, and defaults. */
    @Test
    void gamesAreComparedByValue() throws IOException {
        for (String same : List.of(named("same").replace("lengthscale=0.3", "lengthscale=0.30"),
                named("same") + "truth: {kernel: 'se( lengthscale=.3)', noiseVariance: 0.050}\n")) {
            Path two = run("two" + same.hashCode(), same.replace("seed: 3", "seed: 4"));
            assertThatThrownBy(() -> compare("refused", List.of(), one, two)).isInstanceOf(BadInputException.class)
                    .hasMessageContaining("play the same game with a different seed (3 and 4)");
        }
        String ackley = named("f") + "objective: ackley\n";
        Path plain = run("plain", ackley);
        Path full = run("full", ackley.replace("objective: ackley", "objective: ackley(scale=1)").replace("seed: 3", "seed: 4"));
        assertThatThrownBy(() -> compare("refused", List.of(), plain, full)).hasMessageContaining("play the same game");
    }

    /** One fixed function under different noise and seeds is no two independent problems, drawn ones are. */
    @Test
    void copiesOfAFunctionAreOneIndependentProblem() throws IOException {
        Path[] copies = new Path[3];
        Path[] drawn = new Path[3];
        for (int i = 0; i < 3; i++) {
            String yaml = named("n" + i).replace("0.05", "0.0" + (i + 1)).replace("seed: 3", "seed: " + (20 + i));
            copies[i] = run("copies", yaml + "objective: ackley(scale=" + (i + 1) + ")\n");
            drawn[i] = run("drawn", yaml);
        }
        Map<String, String> same = compare("same", List.of(), copies).read("friedman.csv").rows().get(0);
        assertThat(same).containsEntry("problems", "3").containsEntry("independent", "1").containsEntry("answer", "not-independent");
        assertThat(notes(copies)).anyMatch(note -> note.contains("problems with the same seed, function or data file count as one"));
        assertThat(compare("different", List.of(), drawn).read("friedman.csv").rows().get(0)).containsEntry("independent", "3");
        // A drawn problem under the seed of a copy joins its group, and by it all copies.
        Path bridge = run("bridge", named("bridge").replace("0.3", "0.4").replace("seed: 3", "seed: 21"));
        assertThat(compare("joined", List.of(), copies[0], bridge, copies[1], drawn[2]).read("friedman.csv").rows().get(0))
                .containsEntry("problems", "4").containsEntry("independent", "2");
    }

    /** Ranks by hand from the means of policies.csv; four problems of three policies. */
    @Test
    void ranksCompareMeansOfProblems() throws IOException {
        Path[] folders = new Path[4];
        for (int i = 0; i < folders.length; i++) {
            folders[i] = run("problems", named("p" + i).replace("seed: 3", "seed: " + (10 + i)).replace("0.05", "0.0" + (i + 1)));
        }
        ResultFolder compared = compare("ranks", List.of(), folders);
        double[] rankSums = new double[3];
        for (int p = 0; p < 4; p++) {
            List<Map<String, String>> rows = compared.read("policies.csv").rows().subList(3 * p, 3 * p + 3);
            for (int j = 0; j < 3; j++) {
                double own = Table.number(rows.get(j), "mean");
                rankSums[j] += 1 + rows.stream().filter(row -> Table.number(row, "mean") < own).count();
            }
        }
        List<Map<String, String>> ranks = compared.read("ranks.csv").rows();
        for (int j = 0; j < 3; j++) {
            assertThat(Table.number(ranks.get(j), "average_rank")).isEqualTo(rankSums[j] / 4);
        }
        Map<String, String> friedman = compared.read("friedman.csv").rows().get(0);
        assertThat(friedman.get("problems")).isEqualTo("4");
        assertThat(Table.number(friedman, "p")).isGreaterThanOrEqualTo(1 / 216.0 * (1 - 1e-12));       // (3!)^(1 - 4)
        assertThat(compared.read("profiles.csv").rows().stream().filter(row -> row.get("ratio").equals("1"))
                .mapToDouble(row -> Table.number(row, "share")).sum()).isGreaterThanOrEqualTo(1);
    }

    /** Nine differences of -1 and one of 20: lower by ranks, higher on average; an average of exactly 0 is no answer for either side. */
    @Test
    void ranksAndMeansMayDisagree() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("disagree"));
        for (String[] c : new String[][] {{"11", "a lower by ranks of 10 unequal, b lower on average"},
            {"0", "a lower by ranks of 10 unequal, equal on average"}}) {
            Files.writeString(folder.resolve("problems.csv"), "problem,quantity,unit,trials,block_length,pieces,policies,horizon\n"
                    + "p,average-regret,,12,,12,2,8\n");
            Files.writeString(folder.resolve("policies.csv"), "problem,at,t,policy,mean,lower,upper,median,q25,q75\n"
                    + "p,horizon,8,a,2,1,3,2,1,3\np,horizon,8,b,1,0,2,1,0,2\n");
            Files.writeString(folder.resolve("pairs.csv"), "problem,at,t,policy,other,difference,bca_lower,bca_upper,student_lower,student_upper,"
                    + "wilcoxon_n,w_plus,test,p,p_holm,superiority,superiority_lower,superiority_upper,answer\n"
                    + "p,horizon,8,a,b," + c[0] + ",-1,20,-1,20,10,10,wilcoxon,0.08,0.04,0.8,0.5,0.9,mean-disagrees\n");
            Files.writeString(folder.resolve("friedman.csv"), "at\n");
            Files.writeString(folder.resolve("ranks.csv"), "at\n");
            assertThat(ComparisonTable.of(new ResultFolder(folder), List.of()).text()).contains(c[1]);
        }
    }

    /** Two oracles never differ: no regret, no test, no interval but 0. */
    @Test
    void equalPoliciesAreEqual() throws IOException {
        Path oracles = run("a", named("oracles").replace("[gp-ucb, ei, random]",
                "[{policy: oracle, name: a}, {policy: oracle, name: b}]"));
        ResultFolder folder = compare("oracles", List.of(), oracles);
        Map<String, String> row = pair(folder, "a", "b");
        assertThat(row.get("answer")).isEqualTo("equal");
        assertThat(List.of(row.get("difference"), row.get("bca_lower"), row.get("student_upper"), row.get("p_holm"),
                row.get("superiority"))).containsExactly("0", "0", "0", "1", "0.5");
        assertThat(folder.read("profiles.csv").rows()).allSatisfy(r -> assertThat(r.get("share")).isEqualTo("1"));
    }

    @Test
    void oneTrialSaysNothing() throws IOException {
        Path single = run("a", named("single").replace("trials: 12", "trials: 1"));
        Map<String, String> row = pair(compare("single", List.of(), single), "gp-ucb", "random");
        assertThat(row.get("answer")).isIn("too-few", "equal");
        assertThat(List.of(row.get("bca_lower"), row.get("student_lower"))).containsOnly("");
        assertThat(notes(single)).anyMatch(note -> note.contains("too few: no answer is given with fewer than 6 independent pieces, and there is 1"));
    }

    /** 2^(1-n) for one pair: 0.0625 with five trials, 0.03125 with six. */
    @Test
    void fiveTrialsAreTooFewForWilcoxonAndSixAreNot() throws IOException {
        String two = named("few").replace("[gp-ucb, ei, random]", "[gp-ucb, random]");
        assertThat(notes(run("five", two.replace("trials: 12", "trials: 5"))))
                .anyMatch(note -> note.contains("too few: no answer is given with fewer than 6 independent pieces, and there are 5"));
        assertThat(notes(run("six", two.replace("trials: 12", "trials: 6")))).noneMatch(note -> note.contains("too few"))
                .anyMatch(note -> note.contains("with 6 independent pieces 95% intervals of skewed regrets cover less"));
    }

    /** 24 rows, the second half of them objectives, in blocks of four: three pieces, however many trials. */
    @Test
    void blocksAreThePiecesOfSensorData() throws IOException {
        StringBuilder table = new StringBuilder("time,a,b,c\n");
        for (int i = 0; i < 24; i++) {
            table.append("2004-03-04T00:%02d:00,%d,%d,%d%n".formatted(i, i * 7 % 5, i * 3 % 4, i * i % 7));
        }
        Files.writeString(directory.resolve("t.csv"), table);
        Path sensors = run("a", SENSORS);
        ResultFolder folder = compare("sensors", List.of(), sensors);
        Map<String, String> problem = folder.read("problems.csv").rows().get(0);
        assertThat(problem.get("pieces")).isEqualTo("3");
        assertThat(problem.get("block_length")).isEqualTo("4");
        Map<String, String> row = pair(folder, "gp-ucb", "random");
        assertThat(Integer.parseInt(row.get("wilcoxon_n"))).isLessThanOrEqualTo(3);
        assertThat(row.get("bca_lower")).isEmpty();
        assertThat(row.get("student_lower")).isNotEmpty();
        assertThat(List.of(row.get("test"), row.get("answer"))).containsExactly("student-t", "too-few");
        assertThat(notes(sensors)).anyMatch(note -> note.contains("N = 3 blocks of about 4 consecutive rows, 40 trials in all"));
    }

    @Test
    void roundingIsNoDifference() {
        assertThat(PairTest.differences(new double[] {0.1 + 0.2, 0, 1}, new double[] {0.3, 0, 2})).containsExactly(0, 0, -1);
    }

    private void assertRefused(String message, List<Integer> at, Path... folders) {
        assertThatThrownBy(() -> new Comparison(List.of(folders), RegretQuantity.AVERAGE_REGRET, at, List.of()))
                .isInstanceOf(BadInputException.class).hasMessageContaining(message);
    }

    /** Streams may differ between versions, so trials of two do not pair; those of an older one alone are as good as ours. */
    @Test
    void trialsOfAnotherVersionDoNotPairWithOurs() throws Exception {
        Path older = run("older", named("one"));
        EditedStore.editAndSeal(older, "UPDATE about SET value = '0.0 (old)' WHERE key = 'version of RegretBench'",
                "UPDATE about SET value = 'in other words' WHERE key = 'configuration'");
        assertRefused("play the same game with a different version of RegretBench", List.of(), one, older);
        assertThat(pair(compare("old", List.of(), older), "gp-ucb", "ei")).isEqualTo(pair(compare("new", List.of(), one), "gp-ucb", "ei"));
    }

    /** How the posterior is kept is the policies' affair, like their parameters. */
    @Test
    void theGameDoesNotDependOnThePosteriorsForm() {
        Experiment experiment = ExperimentFile.parse(named("one"), "one");
        Experiment direct = ExperimentFile.parse(named("one") + "posterior: rows\n", "one");
        assertThat(ExperimentFile.game(direct)).isEqualTo(ExperimentFile.game(experiment));
        assertThat(ExperimentFile.identity(direct)).isNotEqualTo(ExperimentFile.identity(experiment));
    }

    @Test
    void refusesWhatCannotBeCompared() throws Exception {
        Path seed = run("seed", named("one").replace("seed: 3", "seed: 4"));
        assertRefused("play the same game with a different seed (3 and 4)", List.of(), one, seed);
        assertRefused("has no round 9, it ends at 8; choose another with --at", List.of(9), one);
        assertRefused("has no round 0, the nearest it recorded is 1", List.of(0), one);
        Path beta = run("b", named("one").replace("[gp-ucb,", "[{policy: gp-ucb, factor: 1},"));
        assertRefused("both have a policy 'gp-ucb', with different parameters", List.of(), one, beta);
        Path alone = run("a", named("alone").replace("[gp-ucb, ei, random]", "[ei]").replace("lengthscale=0.3", "lengthscale=0.4"));
        assertRefused("alone has one policy, ei, and a comparison needs two", List.of(), one, alone);
        assertRefused("holds no results of a finished run: experiment.yaml is missing", List.of(), directory.resolve("nowhere"));
        assertRefused("holds no results of a finished run", List.of(), directory.resolve("a"));
        Path emptied = run("emptied", named("one"));
        Files.delete(emptied.resolve("store.duckdb"));
        assertRefused("holds no stored trials (store.duckdb is missing)", List.of(), emptied);
        Path edited = run("edited", named("one"));
        Files.writeString(edited.resolve("experiment.yaml"), Files.readString(edited.resolve("experiment.yaml")).replace("0.05", "0.06"));
        assertRefused("experiment.yaml is torn or was changed", List.of(), edited);
        Files.copy(beta.resolve("store.duckdb"), run("other-store", named("one")).resolve("store.duckdb"),
                StandardCopyOption.REPLACE_EXISTING);
        assertRefused("store.duckdb was changed after it was sealed", List.of(), directory.resolve("other-store/one"));
        Path thinned = run("thinned", named("one"));
        EditedStore.editAndSeal(thinned, "DELETE FROM round WHERE policy = 'ei' AND trial = 3 AND t > 5");
        assertRefused("holds 285 of the 288 rounds of its experiment", List.of(), thinned);
    }
}
