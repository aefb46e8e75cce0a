package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.experiment.Experiment.Player;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shards of one experiment or suite that become what a single run would have left. Trials that several shards have must be the same number
 * by number; trials that none has are named.
 */
public final class Merge {
    /**
     * What was found out about an experiment whose shards can be joined.
     *
     * @param code that the trials of the shards were played by
     * @param failures of the shards
     */
    private record Checked(ForeignCode code, Failures failures) {
    }

    private final List<Path> shards;
    private final Suite suite;
    /** Of the experiments that have been checked, by name. */
    private final Map<String, Checked> checked = new HashMap<>();

    /**
     * Looks at the shards' experiments.
     *
     * @param shards folders that runs with --shard have finished
     * @throws BadInputException when one is something else, unfinished, or of another experiment than the first
     */
    public Merge(List<Path> shards) {
        this.shards = List.copyOf(shards);
        Path first = shards.get(0);
        String file = Files.exists(first.resolve(Suite.CELLS)) ? Suite.CELLS : ResultFolder.EXPERIMENT;
        for (Path shard : shards) {
            requireFinished(shard);
            requireSame(first, shard, file);
        }
        suite = Suite.stored(first);
        for (Experiment experiment : suite.experiments()) {
            for (Path folder : folders(experiment)) {
                requireFinished(folder);
                requireSame(folders(experiment).get(0), folder, ResultFolder.EXPERIMENT);
            }
        }
    }

    private static void requireFinished(Path folder) {
        Seal.find(folder).orElseThrow(() -> new BadInputException(("%s holds no finished shard: %s is missing; name folders such as a/fig5a, "
                + "made by `regretbench run fig5a --shard 1/3 --out a`, which also finishes what was interrupted").formatted(folder,
                        Seal.FILE))).verify(folder);
    }

    private static void requireSame(Path one, Path other, String file) {
        try {
            if (!Files.exists(other.resolve(file)) || Files.mismatch(one.resolve(file), other.resolve(file)) >= 0) {
                throw new BadInputException("%s and %s are not shards of the same: their %s differ (%s); merge shards of one file only"
                        .formatted(one, other, file, !Files.exists(other.resolve(file)) ? "the second has none" : ResultStore.firstDifference(
                                ExperimentFile.text(one.resolve(file)), ExperimentFile.text(other.resolve(file)))));
            }
        } catch (IOException e) {
            throw new BadInputException("%s cannot be read: %s".formatted(other.resolve(file), e.getMessage()), e);
        }
    }

    /** What the shards are shards of. */
    public Suite suite() {
        return suite;
    }

    /** Where the shards have an experiment. */
    private List<Path> folders(Experiment experiment) {
        return suite.isSingle() ? shards : shards.stream().map(shard -> shard.resolve(experiment.name())).toList();
    }

    /**
     * Looks at all trials of an experiment, without writing anything.
     *
     * @param laboratory where they are to be joined; what is there already must agree with the shards
     * @throws BadInputException when a trial is in none of them and has not failed in one, two of them disagree about one, one was made by another version or with
     *     other data, or the results there have more trials and are to be kept
     */
    public void check(Bench bench, Laboratory laboratory) {
        List<Path> folders = folders(bench.experiment());
        Path target = laboratory.folder(bench.experiment()).path();
        if (folders.stream().anyMatch(folder -> folder.toAbsolutePath().normalize().equals(target.toAbsolutePath().normalize()))) {
            throw new BadInputException("the results would go to %s, which is one of the shards; choose another --out".formatted(target));
        }
        ForeignCode code = ForeignCode.played(bench.experiment());
        Map<String, String> about = Laboratory.about(bench, code, Shard.WHOLE);
        Map<Path, Map<String, BitSet>> stored = new LinkedHashMap<>();
        Failures failures = new Failures();
        for (Path folder : folders) {
            try (ResultStore store = ResultStore.openSealed(folder)) {
                requireSame(about, store.about(), folder);
                stored.put(folder, store.finished());
            }
            requireAgreement(stored, folder);
            failures.addAll(Failures.of(new ResultFolder(folder), own(bench.experiment(), folder), stored.get(folder)));
        }
        requireAll(bench.experiment(), stored.values(), failures, folders);
        checked.put(bench.experiment().name(), new Checked(code, failures));
        laboratory.requireNoFewer(bench.experiment());
        if (Files.exists(target.resolve(ResultStore.FILE)) && !laboratory.overwrite()) {
            try (ResultStore store = ResultStore.open(target, about)) {
                stored.put(target, store.finished());
            }
            requireAgreement(stored, target);
        }
    }

    /** The trials that a folder was to hold. */
    private BitSet own(Experiment experiment, Path folder) {
        return Manifest.shard(folder).orElse(Shard.WHOLE).at(place(experiment)).trials(experiment.trials());
    }

    private int place(Experiment experiment) {
        return suite.cells().stream().filter(cell -> cell.experiment().equals(experiment)).findFirst().orElseThrow().place();
    }

