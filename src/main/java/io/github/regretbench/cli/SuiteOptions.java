package io.github.regretbench.cli;

import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.ExperimentFile;
import io.github.regretbench.experiment.Suite;
import io.github.regretbench.experiment.SuiteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that take an experiment or a suite. */
final class SuiteOptions {
    @Mixin
    private ExperimentOptions options;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Another value for a key of the experiment, such as noiseVariance=0.1, "
            + "'policies=[gp-ucb, ei]', truth.noiseVariance=0.2, policies.gp-ucb.label=ours or, for an axis of a suite, 'noiseVariance=[0.01, 1]'; may "
            + "be given several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--only", paramLabel = "SUBSET", description = "Only these cells of a suite: the name of a subset, or AXIS=LABEL,LABEL; "
            + "given several times, cells that fit all.")
    private List<String> only = List.of();

    DataDirectory data() {
        return options.data();
    }

    /** The suite of a file, with overrides applied; an experiment is a suite of one cell. */
    Suite read(String fileOrName) {
        boolean suites = SuiteFile.EMBEDDED.contains(fileOrName);
        boolean embedded = (suites || ExperimentFile.EMBEDDED.contains(fileOrName)) && !Files.exists(Path.of(fileOrName));
        Suite suite = !embedded ? SuiteFile.read(ExperimentOptions.path(fileOrName), settings, only)
                : suites ? SuiteFile.embedded(fileOrName, settings, only) : SuiteFile.of(ExperimentFile.embedded(fileOrName, settings), only);
        return options.size().overridden(suite);
    }
}
