package io.github.regretbench.cli;

import io.github.regretbench.experiment.Plan;
import io.github.regretbench.experiment.Suite;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench plan FILE}. */
@Command(name = "plan", mixinStandardHelpOptions = true,
        description = "Say what an experiment or a suite will take: cells, memory, disk and time. Plays some trials and throws them away.",
        footer = {"", "Example: regretbench plan my-suite.yaml --only smooth"})
final class PlanCommand implements Callable<Integer> {
    /** Samples take at most about so long. */
    private static final double BUDGET_SECONDS = 20;

    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "FILE", description = "An experiment or a suite in YAML, or the name of an experiment that comes with RegretBench.")
    private String file;
    @Mixin
    private SuiteOptions options;
    @Option(names = "--jobs", paramLabel = "N", description = "Trials played side by side (default: the number of processors).")
    private Integer jobs;

    @Override
    public Integer call() {
        Suite suite = options.read(file);
        int threads = jobs == null ? Runtime.getRuntime().availableProcessors()
                : ExperimentOptions.within("--jobs", jobs, RunOptions.MOST_JOBS);
        Plan plan = Plan.of(suite, options.data(), threads, BUDGET_SECONDS, System::nanoTime);
        PrintWriter out = spec.commandLine().getOut();
        int width = plan.cells().stream().mapToInt(cell -> cell.name().length()).max().orElseThrow();
        String row = "%-" + Math.max(width, 4) + "s  %9s  %8s  %9s  %9s  %9s%n";
        out.printf(row, "cell", "trials", "rounds", "memory", "disk", "time");
        for (Plan.Cell cell : plan.cells()) {
            out.printf(row, cell.name(), cell.trials(), cell.rounds(), bytes(cell.memoryBytes()), bytes(cell.diskBytes()),
                    time(cell.seconds()));
        }
        out.printf("%s: %d cell%s, %d trials, up to %s of memory, %s on disk, about %s with %d jobs%n", suite.name(), plan.cells().size(),
                plan.cells().size() == 1 ? "" : "s", plan.cells().stream().mapToLong(Plan.Cell::trials).sum(), bytes(plan.memoryBytes()),
                bytes(plan.diskBytes()), time(plan.seconds()), threads);
        return ExitCode.OK;
    }

    private static String bytes(double bytes) {
        return bytes >= 1e9 ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9) : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    static String time(double seconds) {
        if (seconds < 100) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return seconds < 6000 ? String.format(Locale.ROOT, "%.0f min", seconds / 60) : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
