package io.github.regretbench.experiment;

import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.bandit.Step;
import io.github.regretbench.bandit.Trial;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.gp.PosteriorForm;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Plays the trials of an experiment that its store lacks, in parallel, and stores each when it is finished. The thread that calls
 * {@link #play} is the store's only writer.
 */
public final class TrialPool {
    private static final long COMMIT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Hears how far the trials are. */
    @FunctionalInterface
    public interface Progress {
        /** {@code done} of {@code total} trials are stored. */
        void stored(long done, long total);
    }

    private record Task(Player player, int trial) {
    }

    /** A trial's result, or why there is none. */
    private record Report(Task task, FinishedTrial finished, RuntimeException failure) {
    }

    private final Bench bench;
    private final ResultStore store;
    private final AtomicBoolean stop;
    private final BitSet trials;
    private final BitSet recorded;
    private final SharedLoops loops = new SharedLoops(processorTime());
    private final Failures failures = new Failures();
    private final Set<PosteriorForm> formsUsed = Collections.synchronizedSet(EnumSet.noneOf(PosteriorForm.class));

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
        this.recorded = bench.experiment().recordedRounds();
    }

    /**
     * Plays what is missing on {@code jobs} threads.
     *
     * @return whether every trial of the shard is stored or among the {@link #failures}
     */
    boolean play(int jobs, Progress progress) {
        Queue<Task> tasks = missing();
        long total = (long) trials.cardinality() * bench.experiment().policies().size();
        long open = tasks.size();
        progress.stored(total - open, total);
        int players = (int) Math.min(Math.min(jobs, bench.mostParallelTrials()), open);
        int threads = open > 0 && SharedLoops.isWorth(bench.prior().size()) ? jobs : players;
        BlockingQueue<Report> reports = new ArrayBlockingQueue<>(Math.max(1, 4 * threads));
        AtomicBoolean quit = new AtomicBoolean();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            boolean plays = i < players;
            Thread worker = new Thread(() -> work(plays ? tasks : new ArrayDeque<>(), reports, quit), "trial-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        try {
            return collect(reports, open, total, progress);
        } finally {
            quit.set(true);
            workers.forEach(Thread::interrupt);
        }
    }

    private boolean collect(BlockingQueue<Report> reports, long open, long total, Progress progress) {
        long left = open;
        int failed = 0;
        boolean uncommitted = false;
        long committed = System.nanoTime();
        try {
            while (left > 0 && !stop.get()) {
                Report report = reports.poll(100, TimeUnit.MILLISECONDS);
                if (report != null) {
                    left--;
                    if (report.failure() instanceof PolicyFailure) {
                        failures.add(report.task().player().name(), report.task().trial(), report.failure().getMessage());
                        failed++;
                    } else if (report.failure() != null) {
                        if (uncommitted) {
                            store.commit();
                        }
                        throw report.failure();
                    } else {
                        store.add(report.finished());
                        uncommitted = true;
                    }
                }
                if (uncommitted && (System.nanoTime() - committed > COMMIT_EVERY_NANOS || left == 0)) {
                    store.commit();
                    uncommitted = false;
                    committed = System.nanoTime();
                    progress.stored(total - left - failed, total);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (uncommitted) {
            store.commit();
        }
        return left == 0;
    }

    /** What failed in {@link #play}. */
    Failures failures() {
        return failures;
    }

    private Queue<Task> missing() {
        Map<String, BitSet> finished = store.finished();
        Queue<Task> tasks = new ArrayDeque<>();
        for (int trial = trials.nextSetBit(0); trial >= 0; trial = trials.nextSetBit(trial + 1)) {
            for (Player player : bench.experiment().policies()) {
                if (!finished.getOrDefault(player.name(), new BitSet()).get(trial)) {
                    tasks.add(new Task(player, trial));
                }
            }
        }
        return tasks;
    }

    private void work(Queue<Task> tasks, BlockingQueue<Report> reports, AtomicBoolean quit) {
        try {
            while (!quit.get()) {
                Task task;
                synchronized (tasks) {
                    task = tasks.poll();
                }
                if (task == null) {
                    loops.help();
                    return;
                }
                reports.put(report(task));
            }
        } catch (InterruptedException e) {
            // the run is over
        }
    }

    private Report report(Task task) {
        try {
            List<Step> steps = new ArrayList<>(recorded.cardinality());
            Trial trial = bench.trial(task.player(), task.trial());
            SharedLoops.Loops shared = loops.new Loops();
            Trial.Outcome outcome = trial.run(shared::nanos, recorded::get, steps::add, shared);
            formsUsed.addAll(outcome.posterior().formsUsed());
            FinishedTrial finished = new FinishedTrial(task.player().name(), task.trial(), bench.position(task.trial()), steps,
                    outcome.bandLeftAt(), outcome.chooseNanos(), outcome.updateNanos(), trial.policy().exchangeTimes());
            return finished.notFinite().map(what -> new Report(task, null, new PolicyFailure(what + ", which no result may be")))
                    .orElseGet(() -> new Report(task, finished, null));
        } catch (RuntimeException e) {
            return new Report(task, null, e);
        } catch (OutOfMemoryError e) {
            return new Report(task, null, new IllegalStateException("trial %d of %s ran out of memory; raise the heap with "
                    .formatted(task.trial(), task.player().name()) + "REGRETBENCH_JVM=-Xmx... or use fewer --jobs", e));
        }
    }

    /** The algorithms behind the posteriors of the trials that were played. */
    Set<PosteriorForm> formsUsed() {
        synchronized (formsUsed) {
            Set<PosteriorForm> copy = EnumSet.noneOf(PosteriorForm.class);
            copy.addAll(formsUsed);
            return copy;
        }
    }

    /** The asking thread's processor time: trials run side by side, and wall time would charge one with the waits of the others. */
    private static LongSupplier processorTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads::getCurrentThreadCpuTime : System::nanoTime;
    }
}
