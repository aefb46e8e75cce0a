package io.github.regretbench.cli;

import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.Laboratory;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.Shard;
import io.github.regretbench.experiment.Suite;
import io.github.regretbench.figure.AuditTable;
import io.github.regretbench.figure.BoundsFigure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench audit FILE.yaml}. */
@Command(name = "audit", mixinStandardHelpOptions = true,
        description = {"Run an experiment or a suite, or take its stored results, and hold every run against what theory promises: "
                + "confidence bands and each level of the regret bound against delta, the distribution of innovations, how tight the bounds are, how fast "
                + "regret grows.", "A policy that nothing is proved about is reported as such."},
        footer = {"", "Example: regretbench audit paper-figures/bounds.yaml"})
final class AuditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "FILE",
            description = "An experiment or a suite in YAML, or the name of an experiment that comes with RegretBench.")
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
        Bench bench = Bench.of(experiment, options.data());
        run.run(experiment, bench, out, spec.commandLine().getErr());
        ResultFolder folder = run.laboratory().audit(bench);
        out.print(AuditTable.of(folder).text());
        BoundsFigure.draw(folder, figures, experiment.name()).stream().findFirst().ifPresent(file -> out.println("figure " + file));
        out.println("audit in " + folder.path());
        RunOptions.requireNoFailures(List.of(folder));
    }

    /** Says in a line per cell how often each answer was given; a report has the rest. */
    private void all(Suite suite, PrintWriter out) throws IOException {
        Laboratory laboratory = suite.within(run.laboratory());
        List<ResultFolder> folders = new ArrayList<>();
        for (Experiment experiment : suite.experiments()) {
            Bench bench = Bench.of(experiment, options.data());
            folders.add(RunOptions.run(laboratory, bench, Shard.WHOLE, spec.commandLine().getErr()));
            RunOptions.present(folders.get(folders.size() - 1));
            Map<String, Long> answers = laboratory.audit(bench).audit().rows().stream()
                    .collect(Collectors.groupingBy(row -> row.get("answer").replace('-', ' '), TreeMap::new, Collectors.counting()));
            out.println(experiment.name() + ": " + answers.entrySet().stream().map(e -> e.getValue() + " " + e.getKey())
                    .collect(Collectors.joining(", ")));
            out.flush();
        }
        out.println("audits in " + suite.write(laboratory).path());
        RunOptions.requireNoFailures(folders);
    }
}
