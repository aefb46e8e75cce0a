package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.AlongAxis;
import io.github.regretbench.experiment.Comparison;
import io.github.regretbench.experiment.RegretQuantity;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.Suite;
import io.github.regretbench.figure.AlongFigures;
import io.github.regretbench.figure.AlongTable;
import io.github.regretbench.figure.ComparisonFigures;
import io.github.regretbench.figure.ComparisonTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench compare RESULTS...}. */
@Command(name = "compare", mixinStandardHelpOptions = true,
        description = {"Compare policies by stored results, without running anything: paired differences on each problem (BCa and "
                + "Student t intervals, Wilcoxon with Holm, probability of superiority), ranks across problems (Friedman, Iman-Davenport, "
                + "by permutation, critical-difference diagram), performance profiles and curves.",
            "Experiments that differ in their policies alone are one problem; others are further problems.",
            "With --along: each policy compared with itself in cells of a suite that differ in one axis, in pairs where they share their random "
                + "numbers."},
        footer = {"", "Example: regretbench compare results/fig5a results/fig5b results/fig5c --at 10,40",
            "Example: regretbench compare results/rough-or-smooth --along kernel"})
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "RESULTS", arity = "1..*", description = "Folders of finished experiments, such as "
            + "results/fig5a, or of suites: each of their cells is a problem.")
    private List<Path> results;
    @Option(names = "--at", paramLabel = "T", split = ",", description = "Rounds to compare at (default: each problem's last).")
    private List<Integer> at = List.of();
    @Option(names = "--quantity", paramLabel = "NAME", defaultValue = "average-regret",
            description = "What to compare by: average-regret, cumulative-regret, best-sampled-regret or recommended-regret (default: "
                    + "average-regret).")
    private String quantity;
    @Option(names = "--policies", paramLabel = "NAME", split = ",",
            description = "Policies to compare (default: all); fewer pairs leave Holm less to correct.")
    private List<String> policies = List.of();
    @Option(names = "--along", paramLabel = "AXIS", description = "Compare each policy with itself along this axis of a suite.")
    private String along;
    @Option(names = "--against", paramLabel = "VALUE", description = "The value of the axis that the others are compared with (default: its "
            + "first).")
    private String against;
    @Option(names = "--out", paramLabel = "DIR", defaultValue = "compare",
            description = "Directory for the tables and figures (default: compare).")
    private Path out;

    @Override
    public Integer call() throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        Path directory = RunOptions.usable("--out", out);
        if (along != null) {
            return along(directory, print);
        }
        if (against != null) {
            throw new BadInputException("--against names a value of an axis; name the axis with --along, or leave it out");
        }
        List<Path> folders = results.stream().flatMap(path -> Suite.results(path).values().stream()).map(ResultFolder::path).toList();
        Comparison comparison = new Comparison(folders, chosen(), at, policies);
        ResultFolder folder = comparison.write(directory);
        ComparisonTable table = ComparisonTable.of(folder, comparison.notes());
        Path latex = table.write();
        print.print(table.text());
        print.println("\nLaTeX " + latex);
        ComparisonFigures.draw(folder).forEach(files -> print.println("figure " + files.get(0)));
        print.println("comparison in " + folder.path());
        return ExitCode.OK;
    }

    private int along(Path directory, PrintWriter print) throws IOException {
        if (results.size() > 1) {
            throw new BadInputException("--along compares the cells of one suite, and %d folders are named; name one".formatted(results.size()));
        }
        AlongAxis axis = new AlongAxis(results.get(0), along, Optional.ofNullable(against), chosen(), at, policies);
        ResultFolder folder = axis.write(directory);
        AlongTable table = AlongTable.of(folder, axis.notes());
        print.print(table.text());
        print.println("\nLaTeX " + table.write());
        AlongFigures.draw(folder).forEach(files -> print.println("figure " + files.get(0)));
        print.println("comparison in " + folder.path());
        return ExitCode.OK;
    }

    private RegretQuantity chosen() {
        return Stream.of(RegretQuantity.values()).filter(q -> q.written().equals(quantity)).findFirst()
                .orElseThrow(() -> new BadInputException("--quantity is '%s'; expected one of %s".formatted(quantity,
                        Stream.of(RegretQuantity.values()).map(RegretQuantity::written).collect(Collectors.joining(", ")))));
    }
}
