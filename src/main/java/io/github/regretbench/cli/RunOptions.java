package io.github.regretbench.cli;

import io.github.regretbench.AtShutdown;
import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Engine;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.Laboratory;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.Shard;
import io.github.regretbench.experiment.Suite;
import io.github.regretbench.figure.ExperimentFigures;
import io.github.regretbench.figure.RegretTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Option;

/** Options of the commands that run experiments, and how they run one. */
final class RunOptions {
    private static final long PATIENCE_SECONDS = 20;
    /** Posteriors are otherwise right to 1e-8 of themselves. */
    private static final double WORTH_SAYING = 1e-6;

    @Option(names = "--out", paramLabel = "DIR", description = "Directory for results, one folder an experiment (default: results).")
    private Path out;

    @Option(names = "--figures", paramLabel = "DIR", description = "Directory for figures (default: paper-figures for `reproduce` "
            + "without --out, else that of the results).")
    private Path figures;

    @Option(names = "--jobs", paramLabel = "N",
            description = "Trials played side by side (default: the number of processors). Results do not depend on it.")
    private Integer jobs;

    @Option(names = "--overwrite", description = "Replace stored results of another configuration or version.")
    private boolean overwrite;

    private Engine engine;

    /** Where results go when nothing is said. */
    private static final Path RESULTS = Path.of("results");
    /** Threads beyond any machine's processors cost memory and gain nothing. */
    static final int MOST_JOBS = 1024;

    /** Whether a directory for the results was named, or replacing what is kept was asked for. */
    boolean mayReplace() {
        return out != null || overwrite;
    }

    /** Refuses what does not count on a cluster. */
    void requireNoJobs() {
        if (jobs != null) {
            throw new BadInputException("--jobs counts threads of this machine; leave it out with --engine spark, where --master and --conf say what "
                    + "is used");
        }
    }

    /** Has another engine play than threads of this process. */
    void playOn(Engine other) {
        engine = other;
    }

    Laboratory laboratory() {
        if (engine != null) {
            return new Laboratory(results(), engine, overwrite);
        }
        int threads = jobs == null ? Runtime.getRuntime().availableProcessors() : ExperimentOptions.within("--jobs", jobs, MOST_JOBS);
        return new Laboratory(results(), threads, overwrite);
    }

    /** The directory with one folder an experiment or illustration. */
    Path results() {
        return out == null ? RESULTS : ExperimentOptions.directory("--out", out);
    }

    /** Where the figures of {@code reproduce} go. */
    Path paperFigures() {
        return figures != null ? usable("--figures", figures) : out != null ? out : usable("--figures", Path.of("paper-figures"));
    }

    /** Where the figure of {@code run} goes. */
    Path ownFigures(Experiment experiment) {
        return figuresIn(laboratory().folder(experiment).path());
    }

    /** Where figures go: to the directory that was named, else to that of the results. */
    Path figuresIn(Path results) {
        return figures != null ? usable("--figures", figures) : results;
    }

