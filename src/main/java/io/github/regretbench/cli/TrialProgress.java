package io.github.regretbench.cli;

import io.github.regretbench.experiment.TrialPool;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with the time left on a terminal; nothing in a pipe. The launcher says which it is. */
final class TrialProgress implements TrialPool.Progress, AutoCloseable {
    private static final int UPDATE_MILLIS = 250;

    private final String task;
    private ProgressBar bar;

    TrialProgress(String task) {
        this.task = task;
    }

    @Override
    public void stored(long done, long total) {
        if (!Boolean.getBoolean("regretbench.terminal") || done == total && bar == null) {
            return;
        }
        if (bar == null) {
            bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(total).setUnit(" trials", 1).startsFrom(done,
                    Duration.ZERO).setUpdateIntervalMillis(UPDATE_MILLIS).setStyle(ProgressBarStyle.ASCII)
                    .clearDisplayOnFinish().build();
        }
        bar.stepTo(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
