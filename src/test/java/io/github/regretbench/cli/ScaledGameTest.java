package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.experiment.StoredRounds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A game a power of two smaller or larger, from the file to the exports: the same arms, and every number in the unit of f as much smaller. */
class ScaledGameTest {
    private static final int[] EXPONENTS = {-80, -54};
    private static final List<String> IN_UNITS_OF_F = List.of("reward", "instant_regret", "cumulative_regret", "best_sampled_regret",
            "best_sampled_regret_lower", "best_sampled_regret_upper", "recommended_regret", "recommended_regret_lower", "recommended_regret_upper",
            "sum_of_widths", "average_regret", "average_regret_lower", "average_regret_upper", "raw_y");

    @TempDir
    private Path directory;

    private static String yaml(int exponent) {
        double scale = Math.scalb(1.0, exponent);
        return """
                schema: regretbench/experiment/1
                name: game
                seed: 1
                trials: 15
                horizon: 25
                noiseVariance: %s
                ties: first
                arms: {grid: {lower: [0], upper: [1], counts: [60]}}
                kernel: "%s * se(lengthscale=0.2)"
                policies:
                  - gp-ucb
                  - gp-ucb-theorem1
                  - ei
                  - {policy: ei, name: eager, xi: %s}
                  - mpi
                  - mean-only
                  - variance-only
                  - thompson
                  - random
                  - oracle
                  - {policy: ucb, name: bounded, schedule: 'self-normalised(norm=2, noiseDeviation=%s)'}
                  - {policy: ucb, name: improved, schedule: irgp-ucb}
                  %s
                """.formatted(0.025 * scale * scale, scale * scale, 0.125 * scale, 0.25 * scale, hasPython()
                        ? "- {policy: external, name: theirs, command: [python3, src/test/resources/policies/gp_ucb.py], deadlineSeconds: 120}" : "");
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path play(int exponent) throws IOException {
        Path out = directory.resolve(Integer.toString(exponent));
        Path file = Files.writeString(directory.resolve(exponent + ".yaml"), yaml(exponent));
        execute("run", file.toString(), "--out", out.toString());
        execute("export", out.resolve("game").toString(), "--format", "csv,ioh,coco", "--out", out.resolve("export").toString());
        return out;
    }

    private static void execute(String... arguments) {
        StringWriter printed = new StringWriter();
        PrintWriter writer = new PrintWriter(printed, true);
        assertThat(RegretBench.commandLine(writer, writer).execute(arguments)).as(printed.toString()).isZero();
    }

    /** Rows of a table, its header first, as they would be at scale 1. */
    private static List<List<String>> unscaled(List<String> lines, String separator, int exponent) {
        List<String> columns = List.of(lines.get(0).split(separator));
        List<List<String>> rows = new ArrayList<>(List.of(columns));
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = new ArrayList<>(List.of(line.split(separator, -1)));
            for (int j = 0; j < cells.size(); j++) {
                if (IN_UNITS_OF_F.contains(columns.get(j)) && cells.get(j).matches("-?[0-9].*")) {
                    cells.set(j, Double.toString(Math.scalb(Double.parseDouble(cells.get(j)), -exponent)));
                }
            }
            rows.add(cells);
        }
        return rows;
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(path).toString(), Files.readString(path));
            }
        }
        return texts;
    }

    /** Every table in the unit of f, as it would be at scale 1. */
    private static Map<String, List<List<String>>> tables(Path out, int exponent) throws IOException {
        Map<String, List<List<String>>> tables = new TreeMap<>();
        tables.put("rounds", unscaled(StoredRounds.lines(out.resolve("game")), ",", exponent));
        tables.put("summary", unscaled(Files.readAllLines(out.resolve("export/csv/summary.csv")), ",", exponent));
        files(out.resolve("export/ioh")).forEach((name, text) -> {
            if (name.endsWith(".dat")) {
                tables.put(name, unscaled(text.lines().toList().subList(0, 20), " ", exponent).stream().map(row -> row.subList(0, 2)).toList());
            }
        });
        return tables;
    }

    @Test
    void armsAreTheSameAndRegretsScaleInEveryExport() throws IOException {
        Path whole = play(0);
        Map<String, List<List<String>>> expected = tables(whole, 0);
        assertThat(expected).hasSizeGreaterThan(12);
        Map<String, String> coco = files(whole.resolve("export/coco"));
        assertThat(coco.remove("units.csv")).isNotNull();
        for (int exponent : EXPONENTS) {
            Path out = play(exponent);
            Map<String, List<List<String>>> actual = tables(out, exponent);
            assertThat(actual.keySet()).isEqualTo(expected.keySet());
            expected.forEach((table, rows) -> {
                assertThat(actual.get(table)).hasSameSizeAs(rows);
                for (int i = 0; i < rows.size(); i++) {
                    assertThat(actual.get(table).get(i)).as("%s at 2^%d", table, exponent).isEqualTo(rows.get(i));
                }
            });
            Map<String, String> scaled = files(out.resolve("export/coco"));
            scaled.remove("units.csv");
            assertThat(numbers(scaled)).isEqualTo(numbers(coco));
        }
        int regret = expected.get("rounds").get(0).indexOf("instant_regret");
        assertThat(expected.get("rounds").stream().filter(row -> row.get(0).equals("oracle"))).hasSize(15 * 25)
                .allSatisfy(row -> assertThat(Double.parseDouble(row.get(regret))).isZero());
    }

    /** Without the descriptions, which have the parameters of the policies. */
    private static Map<String, String> numbers(Map<String, String> files) {
        Map<String, String> numbers = new TreeMap<>();
        files.forEach((name, text) -> numbers.put(name, String.join("\n", text.lines().filter(line -> !line.contains("%")).toList())));
        return numbers;
    }
}
