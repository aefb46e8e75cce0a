package io.github.regretbench.experiment;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.Spelling;
import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.experiment.Experiment.Player;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs experiments into a folder: plays what the store lacks, then writes the result files. An interrupted run leaves its finished trials
 * in the store, and the next one goes on from there. Folders of finished runs are sealed, see {@link Seal}.
 *
 * @param out the folder that holds one folder an experiment
 * @param engine what plays
 * @param overwrite whether results of something else may be replaced
 */
public record Laboratory(Path out, Engine engine, boolean overwrite) {

    /** The name of the version among what stored trials depend on. */
    static final String VERSION = "version of RegretBench";
    /** The name of the shard among them. */
    static final String PART = "part";

    private static final String PLAY_AGAIN = "the other trials are stored, and the same command plays only what is missing";
    private static final String MERGE_AGAIN = "the commands that made the shards play only what is missing, and then they can be merged";

    /** Plays with so many threads of this process. */
    public Laboratory(Path out, int jobs, boolean overwrite) {
        this(out, new LocalEngine(jobs), overwrite);
    }

    /** The same for experiments that belong together: their folders are in one of that name. */
    public Laboratory within(String name) {
        return new Laboratory(out.resolve(name), engine, overwrite);
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
        ForeignCode.requireApart(experiment, folder.path());
        ForeignCode code = ForeignCode.played(experiment);
        try (ResultStore store = open(bench, code, shard)) {
            BitSet own = shard.trials(experiment.trials());
            long found = stored(experiment, store, own);
            requireNoFewer(experiment);
            Optional<Seal> former = Seal.lift(folder.path());
            store.declare();
            AtomicFile.clean(folder.path());
            TrialPool pool = new TrialPool(bench, store, shard, stop);
            boolean all;
            try {
                all = pool.play(engine, progress);
            } finally {
                requireUnchanged(code, experiment, store);
            }
            if (!all) {
                return Optional.empty();
            }
            Failures failures = pool.failures();
            List<String> files = new ArrayList<>(shard.isWhole()
                    ? folder.write(experiment, bench.withPolicies(failures.complete(experiment, PLAY_AGAIN)), store)
                    : folder.writeShard(experiment));
            folder.write(failures).ifPresent(files::add);
            long played = stored(experiment, store, own) - found;
            Manifest.write(folder.path(), bench, code, failures.warnings(), pool.formsUsed().stream().map(Spelling::of).toList(),
                    Environment.ordered("shard", shard.isWhole() ? null : shard.written(), "engine", engine.toString(), Manifest.FOUND, found, Manifest.PLAYED,
                            played, "store", store.contents()), started);
            seal(folder, files, former);
            return Optional.of(folder);
        }
    }

    private static long stored(Experiment experiment, ResultStore store, BitSet own) {
        Map<String, BitSet> finished = store.finished();
        return experiment.policies().stream().mapToLong(player -> {
            BitSet trials = finished.getOrDefault(player.name(), new BitSet());
            trials.and(own);
            return trials.cardinality();
        }).sum();
    }

    /**
     * Finished results are not replaced by those of fewer trials unless that is asked for. Where the experiment beside them is not as it was
     * sealed it says nothing, and the stored trials are written again.
     *
     * @throws BadInputException when they would be
     */
    void requireNoFewer(Experiment experiment) {
        ResultFolder folder = folder(experiment);
        if (overwrite || Seal.sealed(folder.path(), ResultFolder.EXPERIMENT).isEmpty()) {
            return;
        }
        int there = folder.declared().trials();
        if (there > experiment.trials()) {
            throw new BadInputException(("%s holds finished results of %d trials, which results of %d would replace; add --overwrite, or --out DIR "
                    + "to keep both").formatted(folder.path(), there, experiment.trials()));
        }
    }

