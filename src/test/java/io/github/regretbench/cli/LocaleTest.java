package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.experiment.MeanCurves;
import io.github.regretbench.experiment.ResultFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole set of commands on a machine whose digits are others: in Egypt, Java formats 7 as U+0667.
 */
class LocaleTest {
    private static final Locale EGYPT = Locale.forLanguageTag("ar-EG");
    private static final Locale OURS = Locale.getDefault();
    private static final Pattern FOREIGN_DIGIT = Pattern.compile("[\\p{Nd}&&[^0-9]]");
    private static final Set<String> TEXT = Set.of("csv", "json", "yaml", "txt", "html", "svg", "tex", "md", "bib", "info", "dat", "tdat", "sh");

    @TempDir
    private Path directory;
    private final Set<String> used = new TreeSet<>();

    @AfterEach
    void comeHome() {
        Locale.setDefault(OURS);
    }

    /** Does a command where it is told to be, and gives what it prints on both streams. */
    private String does(Locale locale, Object... arguments) {
        StringWriter text = new StringWriter();
        String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        used.add(words[0]);
        Locale.setDefault(locale);
        int code = RegretBench.execute(new PrintWriter(text, true), new PrintWriter(text, true), words);
        assertThat(code).as("%s in %s: %s", String.join(" ", words), locale, text).isZero();
        assertThat(FOREIGN_DIGIT.matcher(text.toString()).find()).as(text.toString()).isFalse();
        return text.toString();
    }

    @Test
    void everyCommandWorksInEgypt() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        Path out = directory.resolve("out");
        Path suite = Files.writeString(directory.resolve("two.yaml"), """
                schema: regretbench/suite/1
                name: two
                axes: {noiseVariance: [0.01, 0.1]}
                experiment:
                  seed: 1
                  trials: 15
                  horizon: 12
                  arms: {grid: {lower: [0], upper: [1], counts: [15]}}
                  kernel: se(lengthscale=0.2)
                  policies: [gp-ucb-theorem1, ei]
                """);
        Path speeds = Files.writeString(directory.resolve("speeds.csv"), "time,a,b\n2020-01-01 00:00,1.5,2\n2020-01-01 00:05,1,-999\n");
        does(EGYPT, "list", "policies");
        does(EGYPT, "list", "schema");
        does(EGYPT, "plan", suite);
        does(OURS, "run", suite, "--out", out);
        does(OURS, "audit", suite, "--out", out);
        assertThat(does(EGYPT, "rerun", out.resolve("two"))).contains("every byte agrees");
        does(EGYPT, "audit", suite, "--out", directory.resolve("elsewhere"));
        does(EGYPT, "compare", out.resolve("two"), "--out", directory.resolve("compare"));
        does(EGYPT, "report", out.resolve("two"), "--html", directory.resolve("two.html"));
        does(EGYPT, "export", out.resolve("two"), "--format", "csv,parquet,ioh,coco,pgfplots,booktabs,bibtex", "--out", directory.resolve("export"));
        for (int shard = 1; shard <= 2; shard++) {
            does(EGYPT, "run", suite, "--only", "noiseVariance=0.1", "--shard", shard + "/2", "--out", directory.resolve("shard" + shard));
        }
        does(EGYPT, "merge", directory.resolve("shard1/two"), directory.resolve("shard2/two"), "--out", directory.resolve("merged"));
        does(EGYPT, "submit", suite, "--shards", 2, "--dry-run", "--out", out);
        does(EGYPT, "trace", "fig5a", "--policy", "gp-ucb", "--trial", 0, "--out", directory.resolve("t.json"));
        does(EGYPT, "gain", "--kernel", "se(lengthscale=0.2)", "--grid", 50, "--noise", 0.025, "--horizon", 40);
        does(EGYPT, "bound", "--kernel", "se(lengthscale=0.2)", "--grid", 50, "--noise", 0.025, "--horizon", 40, "--norm", 1);
        does(EGYPT, "compare-kernels", "--dimensions", 1, "--kernels", "matern12,se", "--trials", 6, "--horizon", 40, "--out",
                directory.resolve("kernels"));
        does(EGYPT, "reproduce", "fig5a", "--trials", 8, "--horizon", 20, "--out", directory.resolve("paper"), "--data", data);
        does(EGYPT, "data", "import", "table", speeds, "--missing", -999, "--data", data);
        does(EGYPT, "data", "list", "--data", data);
        Path table = Files.writeString(directory.resolve("scores.csv"), "x,y\n0.5,1\n1,1.25\n1.5,1.75\n2,1.5\n2.5,0.75\n3,0.25\n3.5,0.5\n4,1\n");
        does(EGYPT, "fit", table, "--value", "y", "--kernels", "se");
        does(EGYPT, "init", "table", directory.resolve("table.yaml"), "--table", table);
        Path grid = Files.writeString(directory.resolve("grid.yaml"), "inputs: {x: [0.5, 1.5]}\n");
        does(EGYPT, "tabulate", grid, "--out", directory.resolve("tabulated.csv"), "--", "echo", "{x}");
        does(EGYPT, "bench", "--compare", "src/test/resources/jmh/before.json", "src/test/resources/jmh/after.json");

        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (TEXT.contains(name.substring(name.lastIndexOf('.') + 1))) {
                    assertThat(FOREIGN_DIGIT.matcher(Files.readString(file)).find()).as(file.toString()).isFalse();
                }
            }
        }
        // These need a cluster, and a program.
        Set<String> all = new TreeSet<>(RegretBench.commandLine(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()))
                .getSubcommands().keySet());
        all.removeAll(Set.of("status", "check-policy"));
        assertThat(used).isEqualTo(all);
    }

    /** From the virtual machine's first moment on, which the other test cannot have. */
    @Test
    void aMachineInEgyptRunsIt() throws Exception {
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Duser.language=ar",
                "-Duser.country=EG", "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), RegretBench.class.getName(),
                "reproduce", "fig5a", "--trials", "7", "--horizon", "12", "--out", directory.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        assertThat(text).contains("7 trials of 12 rounds");
        assertThat(FOREIGN_DIGIT.matcher(text).find()).as(text).isFalse();
    }

    /** Whoever calls us from a program of theirs has set no locale: what is read from a store is the same. */
    @Test
    void aStoreIsReadInAnyLocale() throws IOException {
        does(OURS, "run", "fig5a", "--trials", 7, "--horizon", 12, "--out", directory.resolve("out"));
        ResultFolder folder = ResultFolder.finished(directory.resolve("out/fig5a"));
        MeanCurves here = MeanCurves.of(folder, 5);
        Locale.setDefault(EGYPT);
        assertThat(MeanCurves.of(folder, 5)).isEqualTo(here);
    }
}
