package io.github.regretbench.cli;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.data.HandwrittenDigits;
import io.github.regretbench.data.ShippedTable;
import io.github.regretbench.tuning.SvmDigits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code data make}. */
@Command(name = "make", mixinStandardHelpOptions = true, description = "Train a table that comes with RegretBench anew.",
        footer = {"", "Example: regretbench data make svm-digits"}, subcommands = MakeCommand.SvmDigitsTable.class)
final class MakeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw DataCommand.missingSubcommand(spec);
    }

    /** {@code data make svm-digits}. */
    @Command(name = "svm-digits", mixinStandardHelpOptions = true,
            description = {"Train support vector machines on handwritten digits, 961 configurations on 10 splits each, in about 90 seconds of "
                    + "processor time, and hold the rows against the table svm-digits that comes with RegretBench. Exit code 1 when they differ."},
            footer = {"", "Example: regretbench data make svm-digits --rows 1-961/20"})
    static final class SvmDigitsTable implements Callable<Integer> {
        private static final int DIFFERS = 1;
        private static final Pattern RANGE = Pattern.compile("([0-9]{1,6})(?:-([0-9]{1,6})(?:/([0-9]{1,6}))?)?");

        @Spec
        private CommandSpec spec;
        @Mixin
        private DataOptions data;
        @Option(names = "--out", paramLabel = "FILE", defaultValue = "svm_digits_hits.csv", description = "The table (default: ${DEFAULT-VALUE}).")
        private Path out;
        @Option(names = "--overwrite", description = "Replace a file of that name.")
        private boolean overwrite;
        @Option(names = "--jobs", paramLabel = "N", description = "Trainings side by side (default: the number of processors). The table does not "
                + "depend on it.")
        private Integer jobs;
        @Option(names = "--rows", paramLabel = "ROWS", description = "Only these of the 961 rows, counted from 1: 7, 1-31, or every 20th as in "
                + "1-961/20; several with commas.")
        private String rows;

        @Override
        public Integer call() throws IOException, InterruptedException {
            int threads = jobs == null ? Runtime.getRuntime().availableProcessors() : ExperimentOptions.within("--jobs", jobs, RunOptions.MOST_JOBS);
            List<Integer> wanted = rows == null ? selected("1-" + SvmDigits.rows()) : selected(rows);
            AtomicFile.requirePlace(out);
            if (Files.exists(out) && !overwrite) {
                throw new BadInputException(out + " exists; add --overwrite to replace it, or name another file with --out.");
            }
            SvmDigits trained = SvmDigits.of(HandwrittenDigits.read(data.resolve()));
            List<String> lines;
            try (TrialProgress progress = new TrialProgress("svm-digits", "trainings", spec.commandLine().getErr(), System::nanoTime)) {
                lines = trained.train(wanted, threads, progress);
            }
            String text = SvmDigits.HEADER + "\n" + String.join("\n", lines) + "\n";
            AtomicFile.write(out, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
            return compare(wanted, lines);
        }

        private int compare(List<Integer> wanted, List<String> lines) throws IOException {
            List<String> shipped;
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(ShippedTable.SVM_DIGITS.open(), StandardCharsets.UTF_8))) {
                shipped = reader.lines().skip(1).toList();
            }
            List<Integer> different = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                if (!lines.get(i).equals(shipped.get(wanted.get(i)))) {
                    different.add(wanted.get(i) + 1);
                }
            }
            PrintWriter print = spec.commandLine().getOut();
            if (different.isEmpty()) {
                print.printf("%s: %d rows of %d trainings, %s%n", out, lines.size(), SvmDigits.trainings(lines.size()),
                        lines.size() == SvmDigits.rows() ? "the same bytes as the table svm-digits that comes with RegretBench"
                                : "all as in the table svm-digits that comes with RegretBench");
                return ExitCode.OK;
            }
            print.printf("%s: %d rows, of which %d differ from the table svm-digits that comes with RegretBench, the first in row %d%n", out,
                    lines.size(), different.size(), different.get(0));
            return DIFFERS;
        }

        /** Rows from 0, in the order of the table. */
        private static List<Integer> selected(String text) {
            TreeSet<Integer> selected = new TreeSet<>();
            for (String part : text.split(",", -1)) {
                Matcher range = RANGE.matcher(part.strip());
                int first = range.matches() ? Integer.parseInt(range.group(1)) : 0;
                int last = first == 0 || range.group(2) == null ? first : Integer.parseInt(range.group(2));
                int step = first == 0 || range.group(3) == null ? 1 : Integer.parseInt(range.group(3));
                if (first < 1 || last < first || last > SvmDigits.rows() || step < 1) {
                    throw new BadInputException("--rows has '%s'; expected rows from 1 to %d such as 7, 1-31 or 1-961/20, with commas between them"
                            .formatted(part.strip(), SvmDigits.rows()));
                }
                for (int row = first; row <= last; row += step) {
                    selected.add(row - 1);
                }
            }
            return List.copyOf(selected);
        }
    }
}
