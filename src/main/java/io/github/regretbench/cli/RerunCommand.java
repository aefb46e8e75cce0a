package io.github.regretbench.cli;

import io.github.regretbench.AtShutdown;
import io.github.regretbench.experiment.Laboratory;
import io.github.regretbench.experiment.Rerun;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench rerun RESULT}. */
@Command(name = "rerun", mixinStandardHelpOptions = true,
        description = {"Repeat a stored run from the experiment beside its results, and say whether every byte agrees; if not, where the first "
                + "difference is and what in the environment has changed.", "Exit code 0 when every byte agrees, 1 when one does not."},
        footer = {"", "Example: regretbench rerun results/fig5a"})
final class RerunCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;
    private static final String PREFIX = "regretbench-rerun-";

    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "RESULT", description = "A folder of results of an experiment or a suite, such as results/fig5a.")
    private String result;
    @Option(names = "--out", paramLabel = "DIR", description = "Keep the new results in this directory (default: they are deleted).")
    private Path out;
    @Option(names = "--jobs", paramLabel = "N", description = "Trials played side by side (default: the number of processors).")
    private Integer jobs;
    @Mixin
    private DataOptions data;

    @Override
    public Integer call() throws IOException {
        Rerun rerun = new Rerun(ExperimentOptions.path(result));
        if (out != null) {
            play(rerun, ExperimentOptions.directory("--out", out));
        } else {
            clearTemporary();
            Path temporary = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
            AtShutdown cleaning = new AtShutdown(() -> deleteAll(temporary));
            try {
                play(rerun, temporary);
            } finally {
                cleaning.callOff();
                deleteAll(temporary);
            }
        }
        say(rerun, spec.commandLine().getOut());
        return rerun.differences().isEmpty() ? ExitCode.OK : DIFFERENT;
    }

    private void play(Rerun rerun, Path target) throws IOException {
        int threads = jobs == null ? Runtime.getRuntime().availableProcessors()
                : ExperimentOptions.within("--jobs", jobs, RunOptions.MOST_JOBS);
        try (TrialProgress progress = new TrialProgress(rerun.suite().name(), "trials", spec.commandLine().getErr(), System::nanoTime)) {
            rerun.play(new Laboratory(target, threads, false), data.resolve(), progress);
        }
    }

    private static void say(Rerun rerun, PrintWriter print) {
        List<String> differences = rerun.differences();
        String files = rerun.files() + (rerun.files() == 1 ? " file" : " files") + (rerun.byChecksum() == 0 ? ""
                : ", %d of them gone and compared by SHA-256".formatted(rerun.byChecksum()));
        if (differences.isEmpty()) {
            print.printf("every byte agrees (%s)%n", files);
        } else {
            print.printf("%d of %s differ; the first is %s%n", differences.size(), files, differences.get(0));
        }
        if (rerun.environment().isEmpty()) {
            print.println("made with the same version, data, virtual machine and machine");
        }
        rerun.environment().forEach(difference -> print.println("  " + difference));
    }

    /** What reruns left that were killed outright: the number of their process is in the name. */
    private static void clearTemporary() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(folder, PREFIX + "[0-9]*-*")) {
            for (Path directory : directories) {
                String number = directory.getFileName().toString().substring(PREFIX.length()).replaceFirst("-.*", "");
                if (number.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(number)).isEmpty()) {
                    deleteAll(directory);
                }
            }
        }
    }

    private static void deleteAll(Path directory) {
        if (Files.exists(directory)) {
            try (Stream<Path> content = Files.walk(directory)) {
                content.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            } catch (IOException e) {
                // What cannot be deleted stays among the temporary files.
            }
        }
    }
}
