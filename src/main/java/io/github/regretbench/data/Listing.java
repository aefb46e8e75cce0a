package io.github.regretbench.data;

import java.time.LocalDateTime;

/** One line of a data directory's list. */
public sealed interface Listing permits Listing.Found, Listing.Broken, Listing.Absent {
    /** Name in the directory. */
    String fileName();

    /** How a table's content relates to the tables that the paper's experiments read. */
    enum Identity {
        /** It is one of them, reading for reading. */
        KNOWN,
        /** It has the name of one of them but other content. */
        DIFFERS,
        /** It is a table of the user's. */
        OWN
    }

    /**
     * A table that can be read.
     *
     * @param first time of the first row
     * @param last time of the last row
     * @param sha256 of the file's bytes, hexadecimal
     */
    record Found(String fileName, int rows, int sensors, LocalDateTime first, LocalDateTime last, String sha256,
            Identity identity) implements Listing {
    }

    /**
     * A table file that cannot be read.
     *
     * @param problem one sentence that names the file
     */
    record Broken(String fileName, String problem) implements Listing {
    }

    /**
     * A table of the paper's experiments that is not there.
     *
     * @param howToGet the command that brings it
     */
    record Absent(KnownTable table, String howToGet) implements Listing {
        @Override
        public String fileName() {
            return table.fileName();
        }
    }
}
