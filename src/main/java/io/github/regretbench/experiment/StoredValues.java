package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.Experiment.Player;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One quantity of all stored trials of a finished experiment. Nothing in its folder is touched. */
final class StoredValues {
    private final Path folder;
    private final Experiment experiment;
    private final Map<String, String> about;
    private final List<Integer> rounds;
    private final int[] positions;
    private final Map<String, double[][]> values = new HashMap<>();

    /**
     * Reads the trials 0..trials-1 of every policy of the experiment in a folder.
     *
     * @throws BadInputException when the folder holds no finished experiment, or its store another
     */
    StoredValues(Path folder, RegretQuantity quantity) {
        this.folder = folder;
        experiment = ResultFolder.finished(folder).experiment();
        rounds = experiment.recordedRounds().stream().boxed().toList();
        positions = new int[experiment.trials()];
        for (Player player : experiment.policies()) {
            values.put(player.name(), new double[rounds.size()][experiment.trials()]);
        }
        try (ResultStore store = ResultStore.openSealed(folder)) {
            about = store.about();
            // Another version may write the same configuration in other words.
            if (Build.code().equals(about.get(Laboratory.VERSION))
                    && !ExperimentFile.identity(experiment).equals(about.get("configuration"))) {
                throw new BadInputException("%s has an experiment.yaml that its stored trials were not made by; run it again".formatted(
                        folder));
            }
            read(store, quantity);
        }
    }

    private void read(ResultStore store, RegretQuantity quantity) {
        String wanted = " WHERE " + ResultStore.of(experiment);
        store.query("SELECT DISTINCT trial, position FROM trial" + wanted, row -> positions[row.getInt(1)] = row.getInt(2));
        long[] read = new long[1];
        store.query("SELECT policy, trial, t, " + quantity.column() + " FROM round" + wanted, row -> {
            int t = row.getInt(3);
            values.get(row.getString(1))[Collections.binarySearch(rounds, t)][row.getInt(2)] = quantity.of(row.getDouble(4), t);
            read[0]++;
        });
        long expected = (long) experiment.policies().size() * experiment.trials() * rounds.size();
        if (read[0] != expected) {
            throw new BadInputException("%s holds %d of the %d rounds of its experiment; finish it with `regretbench run`".formatted(folder,
                    read[0], expected));
        }
    }

    Path folder() {
        return folder;
    }

    Experiment experiment() {
        return experiment;
    }

    /** What the trials depend on, by name; see {@link Laboratory}. */
    Map<String, String> about() {
        return about;
    }

    /** The recorded rounds. */
    List<Integer> rounds() {
        return rounds;
    }

    /** @throws BadInputException unless the round is recorded */
    void requireRound(int round) {
        if (!rounds.contains(round)) {
            int horizon = experiment.horizon();
            String instead = round > horizon ? "it ends at " + horizon : "the nearest it recorded is " + rounds.stream()
                    .min(Comparator.comparingInt(r -> Math.abs(r - round))).orElseThrow();
            throw new BadInputException("%s has no round %d, %s; choose another with --at".formatted(folder, round, instead));
        }
    }

    /** Where the objective of each trial stands in its sequence. */
    int[] positions() {
        return positions;
    }

    /** The quantity of a policy's trials at a recorded round. */
    double[] at(String policy, int round) {
        return values.get(policy)[Collections.binarySearch(rounds, round)];
    }
}
