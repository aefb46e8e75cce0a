package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.gp.PosteriorForm;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Has an engine play the trials of an experiment that its store lacks, and stores what comes back. */
public final class TrialPool {
    private static final long COMMIT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Hears how far the trials are. */
    @FunctionalInterface
    public interface Progress {
        /** {@code done} of {@code total} trials are stored. */
        void stored(long done, long total);
    }

    private final Bench bench;
    private final ResultStore store;
    private final BitSet trials;
    private final AtomicBoolean stop;
    private final Failures failures = new Failures();
    private final Set<PosteriorForm> formsUsed = EnumSet.noneOf(PosteriorForm.class);

    /**
     * For the trials of a shard.
     *
     * @param stop when it becomes true, finished trials are stored and {@link #play} returns early
     */
    TrialPool(Bench bench, ResultStore store, Shard shard, AtomicBoolean stop) {
        this.trials = shard.trials(bench.experiment().trials());
        this.bench = bench;
        this.store = store;
        this.stop = stop;
    }

    /**
     * Plays what is missing.
     *
     * @return whether every trial of the shard is stored or among the {@link #failures}
     */
    boolean play(Engine engine, Progress progress) {
        List<TrialKey> missing = missing();
        long total = (long) trials.cardinality() * bench.experiment().policies().size();
        progress.stored(total - missing.size(), total);
        Storing storing = new Storing(missing.size(), total, progress);
        try {
            engine.play(bench, missing, storing);
        } catch (RuntimeException | Error e) {
            storing.commitAfter(e);
            throw e;
        }
        storing.commit();
        return storing.left == 0;
    }

    /** Stores trials, and makes them last every now and then. */
    private final class Storing implements Engine.Sink {
        private final Map<String, BitSet> taken = new HashMap<>();
        private final long total;
        private final Progress progress;
        private long left;
        private long failed;
        private boolean uncommitted;
        private long committed = System.nanoTime();

        Storing(long left, long total, Progress progress) {
            this.left = left;
            this.total = total;
            this.progress = progress;
        }

        @Override
        public boolean take(List<PlayedTrial> played) {
            played.forEach(this::take);
            if (System.nanoTime() - committed > COMMIT_EVERY_NANOS || left == 0) {
                commit();
            }
            return !stop.get();
        }

        private void take(PlayedTrial trial) {
            BitSet before = taken.computeIfAbsent(trial.key().policy(), policy -> new BitSet());
            if (before.get(trial.key().trial())) {
                return;     // an engine that plays a trial twice, because it lost sight of it, gets the same
            }
            before.set(trial.key().trial());
            left--;
            if (trial.finished().isPresent()) {
                store.add(trial.finished().get());
                formsUsed.addAll(trial.formsUsed());
                uncommitted = true;
            } else if (trial.failure().orElseThrow() instanceof PolicyFailure failure) {
                failures.add(trial.key().policy(), trial.key().trial(), failure.getMessage());
                failed++;
            } else {
                throw trial.failure().get();
            }
        }

        /** What arrived before a failure is kept, unless that was the store's own: it is the first reason that counts. */
        void commitAfter(Throwable failure) {
            try {
                commit();
            } catch (BadInputException e) {
                failure.addSuppressed(e);
            }
        }

        void commit() {
            if (uncommitted) {
                store.commit();
                uncommitted = false;
                committed = System.nanoTime();
                progress.stored(total - left - failed, total);
            }
        }
    }

    /** What failed in {@link #play}. */
    Failures failures() {
        return failures;
    }

    private List<TrialKey> missing() {
        Map<String, BitSet> finished = store.finished();
        List<TrialKey> missing = new ArrayList<>();
        for (int trial = trials.nextSetBit(0); trial >= 0; trial = trials.nextSetBit(trial + 1)) {
            for (Player player : bench.experiment().policies()) {
                if (!finished.getOrDefault(player.name(), new BitSet()).get(trial)) {
                    missing.add(new TrialKey(player.name(), trial));
                }
            }
        }
        return missing;
    }

    /** The algorithms behind the posteriors of the trials that were played. */
    Set<PosteriorForm> formsUsed() {
        return formsUsed;
    }
}
