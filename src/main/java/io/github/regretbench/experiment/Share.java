package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How far one shard of a suite has come.
 *
 * @param finished whether every trial of every cell is played, failed ones included, and each cell and the suite are sealed
 * @param stored trials that are stored in cells that no process is playing now
 * @param wanted trials that the shard is to play, all policies counted
 */
public record Share(boolean finished, long stored, long wanted) {

    /**
     * Looks at the folder of a shard; nothing in it is changed.
     *
     * @param out what {@code --out} was when the shard was run
     */
    public static Share of(Path out, Suite suite, Shard shard) {
        Laboratory laboratory = suite.within(new Laboratory(out, 1, false));
        // A suite is sealed last: a kill in between leaves sealed cells that cannot be merged yet.
        boolean finished = suite.isSingle() || Files.exists(out.resolve(suite.name()).resolve(Seal.FILE));
        long stored = 0;
        long wanted = 0;
        for (Suite.Cell cell : suite.cells()) {
            Experiment experiment = cell.experiment();
            long own = (long) shard.at(cell.place()).trials(experiment.trials()).cardinality() * experiment.policies().size();
            Path folder = laboratory.folder(experiment).path();
            boolean sealed = Files.exists(folder.resolve(Seal.FILE));
            finished &= sealed;
            wanted += own;
            stored += sealed ? own - failed(new ResultFolder(folder)) : stored(folder);
        }
        return new Share(finished, stored, wanted);
    }

    private static long failed(ResultFolder folder) {
        return folder.failures().rows().stream().mapToLong(row -> Long.parseLong(row.get("failed_trials"))).sum();
    }

    private static long stored(Path folder) {
        if (!Files.exists(folder.resolve(ResultStore.FILE))) {
            return 0;
        }
        try (ResultStore store = ResultStore.openToRead(folder)) {
            return store.finished().values().stream().mapToLong(trials -> trials.cardinality()).sum();
        } catch (BadInputException e) {
            // A store belongs to the process that plays into it.
            return 0;
        }
    }
}
