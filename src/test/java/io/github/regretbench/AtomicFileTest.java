package io.github.regretbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    /** No process has a number of ten digits. */
    private static final String DEAD = "9999999999";

    @TempDir
    private Path folder;

    /** An import or a figure that was killed leaves a hidden file, in a folder that is not ours alone. */
    @Test
    void whatKilledWritersLeftOfTheSameFileGoesWithTheNext() throws IOException {
        long alive = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L);
        for (String name : new String[] {".a.csv." + DEAD + ".tmp", ".b.csv." + DEAD + ".tmp", ".a.csv.b." + DEAD + ".tmp", ".a.csv.mine.tmp",
            ".a.csv." + alive + ".tmp"}) {
            Files.writeString(folder.resolve(name), "half");
        }
        AtomicFile.write(folder.resolve("a.csv"), out -> out.write('x'));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("a.csv", ".b.csv." + DEAD + ".tmp",
                    ".a.csv.b." + DEAD + ".tmp", ".a.csv.mine.tmp", ".a.csv." + alive + ".tmp");
        }
    }
}
