package io.github.regretbench.cli;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench trace}: one trial whole, for checking with another program. */
@Command(name = "trace", mixinStandardHelpOptions = true,
        description = "Write one trial whole as JSON (schema regretbench/trace/1), for checking with another program.",
        footer = {"", "Example: regretbench trace paper-figures/fig5a.yaml --policy gp-ucb --trial 0 --out t.json"})
final class TraceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "FILE", description = "An experiment in YAML, or the name of one that comes with RegretBench.")
    private String file;
    @Option(names = "--policy", required = true, paramLabel = "NAME", description = "The policy, by its name in the experiment.")
    private String policy;
    @Option(names = "--trial", required = true, paramLabel = "K", description = "The trial, from 0.")
    private int trial;
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
    private Path out;
    @Mixin
    private ExperimentOptions options;

    @Override
    public Integer call() throws IOException {
        Experiment experiment = options.read(file);
        if (trial < 0 || trial >= experiment.trials()) {
            throw new BadInputException("--trial is %d; experiment %s has the trials 0 to %d".formatted(trial, experiment.name(),
                    experiment.trials() - 1));
        }
        Experiment.Player player;
        try {
            player = experiment.player(policy);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(e.getMessage(), e);
        }
        AtomicFile.requirePlace(out);
        Trace.write(Bench.of(experiment, options.data()), player, trial, out.toAbsolutePath());
        spec.commandLine().getOut().printf("trial %d of %s on %s: %s%n", trial, policy, experiment.name(), out);
        return ExitCode.OK;
    }
}
