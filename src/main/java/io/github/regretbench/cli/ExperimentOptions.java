package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.ExperimentFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that change an experiment, and where its data are. */
final class ExperimentOptions {
    @Option(names = "--seed", paramLabel = "N", description = "Master seed of all random streams, instead of the experiment's.")
    private Long seed;

    @Option(names = "--trials", paramLabel = "N", description = "Number of trials a policy, instead of the experiment's.")
    private Integer trials;

    @Option(names = "--horizon", paramLabel = "T", description = "Number of rounds a trial, instead of the experiment's.")
    private Integer horizon;

    @Option(names = "--data", paramLabel = "DIR",
            description = "Directory of the measured tables (default: the variable REGRETBENCH_DATA, else ./data).")
    private String data;

    DataDirectory data() {
        return DataDirectory.resolve(data, System.getenv());
    }

    /** The experiment of a file, or the one that comes with RegretBench under that name, with the overrides applied. */
    Experiment read(String fileOrName) {
        boolean embedded = ExperimentFile.EMBEDDED.contains(fileOrName) && !Files.exists(Path.of(fileOrName));
        return overridden(embedded ? ExperimentFile.embedded(fileOrName) : ExperimentFile.read(path(fileOrName)));
    }

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadInputException("'" + text.replace('\0', '?') + "' is not a file name", e);
        }
    }

    Experiment overridden(Experiment experiment) {
        Experiment result = experiment;
        if (seed != null) {
            result = result.withSeed(seed);
        }
        if (trials != null) {
            result = result.withTrials(positive("--trials", trials));
        }
        if (horizon != null) {
            result = result.withHorizon(positive("--horizon", horizon));
        }
        return result;
    }

    static int positive(String option, int value) {
        if (value < 1) {
            throw new BadInputException("%s is %d; expected a whole number of at least 1".formatted(option, value));
        }
        return value;
    }
}
