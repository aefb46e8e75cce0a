package io.github.regretbench.experiment;

import io.github.regretbench.gp.ArmLoop;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Splits the loops of big trials among threads that have no trial to play. Which thread does what is left to chance and changes no bit of
 * the results: parts of a loop do not depend on each other.
 */
final class SharedLoops {
    /**
     * Loops over fewer arms than this are not split, for waking a thread takes some 50 microseconds: with two threads, a trial of GP-UCB on a
     * 2-d grid took 1.1 of the time at 33 000 arms, 0.79 at 66 000 and 0.55 at a million.
     */
    private static final int WORTH = 1 << 16;
    /** Parts a thread, so that none waits long for another that began late. */
    private static final int PARTS_A_THREAD = 8;

    private final BlockingQueue<Split> open = new LinkedBlockingQueue<>();
    private final AtomicInteger idle = new AtomicInteger();
    private final LongSupplier clock;

    /** @param clock processor time of the thread that asks, in nanoseconds */
    SharedLoops(LongSupplier clock) {
        this.clock = clock;
    }

    /** Whether loops over so many arms are split at all. */
    static boolean isWorth(long arms) {
        return arms >= WORTH;
    }

    /** Works for others until the thread is interrupted. */
    void help() throws InterruptedException {
        idle.incrementAndGet();
        try {
            while (true) {
                open.take().help();
            }
        } finally {
            idle.decrementAndGet();
        }
    }

    /** The loops of one trial, and the processor time of the threads that helped it. */
    final class Loops implements ArmLoop {
        private final AtomicLong helpedNanos = new AtomicLong();

        /** Processor time of the trial's thread and of those that helped it. */
        long nanos() {
            return clock.getAsLong() + helpedNanos.get();
        }

        @Override
        public void over(int steps, int cost, Part part) {
            int helpers = isWorth((long) steps * cost) ? Math.min(idle.get(), steps - 1) : 0;
            if (helpers == 0) {
                part.run(0, steps);
                return;
            }
            Split split = new Split(this, steps, Math.min(steps, PARTS_A_THREAD * (helpers + 1)), part);
            for (int i = 0; i < helpers; i++) {
                open.add(split);
            }
            split.runAll();
        }
    }

    /** A loop that is split. */
    private final class Split {
        private final Loops owner;
        private final int steps;
        private final int parts;
        private final ArmLoop.Part part;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private volatile Throwable failure;

        Split(Loops owner, int steps, int parts, ArmLoop.Part part) {
            this.owner = owner;
            this.steps = steps;
            this.parts = parts;
            this.part = part;
        }

        void help() {
            for (int p = begun.getAndIncrement(); p < parts; p = begun.getAndIncrement()) {
                long start = clock.getAsLong();
                run(p);
                owner.helpedNanos.addAndGet(clock.getAsLong() - start);
                done.incrementAndGet();
            }
        }

        void runAll() {
            for (int p = begun.getAndIncrement(); p < parts; p = begun.getAndIncrement()) {
                run(p);
                done.incrementAndGet();
            }
            while (done.get() < parts) {
                Thread.yield();         // for at most a part, longer where other programs hold the processors
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }

        private void run(int p) {
            try {
                part.run((int) ((long) steps * p / parts), (int) ((long) steps * (p + 1) / parts));
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
    }
}
