package io.github.regretbench.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Measured files, which do not come with the project: tests that read them are skipped where they are absent. */
final class RealData {
    private RealData() {
    }

    /** The file of that name in the directory REGRETBENCH_DATA, else in ./data; skips the test when it is not there. */
    static Path require(String fileName) {
        Path file = DataDirectory.resolve(null, System.getenv()).path().resolve(fileName);
        assumeTrue(Files.exists(file), "The data directory is absent or lacks " + fileName
                + "; set REGRETBENCH_DATA to run this test.");
        return file;
    }
}
