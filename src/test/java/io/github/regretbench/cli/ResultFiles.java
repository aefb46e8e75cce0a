package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds folders of results against each other. */
final class ResultFiles {
    /** What differs from run to run: times, and what contains or sums them; pictures of Java2D differ between JDKs alone. */
    private static final Set<String> OWN = Set.of("manifest.json", "timings.csv", "table.csv", "store.duckdb", "SHA256SUMS");

    private ResultFiles() {
    }

    /** Asserts that both have the same files with the same bytes, but for what differs from run to run. */
    static void assertSameBytes(Path expected, Path folder) throws IOException {
        assertThat(in(folder)).isEqualTo(in(expected)).isNotEmpty();
        for (Path file : in(expected)) {
            assertThat(Files.mismatch(expected.resolve(file), folder.resolve(file))).as("%s", file).isEqualTo(-1);
        }
    }

    private static Set<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(folder::relativize).filter(f -> !OWN.contains(f.getFileName().toString()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
