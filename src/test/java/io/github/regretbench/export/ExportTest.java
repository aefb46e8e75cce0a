package io.github.regretbench.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.StoredRounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An export is there whole or not at all, the same wherever it is made, and made of sound results only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportTest {
    @TempDir
    static Path temporary;
    private Path stored;

    @BeforeAll
    void run() throws IOException {
        stored = SmallResults.run(SmallResults.YAML, temporary.resolve("results")).path();
        Export.write(List.of(new ResultFolder(stored)), EnumSet.allOf(Format.class), temporary.resolve("reference"));
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    /** A comma for the decimal point, digits of another script, and an i without a dot in upper case. */
    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab", "tr-TR"})
    void localesDoNotMatter(String tag) throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            Export.write(List.of(new ResultFolder(stored)), EnumSet.allOf(Format.class), temporary.resolve(tag));
        } finally {
            Locale.setDefault(before);
        }
        assertThat(files(temporary.resolve(tag))).isEqualTo(files(temporary.resolve("reference")));
    }

    @Test
    void textHasLineFeedsAloneAndEndsInOne() throws IOException {
        Map<String, String> files = files(temporary.resolve("reference"));
        files.keySet().removeIf(name -> name.endsWith(".gz") || name.endsWith(".parquet"));
        assertThat(files).hasSizeGreaterThan(30).allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain("\r").endsWith("\n"));
    }

    @Test
    void everyFormatSaysItsSchema() throws IOException {
        Map<String, String> files = files(temporary.resolve("reference"));
        assertThat(files.get("csv/datapackage.json")).contains(TidyTables.SCHEMA);
        assertThat(files.get("ioh/mpi/IOHprofiler_f1_small.json")).contains(IohProfiler.SCHEMA);
        assertThat(files.get("coco/mpi/bbobexp_f1.info")).contains(Coco.SCHEMA);
        assertThat(files.get("bibtex/references.bib")).contains(References.SCHEMA);
        assertThat(files.get("pgfplots/small.tex")).startsWith("% regretbench/pgfplots/1: ");
        assertThat(files.get("pgfplots/small-mpi.dat")).startsWith("# regretbench/pgfplots/1\n");
        assertThat(files.get("booktabs/small.tex")).startsWith("% regretbench/booktabs/1: ");
    }

    @Test
    void whatIsThereIsLeftAlone() throws IOException {
        Path full = Files.createDirectories(temporary.resolve("full"));
        Files.writeString(full.resolve("thesis.tex"), "years of work");
        assertThatThrownBy(() -> Export.write(List.of(new ResultFolder(stored)), Set.of(Format.CSV), full))
                .isInstanceOf(BadInputException.class).hasMessageContaining("full: it is not empty; name a new directory");
        assertThat(files(full)).containsOnlyKeys("thesis.tex");
        assertThatThrownBy(() -> Export.write(List.of(new ResultFolder(stored)), Set.of(Format.CSV), full.resolve("thesis.tex")))
                .isInstanceOf(BadInputException.class).hasMessageContaining("it is a file; name a directory");
        assertThatThrownBy(() -> Export.write(List.of(new ResultFolder(stored)), Set.of(Format.CSV), full.resolve("thesis.tex/below")))
                .isInstanceOf(BadInputException.class).hasMessageContaining("is no directory that can be written to");
    }

    private ResultFolder damaged(String name, UnaryOperator<String> damage) throws IOException {
        Path copy = Files.createDirectories(temporary.resolve(name));
        for (String file : List.of("experiment.yaml", "summary.csv", "curves.csv")) {
            Files.copy(stored.resolve(file), copy.resolve(file));
        }
        StoredRounds.write(copy, damage.apply(String.join("\n", StoredRounds.lines(stored)) + "\n").lines().toList());
        return new ResultFolder(copy);
    }

    private static void assertRefused(ResultFolder result, String fragment) throws IOException {
        Path parent = Files.createDirectories(result.path().resolveSibling(result.path().getFileName() + "-export"));
        assertThatThrownBy(() -> Export.write(List.of(result), EnumSet.of(Format.BOOKTABS, Format.IOH), parent.resolve("out")))
                .isInstanceOf(BadInputException.class).hasMessageContaining(fragment).hasMessageContaining("make it again with");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void recordsOfSomethingElseAreRefusedAndNothingIsLeft() throws IOException {
        assertRefused(damaged("short", rounds -> rounds.substring(0, rounds.lastIndexOf("random,15,23"))),
                "ends before trial 15 of random is complete");
        assertRefused(damaged("long", rounds -> rounds + "random,16,1,0,1,0,0,0,0,0,0,0,,,\n"), "goes on after trial 15 of random");
        assertRefused(damaged("renamed", rounds -> rounds.replace("mpi,3,7,", "ei,3,7,")),
                "has something else where round 7 of trial 3 of mpi is expected");
        assertRefused(damaged("column", rounds -> rounds.replace("information_gain", "gain")), "has no column 'information_gain'");
        assertRefused(damaged("word", rounds -> rounds.replaceFirst("mpi,3,7,\\d+", "mpi,3,7,")),
                "has 'null' in the column arm, where a number is expected");
    }

    @Test
    void tornFilesAreRefused() throws IOException {
        ResultFolder torn = damaged("torn", rounds -> rounds);
        byte[] bytes = Files.readAllBytes(torn.path().resolve("rounds.parquet"));
        Files.write(torn.path().resolve("rounds.parquet"), Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(torn, "cannot be read");
        Files.write(torn.path().resolve("rounds.parquet"), new byte[0]);
        assertThatThrownBy(torn::runs).isInstanceOf(BadInputException.class).hasMessageContaining("cannot be read");
    }

    @Test
    void foldersWithoutResultsAreRefused() {
        assertThatThrownBy(() -> ResultFolder.finished(temporary)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("holds no results of a finished run: experiment.yaml is missing; name a folder such as");
        ResultFolder result = new ResultFolder(stored);
        assertThatThrownBy(() -> Export.write(List.of(result, result), Set.of(Format.CSV), temporary.resolve("twice")))
                .isInstanceOf(BadInputException.class).hasMessageContaining("two of the results are of experiments called 'small'");
    }
}
