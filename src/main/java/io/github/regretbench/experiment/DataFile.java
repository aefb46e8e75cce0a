package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.data.ShippedTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file that an experiment reads besides its own.
 *
 * @param path where it is
 * @param sha256 of its bytes, hexadecimal
 */
record DataFile(Path path, String sha256) {

    /**
     * The file as it is now.
     *
     * @throws BadInputException when it cannot be read
     */
    static DataFile of(Path path) {
        try {
            return new DataFile(path, DataDirectory.sha256(path));
        } catch (IOException e) {
            throw new BadInputException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A table that comes with the program. */
    static DataFile of(ShippedTable table) {
        return new DataFile(Path.of(table.fileName()), table.sha256());
    }

    /** Name and SHA-256, for manifests. */
    Map<String, String> identity() {
        return Map.of(path.getFileName().toString(), sha256);
    }
}
