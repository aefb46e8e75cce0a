package io.github.regretbench.cli;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.BenchmarkComparison;
import io.github.regretbench.experiment.BenchmarkRun;
import io.github.regretbench.experiment.CostCurves;
import io.github.regretbench.figure.CostFigure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code regretbench bench}: speed, measured with JMH. */
@Command(name = "bench",
        description = {"Run the JMH benchmarks of benchmarks/ and store the result with a description of the machine; or look at results.",
            "Everything else on the command line is JMH's: a pattern over class and method names, then options such as -f 3 (forks), -i 10 "
                + "(iterations), -p arms=100 (a parameter), -l (list), -lp (list with parameters)."},
        footer = {"", "Measure on a machine that does nothing else.", "Example: regretbench bench PosteriorUpdate -f 3"})
final class BenchCommand implements Callable<Integer> {
    /** One fork, and short iterations: shows changes by a factor, not by a percentage. */
    private static final Map<String, String> QUICK = Map.of("-f", "1", "-wi", "1", "-i", "3", "-w", "300ms", "-r", "300ms");
    private static final String SIDE_BY_SIDE = "io.github.regretbench.bandit.SideBySide";
    private static final List<String> GAMES = List.of("SE", "ROWS", "MATERN", "MATERN_ROWS");
    private static final String FULL_ROUNDS = "1000";

    @Spec
    private CommandSpec spec;
    @Option(names = "--help", usageHelp = true, description = "Show this help message and exit.")
    private boolean help;
    @Option(names = "--quick", description = "One fork and short iterations: everything in a few minutes, to see that it works.")
    private boolean quick;
    @Option(names = "--name", paramLabel = "NAME", description = "Name of the result, results/jmh/NAME.json (default: date and time).")
    private String name;
    @Option(names = "--compare", arity = "2", paramLabel = "FILE",
            description = "Compare two results: which benchmarks differ by more than their 99.9%% intervals.")
    private List<Path> compared;
    @Option(names = "--cost", paramLabel = "FILE", description = "Draw cost against size from a result with UpdateCost and ReadBandwidth, "
            + "write its numbers as CSV beside it, and print the table of exponents.")
    private Path cost;
    @Option(names = "--figures", paramLabel = "DIR", defaultValue = "paper-figures",
            description = "Directory for the figure of --cost (default: ${DEFAULT-VALUE}).")
    private Path figures;
    @Option(names = "--references", description = "Play one trial in Java, C and numpy in turn, and print the ratios of their times.")
    private boolean references;
    @Unmatched
    private List<String> jmh = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Stream.of(compared, cost, references ? references : null).filter(Objects::nonNull).count() > 1) {
            throw new BadInputException("--compare, --cost and --references are different things to do; choose one");
        }
        boolean looks = compared != null || cost != null || references;
        if (looks && (!jmh.isEmpty() || name != null)) {
            throw new BadInputException("'%s' does not go with --compare, --cost or --references; leave it out".formatted(
                    jmh.isEmpty() ? "--name" : jmh.get(0)));
        }
        if (compared != null) {
            return compare();
        }
        if (cost != null) {
            return drawCost();
        }
        return references ? playReferences() : measure();
    }

    private int compare() {
        BenchmarkComparison comparison = BenchmarkComparison.of(BenchmarkRun.read(compared.get(0)), BenchmarkRun.read(compared.get(1)));
        BenchReport.print(spec.commandLine().getOut(), comparison, compared.get(0), compared.get(1));
        return ExitCode.OK;
    }

    private int drawCost() throws IOException {
        CostCurves costs = CostCurves.of(BenchmarkRun.read(cost));
        String stem = cost.getFileName().toString().replaceFirst("\\.json$", "");
        costs.writePoints(cost.resolveSibling(stem + "-cost.csv"));
        costs.writeBandwidths(cost.resolveSibling(stem + "-bandwidth.csv"));
        PrintWriter out = spec.commandLine().getOut();
        BenchReport.print(out, costs);
        out.printf("%nfigure %s, numbers in %s%n", CostFigure.draw(costs, figures).get(0), cost.resolveSibling(stem + "-cost.csv"));
        return ExitCode.OK;
    }

    private int playReferences() throws IOException, InterruptedException {
        BenchmarkProcess process = BenchmarkProcess.build();
        for (String game : GAMES) {
            List<String> arguments = quick ? List.of(FULL_ROUNDS, "0.5", "2", game) : List.of(FULL_ROUNDS, "2", "9", game);
            if (process.run(SIDE_BY_SIDE, arguments) != 0) {
                return ExitCode.SOFTWARE;
            }
        }
        return ExitCode.OK;
    }

    private int measure() throws IOException, InterruptedException {
        List<String> ours = List.of("-rf", "-rff", "-foe");
        jmh.stream().filter(ours::contains).findFirst().ifPresent(option -> {
            throw new BadInputException(option + " is set by this command: results are JSON under results/jmh, named with --name");
        });
        String file = name != null ? name : DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").format(LocalDateTime.now());
        if (!file.matches("[\\w.-]*\\w")) {
            throw new BadInputException("--name is '%s'; expected letters, digits, '-', '_' and '.'".formatted(file));
        }
        List<String> arguments = new ArrayList<>(jmh);
        if (quick) {
            QUICK.forEach((option, value) -> arguments.addAll(jmh.contains(option) ? List.of() : List.of(option, value)));
        }
        BenchmarkProcess process = BenchmarkProcess.build();
        if (BenchmarkProcess.asksForInformation(jmh)) {
            return process.jmh(arguments) == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
        }
        int count = process.chosen(arguments).size();
        spec.commandLine().getErr().printf("regretbench: %d benchmarks%n", count);
        Path result = process.results().resolve(file + ".json");
        AtomicFile.requirePlace(result);        // before the work
        Path raw = Files.createTempFile("regretbench-jmh", ".json");
        try {
            // -foe: competitors that disagree fail the command instead of missing from the table.
            arguments.addAll(List.of("-foe", "true", "-prof", "gc", "-rf", "json", "-rff", raw.toString()));
            if (process.jmh(arguments) != 0) {
                return ExitCode.SOFTWARE;
            }
            BenchmarkRun.store(raw, "regretbench " + String.join(" ", spec.commandLine().getParseResult().originalArgs()), result);
            spec.commandLine().getOut().printf("result %s%n", result);
        } finally {
            Files.deleteIfExists(raw);
        }
        return ExitCode.OK;
    }
}
