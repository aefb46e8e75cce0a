package io.github.regretbench.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Threads of this process.
 *
 * @param jobs trials played side by side, >= 1
 */
public record LocalEngine(int jobs) implements Engine {
    private static final long IDLE_MILLIS = 100;

    /** @throws IllegalArgumentException unless jobs >= 1 */
    public LocalEngine {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs is " + jobs + "; expected at least 1");
        }
    }

    @Override
    public void play(Bench bench, List<TrialKey> wanted, Sink sink) {
        if (wanted.isEmpty()) {
            return;
        }
        Iterator<TrialKey> tasks = wanted.iterator();
        int players = Math.min(Math.min(jobs, bench.mostParallelTrials()), wanted.size());
        int threads = SharedLoops.isWorth(bench.prior().size()) ? jobs : players;
        SharedLoops loops = new SharedLoops(PlayedTrial.processorTime());
        BlockingQueue<PlayedTrial> played = new ArrayBlockingQueue<>(4 * threads);
        AtomicBoolean quit = new AtomicBoolean();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            boolean plays = i < players;
            Thread worker = new Thread(() -> work(bench, plays ? tasks : Collections.<TrialKey>emptyIterator(), played, loops, quit), "trial-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        try {
            int left = wanted.size();
            boolean goOn = true;
            while (left > 0 && goOn) {
                PlayedTrial next = played.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                left -= next == null ? 0 : 1;
                goOn = sink.take(next == null ? List.of() : List.of(next));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            quit.set(true);
            workers.forEach(Thread::interrupt);
        }
    }

    private static void work(Bench bench, Iterator<TrialKey> tasks, BlockingQueue<PlayedTrial> played, SharedLoops loops, AtomicBoolean quit) {
        try {
            while (!quit.get()) {
                TrialKey task;
                synchronized (tasks) {
                    task = tasks.hasNext() ? tasks.next() : null;
                }
                if (task == null) {
                    loops.help();
                    return;
                }
                played.put(PlayedTrial.of(bench, task, loops));
            }
        } catch (InterruptedException e) {
            // the run is over
        }
    }

    @Override
    public String toString() {
        return jobs == 1 ? "1 thread" : jobs + " threads";
    }
}
