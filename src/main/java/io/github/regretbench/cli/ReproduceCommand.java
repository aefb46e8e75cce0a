package io.github.regretbench.cli;

import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Arms;
import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.ExperimentFile;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.figure.ExperimentFigures;
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

/** {@code regretbench reproduce}: the experiments of the paper, with their figures. */
@Command(name = "reproduce", mixinStandardHelpOptions = true,
        description = "Run the paper's experiments and draw their figures: Figure 5, panel by panel.",
        footer = {"", "Example: regretbench reproduce fig5a fig5b --data ~/measurements"})
final class ReproduceCommand implements Callable<Integer> {
    /** The three panels that make up Figure 5. */
    private static final List<String> FIGURE_5 = List.of("fig5a", "fig5b", "fig5c");

    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "EXPERIMENT", arity = "0..*",
            description = "Which ones (default: all whose data are there). `regretbench list experiments` shows them.")
    private List<String> names;
    @Mixin
    private ExperimentOptions options;
    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Experiment> experiments = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        DataDirectory data = options.data();
        for (String name : names == null ? ExperimentFile.EMBEDDED : names) {
            Experiment experiment = options.overridden(ExperimentFile.embedded(name));
            if (names == null && isWithoutData(experiment, data)) {
                leftOut.add(name);
            } else {
                experiments.add(experiment);
            }
        }
        List<ResultFolder> panels = new ArrayList<>();
        Path figures = run.paperFigures();
        for (Experiment experiment : experiments) {
            if (experiment.arms() instanceof Arms.Sensors sensors) {
                data.require(sensors.table());      // all of them before the first run
            }
        }
        for (Experiment experiment : experiments) {
            Bench bench = Bench.of(experiment, data);
            ResultFolder folder = run.run(experiment, bench, out, spec.commandLine().getErr());
            List<Path> files = ExperimentFigures.draw(List.of(folder), figures, experiment.name());
            out.printf("figure %s, results in %s%n%n", files.get(0), folder.path());
            if (FIGURE_5.contains(experiment.name())) {
                panels.add(folder);
            }
        }
        if (panels.size() == FIGURE_5.size()) {
            out.println("all three panels: " + ExperimentFigures.draw(panels, figures, "fig5").get(0));
        }
        if (!leftOut.isEmpty()) {
            out.printf("left out %s: their tables are not in %s; bring the first with `regretbench data fetch intel-lab`, see "
                    + "`regretbench data list` for the other%n", String.join(" and ", leftOut), data.path());
        }
        return ExitCode.OK;
    }

    private static boolean isWithoutData(Experiment experiment, DataDirectory data) {
        return experiment.arms() instanceof Arms.Sensors sensors && data.find(sensors.table()).isEmpty();
    }
}
