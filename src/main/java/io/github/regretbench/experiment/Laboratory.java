package io.github.regretbench.experiment;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs experiments into a folder: plays what the store lacks, then writes the result files. An interrupted run leaves its finished trials
 * in the store, and the next one goes on from there. Folders of finished runs are sealed, see {@link Seal}.
 *
 * @param out the folder that holds one folder an experiment
 * @param jobs trials played side by side, >= 1
 * @param overwrite whether results of something else may be replaced
 */
public record Laboratory(Path out, int jobs, boolean overwrite) {

    /** The name of the version among what stored trials depend on. */
    static final String VERSION = "version of RegretBench";
    /** The name of the shard among them. */
    static final String PART = "part";

    /** @throws IllegalArgumentException unless jobs >= 1 */
    public Laboratory {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs is " + jobs + "; expected at least 1");
        }
    }

    /** The same for experiments that belong together: their folders are in one of that name. */
    public Laboratory within(String name) {
        return new Laboratory(out.resolve(name), jobs, overwrite);
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
        return run(bench, Shard.WHOLE, progress, stop);
    }

    /** The same with a share of the trials: their folder has no results before it is merged with the others. */
    public Optional<ResultFolder> run(Bench bench, Shard shard, TrialPool.Progress progress, AtomicBoolean stop) throws IOException {
        Instant started = Instant.now();
        Experiment experiment = bench.experiment();
        ResultFolder folder = folder(experiment);
        try (ResultStore store = open(bench, shard)) {
            BitSet own = shard.trials(experiment.trials());
            long found = store.finished().values().stream().mapToLong(trials -> {
                trials.and(own);
                return trials.cardinality();
            }).sum();
            Optional<Seal> former = Seal.lift(folder.path());
            AtomicFile.clean(folder.path());
            TrialPool pool = new TrialPool(bench, store, shard, stop);
            if (!pool.play(jobs, progress)) {
                return Optional.empty();
            }
            List<String> files = shard.isWhole() ? folder.write(experiment, bench, store) : folder.writeShard(experiment);
            Manifest.write(folder.path(), bench, pool.formsUsed().stream().map(Section::written).toList(), Environment.ordered(
                    "shard", shard.isWhole() ? null : shard.written(), "jobs", jobs, "trialsFoundInStore", found, "store", store.contents()), started);
            seal(folder, files, former);
            return Optional.of(folder);
        }
    }

    /**
     * Joins stored shards of an experiment, whose trials have been looked at, into a folder like that of a run: what was merged there before
     * a kill stays.
     *
     * @param shards folders of the experiment in each shard
     * @throws BadInputException when the folder cannot be used or holds results of something else
     * @throws IOException when result files cannot be written
     */
    ResultFolder merge(Bench bench, List<Path> shards) throws IOException {
        Instant started = Instant.now();
        ResultFolder folder = folder(bench.experiment());
        try (ResultStore store = open(bench, Shard.WHOLE)) {
            Optional<Seal> former = Seal.lift(folder.path());
            AtomicFile.clean(folder.path());
            shards.forEach(store::take);
            List<String> files = folder.write(bench.experiment(), bench, store);
            Manifest.write(folder.path(), bench, shards.stream().flatMap(shard -> Manifest.formsUsed(shard).stream()).distinct().toList(),
                    Environment.ordered("mergedFrom", shards.stream().map(Manifest::origin).toList(), "store", store.contents()), started);
            seal(folder, files, former);
            return folder;
        }
    }

    private ResultStore open(Bench bench, Shard shard) {
        ResultFolder folder = folder(bench.experiment());
        bench.requireMemoryForResults();
        boolean goesOn = !overwrite && Files.exists(folder.path().resolve(ResultStore.FILE));
        if (overwrite) {
            ResultStore.delete(folder.path());
        } else if (!goesOn) {
            folder.requireSame(bench.experiment());
        }
        ResultStore store = ResultStore.open(folder.path(), about(bench, shard));
        try {
            if (goesOn) {
                Seal.sealed(folder.path(), Manifest.FILE).flatMap(Manifest::storedContents).ifPresent(store::requireSealed);
            }
            return store;
        } catch (BadInputException e) {
            store.close();
            throw e;
        }
    }

    private static void seal(ResultFolder folder, List<String> files, Optional<Seal> former) throws IOException {
        Seal seal = Seal.of(folder.path(), files).and(folder.path(), List.of(Manifest.FILE));
        (former.isPresent() ? seal.keeping(former.get(), ResultFolder.ROUNDS, folder.path()) : seal).write(folder.path());
    }

    /**
     * Holds the stored trials of a finished experiment against theory, and writes what was found beside the results.
     *
     * @throws BadInputException when the folder holds something else
     * @throws IOException when files cannot be written
     */
    public ResultFolder audit(Bench bench) throws IOException {
        ResultFolder folder = folder(bench.experiment());
        Laboratory keeping = new Laboratory(out, jobs, false);       // what was to be overwritten was so by the run
        try (ResultStore store = keeping.open(bench, Shard.WHOLE)) {
            Audit audit = new Audit(bench, store);
            Seal former = ResultFolder.seal(folder.path());
            Seal.lift(folder.path());
            former.and(folder.path(), folder.write(audit)).write(folder.path());
            return folder;
        }
    }

    /** What stored trials depend on, and which of them a store is to hold. */
    static Map<String, String> about(Bench bench, Shard shard) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("configuration", ExperimentFile.identity(bench.experiment()));
        about.put(VERSION, Build.current().code());
        about.put("data", bench.dataFiles().toString());
        about.put("external program", bench.programs().toString());
        about.put(PART, shard.toString());
        return about;
    }
}
