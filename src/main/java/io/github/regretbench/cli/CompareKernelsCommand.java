package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.KernelComparison;
import io.github.regretbench.experiment.KernelComparison.Contender;
import io.github.regretbench.experiment.Laboratory;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.Shard;
import io.github.regretbench.figure.KernelComparisonFigure;
import io.github.regretbench.figure.KernelComparisonTable;
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
import picocli.CommandLine.Spec;

/** {@code regretbench compare-kernels}. */
@Command(name = KernelComparison.NAME, mixinStandardHelpOptions = true,
        description = {"Run GP-UCB on functions drawn from kernels between rough and smooth, alike in all else, and compare: the bracket "
                + "of the information gain gamma_T, cumulative regret, how fast it grows and the bound on it.",
            "Writes one table (CSV, LaTeX, Markdown) and one figure."},
        footer = {"", "Example: regretbench compare-kernels --dimensions 1 --horizon 10000 --out results/longer"})
final class CompareKernelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Option(names = "--kernels", paramLabel = "KERNEL", split = ",",
            description = "Which ones, with commas between (default: matern12,matern32,matern52,matern72,se,linear).")
    private List<String> kernels;
    @Option(names = "--dimensions", paramLabel = "D", split = ",",
            description = "Dimensions of the decision sets, with commas between (default: 1,2,3).")
    private List<Integer> dimensions;
    @Option(names = "--schedule", paramLabel = "SCHEDULE",
            description = "beta_t of GP-UCB (default: theorem1); `regretbench list schedules` shows them.")
    private String schedule;
    @Mixin
    private SizeOptions size;
    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws IOException {
        run(comparison(), run, spec.commandLine().getOut(), spec.commandLine().getErr());
        return ExitCode.OK;
    }

    private KernelComparison comparison() {
        KernelComparison standard = size.overridden(KernelComparison.STANDARD);
        List<Contender> chosen = new ArrayList<>();
        try {
            for (String name : kernels == null ? List.<String>of() : kernels) {
                chosen.add(KernelComparison.kernel(name));
            }
            return new KernelComparison(kernels == null ? standard.kernels() : chosen,
                    dimensions == null ? standard.dimensions() : dimensions, standard.seed(), standard.trials(), standard.horizon(),
                    schedule == null ? standard.schedule() : schedule);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("%s: %s".formatted(KernelComparison.NAME, e.getMessage()), e);
        }
    }

    /** Runs and audits all experiments, then prints the table and draws the figure. Mistakes come to light before the first is run. */
    static void run(KernelComparison comparison, RunOptions options, PrintWriter out, PrintWriter err) throws IOException {
        Path figures = options.paperFigures();
        Laboratory laboratory = options.laboratory().within(KernelComparison.NAME);
        List<Bench> benches = new ArrayList<>();
        for (Experiment experiment : comparison.experiments()) {
            benches.add(Bench.of(experiment, DataDirectory.resolve(null, System.getenv())));
        }
        for (Bench bench : benches) {
            RunOptions.run(laboratory, bench, Shard.WHOLE, err);
            laboratory.audit(bench);
        }
        ResultFolder folder = comparison.write(laboratory, benches);
        KernelComparisonTable table = KernelComparisonTable.of(folder);
        out.print(table.text());
        Path figure = KernelComparisonFigure.draw(folder, figures).get(0);
        out.printf("table %s, figure %s, results in %s%n%n", table.write(figures).get(0), figure, folder.path());
        out.flush();
    }
}
