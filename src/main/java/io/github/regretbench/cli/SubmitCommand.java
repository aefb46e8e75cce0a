package io.github.regretbench.cli;

import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Suite;
import io.github.regretbench.slurm.Submission;
import io.github.regretbench.slurm.Submission.Resources;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench submit FILE --shards K}. */
@Command(name = "submit", mixinStandardHelpOptions = true,
        description = {"Hand a run to SLURM: one task per shard, and a job that joins them to the bytes of one run.",
            "Everything the jobs need is copied to a folder that all nodes must see; `regretbench status` tells how far they are."},
        footer = {"", "Example: regretbench submit my-suite.yaml --shards 64 --time 4:00:00 --mem 4G --partition long"})
final class SubmitCommand implements Callable<Integer> {
    private static final int MOST_SHARDS = 100_000;
    private static final int MOST_CPUS = 1024;

    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "FILE", description = "An experiment or a suite in YAML, or the name of an experiment that comes with RegretBench.")
    private String file;
    @Mixin
    private SuiteOptions options;
    @Option(names = "--shards", paramLabel = "K", required = true, description = "Number of tasks that share the trials.")
    private int shards;
    @Option(names = "--out", paramLabel = "DIR", defaultValue = "results",
            description = "Directory for results, on a file system that all nodes share (default: results).")
    private Path out;
    @Option(names = "--cpus", paramLabel = "N", defaultValue = "1", description = "Processors per task (default: 1).")
    private int cpus;
    @Option(names = "--time", paramLabel = "TIME", description = "Time limit of a task, as sbatch takes it.")
    private String time;
    @Option(names = "--mem", paramLabel = "SIZE", description = "Memory of a task, as sbatch takes it; three quarters become Java's heap.")
    private String memory;
    @Option(names = "--partition", paramLabel = "NAME", description = "Partition of the jobs.")
    private String partition;
    @Option(names = "--sbatch", paramLabel = "OPTION", description = "Another option for sbatch, such as --sbatch=--account=bandits; may be "
            + "given several times.")
    private List<String> directives = List.of();
    @Option(names = "--wait", description = "Return when the shards are joined.")
    private boolean wait;
    @Option(names = "--dry-run", description = "Only print the two scripts; nothing is written or submitted.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        ExperimentOptions.within("--shards", shards, MOST_SHARDS);
        ExperimentOptions.within("--cpus", cpus, MOST_CPUS);
        Resources resources = new Resources(cpus, sbatchOptions());
        Suite suite = options.read(file);
        // Mistakes come to light here, and not in a job that has waited for a day.
        suite.experiments().forEach(experiment -> Bench.of(experiment, options.data()).requireMemoryForResults());
        Path results = ExperimentOptions.directory("--out", out).toAbsolutePath().normalize();
        Optional<Path> source = Optional.of(ExperimentOptions.path(file)).filter(Files::exists);
        Submission submission = new Submission(suite.name(), shards,
                source.map(path -> Submission.copy(Submission.folder(results, suite.name())).toString()).orElse(file), changes(),
                options.data().path().toAbsolutePath().normalize(), results, Path.of("").toAbsolutePath());
        if (dryRun) {
            print.printf("# %s%n%s%n# then%n%s", submission.folder(), submission.arrayScript(resources), submission.mergeScript(resources));
            return ExitCode.OK;
        }
        String job = submission.submit(resources, source, wait);
        print.printf("job %s plays %s in %d shards, and another joins them into %s%n", job, suite.name(), shards, results.resolve(suite.name()));
        print.printf("`regretbench status %s` tells how far they are%n", submission.folder());
        return ExitCode.OK;
    }

    private List<String> sbatchOptions() {
        List<String> all = new ArrayList<>();
        Optional.ofNullable(time).ifPresent(value -> all.add("--time=" + value));
        Optional.ofNullable(memory).ifPresent(value -> all.add("--mem=" + value));
        Optional.ofNullable(partition).ifPresent(value -> all.add("--partition=" + value));
        all.addAll(directives);
        return all;
    }

    /** What was given of the options that change the experiment, as it was given. */
    private List<String> changes() {
        List<String> given = new ArrayList<>();
        for (CommandSpec mixin : spec.mixins().values()) {
            for (OptionSpec option : mixin.options()) {
                if (!option.usageHelp() && !option.versionHelp() && !option.longestName().equals("--data")) {
                    option.originalStringValues().forEach(value -> given.addAll(List.of(option.longestName(), value)));
                }
            }
        }
        return given;
    }
}
