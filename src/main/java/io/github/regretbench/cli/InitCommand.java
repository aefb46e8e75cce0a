package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.Spelling;
import io.github.regretbench.experiment.Template;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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

/** {@code regretbench init KIND FILE}. */
@Command(name = "init", mixinStandardHelpOptions = true,
        description = {"Write an experiment file to begin with. It runs as it is; its comments say what to change.",
            "Kinds: grid (functions drawn from a Gaussian process), table (a CSV file with a configuration and its measured value per row), tuning "
                + "(the same with hyper-parameters and repeated scores), sensors (readings of several sensors over time)."},
        footer = {"", "Example: regretbench init table my.yaml --table measurements.csv"})
final class InitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", defaultValue = "grid", description = "grid, table, sensors or tuning (default: grid).")
    private String kind;
    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "The file to write (default: KIND.yaml).")
    private String file;
    @Option(names = "--table", paramLabel = "CSV", description = "Your measurements, whose header fills in what columns mean (default: made-up ones "
            + "are written beside the file).")
    private String table;
    @Option(names = "--overwrite", description = "Replace a file that is there.")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<String> kinds = Stream.of(Template.values()).map(Template::written).toList();
        Template template = Stream.of(Template.values()).filter(t -> t.written().equals(kind)).findFirst().orElseThrow(() -> new BadInputException(
                "there is no kind '%s'; %sknown: %s".formatted(kind, Spelling.hint(kind, kinds), Stream.of(Template.values())
                        .map(t -> t.written() + " (" + t.about() + ")").collect(Collectors.joining(", ")))));
        if (table != null && !template.hasTable()) {
            throw new BadInputException("--table is for measurements, and a grid has none; write `init table` or `init sensors`, or leave it out");
        }
        Optional<Path> measured = Optional.ofNullable(table).map(ExperimentOptions::path);
        measured.filter(path -> !Files.isRegularFile(path)).ifPresent(path -> {
            throw new BadInputException("there is no file %s; name a CSV file with --table".formatted(path));
        });
        Path target = ExperimentOptions.path(file == null ? kind + ".yaml" : file);
        if (!target.toString().endsWith(".yaml") && !target.toString().endsWith(".yml")) {
            throw new BadInputException("%s is to hold an experiment in YAML; give it a name that ends in .yaml".formatted(target));
        }
        List<Path> files = template.write(target, measured, overwrite);
        out.println("wrote " + files.get(0) + (files.size() == 1 ? "" : " and made-up measurements for it, " + files.get(1)));
        Files.readAllLines(files.get(0)).stream().filter(line -> line.startsWith("# Run it:")).findFirst()
                .ifPresent(line -> out.println("run it: " + line.substring(line.indexOf("regretbench"))));
        return ExitCode.OK;
    }
}
