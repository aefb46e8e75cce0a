package io.github.regretbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the files beside the code say of each other. */
class RepositoryTest {
    private static final Pattern DOCUMENT = Pattern.compile("[\\w./-]*[\\w-]+\\.md\\b");
    private static final Set<String> TEXTS = Set.of("java", "py", "md", "yaml", "xml", "sh", "c", "cff");

    private static Stream<Path> files(String folder) throws IOException {
        return Files.walk(Path.of(folder)).filter(Files::isRegularFile).filter(file -> {
            String name = file.getFileName().toString();
            return TEXTS.contains(name.substring(name.lastIndexOf('.') + 1));
        });
    }

    /** Documents in capitals are ours: README.md, CONTRIBUTING.md and what else there is. */
    @Test
    void documentsThatAreCitedExist() throws IOException {
        for (Path file : Stream.of(files("src"), files("benchmarks"), files("paper-figures"), Stream.of(Path.of("README.md"),
                Path.of("CONTRIBUTING.md"), Path.of("CITATION.cff"))).flatMap(s -> s).toList()) {
            Matcher cited = DOCUMENT.matcher(Files.readString(file));
            while (cited.find()) {
                String name = cited.group();
                if (Path.of(name).getFileName().toString().matches("[A-Z_]+\\.md")) {
                    assertThat(List.of(Path.of(name), file.resolveSibling(name))).as("%s cites %s", file, name).anyMatch(Files::exists);
                }
            }
        }
    }

    @Test
    void whatIsKeptOfIgnoredFoldersExists() throws IOException {
        assertThat(Files.readAllLines(Path.of(".gitignore"))).filteredOn(line -> line.startsWith("!") && !line.contains("*"))
                .allSatisfy(line -> assertThat(Path.of(line.substring(2))).exists());
    }

    /** A version that is not released has no date; one that is has the same in both. */
    @Test
    void citationAndChangelogAgree() throws IOException {
        String citation = Files.readString(Path.of("CITATION.cff"));
        Matcher heading = Pattern.compile("(?m)^## (\\S+) - (\\S+)$").matcher(Files.readString(Path.of("CHANGELOG.md")));
        assertThat(heading.find()).isTrue();
        assertThat(citation).contains("\nversion: " + heading.group(1) + "\n");
        if (heading.group(2).equals("unreleased")) {
            assertThat(citation).doesNotContain("date-released");
        } else {
            assertThat(citation).contains("\ndate-released: " + heading.group(2) + "\n");
        }
    }
}
