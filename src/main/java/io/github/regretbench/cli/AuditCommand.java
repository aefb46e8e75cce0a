package io.github.regretbench.cli;

import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.figure.AuditTable;
import io.github.regretbench.figure.BoundsFigure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench audit FILE.yaml}. */
@Command(name = "audit", mixinStandardHelpOptions = true,
        description = {"Run an experiment, or take its stored results, and hold every run against what theory promises: confidence bands "
                + "and each level of the regret bound against delta, the distribution of innovations, how tight the bounds are, how fast "
                + "regret grows.", "A policy that nothing is proved about is reported as such."},
        footer = {"", "Example: regretbench audit paper-figures/audit.yaml"})
final class AuditCommand implements Callable<Integer> {
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
        PrintWriter out = spec.commandLine().getOut();
        Experiment experiment = options.read(file);
        Path figures = run.ownFigures(experiment);
        Bench bench = Bench.of(experiment, options.data());
        run.run(experiment, bench, out, spec.commandLine().getErr());
        ResultFolder folder = run.laboratory().audit(bench);
        out.print(AuditTable.of(folder).text());
        BoundsFigure.draw(folder, figures, experiment.name()).stream().findFirst().ifPresent(file -> out.println("figure " + file));
        out.println("audit in " + folder.path());
        return ExitCode.OK;
    }
}
