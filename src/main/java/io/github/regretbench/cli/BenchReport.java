package io.github.regretbench.cli;

import io.github.regretbench.experiment.BenchmarkComparison;
import io.github.regretbench.experiment.BenchmarkComparison.Change;
import io.github.regretbench.experiment.CostCurves;
import io.github.regretbench.experiment.CostCurves.Curve;
import io.github.regretbench.experiment.CostCurves.Point;
import io.github.regretbench.statistics.Interval;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code regretbench bench} prints about results: a comparison of two runs, and the table of costs. */
final class BenchReport {
    /** An update that takes less than twice the time of reading its rows is held up by memory: its bytes are the limit. */
    private static final double BOUND_BY_BYTES = 0.5;
    private static final Map<CostCurves.Varied, String> SYMBOLS = Map.of(CostCurves.Varied.ARMS, "n", CostCurves.Varied.OBSERVATIONS, "t",
            CostCurves.Varied.RANK, "r", CostCurves.Varied.DISTINCT_ARMS, "m");

    private BenchReport() {
    }

    /** The changes in words, those that can be told from noise first. */
    static void print(PrintWriter out, BenchmarkComparison comparison, Path first, Path second) {
        out.printf("%s against %s (the ratio is second / first)%n", second, first);
        comparison.environment().forEach((key, values) -> out.printf("different %s: %s -> %s%n", key, values.get(0), values.get(1)));
        List<Change> significant = comparison.changes().stream().filter(Change::isSignificant).toList();
        out.printf("%n%d of %d benchmarks differ by more than their 99.9%% intervals%s%n", significant.size(), comparison.changes().size(),
                significant.isEmpty() ? "" : ":");
        significant.forEach(change -> print(out, change));
        List<Change> others = comparison.changes().stream().filter(change -> !change.isSignificant()).toList();
        if (!others.isEmpty()) {
            out.printf("%nno difference can be told from noise in:%n");
            others.forEach(change -> print(out, change));
        }
        comparison.onlyFirst().forEach(key -> out.printf("only in %s: %s%n", first, key));
        comparison.onlySecond().forEach(key -> out.printf("only in %s: %s%n", second, key));
        if (comparison.changes().stream().anyMatch(c -> Math.min(c.first().forks(), c.second().forks()) < 2)) {
            out.printf("%nSome results come from a single virtual machine: how much these differ is not in the intervals; use -f 3%n");
        }
    }

    private static void print(PrintWriter out, Change change) {
        Interval ratio = change.ratio();
        String word = !ratio.isKnown() ? "one iteration only" : !change.isSignificant() ? "" : ratio.estimate() > 1 ? "higher" : "lower";
        String interval = ratio.isKnown() ? String.format(Locale.ROOT, "(%.3f to %.3f)", ratio.lower(), ratio.upper()) : "";
        out.printf(Locale.ROOT, "  %6.3f %-17s %-7s %s%n", ratio.estimate(), interval, word, change.first().key());
    }

    /** The Markdown table of README. */
    static void print(PrintWriter out, CostCurves costs) {
        out.println("| one more observation by | grows with | exponent predicted | measured (95%) | at | time | reading alone | held up by |");
        out.println("|---|---|---|---|---|---|---|---|");
        for (Curve curve : costs.curves()) {
            Point last = curve.points().get(curve.points().size() - 1);
            Interval exponent = curve.exponent();
            double share = costs.floor(last.bytes()) / last.microseconds().estimate();
            String symbol = SYMBOLS.get(curve.varied());
            out.printf(Locale.ROOT, "| %s | %s | %.0f | %.2f (%.2f to %.2f) | %s = %.0f | %.1f µs | %.1f µs | %s |%n", curve.form(),
                    symbol, curve.predicted(), exponent.estimate(), exponent.lower(), exponent.upper(), symbol, last.x(),
                    last.microseconds().estimate(), costs.floor(last.bytes()),
                    share >= BOUND_BY_BYTES ? "bytes" : "arithmetic and fixed costs");
        }
        out.println();
        out.println("| working set | read at |");
        out.println("|---|---|");
        costs.bandwidths().forEach(b -> out.printf(Locale.ROOT, "| %.0f KiB | %.0f GB/s |%n", b.bytes() / 1024, b.gigabytesPerSecond()));
    }
}
