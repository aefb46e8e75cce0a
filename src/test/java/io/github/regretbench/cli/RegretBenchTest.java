package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.bandit.PolicyFamily;
import io.github.regretbench.experiment.Illustration;
import io.github.regretbench.kernel.KernelFamily;
import io.github.regretbench.theory.ScheduleFamily;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The command line as a user meets it, at a small size. */
class RegretBenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(args);
    }

    static List<List<String>> everyCommand() {
        List<List<String>> commands = new ArrayList<>();
        collect(RegretBench.commandLine(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter())), List.of(), commands);
        return commands;
    }

    private static void collect(CommandLine line, List<String> path, List<List<String>> commands) {
        commands.add(path);
        line.getSubcommands().forEach((name, sub) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            collect(sub, longer, commands);
        });
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void helpIsEverywhereAndShowsAnExample(List<String> command) {
        List<String> args = new ArrayList<>(command);
        args.add("--help");
        assertThat(execute(args.toArray(String[]::new))).isZero();
        assertThat(out.toString()).contains("Usage: regretbench").contains("Example: regretbench");
        assertThat(err.toString()).isEmpty();
    }

    /** What is typed as it stands there has to do something: options that there are, and files of ours that are where it says. */
    @ParameterizedTest
    @MethodSource("everyCommand")
    void examplesAreCommandsAndNameFilesThatExist(List<String> command) {
        CommandLine line = RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true));
        CommandLine described = line;
        for (String name : command) {
            described = described.getSubcommands().get(name);
        }
        List<String> examples = Stream.of(described.getCommandSpec().usageMessage().footer()).filter(text -> text.startsWith("Example: ")).toList();
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            List<String> words = Pattern.compile("'([^']*)'|(\\S+)").matcher(example.substring("Example: regretbench ".length())).results()
                    .map(word -> word.group(1) != null ? word.group(1) : word.group(2)).toList();
            line.parseArgs(words.toArray(String[]::new));
            assertThat(words).filteredOn(word -> word.matches("(paper-figures|src|benchmarks)/.*")).allSatisfy(file -> assertThat(Path.of(file)).exists());
            // `data` and `list` show an example of a subcommand.
            assertThat(words.subList(0, Math.min(command.size(), words.size()))).isEqualTo(command);
        }
    }

    @Test
    void versionNamesReleaseAndCommit() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).matches("regretbench " + System.getProperty("regretbench.version") + " \\(commit .+\\)\\R");
    }

    @Test
    void listsShowEverythingWithItsSource() {
        assertThat(execute("list", "policies")).isZero();
        assertThat(execute("list", "kernels")).isZero();
        assertThat(execute("list", "schedules")).isZero();
        assertThat(execute("list", "experiments")).isZero();
        PolicyFamily.all().forEach(p -> assertThat(out.toString()).contains(p.name(), p.citation()));
        KernelFamily.all().forEach(k -> assertThat(out.toString()).contains(k.signature(), k.citation()));
        ScheduleFamily.all().forEach(s -> assertThat(out.toString()).contains(s.signature() + " [", s.formula(), s.assumption().toString(),
                s.guarantee().toString(), s.citation()));
        assertThat(out.toString()).contains("kandasamy2015 [verified]", "exact-quantile [derived]", "theorem1 [verified]");
        assertThat(out.toString()).contains("fig5a", "fig5a-unit-variance", "fig5b", "fig5c", "fig2bc");
        Illustration.ALL.forEach(i -> assertThat(out.toString()).contains(i.name(), i.title()));
    }

    @Test
    void reproduceWithoutDataDoesTheSyntheticPanelsAndSaysWhatIsMissing(@TempDir Path folder) {
        int code = execute("reproduce", "--trials", "2", "--horizon", "12", "--out", folder.resolve("o").toString(), "--data",
                folder.toString());
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString().lines().filter(l -> l.startsWith("left out"))).singleElement().asString()
                .contains("fig2a and fig5b and fig5c", "regretbench data fetch intel-lab");
        for (String file : List.of("fig5a.svg", "fig5a.pdf", "fig5a.png", "fig5a/rounds.parquet", "fig5a/table.csv",
                "fig5a-unit-variance/summary.csv", "fig2b.svg", "fig2c/curves.csv", "fig3b.pdf", "fig3b/gain.csv", "fig4a/setup.txt")) {
            assertThat(folder.resolve("o").resolve(file)).isNotEmptyFile();
        }
        assertThat(out.toString()).contains("gp-ucb-theorem1").contains("not reached").contains("paper distance");
    }

    @Test
    void reproduceWithDataDoesAllPanels(@TempDir Path folder) throws Exception {
        String variable = System.getenv("REGRETBENCH_DATA");
        Path data = Path.of(variable == null || variable.isBlank() ? "data" : variable);
        Assumptions.assumeTrue(Files.exists(data.resolve("pemsd7m_speed_7wd_5min_228.csv.gz"))
                && Files.exists(data.resolve("intel_lab_temperature_5d_1min_46.csv.gz")),
                "the sensor tables are absent from the data directory: figures 5b and 5c were not tried");
        int code = execute("reproduce", "fig5a", "fig5b", "fig5c", "--trials", "3", "--horizon", "20", "--out", folder.toString(), "--data",
                data.toString());
        // Nothing but which rows are used.
        assertThat(err.toString()).hasLineCount(2).contains("fig5b: 7200 rows", "fig5c: 2016 rows, 420 in the time of day");
        assertThat(code).isZero();
        assertThat(folder.resolve("fig5.svg")).isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("fig5.svg"))).contains("Temperature", "Traffic", "GP-UCB");
        assertThat(Files.readString(folder.resolve("fig5b/manifest.json"))).contains("intel_lab_temperature_5d_1min_46.csv.gz");
    }

    @Test
    void aClassPathThatDoesNotExistIsNamed(@TempDir Path there) {
        String separator = File.pathSeparator;
        String program = "regretbench.jar" + separator;
        assertThat(RegretBench.absentFrom(there + separator + there + "/*", program + there + separator + there + "/*")).isEmpty();
        String classes = there + "/classes";
        assertThat(RegretBench.absentFrom(there + separator + classes, program + there + separator + classes)).contains(classes);
        assertThat(RegretBench.absentFrom(classes, program + "copies/classes")).as("a program with a class path of its own").isEmpty();
        assertThat(RegretBench.absentFrom(null, program)).isEmpty();
    }
}
