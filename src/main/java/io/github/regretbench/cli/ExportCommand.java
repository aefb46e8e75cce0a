package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.Suite;
import io.github.regretbench.export.Export;
import io.github.regretbench.export.Format;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code regretbench export}: stored results in the formats of other programs. */
@Command(name = "export", mixinStandardHelpOptions = true,
        description = "Write stored results in the formats of other programs, each into a directory of its own; nothing is run again.",
        footer = {"", "Example: regretbench export results/fig5a --format csv,pgfplots,bibtex --out fig5a-export"})
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "RESULT", arity = "0..*", description = "Folders of results, such as results/fig5a or that of a suite.")
    private List<String> results = List.of();
    @Option(names = "--format", split = ",", paramLabel = "FORMAT", converter = FormatName.class, completionCandidates = FormatNames.class,
            description = "Formats to write: ${COMPLETION-CANDIDATES}.")
    private List<Format> formats = List.of();
    @Option(names = "--out", paramLabel = "DIR", description = "The directory to write; it must not exist yet, or be empty.")
    private Path out;
    @Option(names = "--list", description = "List the formats and write nothing.")
    private boolean list;

    /** A format by its name. */
    static final class FormatName implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return Arrays.stream(Format.values()).filter(format -> format.toString().equals(text)).findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "'; expected some of "
                            + String.join(", ", new FormatNames())));
        }
    }

    /** The names of all formats. */
    static final class FormatNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        FormatNames() {
            super(Arrays.stream(Format.values()).map(Format::toString).toList());
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        if (list) {
            for (Format format : Format.values()) {
                print.println(format + "\n    " + format.description());
            }
            return ExitCode.OK;
        }
        if (results.isEmpty() || formats.isEmpty() || out == null) {
            throw new BadInputException(("%s missing; write `regretbench export RESULT... --format FORMAT --out DIR`, or --list to see the "
                    + "formats").formatted(results.isEmpty() ? "the results are" : formats.isEmpty() ? "--format is" : "--out is"));
        }
        Path target = ExperimentOptions.directory("--out", out);
        List<ResultFolder> folders = results.stream()
                .flatMap(text -> Suite.results(ExperimentOptions.path(text)).values().stream()).toList();
        Set<Format> chosen = EnumSet.copyOf(formats);
        Export.write(folders, chosen, target);
        for (Format format : chosen) {
            print.println(format + " in " + target.resolve(format.toString()));
        }
        return ExitCode.OK;
    }
}
