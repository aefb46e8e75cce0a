package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.slurm.JavaCommand;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * This program, started anew by Spark's own {@code spark-submit}, which knows how to be a driver: that of the distribution in
 * {@code SPARK_HOME}, else Spark from jars that Maven brings into target/spark when they are first asked for.
 *
 * @param master the cluster
 * @param settings of Spark
 */
record SparkProcess(String master, Map<String, String> settings) {
    private static final String SPARK_HOME = "SPARK_HOME";
    private static final String DEPLOY_MODE = "spark.submit.deployMode";
    /** Spark has bindings of its own, and looks for none in what it is sent. */
    private static final String LOGGING = "(logback|slf4j)-.*";
    /** What a folder of jars does not tell Spark. */
    private static final String SCALA = "2.13";
    private static final String JARS = "jars";
    /** Some of the packages that Spark opens are gone from newer Java. */
    private static final Pattern OPENS = Pattern.compile("--add-opens=java\\.base/([a-z.]+)=ALL-UNNAMED");
    /** For linear algebra that is not asked for here. */
    private static final String INCUBATOR = "--add-modules=jdk.incubator.vector";

    SparkProcess {
        settings = new LinkedHashMap<>(settings);
    }

    /** Whether this is the program that {@code spark-submit} has started: it leaves its settings among the system properties. */
    static boolean isDriver() {
        return System.getProperty("spark.master") != null;
    }

    /**
     * Starts it and waits for its end.
     *
     * @param arguments of this program
     * @return its exit code
     * @throws BadInputException when there is no Spark, or something cannot be sent by it
     */
    int run(List<String> arguments) throws IOException {
        if (!settings.getOrDefault(DEPLOY_MODE, "client").equals("client")) {
            throw new BadInputException(DEPLOY_MODE + " has to be client: results are stored where the command is given");
        }
        JavaCommand running = JavaCommand.running();
        List<String> options = submitOptions(running);
        options.addAll(arguments);
        try {
            Optional<Path> home = Optional.ofNullable(System.getenv(SPARK_HOME)).filter(name -> !name.isBlank()).map(Path::of);
            return home.isPresent() ? await(distribution(home.get(), options), () -> { }) : withJars(running, options);
        } catch (InterruptedException e) {
            throw (IOException) new InterruptedIOException("interrupted while Spark was playing").initCause(e);
        }
    }

