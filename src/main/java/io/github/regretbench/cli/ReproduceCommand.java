package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.Spelling;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Arms;
import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.ExperimentFile;
import io.github.regretbench.experiment.Illustration;
import io.github.regretbench.experiment.KernelComparison;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.Shard;
import io.github.regretbench.experiment.SuiteFile;
import io.github.regretbench.figure.AuditTable;
import io.github.regretbench.figure.BoundsFigure;
import io.github.regretbench.figure.ExperimentFigures;
import io.github.regretbench.figure.IllustrationFigures;
import io.github.regretbench.figure.OrderTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench reproduce}: the figures of the paper, with the experiments behind them. */
@Command(name = "reproduce", mixinStandardHelpOptions = true,
        description = "Run the paper's experiments, compute what its other figures show, and draw all of them, panel by panel.",
        footer = {"", "Example: regretbench reproduce fig3a fig5a fig5b --data ~/measurements"})
final class ReproduceCommand implements Callable<Integer> {
    /** The three panels that make up Figure 5. */
    private static final List<String> FIGURE_5 = List.of("fig5a", "fig5b", "fig5c");
    /** The table of regret orders, which needs no computation. */
    private static final String TABLE = "table1";
    /** The experiment whose figure is that of its audit. */
    private static final String BOUNDS = "bounds";

    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "FIGURE", arity = "0..*",
            description = "Which ones (default: all of the paper whose data are there; `tuning` only by name). `regretbench list experiments` shows them.")
    private List<String> names;
    @Mixin
    private ExperimentOptions options;
    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws IOException {
        List<Illustration> illustrations = new ArrayList<>();
        List<Experiment> experiments = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        DataDirectory data = options.data();
        List<String> chosen = names == null ? everything() : names;
        if (options.size().isGiven() && !run.mayReplace()) {
            throw new BadInputException("--seed, --trials and --horizon make other results and figures than those that are kept; add --out DIR, or "
                    + "--overwrite to replace them");
        }
        for (String name : chosen) {
            if (name.equals(TABLE) || name.equals(KernelComparison.NAME) || SuiteFile.EMBEDDED.contains(name)) {
                continue;
            }
            Optional<Illustration> illustration = Illustration.named(name);
            Optional<Experiment> experiment = illustration.isPresent() ? Optional.empty()
                    : Optional.of(options.size().overridden(experiment(name)));
            if (names == null && !dataFiles(illustration, experiment).stream().allMatch(file -> data.find(file).isPresent())) {
                leftOut.add(name);
                continue;
            }
            dataFiles(illustration, experiment).forEach(data::require);     // all of them before the first run
            illustration.ifPresent(illustrations::add);
            experiment.ifPresent(experiments::add);
        }
        if (names != null && !illustrations.isEmpty()) {
            options.size().requireNone(illustrations.get(0).name());
        }
        Path figures = run.paperFigures();
        if (chosen.contains(TABLE)) {
            spec.commandLine().getOut().printf("table1: orders of regret%ntable %s%n%n", OrderTable.write(figures).get(0));
        }
        illustrate(illustrations, data, figures);
        runAll(experiments, data, figures);
        if (chosen.contains(KernelComparison.NAME)) {
            CompareKernelsCommand.run(options.size().overridden(KernelComparison.STANDARD), run, spec.commandLine().getOut(),
                    spec.commandLine().getErr());
        }
        for (String suite : SuiteFile.EMBEDDED) {
            if (chosen.contains(suite)) {
                new SuiteRun(options.size().overridden(SuiteFile.embedded(suite, Map.of(), List.of())), data, run, new FigureOptions(),
                        Optional.of(figures), spec.commandLine().getOut(), spec.commandLine().getErr()).play(Shard.WHOLE);
                spec.commandLine().getOut().println();
            }
        }
        if (!leftOut.isEmpty()) {
            spec.commandLine().getOut().printf("left out %s: their data are not in %s; bring the Intel Lab's with `regretbench data fetch "
                    + "intel-lab` and `regretbench data import locations`, see `regretbench data list` for the others%n",
                    String.join(" and ", leftOut), data.path());
        }
        return ExitCode.OK;
    }

    private static List<String> everything() {
        return Stream.of(Stream.of(TABLE), Illustration.ALL.stream().map(Illustration::name), ExperimentFile.EMBEDDED.stream()
                .filter(name -> name.equals(BOUNDS) || ExperimentFile.embedded(name).figure().isPresent()),
                Stream.of(KernelComparison.NAME)).flatMap(s -> s).toList();
    }

    private static Experiment experiment(String name) {
        List<String> known = Stream.concat(everything().stream(), SuiteFile.EMBEDDED.stream()).toList();
        if (!known.contains(name)) {
            throw new BadInputException("no figure or experiment called '%s' is reproduced; %sknown: %s".formatted(name,
                    Spelling.hint(name, known), String.join(", ", known)));
        }
        return ExperimentFile.embedded(name);
    }

    private static List<String> dataFiles(Optional<Illustration> illustration, Optional<Experiment> experiment) {
        return illustration.map(Illustration::dataFiles).orElseGet(() ->
                experiment.orElseThrow().arms() instanceof Arms.Sensors sensors ? List.of(sensors.table()) : List.of());
    }

    private void illustrate(List<Illustration> illustrations, DataDirectory data, Path figures) throws IOException {
        for (Illustration illustration : illustrations) {
            ResultFolder folder = illustration.compute(run.results(), data);
            spec.commandLine().getOut().printf("%s: %s%nfigure %s, numbers in %s%n%n", illustration.name(), illustration.title(),
                    IllustrationFigures.draw(illustration, folder, figures).get(0), folder.path());
            RunOptions.warn(Arrays.stream(Illustration.setUp(folder).split(" WARNING: ")).skip(1).toList(), spec.commandLine().getOut());
        }
    }

    private void runAll(List<Experiment> experiments, DataDirectory data, Path figures) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<ResultFolder> panels = new ArrayList<>();
        for (Experiment experiment : experiments) {
            Bench bench = Bench.of(experiment, data);
            ResultFolder folder = run.run(experiment, bench, out, spec.commandLine().getErr());
            boolean bounds = experiment.name().equals(BOUNDS);
            if (bounds) {
                out.print(AuditTable.of(run.laboratory().audit(bench)).text());
            }
            List<Path> files = bounds ? BoundsFigure.draw(folder, figures, BOUNDS)
                    : ExperimentFigures.draw(List.of(folder), figures, experiment.name());
            out.printf("%sresults in %s%n%n", files.isEmpty() ? "" : "figure " + files.get(0) + ", ", folder.path());
            if (FIGURE_5.contains(experiment.name())) {
                panels.add(folder);
            }
        }
        if (panels.size() == FIGURE_5.size()) {
            out.println("all three panels: " + ExperimentFigures.draw(panels, figures, "fig5").get(0));
        }
    }
}
