package io.github.regretbench.cli;

import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.Laboratory;
import io.github.regretbench.experiment.Merge;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.Suite;
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

/** {@code regretbench merge SHARD...}. */
@Command(name = "merge", mixinStandardHelpOptions = true,
        description = {"Join the shards of a run: what comes out has the same bytes as one run of everything.",
            "Nothing is joined when trials are missing, or when two shards disagree about one. Trials that failed in their shard are not missing: "
                + "their policy has no results, and the exit code is 1, as after one run."},
        footer = {"", "Example: regretbench merge a/fig5a b/fig5a c/fig5a --out results"})
final class MergeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "SHARD", arity = "1..*", description = "Folders that `regretbench run --shard` made, such as a/fig5a.")
    private List<String> shards;
    @Option(names = "--out", paramLabel = "DIR", defaultValue = "results",
            description = "Directory for results, one folder an experiment (default: results).")
    private Path out;
    @Option(names = "--overwrite", description = "Replace stored results of another configuration or version.")
    private boolean overwrite;
    @Mixin
    private DataOptions data;

    @Override
    public Integer call() throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        DataDirectory tables = data.resolve();
        Merge merge = new Merge(shards.stream().map(ExperimentOptions::path).toList());
        Suite suite = merge.suite();
        Laboratory laboratory = suite.within(new Laboratory(ExperimentOptions.directory("--out", out), 1, overwrite));
        for (Experiment experiment : suite.experiments()) {
            merge.check(Bench.of(experiment, tables), laboratory);
        }
        List<ResultFolder> folders = new ArrayList<>();
        List<PolicyFailure> failures = new ArrayList<>();
        for (Experiment experiment : suite.experiments()) {
            try {
                folders.add(merge.join(Bench.of(experiment, tables), laboratory));
                RunOptions.present(folders.get(folders.size() - 1));
            } catch (PolicyFailure e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw suite.isSingle() ? failures.get(0) : RunOptions.someCells(suite, laboratory, folders, failures);
        }
        Path results = suite.isSingle() ? folders.get(0).path() : suite.write(laboratory).path();
        print.printf("%d shard%s of %s joined, results in %s%n", shards.size(), shards.size() == 1 ? "" : "s", suite.name(), results);
        FigureOptions figure = new FigureOptions();
        if (suite.isSingle()) {
            figure.draw(folders.get(0), results, print);
        } else {
            figure.draw(suite, folders, results, print);
        }
        RunOptions.requireNoFailures(folders, "the results are those of the other policies; the commands that made the shards play only what is "
                + "missing, and then they can be merged again");
        return ExitCode.OK;
    }
}
