package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.Shard;
import io.github.regretbench.tuning.Grid;
import io.github.regretbench.tuning.Tabulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench tabulate GRID.yaml -- COMMAND}. */
@Command(name = "tabulate", mixinStandardHelpOptions = true,
        description = {"Run a program of your own once per configuration and repeat, and make a table of the numbers, which experiments play on.", "",
            "GRID.yaml says what is varied:",
            "  inputs:",
            "    lr: {from: 0.0001, to: 1, count: 9, log: yes}    # or step: 0.1",
            "    loss: [hinge, log]",
            "  repeats: 3                                     # with seeds 0, 1, 2",
            "  seed: 0",
            "  sample: {method: random, count: 50, seed: 1}   # or halton, or all", "",
            "The program gets --lr=0.1 --loss=log --seed=0 after its arguments, or in their place what stands in braces: {lr}, {loss}, {seed}. The last "
                + "line of its standard output is the number. What fails leaves an empty cell and is listed beside the table. The same command goes on "
                + "after an interrupt; more values, repeats or configurations can be added.",
            "Exit codes: 0 done, 1 some failed, 2 bad input, 130 interrupted."},
        footer = {"", "Example: regretbench tabulate grid.yaml --out scores.csv -- python3 train.py"})
final class TabulateCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    /** So many failures are told as they happen. */
    private static final int MOST_TOLD = 3;
    /** A month: beyond, a limit is none. */
    private static final double LONGEST_LIMIT = 2_592_000;

    @Spec
    private CommandSpec spec;
    @Parameters(index = "0", paramLabel = "GRID", description = "The configurations, in YAML.")
    private String grid;
    @Parameters(index = "1..*", paramLabel = "COMMAND", description = "The program and its arguments, after --.")
    private List<String> command = List.of();
    @Option(names = "--out", paramLabel = "FILE", defaultValue = "table.csv", description = "The table (default: ${DEFAULT-VALUE}).")
    private Path out;
    @Option(names = "--jobs", paramLabel = "N", description = "Processes side by side (default: the number of processors).")
    private Integer jobs;
    @Option(names = "--limit", paramLabel = "SECONDS", defaultValue = "3600", description = "After which a process is killed (default: ${DEFAULT-VALUE}).")
    private double limit;
    @Option(names = "--stdin", description = "Give a configuration as one line of JSON on standard input instead of arguments.")
    private boolean standardInput;
    @Option(names = "--retry-failed", description = "Run again what failed.")
    private boolean retry;
    @Option(names = "--shard", paramLabel = "I/K", description = "Only share I of K, each with its own --out; then join them with --merge.")
    private String share;
    @Option(names = "--merge", paramLabel = "PART", description = "Make the table of the parts that runs with --shard made, named by their --out; "
            + "repeatable, instead of a command.")
    private List<Path> parts = List.of();
    @Option(names = "--overwrite", description = "Begin anew in place of what is there.")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (command.isEmpty() == parts.isEmpty()) {
            throw new BadInputException(parts.isEmpty() ? "there is no program to run; write it after --, as in `regretbench tabulate grid.yaml -- python3 train.py`"
                    : "--merge makes a table of what was run before; leave out the command after --");
        }
        if (!(limit > 0 && limit <= LONGEST_LIMIT)) {
            throw new BadInputException("--limit is %s; expected seconds > 0 and at most %s".formatted(limit, PlainDouble.format(LONGEST_LIMIT)));
        }
        Shard shard = share == null ? Shard.WHOLE : Shard.parse(share);
        int threads = jobs == null ? Runtime.getRuntime().availableProcessors() : ExperimentOptions.within("--jobs", jobs, RunOptions.MOST_JOBS);
        Tabulation tabulation = new Tabulation(Grid.read(ExperimentOptions.path(grid)), out);
        if (!parts.isEmpty()) {
            if (share != null) {
                throw new BadInputException("--merge joins all shards; leave out --shard");
            }
            return tell(tabulation, tabulation.merge(parts, overwrite), shard);
        }
        return tell(tabulation, run(tabulation, new Tabulation.Run(command, standardInput, limit, threads, shard, retry, overwrite)), shard);
    }

    private Tabulation.State run(Tabulation tabulation, Tabulation.Run run) throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        AtomicBoolean running = new AtomicBoolean(true);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (running.get()) {
                err.println("regretbench: interrupted; what has ended is kept, and the same command goes on from there");
                err.flush();
            }
        }));
        try (TrialProgress progress = new TrialProgress(out.toString(), "measurements", err, System::nanoTime)) {
            Tabulation.State state = tabulation.run(run, progress, failures(err));
            running.set(false);
            return state;
        } catch (IOException | RuntimeException e) {
            running.set(false);
            throw e;
        } catch (InterruptedException e) {
            RunOptions.awaitEnd();
            throw e;
        }
    }

    private static Consumer<String> failures(PrintWriter err) {
        AtomicInteger told = new AtomicInteger();
        return failure -> {
            int number = told.incrementAndGet();
            if (number <= MOST_TOLD) {
                err.println("regretbench: failed: " + RegretBench.printable(failure) + (number == MOST_TOLD ? " (further failures are counted only)" : ""));
                err.flush();
            }
        };
    }

    private int tell(Tabulation tabulation, Tabulation.State state, Shard shard) {
        PrintWriter print = spec.commandLine().getOut();
        Grid configurations = tabulation.grid();
        if (!state.written()) {
            print.printf("shard %s in %s: %d of %d measurements are there; when all shards are, join them: regretbench tabulate %s --out FILE "
                    + "--merge PART --merge PART...%n", shard.written(), tabulation.log(), state.measured(), configurations.measurements(), grid);
        } else {
            print.printf("%s: %d configurations, %d repeat%s each%n", out, configurations.configurations().size(), configurations.repeats(),
                    configurations.repeats() == 1 ? "" : "s");
            print.println("to play on it: arms: " + tabulation.arms(state.failed() > 0));
        }
        if (state.failed() > 0) {
            print.flush();
            spec.commandLine().getErr().printf("regretbench: %d of %d measurements failed%s; --retry-failed runs them again, and after a change of the program --overwrite "
                    + "all%n",
                    state.failed(), state.measured(), state.written() ? ", see " + tabulation.failures() : "");
            return FAILED;
        }
        return ExitCode.OK;
    }
}
