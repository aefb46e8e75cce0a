package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainText;
import io.github.regretbench.Spelling;
import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.experiment.Build;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command {@code regretbench}. Exit codes: 0 done, 1 the run failed, 2 a mistake in what the user gave us (one line on standard
 * error), 130 interrupted and resumable.
 */
@Command(name = "regretbench", mixinStandardHelpOptions = true, versionProvider = RegretBench.Version.class,
        description = "Measures how fast Gaussian-process bandits learn, and holds it against the theory.",
        subcommands = {ReproduceCommand.class, InitCommand.class, RunCommand.class, MergeCommand.class, SubmitCommand.class, StatusCommand.class,
            RerunCommand.class, PlanCommand.class, AuditCommand.class, CompareCommand.class, ReportCommand.class, ExportCommand.class,
            TraceCommand.class, GainCommand.class, FitCommand.class, BoundCommand.class, CompareKernelsCommand.class, BenchCommand.class,
            DataCommand.class, TabulateCommand.class, ListCommand.class, CheckPolicyCommand.class},
        footer = {"", "Exit codes: 0 done, 1 the run failed, 2 bad input, 130 interrupted (the same command goes on).",
            "Example: regretbench reproduce fig5a"})
public final class RegretBench implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;

    @Spec
    private CommandSpec spec;

    /** Runs a command line and exits. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        Optional<String> absent = absentFrom(System.getenv("REGRETBENCH_CLASSPATH"), System.getProperty("java.class.path"));
        if (absent.isPresent()) {
            err.println("regretbench: " + printable("REGRETBENCH_CLASSPATH names '" + absent.get()
                    + "', which does not exist; correct the path, or unset the variable"));
            System.exit(BAD_INPUT);
        }
        int code = execute(out, err, args);
        out.flush();
        System.exit(code);
    }

    /**
     * Runs a command line in the digits and words of no country, whatever the locale of the machine: results are the same bytes
     * everywhere, and Java writes the digits of Arabic, Persian and others into SQL and captions.
     *
     * @return the exit code
     */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        Locale.setDefault(Locale.ROOT);
        return commandLine(out, err).execute(args);
    }

    /**
     * The first entry of the variable that is not there: Java would pass over it without a word. Only what is on this program's class path counts:
     * a job that was given its own has the variable of whoever submitted it.
     */
    static Optional<String> absentFrom(String variable, String classPath) {
        Set<String> used = Set.of(entries(classPath).distinct().toArray(String[]::new));
        return variable == null ? Optional.empty() : entries(variable).filter(entry -> used.contains(entry)
                && !new File(entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry).exists()).findFirst();
    }

    private static Stream<String> entries(String classPath) {
        return Stream.of(classPath.split(Pattern.quote(File.pathSeparator))).filter(entry -> !entry.isEmpty());
    }

    /** The whole command line, printing to the given writers. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new RegretBench());
        line.setOut(out);
        line.setErr(err);
        line.setUsageHelpAutoWidth(true);
        line.registerConverter(Long.class, text -> whole(text, Long::valueOf));
        line.registerConverter(Integer.class, text -> whole(text, Integer::valueOf));
        line.registerConverter(int.class, text -> whole(text, Integer::valueOf));
        line.setExecutionStrategy(parsed -> runInMemory(parsed, err));
        line.setParameterExceptionHandler(RegretBench::misused);
        line.setExecutionExceptionHandler(RegretBench::failed);
        return line;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }

    private static <N extends Number> N whole(String text, Function<String, N> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "'; expected a whole number"
                    + (text.matches("[-+]?[0-9]+") ? " with fewer digits" : ""));
        }
    }

    /** Errors go past picocli's handlers; this one is not a bug, and the user can mend it. */
    private static int runInMemory(ParseResult parsed, PrintWriter err) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (ExceptionInInitializerError e) {
            String trouble = fileTrouble(e).orElseThrow(() -> e);
            err.println("regretbench: " + trouble);
            return isFull(trouble) ? BAD_INPUT : FAILED;
        } catch (OutOfMemoryError e) {
            err.println("regretbench: out of memory (" + e.getMessage() + "); raise the heap with REGRETBENCH_JVM=-Xmx..., use fewer "
                    + "--jobs or make the experiment smaller");
            return FAILED;
        }
    }

    private static int misused(ParameterException e, String[] args) {
        String message = printable(e.getMessage().lines().findFirst().orElse("bad command line"))
                .replace("option option ", "option ").replaceFirst("^Error: ", "");
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
            message += "; did you mean '" + unmatched.getSuggestions().get(0) + "'?";
        }
        if (e instanceof UnmatchedArgumentException unmatched && unmatched.getSuggestions().isEmpty() && !unmatched.getUnmatched().isEmpty()) {
            message += Spelling.nearest(unmatched.getUnmatched().get(0), e.getCommandLine().getCommandSpec().optionsMap().keySet())
                    .map(near -> "; did you mean '" + near + "'?").orElse("");
        }
        e.getCommandLine().getErr().println("regretbench: " + message + (message.matches(".*[.?]") ? "" : ";") + " see `"
                + e.getCommandLine().getCommandSpec().qualifiedName() + " --help`");
        return BAD_INPUT;
    }

    private static int failed(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof BadInputException) {
            line.getErr().println("regretbench: " + oneLine(e));
            return BAD_INPUT;
        }
        if (e instanceof PolicyFailure) {
            line.getErr().println("regretbench: " + oneLine(e));
            return FAILED;
        }
        Optional<String> trouble = fileTrouble(e);
        if (trouble.isPresent()) {
            line.getErr().println("regretbench: " + trouble.get());
            return isFull(trouble.get()) ? BAD_INPUT : FAILED;
        }
        if (e.getCause() instanceof OutOfMemoryError) {
            line.getErr().println("regretbench: " + oneLine(e));
            return FAILED;
        }
        line.getErr().println("regretbench: internal error, please report it with what follows");
        e.printStackTrace(line.getErr());
        return FAILED;
    }

    /** What could not be read or written, however deep below, and what to do when a disk is full. */
    private static Optional<String> fileTrouble(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof IOException || e instanceof UncheckedIOException) {
                boolean wrapped = e instanceof UncheckedIOException && !String.valueOf(e.getMessage()).equals(String.valueOf(e.getCause()));
                String text = oneLine(wrapped || e instanceof IOException ? e : e.getCause());
                String cause = wrapped ? " (" + oneLine(e.getCause()) + ")" : "";
                return Optional.of(text + cause + (isFull(text + cause) ? "; free some space and run the same command again: what was stored is "
                        + "kept" : ""));
            }
        }
        return Optional.empty();
    }

    private static boolean isFull(String trouble) {
        return trouble.contains("No space left") || trouble.contains("quota");
    }

    private static String oneLine(Throwable e) {
        return printable(String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
    }

    /** What the user gave us may hold characters that would move the cursor or colour the terminal. */
    static String printable(String text) {
        return PlainText.shown(text);
    }

    /** {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"regretbench " + Build.current()};
        }
    }
}
