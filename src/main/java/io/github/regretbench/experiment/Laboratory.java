package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs experiments into a folder: plays what the store lacks, then writes the result files. An interrupted run leaves its finished trials
 * in the store, and the next one goes on from there.
 *
 * @param out the folder that holds one folder an experiment
 * @param jobs trials played side by side, >= 1
 * @param overwrite whether results of something else may be replaced
 * @param parquet whether to write rounds.parquet beside rounds.csv.gz
 */
public record Laboratory(Path out, int jobs, boolean overwrite, boolean parquet) {

    /** The name of the version among what stored trials depend on. */
    static final String VERSION = "version of RegretBench";

    /** @throws IllegalArgumentException unless jobs >= 1 */
    public Laboratory {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs is " + jobs + "; expected at least 1");
        }
    }

    /** The same for experiments that belong together: their folders are in one of that name. */
    public Laboratory within(String name) {
        return new Laboratory(out.resolve(name), jobs, overwrite, parquet);
    }

    /** Where an experiment's results are. */
    public ResultFolder folder(Experiment experiment) {
        return new ResultFolder(out.resolve(experiment.name()));
    }

    /**
     * Runs an experiment to its end, or until {@code stop} becomes true.
     *
     * @return the results, or nothing when it was stopped before the last trial was stored
     * @throws BadInputException when the folder cannot be used or holds results of something else
     * @throws IOException when result files cannot be written
     */
    public Optional<ResultFolder> run(Bench bench, TrialPool.Progress progress, AtomicBoolean stop) throws IOException {
        Instant started = Instant.now();
        Experiment experiment = bench.experiment();
        ResultFolder folder = folder(experiment);
        bench.requireMemoryForResults();
        if (overwrite) {
            ResultStore.delete(folder.path());
        } else if (!Files.exists(folder.path().resolve(ResultStore.FILE))) {
            folder.requireSame(experiment);
        }
        try (ResultStore store = ResultStore.open(folder.path(), about(bench))) {
            long found = store.finished().values().stream()
                    .mapToLong(trials -> trials.get(0, experiment.trials()).cardinality()).sum();
            TrialPool pool = new TrialPool(bench, store, stop);
            if (!pool.play(jobs, progress)) {
                return Optional.empty();
            }
            folder.write(experiment, new Analysis(experiment, bench, store), store, parquet);
            Manifest.write(folder.path(), bench, pool, jobs, found, started, Instant.now());
            return Optional.of(folder);
        }
    }

    /**
     * Holds the stored trials of a finished experiment against theory, and writes what was found beside the results.
     *
     * @throws BadInputException when the folder holds something else
     * @throws IOException when files cannot be written
     */
    public ResultFolder audit(Bench bench) throws IOException {
        ResultFolder folder = folder(bench.experiment());
        try (ResultStore store = ResultStore.open(folder.path(), about(bench))) {
            folder.write(new Audit(bench, store));
            return folder;
        }
    }

    /** What stored trials depend on. */
    private static Map<String, String> about(Bench bench) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("configuration", ExperimentFile.identity(bench.experiment()));
        about.put(VERSION, Build.current().code());
        about.put("data", bench.dataFiles().toString());
        about.put("external program", bench.programs().toString());
        return about;
    }
}
