package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.Laboratory;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.Shard;
import io.github.regretbench.experiment.Suite;
import io.github.regretbench.figure.SuiteTable;
import io.github.regretbench.spark.SparkEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench run FILE.yaml}. */
@Command(name = "run", mixinStandardHelpOptions = true,
        description = "Run an experiment or a suite of them, or go on with an interrupted run.",
        footer = {"", "Example: regretbench run paper-figures/fig5a.yaml --trials 200 --out results/more"})
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "FILE", description = "An experiment or a suite in YAML, or the name of an experiment that comes with RegretBench.")
    private String file;
    @Mixin
    private SuiteOptions options;
    @Mixin
    private RunOptions run;
    @Mixin
    private FigureOptions figure;

    @Mixin
    private SparkOptions cluster;

    @Option(names = "--shard", paramLabel = "I/K", description = "Only share I of K of the trials, the same whoever asks: run each on a machine "
            + "of its own, each with its own --out, then join them with `regretbench merge`.")
    private String share;

    @Override
    public Integer call() throws IOException {
        if (!cluster.isAskedFor()) {
            return play();
        }
        run.requireNoJobs();
        if (!SparkProcess.isDriver()) {
            return cluster.process().run(spec.root().commandLine().getParseResult().originalArgs());
        }
        try (SparkEngine engine = new SparkEngine(options.data())) {
            run.playOn(engine);
            return play();
        }
    }

    private int play() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Shard shard = share == null ? Shard.WHOLE : Shard.parse(share);
        if (!shard.isWhole() && (run.hasFigures() || figure.isGiven())) {
            throw new BadInputException("a shard has no results of its own and no figure: leave out --figures, --quantity, --log, --labels and "
                    + "--no-figure");
        }
        if (run.hasFigures() && figure.isOff()) {
            throw new BadInputException("--figures names a directory for what --no-figure leaves out; leave out one of them");
        }
        Suite suite = options.read(file);
        figure.check(suite);
        if (!suite.isSingle()) {
            new SuiteRun(suite, options.data(), run, figure, out, spec.commandLine().getErr()).play(shard);
        } else if (shard.isWhole()) {
            one(suite.experiments().get(0), out);
        } else {
            shareOfOne(suite.experiments().get(0), shard, out);
        }
        return ExitCode.OK;
    }

    private void one(Experiment experiment, PrintWriter out) throws IOException {
        Path figures = run.ownFigures(experiment);
        Bench bench = Bench.of(experiment, options.data());
        ResultFolder folder = run.run(experiment, bench, out, spec.commandLine().getErr());
        out.println("results in " + folder.path());
        figure.draw(folder, figures, out);
        RunOptions.requireNoFailures(List.of(folder));
    }

    private void shareOfOne(Experiment experiment, Shard shard, PrintWriter out) throws IOException {
        ResultFolder folder = RunOptions.run(run.laboratory(), Bench.of(experiment, options.data()), shard, spec.commandLine().getErr());
        SuiteRun.sayShare(shard, folder.path(), out);
        RunOptions.requireNoFailures(List.of(folder), SuiteRun.WITHOUT);
    }
}
