package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Java process that runs benchmarks/. JMH and the benchmarks are of test scope and in no jar, so Maven compiles them and writes down
 * the class path, and java is started on it directly: arguments then need no quoting for Maven, and an interrupt reaches JMH at once.
 */
final class BenchmarkProcess {
    private static final String JMH = "org.openjdk.jmh.Main";

    private final Path sources;
    private final String classPath;

    private BenchmarkProcess(Path sources, String classPath) {
        this.sources = sources;
        this.classPath = classPath;
    }

    /**
     * Compiles what has changed.
     *
     * @throws BadInputException when this program does not run in its source folder
     */
    static BenchmarkProcess build() throws IOException, InterruptedException {
        Path sources = sources();
        Path file = sources.resolve("target/benchmarks.classpath");
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        ProcessBuilder maven = new ProcessBuilder(sources.resolve(windows ? "mvnw.cmd" : "mvnw").toString(), "-q", "-B", "test-compile",
                "dependency:build-classpath", "-Dmdep.includeScope=test", "-Dmdep.outputFile=" + file);
        // The JDK that is running this, for what is compiled and what is measured.
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (maven.directory(sources.toFile()).inheritIO().start().waitFor() != 0) {
            throw new IOException("the benchmarks cannot be built; see above");
        }
        String classes = Stream.of("target/test-classes", "target/classes").map(folder -> sources.resolve(folder).toString())
                .reduce((a, b) -> a + File.pathSeparator + b).orElseThrow();
        return new BenchmarkProcess(sources, classes + File.pathSeparator + Files.readString(file).strip());
    }

    /** The folder above target/, where the jar or the classes of this program are. */
    private static Path sources() {
        Path code;
        try {
            code = Path.of(BenchmarkProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of this program is no path", e);
        }
        Path folder = code.getParent().getParent();
        if (folder == null || !Files.isDirectory(folder.resolve("benchmarks")) || !Files.exists(folder.resolve("pom.xml"))) {
            throw new BadInputException(("benchmarks are compiled from sources, and there are none above %s; use the launcher of a "
                    + "checkout, ./regretbench bench").formatted(code));
        }
        return folder;
    }

    /** Runs JMH, or whatever main class, with the terminal of this process. */
    int run(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        return java(mainClass, arguments).inheritIO().start().waitFor();
    }

    /** Runs JMH. */
    int jmh(List<String> arguments) throws IOException, InterruptedException {
        return run(JMH, arguments);
    }

    /**
     * Has JMH look at its arguments without running anything.
     *
     * @return the benchmarks that they choose
     * @throws BadInputException when JMH does not understand them, or they choose none
     */
    List<String> chosen(List<String> arguments) throws IOException, InterruptedException {
        List<String> listing = new ArrayList<>(arguments);
        listing.add("-l");
        Process process = java(JMH, listing).redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        if (process.waitFor() != 0) {
            // After a heading, indented.
            String reason = lines.stream().filter(line -> line.startsWith(" ")).findFirst().orElse(String.join(" ", lines));
            throw new BadInputException("JMH does not understand '%s': %s".formatted(String.join(" ", arguments), reason.strip()));
        }
        List<String> benchmarks = lines.stream().filter(line -> line.matches("[\\w.]+\\.\\w+")).toList();
        if (benchmarks.isEmpty()) {
            throw new BadInputException("no benchmark matches '%s'; `regretbench bench -l` lists them"
                    .formatted(String.join(" ", arguments)));
        }
        return benchmarks;
    }

    private ProcessBuilder java(String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true", "-Duser.language=en", "-Duser.country=", "-cp", classPath, mainClass));
        command.addAll(arguments);
        return new ProcessBuilder(command).directory(sources.toFile());
    }

    /** Where results are kept: results/jmh in the source folder. */
    Path results() throws IOException {
        return Files.createDirectories(sources.resolve("results/jmh"));
    }

    /** Whether some argument only asks JMH for information. */
    static boolean asksForInformation(List<String> arguments) {
        return arguments.stream().anyMatch(Arrays.asList("-h", "-l", "-lp", "-lrf", "-lprof")::contains);
    }
}