    private static void requireSame(Map<String, String> expected, Map<String, String> stored, Path folder) {
        expected.forEach((key, value) -> {
            String there = stored.getOrDefault(key, "");
            if (!key.equals(Laboratory.PART) && !there.equals(value)) {
                throw new BadInputException("%s holds results of another %s (%s); merge with the same version and data as the shards were run"
                        .formatted(folder, key, ResultStore.firstDifference(there, value)));
            }
        });
    }

    /** Holds the trials of one folder against those of all others. */
    private static void requireAgreement(Map<Path, Map<String, BitSet>> stored, Path folder) {
        stored.forEach((other, trials) -> {
            if (!other.equals(folder) && haveInCommon(trials, stored.get(folder))) {
                requireAgreement(other, folder);
            }
        });
    }

    private static boolean haveInCommon(Map<String, BitSet> one, Map<String, BitSet> other) {
        return one.entrySet().stream().anyMatch(trials -> trials.getValue().intersects(other.getOrDefault(trials.getKey(), new BitSet())));
    }

    private static void requireAgreement(Path one, Path other) {
        Optional<ResultStore.Key> differing = ResultStore.firstDiffering(one, other);
        if (differing.isPresent()) {
            try (ResultStore oneStore = ResultStore.openToRead(one); ResultStore otherStore = ResultStore.openToRead(other)) {
                throw disagreement(differing.get(), one, oneStore, other, otherStore);
            }
        }
    }

    /** Where two stores disagree about a trial. */
    private static BadInputException disagreement(ResultStore.Key key, Path one, ResultStore oneStore, Path other, ResultStore otherStore) {
        List<Map<String, Object>> first = rounds(oneStore, key);
        List<Map<String, Object>> second = rounds(otherStore, key);
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            Map<String, Object> a = i < first.size() ? first.get(i) : Map.of();
            Map<String, Object> b = i < second.size() ? second.get(i) : Map.of();
            for (String column : (a.isEmpty() ? b : a).keySet()) {
                if (!Objects.equals(a.get(column), b.get(column))) {
                    return new BadInputException(("%s and %s disagree about %s: in its %d. recorded round, %s is %s in the first and %s in the "
                            + "second; find out which is wrong with `regretbench trace` and run it again with --overwrite").formatted(one, other,
                                    key, i + 1, column, written(a.get(column)), written(b.get(column))));
                }
            }
        }
        throw new IllegalStateException("the stores of %s and %s differ in %s and yet do not".formatted(one, other, key));
    }

    private static String written(Object value) {
        return value instanceof Double number ? PlainDouble.format(number) : value == null ? "nothing" : value.toString();
    }

    /** All recorded rounds of a trial, with what is stored of the trial itself but its times. */
    private static List<Map<String, Object>> rounds(ResultStore store, ResultStore.Key key) {
        List<Map<String, Object>> rows = new ArrayList<>();
        store.query("SELECT round.*, position, band_left_at FROM round JOIN trial USING (policy, trial) WHERE policy = ? AND trial = ? "
                + "ORDER BY t", row -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        values.put(row.getMetaData().getColumnName(i), row.getObject(i));
                    }
                    rows.add(values);
                }, key.policy(), key.trial());
        return rows;
    }

    private void requireAll(Experiment experiment, Collection<Map<String, BitSet>> stored, Failures failures, List<Path> folders) {
        Map<String, BitSet> found = new HashMap<>();
        stored.forEach(trials -> trials.forEach((policy, set) -> found.computeIfAbsent(policy, p -> new BitSet()).or(set)));
        List<ResultStore.Key> missing = new ArrayList<>();
        for (int trial = 0; trial < experiment.trials(); trial++) {
            for (Player player : experiment.policies()) {
                if (!found.getOrDefault(player.name(), new BitSet()).get(trial) && !failures.has(player.name(), trial)) {
                    missing.add(new ResultStore.Key(player.name(), trial));
                }
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        int place = place(experiment);
        String whose = folders.stream().flatMap(folder -> Manifest.shard(folder).stream()).findFirst().map(shard -> missing.stream()
                .map(key -> shard.at(place).of(key.trial()).toString()).distinct().sorted().collect(Collectors.joining(" and ", " of ", "")))
                .orElse("");
        throw new BadInputException("%d of %d trials of %s are missing, all%s (the first is %s); run what is missing and name its folder too"
                .formatted(missing.size(), experiment.trials() * experiment.policies().size(), experiment.name(), whose, missing.get(0)));
    }

    /**
     * Joins the trials of an experiment that has been checked, and writes its results; a merge that was killed goes on. Policies with trials that
     * failed have no results, as after a run of all trials.
     *
     * @throws PolicyFailure when all policies have such trials
     * @throws IOException when result files cannot be written
     */
    public ResultFolder join(Bench bench, Laboratory laboratory) throws IOException {
        Checked found = checked.get(bench.experiment().name());
        return laboratory.merge(bench, found.code(), folders(bench.experiment()), found.failures());
    }
}
