package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.ExperimentFile;
import io.github.regretbench.experiment.FileSchema;
import io.github.regretbench.experiment.PlainYaml;
import io.github.regretbench.experiment.Suite;
import io.github.regretbench.experiment.SuiteFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand files, each a valid one with one or two slips of the keyboard: each is either refused in one sentence that says where, or
 * means to the program what it says to a reader.
 */
class MutatedFilesTest {
    private static final int FILES = 1000;
    /** Accepted files that are run too. */
    private static final int RUNS = 10;
    private static final long SEED = 20260701;

    private static final List<String> VALID = List.of("""
            schema: regretbench/experiment/1
            name: small
            title: A small experiment
            seed: 7
            trials: 2
            horizon: 5
            recordedPerDecade: 10
            noiseVariance: 0.1
            delta: 0.05
            ties: first
            posterior: rows
            arms:
              grid: {lower: [0, -1], upper: [1, 1], counts: [3, 4]}
            kernel: 0.5 * se(lengthscale=[0.3, 0.6]) + linear(bias=0.1)
            objective: rkhs-expansion
            norm: 2.5
            truth:
              kernel: matern(nu=1.5, lengthscale=0.4)
              noiseVariance: 0.2
            policies:
              - gp-ucb
              - {policy: gp-ucb, name: wide, factor: 1.5}
              - policy: ei
                xi: 0.01
                incumbent: best-mean
              - {policy: ucb, schedule: constant(beta=4)}
            intervals: {method: student-t, level: 0.9}
            figure: {title: A figure, rounds: 5, regret: 3}
            claims:
              - {policy: gp-ucb, beats: wide, at: 5}
              - {policy: gp-ucb, equals: ei, at: 4, margin: 0.2}
            """, """
            schema: regretbench/suite/1
            name: grid
            randomness: common
            axes:
              kernel:
                - {label: rough, kernel: "matern(nu=0.5, lengthscale=0.3)"}
                - label: smooth
                  kernel: se(lengthscale=0.3)
              noiseVariance: [0.01, 0.1]
            subsets:
              easy: {kernel: smooth, noiseVariance: [0.01]}
            experiment:
              seed: 4
              trials: 2
              horizon: 6
              arms: {points: [[0], [0.25], [0.5], [1]]}
              delta: 0.2
              policies: [mpi, random]
            """);

    private static final List<String> ODD = List.of("0", "-1", "1e309", ".nan", "99999999999999999999", "0x10", "1_0", "''", "\"", "[]", "{}",
            "null", "~", "*a", "&a", "!!binary x", "|", "true", "1:30", "<<", "- -", "? ", "\u0000", "\t", "\u00e9", "\ud83d\ude00", "'", "#", "% ",
            "@", "`", "[[", "}}", "1.5.2", "--- ", "... ", "2010-07-01", "+.inf", "lengthscale=0", "matern(nu=0", "]");

    private final SplittableRandom random = new SplittableRandom(SEED);

    private String mutated(String text) {
        String result = text;
        int slips = random.nextInt(3) == 0 ? 2 : 1;
        for (int k = 0; k < slips; k++) {
            result = slip(result);
        }
        return result;
    }

    private String slip(String text) {
        if (text.isEmpty()) {
            return odd();
        }
        int at = random.nextInt(text.length());
        List<String> lines = new ArrayList<>(text.lines().toList());
        int line = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        switch (random.nextInt(11)) {
            case 0:
                return text.substring(0, at) + text.substring(at + 1);
            case 1:
                return text.substring(0, at) + (char) (' ' + random.nextInt(95)) + text.substring(at);
            case 2:
                return text.substring(0, at) + text.charAt((at + 1) % text.length()) + text.substring(at);
            case 3:
                lines.remove(line);
                break;
            case 4:
                lines.add(other, lines.get(line));
                break;
            case 5:
                lines.set(line, lines.set(other, lines.get(line)));
                break;
            case 6:
                lines.set(line, random.nextBoolean() ? "  " + lines.get(line) : lines.get(line).replaceFirst("^ {1,2}", ""));
                break;
            case 7:
                return replaced(text, "[-0-9.]+", at);
            case 8:
                return replaced(text, "[A-Za-z][A-Za-z-]*", at);
            case 9:
                lines.set(line, lines.get(line) + " " + odd());
                break;
            default:
                return text.substring(0, at);
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** The first match after a place becomes something odd, or another match. */
    private String replaced(String text, String pattern, int at) {
        List<String> matches = Pattern.compile(pattern).matcher(text).results().map(r -> r.group()).toList();
        String with = random.nextBoolean() || matches.isEmpty() ? odd() : matches.get(random.nextInt(matches.size()));
        return text.substring(0, at) + text.substring(at).replaceFirst(pattern, Matcher.quoteReplacement(with));
    }

    private String odd() {
        return ODD.get(random.nextInt(ODD.size()));
    }

    @Test
    void aFileIsRefusedOrMeansWhatItSays(@TempDir Path folder) throws Exception {
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(FileSchema.json());
        Path file = folder.resolve("f.yaml");
        Path results = folder.resolve("results");
        int refused = 0;
        int run = 0;
        for (int i = 0; i < FILES; i++) {
            String yaml = mutated(VALID.get(i % VALID.size()));
            Files.writeString(file, yaml);
            Suite suite;
            try {
                suite = SuiteFile.read(file, Map.of(), List.of());
            } catch (BadInputException e) {
                refused++;
                assertRefused(file, results, yaml);
                continue;
            }
            assertMeans(suite, yaml);
            assertThat(schema.validate(PlainYaml.json(yaml))).as(yaml).isEmpty();
            if (run < RUNS && suite.experiments().stream().allMatch(e -> e.trials() * e.horizon() <= 100)) {
                run++;
                assertRun(file, folder.resolve("results" + run), yaml, suite);
            }
        }
        assertThat(refused).isBetween(FILES / 2, FILES - 50);
        assertThat(run).isEqualTo(RUNS);
    }

    private static void assertRefused(Path file, Path results, String yaml) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = RegretBench.commandLine(new PrintWriter(out), new PrintWriter(err)).execute("run", file.toString(), "--out",
                results.toString());
        assertThat(code).as(yaml).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).as(yaml).singleElement().asString()
                .matches("regretbench: \\Q" + file + "\\E(:[0-9]+:[0-9]+: .*('.*'|not valid YAML: |a key in |the experiment(: | is a mapping)).*|: the file is empty.*)");
        assertThat(results).doesNotExist();
    }

