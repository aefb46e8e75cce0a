package io.github.regretbench.cli;

import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.Laboratory;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.Suite;
import io.github.regretbench.figure.ExperimentFigures;
import io.github.regretbench.figure.RegretTable;
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

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Suite suite = options.read(file);
        if (suite.isSingle()) {
            one(suite.experiments().get(0), out);
        } else {
            all(suite, out);
        }
        return ExitCode.OK;
    }

    private void one(Experiment experiment, PrintWriter out) throws IOException {
        Path figures = run.ownFigures(experiment);
        ExperimentFigures.check(experiment);
        Bench bench = Bench.of(experiment, options.data());
        ResultFolder folder = run.run(experiment, bench, out, spec.commandLine().getErr());
        if (experiment.figure().isPresent()) {
            ExperimentFigures.draw(List.of(folder), figures, experiment.name());
        }
        out.println("results in " + folder.path());
    }

    /** Every cell is made once before the first is run, so that mistakes come to light early, and again for its run: together they may not fit. */
    private void all(Suite suite, PrintWriter out) throws IOException {
        Laboratory laboratory = suite.within(run.laboratory());
        for (Experiment experiment : suite.experiments()) {
            ExperimentFigures.check(experiment);
            Bench.of(experiment, options.data()).requireMemoryForResults();
        }
        int done = 0;
        List<PolicyFailure> failures = new ArrayList<>();
        for (Experiment experiment : suite.experiments()) {
            ResultFolder folder;
            try {
                folder = RunOptions.run(laboratory, Bench.of(experiment, options.data()), spec.commandLine().getErr());
            } catch (PolicyFailure e) {
                failures.add(e);
                continue;
            }
            RegretTable.of(folder).write(folder);
            if (experiment.figure().isPresent()) {
                ExperimentFigures.draw(List.of(folder), folder.path(), experiment.name());
            }
            out.printf("%s: %d of %d cells%n", experiment.name(), ++done, suite.cells().size());
            out.flush();
        }
        if (!failures.isEmpty()) {
            throw new PolicyFailure("%d of %d cells are not complete; %s".formatted(failures.size(), suite.cells().size(),
                    failures.get(0).getMessage()));
        }
        out.println("results in " + suite.write(laboratory).getParent());
    }
}
