package io.github.regretbench.data;

import java.util.Arrays;
import java.util.Optional;

/**
 * The tables that the paper's experiments read, and how to tell that a file holds exactly the one that was used. What is pinned is the table
 * that is made of a download, not the download: the Intel Lab and the publishers of PeMSD7(M) give no checksums, and we know none that was taken
 * from an authenticated copy. Every reading that an experiment uses is in the table.
 */
public enum KnownTable {
    /** Temperatures of 46 motes, degrees Celsius, 7200 minutes. */
    INTEL_LAB("intel_lab_temperature_5d_1min_46.csv.gz",
            "90ebbd9f6c26496212fda1fed3022f09f30c79675a5129269cc26ec55d02c8d2",
            "fabe9044063f590d1a5f25cbd78a44c1e85ee935b7a10085c55477382fabdbb7",
            "Intel Berkeley Research Lab trace (Bodik, Hong, Guestrin, Madden, Paskin, Thibaux, 2004; "
                    + "http://db.csail.mit.edu/labdata/labdata.html), 2004-03-04 to 2004-03-08",
            "regretbench data fetch intel-lab%s", "regretbench data import intel-lab FILE%s", "data.txt.gz"),
    /** The same with the five worst-covered motes kept. */
    INTEL_LAB_WORST_COVERED_KEPT("intel_lab_temperature_5d_1min_51.csv.gz",
            "e98dab08d65948255410a0ffedbc6c4c966ac39db2ac1535ce9fb430bd52b90b",
            "3ac1f1c081a0411a7d5b5c187b71d45a85a62c499d8112cb5022e7640ff20f27", INTEL_LAB.origin,
            "regretbench data fetch intel-lab --keep-worst-covered%s",
            "regretbench data import intel-lab FILE --keep-worst-covered%s", "data.txt.gz"),
    /** Speeds at 228 stations, miles an hour, 7 weekdays at 5 minutes. */
    PEMS_D7("pemsd7m_speed_7wd_5min_228.csv.gz",
            "b00d96237d8c2822dee697a74f39cc72e0a5ddeaae714a5641b2472c4a08d58a",
            "1b0794f1409b7392af8466d7ff0c40806320ef2a3568470501ba0eb83d2ebbf5",
            "Caltrans PeMS district 7 speeds (the PeMSD7(M) set of Yu, Yin, Zhu, IJCAI 2018; https://github.com/VeritasYin/STGCN_IJCAI-18), "
                    + "2012-05-01 to 2012-05-09, weekdays",
            "regretbench data fetch pems-d7%s", "regretbench data import pems-d7 FILE%s", PemsD7Import.ARCHIVE + " beside " + PemsD7Import.STATIONS);

    private final String fileName;
    private final String contentSha256;
    private final String fileSha256;
    private final String origin;
    private final String fetchCommand;
    private final String importCommand;
    private final String original;

    KnownTable(String fileName, String contentSha256, String fileSha256, String origin, String fetchCommand, String importCommand,
            String original) {
        this.fileName = fileName;
        this.contentSha256 = contentSha256;
        this.fileSha256 = fileSha256;
        this.origin = origin;
        this.fetchCommand = fetchCommand;
        this.importCommand = importCommand;
        this.original = original;
    }

    /** Its name in a data directory. */
    public String fileName() {
        return fileName;
    }

    /** The {@link SensorTable#contentSha256} of the table that the experiments were checked with. */
    public String contentSha256() {
        return contentSha256;
    }

    /** Who measured it, where it comes from. */
    public String origin() {
        return origin;
    }

    /** Whether {@code table} is this table, reading for reading. */
    public boolean equalsContentOf(SensorTable table) {
        return table.contentSha256().equals(contentSha256);
    }

    /** What is to be said of a file of this name that does not hold this table: nothing when it does. */
    Optional<String> difference(String sha256OfFile, SensorTable table) {
        if (sha256OfFile.equals(fileSha256)) {
            return Optional.empty();        // spares writing the table out anew
        }
        String found = table.contentSha256();
        return found.equals(contentSha256) ? Optional.empty() : Optional.of(("%s holds other data than the experiments were checked with: its "
                + "content has the SHA-256 %s, not %s").formatted(fileName, found, contentSha256));
    }

    /** The known table of that file name. */
    public static Optional<KnownTable> named(String fileName) {
        return Arrays.stream(values()).filter(known -> known.fileName.equals(fileName)).findFirst();
    }

    /** What to do to get it into a directory; {@code dataOption} is " --data DIR" or nothing. */
    String howToGet(String dataOption) {
        return "run `%s`, or `%s` with a copy of %s".formatted(fetchCommand.formatted(dataOption), importCommand.formatted(dataOption), original);
    }
}