    /**
     * Code that changed while it was played has played nobody knows which trials: of the policies that depend on it none is kept.
     *
     * @throws BadInputException when there is such a one
     */
    private static void requireUnchanged(ForeignCode played, Experiment experiment, ResultStore store) {
        ForeignCode now = ForeignCode.now(experiment);
        Set<String> shared = ForeignCode.differing(played.shared(), now.shared());
        if (!shared.isEmpty()) {
            store.clear();
            throw new BadInputException("%s, which all policies depend on, changed while it was played; all trials are dropped, run it again"
                    .formatted(String.join(" and ", shared)));
        }
        Set<String> files = new TreeSet<>();
        List<String> policies = new ArrayList<>();
        for (Player player : experiment.policies()) {
            Set<String> own = ForeignCode.differing(played.own().get(player.name()), now.own().get(player.name()));
            if (!own.isEmpty()) {
                files.addAll(own);
                policies.add(player.name());
                store.forget(player.name());
            }
        }
        if (!policies.isEmpty()) {
            throw new BadInputException(policies.size() == 1
                    ? "%s changed while policy %s was played; the trials of that policy are dropped, run it again"
                            .formatted(String.join(" and ", files), policies.get(0))
                    : "%s changed while the policies %s were played; the trials of these policies are dropped, run it again"
                            .formatted(String.join(" and ", files), String.join(" and ", policies)));
        }
    }

    /**
     * Joins stored shards of an experiment, whose trials have been looked at, into a folder like that of a run: what was merged there before
     * a kill stays.
     *
     * @param code that the trials were played by
     * @param shards folders of the experiment in each shard
     * @param failed what failed in them
     * @throws PolicyFailure when a trial of every policy failed
     * @throws BadInputException when the folder cannot be used or holds results of something else
     * @throws IOException when result files cannot be written
     */
    ResultFolder merge(Bench bench, ForeignCode code, List<Path> shards, Failures failed) throws IOException {
        Instant started = Instant.now();
        ResultFolder folder = folder(bench.experiment());
        try (ResultStore store = open(bench, code, Shard.WHOLE)) {
            Optional<Seal> former = Seal.lift(folder.path());
            store.declare();
            AtomicFile.clean(folder.path());
            shards.forEach(store::take);
            Failures failures = failed.without(store.finished());
            List<String> files = new ArrayList<>(folder.write(bench.experiment(),
                    bench.withPolicies(failures.complete(bench.experiment(), MERGE_AGAIN)), store));
            folder.write(failures).ifPresent(files::add);
            Manifest.write(folder.path(), bench, code, failures.warnings(), shards.stream().flatMap(shard -> Manifest.formsUsed(shard).stream()).distinct().toList(),
                    Environment.ordered("mergedFrom", shards.stream().map(Manifest::origin).toList(), "store", store.contents()), started);
            seal(folder, files, former);
            return folder;
        }
    }

    private ResultStore open(Bench bench, ForeignCode code, Shard shard) {
        ResultFolder folder = folder(bench.experiment());
        bench.requireMemoryForResults();
        boolean goesOn = !overwrite && Files.exists(folder.path().resolve(ResultStore.FILE));
        if (overwrite) {
            ResultStore.delete(folder.path());
        } else if (!goesOn) {
            folder.requireSame(bench.experiment());
        }
        ResultStore store = ResultStore.open(folder.path(), about(bench, code, shard));
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
        Laboratory keeping = new Laboratory(out, engine, false);       // what was to be overwritten was so by the run
        try (ResultStore store = keeping.open(bench, ForeignCode.played(bench.experiment()), Shard.WHOLE)) {
            Seal former = ResultFolder.seal(folder.path());
            Audit audit = new Audit(bench.withPolicies(folder.experiment().policies()), store);
            Seal.lift(folder.path());
            former.and(folder.path(), folder.write(audit)).write(folder.path());
            return folder;
        }
    }

    /** What stored trials depend on, code of one moment included, and which of them a store is to hold. */
    static Map<String, String> about(Bench bench, ForeignCode code, Shard shard) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("configuration", ExperimentFile.identity(bench.experiment()));
        about.put(VERSION, Build.code());
        about.put("data", bench.dataFiles().toString());
        if (!code.shared().isEmpty()) {
            about.put("extension", code.shared().toString());
        }
        for (Player player : bench.experiment().policies()) {
            Map<String, String> own = code.own().get(player.name());
            about.put(ResultStore.POLICY + player.name(), ExperimentFile.identity(player) + (own.isEmpty() ? "" : "files: " + own + "\n"));
        }
        about.put(PART, shard.toString());
        return about;
    }
}
