package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.Suite;
import io.github.regretbench.figure.ExperimentFigures;
import io.github.regretbench.figure.RunFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Options of the figure that every run draws. */
final class FigureOptions {
    /** Rows of a figure beyond which it is a tower. */
    private static final int TALL = 4;

    @Option(names = "--quantity", paramLabel = "NAME", description = "What the figure shows: average-regret, cumulative-regret, "
            + "best-sampled-regret, recommended-regret or information-gain (default: average-regret, or the experiment's own figure).")
    private String quantity;

    @Option(names = "--log", paramLabel = "AXES", description = "Logarithmic axes of the figure: x (rounds), y or xy (default: none).")
    private String logarithmic;

    @Option(names = "--labels", paramLabel = "POLICY=TEXT", split = ",", description = "What the figure calls policies, such as "
            + "gp-ucb=ours,ei=EI.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--no-figure", description = "Draw no figure.")
    private boolean none;

    /** What is asked for. */
    RunFigures wanted() {
        if (none && (quantity != null || logarithmic != null || !labels.isEmpty())) {
            throw new BadInputException("--no-figure leaves nothing for --quantity, --log and --labels to change; leave out one or the others");
        }
        if (logarithmic != null && !List.of("x", "y", "xy").contains(logarithmic)) {
            throw new BadInputException("--log is '%s'; expected x, y or xy".formatted(logarithmic));
        }
        return new RunFigures(quantity == null ? RunFigures.STANDARD.quantity() : RunFigures.named(quantity).orElseThrow(() ->
                new BadInputException("--quantity is '%s'; expected one of %s".formatted(quantity, Arrays.stream(RunFigures.Quantity.values())
                        .map(RunFigures.Quantity::written).collect(Collectors.joining(", "))))),
                logarithmic != null && logarithmic.contains("x"), logarithmic != null && logarithmic.contains("y"), labels);
    }

    /** Whether there is to be no figure. */
    boolean isOff() {
        return none;
    }

    /** Whether anything of a figure is asked for. */
    boolean isGiven() {
        return none || !wanted().isStandard();
    }

    /** Looks at what is asked for before anything is run. */
    void check(Suite suite) {
        wanted().check(suite.experiments());
        if (!none && wanted().isStandard()) {
            suite.experiments().forEach(ExperimentFigures::check);
        }
    }

    /** Draws the figure of one experiment: its own, unless another is asked for. */
    void draw(ResultFolder folder, Path directory, PrintWriter out) throws IOException {
        if (none) {
            return;
        }
        Experiment experiment = folder.experiment();
        if (experiment.figure().isPresent() && wanted().isStandard()) {
            out.println("figure " + ExperimentFigures.draw(List.of(folder), directory, experiment.name()).get(0));
        } else {
            draw(wanted(), List.of(folder), 1, directory, experiment.name(), out);
        }
    }

    /** Draws the figure of a suite, a panel per cell. */
    void draw(Suite suite, List<ResultFolder> folders, Path directory, PrintWriter out) throws IOException {
        if (none) {
            return;
        }
        if (folders.size() > RunFigures.MOST_CELLS) {
            out.printf("no figure: %d cells are more than one has room for (%d); `compare --along AXIS` and `report` show them%n", folders.size(),
                    RunFigures.MOST_CELLS);
            return;
        }
        int last = (int) suite.cells().stream().map(cell -> List.copyOf(cell.labels().values())).map(labels -> labels.get(labels.size() - 1))
                .distinct().count();
        draw(wanted(), folders, columns(folders.size(), last), directory, suite.name(), out);
    }

    /** A row per value of all axes but the last, or two where that makes a tower. */
    private static int columns(int cells, int last) {
        return last == 1 ? cells : cells > TALL * last ? 2 * last : last;
    }

    /** A figure that cannot be drawn takes nothing from results that are there. */
    private static void draw(RunFigures figures, List<ResultFolder> folders, int columns, Path directory, String name, PrintWriter out)
            throws IOException {
        try {
            out.println("figure " + figures.draw(folders, columns, directory, name).get(0));
        } catch (IllegalArgumentException e) {
            out.println("no figure: " + RegretBench.printable(e.getMessage()));
        }
    }
}
