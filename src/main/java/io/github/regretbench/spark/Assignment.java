package io.github.regretbench.spark;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.ExperimentFile;
import io.github.regretbench.external.ExternalProvider;
import java.io.IOException;
import java.io.Serializable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An experiment with all that its trials depend on, to be played on another machine.
 *
 * @param experiment as YAML
 * @param program SHA-256 of RegretBench itself
 * @param code SHA-256 of what is not RegretBench's and the trials depend on, in order
 * @param data name and SHA-256 of the tables
 * @param directory of the tables, absolute
 * @param acceptsChangedData whether a table may differ from the known one of its name
 * @param files the tables, and what commands of policies name
 */
record Assignment(String experiment, String program, ArrayList<String> code, TreeMap<String, String> data, String directory,
        boolean acceptsChangedData, ArrayList<Luggage> files) implements Serializable {

    /** The assignment of a prepared experiment. */
    static Assignment of(Bench bench, DataDirectory tables) {
        ArrayList<Luggage> files = new ArrayList<>();
        Path directory = tables.path().toAbsolutePath().normalize();
        bench.dataFiles().forEach((name, sum) -> files.add(Luggage.pack(name, table(tables, name, sum), directory.resolve(name))));
        Set<Path> named = new LinkedHashSet<>();
        bench.experiment().policies().forEach(player -> named.addAll(ExternalProvider.files(player.parameters())));
        named.forEach(file -> files.add(Luggage.pack(file.toString(), file, file.toAbsolutePath().normalize())));
        return new Assignment(ExperimentFile.write(bench.experiment()), jar(), new ArrayList<>(bench.codeSums()), new TreeMap<>(bench.dataFiles()),
                directory.toString(), tables.acceptsChanged(), files);
    }

    /** Where a table is that was read; executors find it by its name in their data directory. */
    private static Path table(DataDirectory tables, String name, String sum) {
        String problem = "it lies in a folder that the experiment names";
        try {
            Path file = tables.own(name);
            if (DataDirectory.sha256(file).equals(sum)) {
                return file;
            }
            problem = file.toAbsolutePath().normalize() + " is another one";
        } catch (IOException | BadInputException e) {
            // neither in the data directory nor here
        }
        throw new BadInputException("the table %s cannot go along to a cluster: %s; put it into the data directory, and name it by its file name alone"
                .formatted(name, problem));
    }

    /**
     * SHA-256 of the jar that plays.
     *
     * @throws BadInputException when it comes from elsewhere
     */
    static String jar() {
        try {
            Path jar = Path.of(Bench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (!Files.isRegularFile(jar)) {
                throw new BadInputException("RegretBench runs from %s, and Spark sends jars only; use the launcher, ./regretbench".formatted(jar));
            }
            return DataDirectory.sha256(jar);
        } catch (IOException | URISyntaxException e) {
            throw new BadInputException("the jar of RegretBench cannot be read: " + e.getMessage(), e);
        }
    }

    /** Tells two assignments apart. */
    String identity() {
        return String.join("\n", experiment, program, code.toString(), data.toString(), directory, Boolean.toString(acceptsChangedData));
    }

    /** Where this is unpacked below a folder. */
    DataDirectory tables(Path root) {
        DataDirectory tables = new DataDirectory(Luggage.below(root, directory));
        return acceptsChangedData ? tables.acceptingChanged() : tables;
    }

    /**
     * Unpacks the files below a folder, laid out as where they come from.
     *
     * @return where each is, by its name in the experiment
     */
    Map<String, String> unpack(Path root) throws IOException {
        Map<String, String> places = new TreeMap<>();
        for (Luggage file : files) {
            places.put(file.name(), file.unpack(root).toString());
        }
        return places;
    }

    /**
     * That an executor has this program; asked before anything of it is used.
     *
     * @throws BadInputException when it has another one
     */
    void requireSameProgram() {
        if (!program.equals(jar())) {
            throw new BadInputException("an executor has another RegretBench than the driver on its class path; take it away there: what is needed is sent "
                    + "along");
        }
    }

    /**
     * That an executor has prepared the same.
     *
     * @throws BadInputException when a file is another
     */
    void requireSame(Bench prepared) {
        if (!code.equals(prepared.codeSums()) || !data.equals(prepared.dataFiles())) {
            throw new BadInputException("an executor has other %s than the driver; change none during a run, and keep yours from the class path of "
                    .formatted(data.equals(prepared.dataFiles()) ? "classes or programs of policies" : "tables") + "the cluster");
        }
    }
}
