package io.github.regretbench.cli;

import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.figure.ExperimentFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench run FILE.yaml}. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Run an experiment file, or go on with an interrupted run.",
        footer = {"", "Example: regretbench run paper-figures/fig5a.yaml --trials 200 --out results/more"})
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "FILE", description = "An experiment in YAML, or the name of one that comes with RegretBench.")
    private String file;
    @Mixin
    private ExperimentOptions options;
    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws IOException {
        Experiment experiment = options.read(file);
        Path figures = run.ownFigures(experiment);
        ExperimentFigures.check(experiment);
        Bench bench = Bench.of(experiment, options.data());
        ResultFolder folder = run.run(experiment, bench, spec.commandLine().getOut(), spec.commandLine().getErr());
        if (experiment.figure().isPresent()) {
            ExperimentFigures.draw(List.of(folder), figures, experiment.name());
        }
        spec.commandLine().getOut().println("results in " + folder.path());
        return ExitCode.OK;
    }
}
