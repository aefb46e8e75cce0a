package io.github.regretbench.experiment;

import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.bandit.Step;
import io.github.regretbench.bandit.Trial;
import io.github.regretbench.gp.PosteriorForm;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What became of a trial: a result, or why there is none.
 *
 * @param key which trial
 * @param finished what is stored of it
 * @param formsUsed the algorithms behind its posterior
 * @param failure a {@link PolicyFailure} concerns this trial alone, anything else the whole run
 */
public record PlayedTrial(TrialKey key, Optional<FinishedTrial> finished, Set<PosteriorForm> formsUsed, Optional<RuntimeException> failure) {

    /** @throws IllegalArgumentException unless there is either a result or a failure */
    public PlayedTrial {
        if (finished.isPresent() == failure.isPresent()) {
            throw new IllegalArgumentException("expected a result or a failure, got both or none");
        }
    }

    /** A trial without a result. */
    public static PlayedTrial failed(TrialKey key, RuntimeException failure) {
        return new PlayedTrial(key, Optional.empty(), Set.of(), Optional.of(failure));
    }

    /** Plays a trial on this thread; whatever happens is in what is returned. */
    public static PlayedTrial of(Bench bench, TrialKey key) {
        return of(bench, key, new SharedLoops(processorTime()));
    }

    static PlayedTrial of(Bench bench, TrialKey key, SharedLoops loops) {
        try {
            BitSet recorded = bench.experiment().recordedRounds();
            List<Step> steps = new ArrayList<>(recorded.cardinality());
            Trial trial = bench.trial(bench.experiment().player(key.policy()), key.trial());
            SharedLoops.Loops shared = loops.new Loops();
            Trial.Outcome outcome = trial.run(shared::nanos, recorded::get, steps::add, shared);
            FinishedTrial finished = new FinishedTrial(key.policy(), key.trial(), bench.position(key.trial()), steps,
                    outcome.bandLeftAt(), outcome.chooseNanos(), outcome.updateNanos(), trial.policy().exchangeTimes());
            return finished.notFinite().map(what -> failed(key, new PolicyFailure(what + ", which no result may be")))
                    .orElseGet(() -> new PlayedTrial(key, Optional.of(finished), outcome.posterior().formsUsed(), Optional.empty()));
        } catch (RuntimeException e) {
            return failed(key, e);
        } catch (OutOfMemoryError e) {
            return failed(key, new IllegalStateException("trial %d of %s ran out of memory; raise the heap with "
                    .formatted(key.trial(), key.policy()) + "REGRETBENCH_JVM=-Xmx... or use fewer --jobs", e));
        }
    }

    /** The asking thread's processor time: trials run side by side, and wall time would charge one with the waits of the others. */
    static LongSupplier processorTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads::getCurrentThreadCpuTime : System::nanoTime;
    }
}
