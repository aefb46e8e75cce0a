package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.Build;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The command {@code regretbench}. Exit codes: 0 done, 1 the run failed, 2 a mistake in what the user gave us (one line on standard
 * error), 130 interrupted and resumable.
 */
@Command(name = "regretbench", mixinStandardHelpOptions = true, versionProvider = RegretBench.Version.class,
        description = "Measures how fast Gaussian-process bandits learn, and holds it against the theory.",
        subcommands = {ReproduceCommand.class, RunCommand.class, TraceCommand.class, DataCommand.class, ListCommand.class},
        footer = {"", "Exit codes: 0 done, 1 the run failed, 2 bad input, 130 interrupted (the same command goes on).",
            "Example: regretbench reproduce fig5a"})
public final class RegretBench implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;

    @Spec
    private CommandSpec spec;

    /** Runs a command line and exits. */
    public static void main(String[] args) {
        int code = commandLine(new PrintWriter(System.out, true), new PrintWriter(System.err, true)).execute(args);
        System.exit(code);
    }

    /** The whole command line, printing to the given writers. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new RegretBench());
        line.setOut(out);
        line.setErr(err);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(RegretBench::misused);
        line.setExecutionExceptionHandler(RegretBench::failed);
        return line;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }

    private static int misused(ParameterException e, String[] args) {
        String message = e.getMessage().lines().findFirst().orElse("bad command line");
        e.getCommandLine().getErr().println("regretbench: " + message + (message.endsWith(".") ? "" : ";") + " see `"
                + e.getCommandLine().getCommandSpec().qualifiedName() + " --help`");
        return BAD_INPUT;
    }

    private static int failed(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof BadInputException) {
            line.getErr().println("regretbench: " + oneLine(e));
            return BAD_INPUT;
        }
        if (e instanceof IOException) {
            line.getErr().println("regretbench: " + oneLine(e));
            return String.valueOf(e.getMessage()).contains("No space left") ? BAD_INPUT : FAILED;
        }
        line.getErr().println("regretbench: internal error, please report it with what follows");
        e.printStackTrace(line.getErr());
        return FAILED;
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    /** {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"regretbench " + Build.current()};
        }
    }
}
