package io.github.regretbench.cli;

import io.github.regretbench.data.DataDirectory;
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
import java.util.Set;
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
            "RegretBench, extensions on its class path and FILE are copied to a folder that all nodes must see. Java, the tables of --data and "
                    + "what a `command:` names are used where they are: all nodes must see them, and they must not change meanwhile.",
            "`regretbench status` tells how far the jobs are. Exit code 1 when --wait was given and the shards could not be joined."},
        footer = {"", "Example: regretbench submit my-suite.yaml --shards 64 --time 4:00:00 --mem 4G --partition long"})
final class SubmitCommand implements Callable<Integer> {
    private static final int MOST_SHARDS = 100_000;
    private static final int MOST_CPUS = 1024;
    private static final int NOT_JOINED = 1;
    /** Which the submission knows for both jobs. */
    private static final Set<String> ABOUT_DATA = Set.of("--data", DataDirectory.ACCEPT);

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
                new DataDirectory(options.data().path().toAbsolutePath().normalize(), options.data().acceptsChanged()), results, Path.of("").toAbsolutePath());
        if (dryRun) {
            print.printf("# %s%n%s%n# then%n%s", submission.folder(), submission.arrayScript(resources), submission.mergeScript(resources));
            return ExitCode.OK;
        }
        Submission.Outcome outcome = submission.submit(resources, source, wait);
        if (!outcome.succeeded()) {
            spec.commandLine().getErr().printf("regretbench: the shards of %s are not joined: %s says why, and `%s` how to go on%n", suite.name(),
                    submission.log(), submission.status());
            return NOT_JOINED;
        }
        print.printf("job %s plays %s in %d shards, and another joins them into %s%n", outcome.array(), suite.name(), shards,
                results.resolve(suite.name()));
        print.printf("`%s` tells how far they are%n", submission.status());
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

    /** What was given of the options that change the experiment, one word each. */
    private List<String> changes() {
        List<String> given = new ArrayList<>();
        for (CommandSpec mixin : spec.mixins().values()) {
            for (OptionSpec option : mixin.options()) {
                if (!option.usageHelp() && !option.versionHelp() && !ABOUT_DATA.contains(option.longestName())) {
                    boolean isFlag = option.arity().max() == 0;
                    option.originalStringValues().forEach(value -> given.add(option.longestName() + (isFlag ? "" : "=" + value)));
                }
            }
        }
        return given;
    }
}
