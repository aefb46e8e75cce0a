package io.github.regretbench.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs commands as a user does, in this process or in one of their own, and keeps what they print. */
final class Shell {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** How a process ended, and what it printed on both its outputs. */
    record Ended(int code, String printed) {
    }

    /** Runs a command in this process and gives its exit code. What the one before it printed is forgotten. */
    int execute(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return RegretBench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(texts(arguments).toArray(String[]::new));
    }

    /** What the last command printed on its standard output. */
    String out() {
        return out.toString();
    }

    /** What it printed on its standard error. */
    String err() {
        return err.toString();
    }

    /** A command in a process of its own, with both outputs in one. */
    static ProcessBuilder process(Object... arguments) {
        return processOn(System.getProperty("java.class.path"), arguments);
    }

    /** The same with code of the user's at the end of the class path. */
    static ProcessBuilder processWith(Path extension, Object... arguments) {
        return processOn(System.getProperty("java.class.path") + File.pathSeparator + extension, arguments);
    }

    /** The same on a class path. */
    static ProcessBuilder processOn(String classPath, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-cp", classPath, RegretBench.class.getName()));
        command.addAll(texts(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** Runs a process to its end. */
    static Ended run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), printed);
    }

    private static List<String> texts(Object... arguments) {
        return Arrays.stream(arguments).map(Object::toString).toList();
    }
}