    /** Looked at before anything is run: what is drawn comes last. */
    static Path usable(String option, Path directory) {
        Path existing = ExperimentOptions.directory(option, directory).toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw new BadInputException("nothing can be written to %s: %s is %s; choose another directory with %s".formatted(directory,
                    existing, Files.isDirectory(existing) ? "not writable" : "not a directory", option));
        }
        return directory;
    }

    /** Whether figures are asked for. */
    boolean hasFigures() {
        return figures != null;
    }

    /** Runs an experiment and prints its table. */
    ResultFolder run(Experiment experiment, Bench bench, PrintWriter print, PrintWriter err) throws IOException {
        ResultFolder folder = run(laboratory(), bench, Shard.WHOLE, err);
        RegretTable table = RegretTable.of(folder);
        table.write(folder);
        print.print(table.text());
        sayOrigin(folder, print);
        warn(folder.warnings(), print);     // again below the verdicts, which a reader may look at alone
        print.flush();
        return folder;
    }

    static void sayOrigin(ResultFolder folder, PrintWriter print) {
        print.printf("%s: %s%n", folder.path().getFileName(), folder.origin());
    }

    /**
     * Ends a command whose results are written but lack policies that failed.
     *
     * @throws PolicyFailure when there are such policies
     */
    static void requireNoFailures(List<ResultFolder> folders) {
        requireNoFailures(folders, "the results are those of the other policies, and the same command plays only what is missing");
    }

    /** The same with what that means for the results, and what plays the missing trials. */
    static void requireNoFailures(List<ResultFolder> folders, String mend) {
        List<ResultFolder> lacking = folders.stream().filter(folder -> !folder.failures().rows().isEmpty()).toList();
        if (!lacking.isEmpty()) {
            Map<String, String> first = lacking.get(0).failures().rows().get(0);
            throw new PolicyFailure("%s: policy %s failed in %s, first in trial %s: %s%s; %s"
                    .formatted(lacking.get(0).path(), first.get("policy"), trials(first.get("failed_trials")), first.get("first_trial"), first.get("reason"),
                            lacking.size() == 1 ? "" : " (and so in %d more)".formatted(lacking.size() - 1), mend));
        }
    }

    /**
     * Writes the index of a suite with the cells that have results, and says how many have none.
     *
     * @param folders of the cells with results
     * @param failures of the others, at least one
     */
    static PolicyFailure someCells(Suite suite, Laboratory laboratory, List<ResultFolder> folders, List<PolicyFailure> failures) throws IOException {
        if (!folders.isEmpty()) {
            new Suite(suite.name(), suite.title(), suite.cells().stream().filter(cell -> folders.stream()
                    .anyMatch(folder -> folder.path().endsWith(cell.experiment().name()))).toList()).write(laboratory);
        }
        return new PolicyFailure("%d of %d cells have no results; %s".formatted(failures.size(), suite.cells().size(), failures.get(0).getMessage()));
    }

    private static String trials(String count) {
        return count.equals("1") ? "1 trial" : count + " trials";
    }

    /** Writes the table and the figure of results beside them. */
    static void present(ResultFolder folder) throws IOException {
        RegretTable.of(folder).write(folder);
        Experiment experiment = folder.experiment();
        if (experiment.figure().isPresent()) {
            ExperimentFigures.draw(List.of(folder), folder.path(), experiment.name());
        }
    }

    /**
     * Runs an experiment or a share of it. An interrupt stores the trials that are finished, says how to go on and ends the process with code 130.
     */
    static ResultFolder run(Laboratory laboratory, Bench bench, Shard shard, PrintWriter err) throws IOException {
        Experiment experiment = bench.experiment();
        sayRounding(bench, err);
        bench.rowUse().ifPresent(use -> err.printf(Locale.ROOT, "%s: %s%n", experiment.name(), use));
        warn(bench.warnings(), err);
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch stored = new CountDownLatch(1);
        Runnable interrupted = () -> {
            if (running.get()) {
                stop.set(true);
                sayInterrupted(experiment, stored, err);
            }
        };
        AtShutdown storing = new AtShutdown(interrupted);
        Optional<ResultFolder> folder;
        try (TrialProgress progress = new TrialProgress(experiment.name(), "trials", err, System::nanoTime)) {
            folder = laboratory.run(bench, shard, progress, stop);
            running.set(folder.isEmpty());
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            running.set(false);
            throw e;
        } finally {
            stored.countDown();
            storing.callOff();
        }
        if (folder.isEmpty()) {
            awaitEnd();
        }
        return folder.get();
    }

    static void warn(List<String> warnings, PrintWriter print) {
        warnings.forEach(warning -> print.println("WARNING: " + RegretBench.printable(warning)));
        print.flush();
    }

    private static void sayRounding(Bench bench, PrintWriter err) {
        double rounding = bench.prior().maximumVariance() > 0 ? bench.model().ratio().relativeRounding() : 0;
        if (rounding > WORTH_SAYING) {
            err.printf(Locale.ROOT, "regretbench: %s has little noise for its signal: posterior means and variances are right to about %.0e of "
                    + "themselves%n", bench.experiment().name(), rounding);
        }
    }

    private static void sayInterrupted(Experiment experiment, CountDownLatch stored, PrintWriter err) {
        try {
            if (stored.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                err.println("regretbench: interrupted; the finished trials of " + experiment.name()
                        + " are stored, and the same command goes on from there");
                err.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process is being shut down; nothing more is to be done here. */
    static void awaitEnd() {
        while (true) {
            try {
                TimeUnit.HOURS.sleep(1);
            } catch (InterruptedException e) {
                // the end is near
            }
        }
    }
}
