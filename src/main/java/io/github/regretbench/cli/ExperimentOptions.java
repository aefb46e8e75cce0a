package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.ExperimentFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;

/** Options of commands that take an experiment: what to change in it, and where its data are. */
final class ExperimentOptions {
    @Mixin
    private SizeOptions size;

    @Mixin
    private DataOptions data;

    DataDirectory data() {
        return data.resolve();
    }

    /** The experiment of a file, or the one that comes with RegretBench under that name, with the overrides applied. */
    Experiment read(String fileOrName) {
        boolean embedded = ExperimentFile.EMBEDDED.contains(fileOrName) && !Files.exists(Path.of(fileOrName));
        return size.overridden(embedded ? ExperimentFile.embedded(fileOrName) : ExperimentFile.read(path(fileOrName)));
    }

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadInputException("'" + text.replace('\0', '?') + "' is not a file name", e);
        }
    }

    /** Options that change any experiment. */
    SizeOptions size() {
        return size;
    }

    static int within(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new BadInputException("%s is %d; expected a whole number from 1 to %d".formatted(option, value, most));
        }
        return value;
    }

    /** A directory that an option names: a blank name is rather an empty variable of a script than the working directory. */
    static Path directory(String option, Path given) {
        if (given.toString().isBlank()) {
            throw new BadInputException(option + " is blank; name a directory, . for the one you are in");
        }
        return given;
    }
}