    private List<String> submitOptions(JavaCommand running) {
        Path jar = jar();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(entry))) {
                throw new BadInputException("the class path has the folder %s, and Spark sends jars only; pack it: jar --create --file my.jar -C %s ."
                        .formatted(entry, entry));
            }
        }
        List<String> options = new ArrayList<>(List.of("--master", master, "--class", RegretBench.class.getName(), "--jars",
                running.classPath().stream().filter(entry -> Files.isRegularFile(entry) && !entry.equals(jar)
                        && !entry.getFileName().toString().matches(LOGGING)).map(Path::toString).collect(Collectors.joining(",")),
                "--driver-memory", (Runtime.getRuntime().maxMemory() >> 20) + "m", "--driver-java-options", driverOptions(running)));
        settings.forEach((key, value) -> options.addAll(List.of("--conf", key + "=" + value)));
        options.add(jar.toString());
        return options;
    }

    private static String driverOptions(JavaCommand running) {
        List<String> options = new ArrayList<>(running.options());
        options.add("-Dregretbench.terminal=" + Boolean.getBoolean("regretbench.terminal"));
        Path logging = sources().resolve("log4j2.properties");
        if (Files.exists(logging)) {
            options.add("-Dlog4j2.configurationFile=" + logging.toUri());
        }
        return options.stream().map(option -> '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"').collect(Collectors.joining(" "));
    }

    private static ProcessBuilder distribution(Path home, List<String> options) {
        Path submit = home.resolve("bin").resolve("spark-submit");
        if (!Files.isExecutable(submit)) {
            throw new BadInputException("%s is %s, where there is no bin/spark-submit; name the folder of a distribution of Spark 4, or unset it"
                    .formatted(SPARK_HOME, home));
        }
        return new ProcessBuilder(Stream.concat(Stream.of(submit.toString()), options.stream()).toList());
    }

    private int withJars(JavaCommand running, List<String> options) throws IOException, InterruptedException {
        if (master.startsWith("yarn") || master.startsWith("k8s:")) {
            throw new BadInputException("--master %s needs a distribution of Spark, with its settings for that cluster; name its folder in %s"
                    .formatted(master, SPARK_HOME));
        }
        // Where the executors of a local cluster work, and leave what they were sent.
        Path home = Files.createTempDirectory("regretbench-spark");
        Files.createSymbolicLink(home.resolve(JARS), bring());
        return await(jars(running, home, options), () -> delete(home));
    }

    /** Spark's launcher writes the command down, with the options that its virtual machine needs. */
    private ProcessBuilder jars(JavaCommand running, Path home, List<String> options) throws IOException, InterruptedException {
        ProcessBuilder launcher = new ProcessBuilder(Stream.concat(Stream.of(running.java().toString(), "-cp", home.resolve(JARS) + "/*",
                "org.apache.spark.launcher.Main", "org.apache.spark.deploy.SparkSubmit"), options.stream()).toList());
        environment(launcher, home);
        Process writing = launcher.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        writing.getOutputStream().close();
        List<String> command = Arrays.stream(new String(writing.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\0"))
                .map(String::strip).filter(word -> !word.isEmpty() && !isWarnedOf(word)).toList();
        if (writing.waitFor() != 0 || command.isEmpty()) {
            throw new BadInputException("Spark does not understand what it is given; see above, and correct --master or --conf");
        }
        ProcessBuilder driver = new ProcessBuilder(command);
        environment(driver, home);
        return driver;
    }

    /** Whether this virtual machine would print a warning of an option that is good for nothing here. */
    private static boolean isWarnedOf(String option) {
        Matcher opens = OPENS.matcher(option);
        return option.equals(INCUBATOR) || opens.matches() && !Object.class.getModule().getPackages().contains(opens.group(1));
    }

    private void environment(ProcessBuilder process, Path home) {
        process.environment().put(SPARK_HOME, home.toString());
        process.environment().put("SPARK_SCALA_VERSION", SCALA);
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (master.startsWith("local")) {
            // What is all on this machine listens to nobody else.
            process.environment().putIfAbsent("SPARK_LOCAL_IP", "127.0.0.1");
        }
    }

    private static Path jar() {
        try {
            return Path.of(SparkProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of this program is no path", e);
        }
    }

    /** Where a checkout has the list of jars. */
    private static Path sources() {
        return jar().resolveSibling("../src/main/spark").normalize();
    }

    /** Has Maven bring the jars, unless they are those of the list already. */
    private static Path bring() throws IOException, InterruptedException {
        Path list = sources().resolve("pom.xml");
        if (!Files.exists(list)) {
            throw new BadInputException("there is no Spark here: name the folder of a distribution of Spark 4 in %s, or use the launcher of a checkout, "
                    .formatted(SPARK_HOME) + "./regretbench, which brings one");
        }
        Path home = jar().resolveSibling("spark");
        Path brought = home.resolve("pom.xml");
        if (!Files.exists(brought) || Files.mismatch(brought, list) != -1) {
            System.err.println("regretbench: bringing Spark's libraries to " + home + " (once, 220 MB)");
            delete(home);
            Path checkout = jar().getParent().getParent();
            ProcessBuilder maven = new ProcessBuilder(checkout.resolve("mvnw").toString(), "-q", "-B", "-f", list.toString(), "validate",
                    "-DoutputDirectory=" + home.resolve(JARS));
            maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
            if (maven.directory(checkout.toFile()).inheritIO().start().waitFor() != 0) {
                throw new IOException("Spark's libraries cannot be brought; see above");
            }
            Files.copy(list, brought);
        }
        return home.resolve(JARS);
    }

    private static void delete(Path folder) {
        if (Files.exists(folder)) {
            try (Stream<Path> content = Files.walk(folder)) {
                content.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            } catch (IOException | UncheckedIOException e) {
                // something is left in a temporary folder
            }
        }
    }

    /** An interrupt reaches both; the driver stores what is finished, and this one ends after it and what it leaves. */
    private static int await(ProcessBuilder builder, Runnable atEnd) throws IOException, InterruptedException {
        Process driver = builder.inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            driver.destroy();
            driver.onExit().join();
            atEnd.run();
        }));
        return driver.waitFor();
    }
}
