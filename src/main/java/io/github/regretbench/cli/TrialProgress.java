package io.github.regretbench.cli;

import io.github.regretbench.experiment.TrialPool;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a run is: a bar with the time left on a terminal, else a line per minute. The launcher says which it is. */
final class TrialProgress implements TrialPool.Progress, AutoCloseable {
    private static final int UPDATE_MILLIS = 250;
    private static final double LINE_SECONDS = 60;
    private static final double NANOS = 1e-9;

    private final String task;
    private final String unit;
    private final PrintWriter log;
    private final LongSupplier clock;
    private ProgressBar bar;
    private boolean started;
    private long startedAt;
    private long doneAtStart;
    private long lastLine;

    /**
     * Progress of one task.
     *
     * @param unit what is counted, in the plural
     * @param log where lines go
     * @param clock gives nanoseconds
     */
    TrialProgress(String task, String unit, PrintWriter log, LongSupplier clock) {
        this.task = task;
        this.unit = unit;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void stored(long done, long total) {
        if (!Boolean.getBoolean("regretbench.terminal")) {
            line(done, total);
        } else if (done < total || bar != null) {
            bar(done, total);
        }
    }

    private void bar(long done, long total) {
        if (bar == null) {
            bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(total).setUnit(" " + unit, 1).startsFrom(done,
                    Duration.ZERO).setUpdateIntervalMillis(UPDATE_MILLIS).setStyle(ProgressBarStyle.ASCII)
                    .clearDisplayOnFinish().build();
        }
        bar.stepTo(done);
    }

    private void line(long done, long total) {
        long now = clock.getAsLong();
        if (!started) {
            started = true;
            startedAt = now;
            lastLine = now;
            doneAtStart = done;
        }
        if (NANOS * (now - lastLine) < LINE_SECONDS || done == doneAtStart) {
            return;
        }
        lastLine = now;
        double left = NANOS * (now - startedAt) / (done - doneAtStart) * (total - done);
        log.printf(Locale.ROOT, "regretbench: %s: %d of %d %s are done, about %s left%n", task, done, total, unit, PlanCommand.time(left));
        log.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
