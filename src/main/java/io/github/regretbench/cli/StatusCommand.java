package io.github.regretbench.cli;

import io.github.regretbench.experiment.Shard;
import io.github.regretbench.experiment.Share;
import io.github.regretbench.experiment.Suite;
import io.github.regretbench.slurm.Submission;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench status DIR}. */
@Command(name = "status", mixinStandardHelpOptions = true,
        description = {"Tell how far a run is that was handed to SLURM: which shards are played, running, waiting or missing.",
            "Exit code 0 when all are played, 1 while some are not."},
        footer = {"", "Example: regretbench status results/my-suite.slurm"})
final class StatusCommand implements Callable<Integer> {
    private static final int INCOMPLETE = 1;

    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "DIR", description = "The folder that `regretbench submit` made.")
    private String folder;

    /** The options of the run, as they were given to submit. */
    @Command(name = "submit")
    private static final class Changes {
        @Mixin
        private SuiteOptions options;
    }

    @Override
    public Integer call() throws IOException {
        Submission submission = Submission.read(ExperimentOptions.path(folder));
        Changes changes = new Changes();
        new CommandLine(changes).parseArgs(submission.options().toArray(String[]::new));
        Suite suite = changes.options.read(submission.file());
        Optional<Map<Integer, String>> answer = submission.tasks();
        Map<Integer, String> tasks = answer.orElse(Map.of());
        PrintWriter out = spec.commandLine().getOut();
        List<Integer> missing = new ArrayList<>();
        int played = 0;
        long stored = 0;
        long wanted = 0;
        for (int i = 1; i <= submission.shards(); i++) {
            Share share = Share.of(submission.shard(i), suite, new Shard(i, submission.shards(), 0));
            stored += share.stored();
            wanted += share.wanted();
            played += share.finished() ? 1 : 0;
            if (!share.finished() && tasks.containsKey(i)) {
                out.printf("shard %d: %s%n", i, tasks.get(i).toLowerCase(Locale.ROOT).replace('_', ' '));
            } else if (!share.finished()) {
                missing.add(i);
                out.printf("shard %d: %s, %d of %d trials are stored%n", i, answer.isPresent() ? "missing" : "not played", share.stored(),
                        share.wanted());
            }
        }
        out.printf("%s: %d of %d shards are played, %d of %d trials are stored and in no job's hands%n", submission.name(), played,
                submission.shards(), stored, wanted);
        if (answer.isEmpty() && !missing.isEmpty()) {
            out.println("squeue gives no answer here: what is not played may be in the hands of jobs");
        }
        if (!missing.isEmpty()) {
            out.printf("to play what is missing and join all%s: %s%n", answer.isPresent() ? "" : ", when no job is at it", submission.mend(missing));
        } else if (played == submission.shards()) {
            out.printf("to join them, if that has not been done: %s%n", submission.join());
        }
        return played == submission.shards() ? ExitCode.OK : INCOMPLETE;
    }
}