    private static void assertRun(Path file, Path results, String yaml, Suite suite) throws Exception {
        StringWriter err = new StringWriter();
        int code = RegretBench.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err)).execute("run", file.toString(), "--out",
                results.toString(), "--jobs", "1");
        if (code == 2) {
            assertThat(err.toString().lines()).as(yaml).singleElement().asString().startsWith("regretbench: ");
            assertThat(results).doesNotExist();
            return;
        }
        assertThat(code).as(yaml + err).isZero();
        try (Stream<Path> files = Files.walk(results)) {
            List<String> written = new ArrayList<>();
            for (Path path : files.filter(p -> p.endsWith("experiment.yaml")).sorted().toList()) {
                written.add(Files.readString(path));
            }
            assertThat(written).as(yaml).containsExactlyInAnyOrderElementsOf(suite.experiments().stream().map(ExperimentFile::write).toList());
        }
    }

    /** Everything that the file says is in the experiments as the program understood them, and there are as many as the file says. */
    private static void assertMeans(Suite suite, String yaml) {
        Map<?, ?> file = (Map<?, ?>) PlainYaml.tree(yaml);
        List<Map<Object, Object>> said = file.containsKey("axes") ? cells(file) : List.of(new LinkedHashMap<>(file));
        List<Object> understood = suite.experiments().stream().map(e -> PlainYaml.tree(ExperimentFile.write(e))).toList();
        assertThat(understood).as(yaml).hasSameSizeAs(said);
        for (int cell = 0; cell < said.size(); cell++) {
            assertSaid(said.get(cell), understood.get(cell), yaml);
        }
    }

    /** Every combination of the axes' values over what all cells share, the last axis varying fastest. */
    private static List<Map<Object, Object>> cells(Map<?, ?> suite) {
        List<Map<Object, Object>> cells = List.of(new LinkedHashMap<>((Map<?, ?>) suite.get("experiment")));
        for (Map.Entry<?, ?> axis : ((Map<?, ?>) suite.get("axes")).entrySet()) {
            List<Map<Object, Object>> more = new ArrayList<>();
            for (Map<Object, Object> cell : cells) {
                for (Object value : (List<?>) axis.getValue()) {
                    Map<Object, Object> longer = new LinkedHashMap<>(cell);
                    longer.putAll(value instanceof Map<?, ?> keys ? keys : Map.of(axis.getKey(), value));
                    longer.remove("label");
                    more.add(longer);
                }
            }
            cells = more;
        }
        cells.forEach(cell -> cell.remove("name"));
        return cells;
    }

    private static void assertSaid(Object said, Object understood, String yaml) {
        if (said instanceof Map<?, ?> map) {
            map.forEach((key, value) -> assertSaid(value, ((Map<?, ?>) understood).get(key), yaml));
        } else if (said instanceof List<?> list) {
            assertThat((List<?>) understood).as(yaml).hasSameSizeAs(list);
            for (int i = 0; i < list.size(); i++) {
                assertSaid(list.get(i), ((List<?>) understood).get(i), yaml);
            }
        } else if (understood instanceof Map<?, ?> policy) {
            assertThat(policy.get("policy")).as(yaml).isEqualTo(said);
        } else if (said instanceof Number a && understood instanceof Number b) {
            assertThat(new BigDecimal(a.toString())).as(yaml).isEqualByComparingTo(new BigDecimal(b.toString()));
        } else {
            assertThat(understood).as(yaml).isEqualTo(said);
        }
    }
}
