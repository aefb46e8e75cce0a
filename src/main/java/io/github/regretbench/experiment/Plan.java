package io.github.regretbench.experiment;

import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Experiment.Player;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What a suite will take, before it is run. Times come from trials that are played for the purpose and thrown away: one of every policy and
 * cell, or of as many as a budget allows, whole where possible because later rounds cost more than early ones.
 */
public final class Plan {
    /** A recorded round in the store and in rounds.parquet together, in bytes; measured on Figure 5c and a suite of 144 curves. */
    private static final int BYTES_PER_ROUND = 90;
    /** Storing a recorded round and exporting it, by one thread, in seconds; measured on the same. */
    private static final double SECONDS_PER_ROUND = 1.5e-6;
    /** Opening the store, writing the files and the manifest of a cell, in seconds. */
    private static final double SECONDS_PER_CELL = 0.3;
    /** Rounds of a trial that warms up the virtual machine. */
    private static final int WARM_UP_ROUNDS = 200;
    private static final double NANOS = 1e-9;

    private final List<Cell> cells = new ArrayList<>();

    /**
     * One experiment of the plan.
     *
     * @param name its name
     * @param trials of all policies together
     * @param rounds of a trial
     * @param memoryBytes that the covariance matrix and the trials in flight take at most
     * @param diskBytes of its results
     * @param seconds of wall time
     */
    public record Cell(String name, long trials, int rounds, double memoryBytes, double diskBytes, double seconds) {
    }

    /**
     * Plays the samples.
     *
     * @param jobs trials played side by side
     * @param budgetSeconds that the samples may take, warm-up not counted
     * @param clock gives nanoseconds
     */
    public static Plan of(Suite suite, DataDirectory data, int jobs, double budgetSeconds, LongSupplier clock) {
        return new Plan(suite, data, jobs, budgetSeconds, clock);
    }

    private Plan(Suite suite, DataDirectory data, int jobs, double budgetSeconds, LongSupplier clock) {
        List<Experiment> experiments = suite.experiments();
        warmUp(Bench.of(experiments.get(0), data));
        double spent = 0;
        for (int i = 0; i < experiments.size(); i++) {
            Bench bench = Bench.of(experiments.get(i), data);
            bench.requireMemoryForResults();
            double share = (budgetSeconds - spent) / (experiments.size() - i);
            long start = clock.getAsLong();
            double perTrial = secondsPerTrial(bench, share, clock);
            spent += NANOS * (clock.getAsLong() - start);
            cells.add(cell(bench, jobs, perTrial));
        }
    }

    private static void warmUp(Bench bench) {
        Experiment experiment = bench.experiment();
        Bench shorter = bench.withHorizon(Math.min(experiment.horizon(), WARM_UP_ROUNDS));
        for (Player player : experiment.policies()) {
            shorter.trial(player, 0).run(() -> 0, t -> false, step -> { });
            shorter.trial(player, 0).run(() -> 0, t -> false, step -> { });
        }
    }

    /** Mean over the policies; where the budget does not allow whole trials, from the rounds that it does allow. */
    private static double secondsPerTrial(Bench bench, double budget, LongSupplier clock) {
        Experiment experiment = bench.experiment();
        int pilot = Math.min(experiment.horizon(), WARM_UP_ROUNDS);
        double[] seconds = new double[experiment.policies().size()];
        Arrays.setAll(seconds, i -> timed(bench.withHorizon(pilot), experiment.policies().get(i), clock) * experiment.horizon() / pilot);
        double whole = Arrays.stream(seconds).sum();
        if (pilot < experiment.horizon()) {
            int rounds = (int) Math.max(pilot, Math.min(experiment.horizon(), experiment.horizon() * Math.min(1, budget / whole)));
            for (int i = 0; i < seconds.length; i++) {
                seconds[i] = timed(bench.withHorizon(rounds), experiment.policies().get(i), clock) * experiment.horizon() / rounds;
            }
        }
        return Arrays.stream(seconds).average().orElseThrow();
    }

    private static double timed(Bench bench, Player player, LongSupplier clock) {
        long start = clock.getAsLong();
        bench.trial(player, 0).run(() -> 0, t -> false, step -> { });
        return NANOS * (clock.getAsLong() - start);
    }

    private static Cell cell(Bench bench, int jobs, double secondsPerTrial) {
        Experiment experiment = bench.experiment();
        long trials = (long) experiment.trials() * experiment.policies().size();
        double recorded = (double) trials * experiment.recordedRounds().cardinality();
        int parallel = Math.min(jobs, bench.mostParallelTrials());
        double playing = trials * secondsPerTrial / parallel;
        double storing = recorded * SECONDS_PER_ROUND;
        return new Cell(experiment.name(), trials, experiment.horizon(), bench.memoryBytes(parallel), recorded * BYTES_PER_ROUND,
                SECONDS_PER_CELL + playing + storing);
    }

    /** The cells, in the suite's order. */
    public List<Cell> cells() {
        return cells;
    }

    /** Wall time of all cells, one after the other. */
    public double seconds() {
        return cells.stream().mapToDouble(Cell::seconds).sum();
    }

    /** What all results take on disk. */
    public double diskBytes() {
        return cells.stream().mapToDouble(Cell::diskBytes).sum();
    }

    /** The most that any cell takes. */
    public double memoryBytes() {
        return cells.stream().mapToDouble(Cell::memoryBytes).max().orElseThrow();
    }
}
