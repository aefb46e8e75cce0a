package io.github.regretbench.cli;

import io.github.regretbench.data.DataDirectory;
import picocli.CommandLine.Option;

/** Where measured tables are, and whether they may have changed. */
final class DataOptions {
    static final String DIRECTORY = "Directory of the measured tables (default: the variable REGRETBENCH_DATA, else ./data).";

    @Option(names = "--data", paramLabel = "DIR", description = DIRECTORY)
    private String directory;

    @Option(names = DataDirectory.ACCEPT, description = "Go on with a table that has the name of a known one and other content. Results say so.")
    private boolean acceptsChanged;

    DataDirectory resolve() {
        DataDirectory resolved = DataDirectory.resolve(directory, System.getenv());
        return acceptsChanged ? resolved.acceptingChanged() : resolved;
    }
}
