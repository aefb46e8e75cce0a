package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrialProgressTest {

    /** 100 trials are there already; 40 more in 80 s make 2 s each, and 60 are left. */
    @Test
    void withoutATerminalThereIsALineAMinute() {
        StringWriter log = new StringWriter();
        AtomicLong clock = new AtomicLong(5);
        try (TrialProgress progress = new TrialProgress("grid", "trials", new PrintWriter(log), clock::get)) {
            progress.stored(100, 200);
            clock.addAndGet(30_000_000_000L);
            progress.stored(120, 200);
            assertThat(log.toString()).isEmpty();
            clock.addAndGet(50_000_000_000L);
            progress.stored(140, 200);
            clock.addAndGet(20_000_000_000L);
            progress.stored(150, 200);
        }
        assertThat(log).hasToString("regretbench: grid: 140 of 200 trials are done, about 2 min left%n".formatted());
    }
}
