package io.github.regretbench.cli;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench report RESULTS... --html FILE}. */
@Command(name = "report", mixinStandardHelpOptions = true,
        description = "Tell stored results as one HTML page that needs no network: findings, interactive curves, tables, verdicts of the "
                + "audit, set-up and references. Nothing is run again.",
        footer = {"", "Example: regretbench report results/fig5a --html fig5a.html"})
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "RESULTS", arity = "0..*",
            description = "Folders of finished experiments, such as results/fig5a, or the folder of a suite.")
    private List<String> results = List.of();
    @Option(names = "--html", paramLabel = "FILE", description = "The page to write.")
    private String html;

    @Override
    public Integer call() throws IOException {
        if (results.isEmpty() || html == null || html.isBlank()) {
            throw new BadInputException("%s missing; write `regretbench report RESULTS... --html FILE`".formatted(
                    results.isEmpty() ? "the results are" : "--html is"));
        }
        Path file = ExperimentOptions.path(html);
        AtomicFile.requirePlace(file);
        Report.of(results.stream().map(ExperimentOptions::path).toList()).write(file);
        spec.commandLine().getOut().println("report " + file);
        return ExitCode.OK;
    }
}
