package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** README says what works. */
class ReadmeTest {

    private static String readme() throws Exception {
        return Files.readString(Path.of("README.md"));
    }

    /** The first fenced block of a language after a sentence. */
    private static String block(String after, String language) throws Exception {
        String rest = readme().substring(readme().indexOf(after));
        Matcher matcher = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(rest);
        assertThat(matcher.find()).as(after).isTrue();
        return matcher.group(1);
    }

    /** The three steps, done to the letter: the class, the services file, the name in an experiment. */
    @Test
    void threeStepsAddAPolicy(@TempDir Path folder) throws Exception {
        Path source = folder.resolve("my/ConstantBeta.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, block("1. Write a class", "java"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        String classPath = System.getProperty("java.class.path");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "-cp", classPath, "-proc:none", "-d", classes.toString(), source.toString())).isZero();

        Matcher file = Pattern.compile("2\\. Name it in `(META-INF/services/[^`]+)`").matcher(readme());
        assertThat(file.find()).isTrue();
        Path services = classes.resolve(file.group(1));
        Files.createDirectories(services.getParent());
        Files.writeString(services, block("2. Name it in", "text"));

        Path yaml = Files.writeString(folder.resolve("my.yaml"), """
                schema: regretbench/experiment/1
                name: my
                seed: 1
                trials: 3
                horizon: 20
                noiseVariance: 0.1
                arms:
                  grid: {lower: [0], upper: [1], counts: [30]}
                kernel: se(lengthscale=0.2)
                policies: [gp-ucb, constant-beta]
                """);
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", classPath + File.pathSeparator + classes,
                "io.github.regretbench.cli.RegretBench", "run", yaml.toString(), "--out", folder.resolve("results").toString())
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("constant-beta");
        assertThat(Files.readString(folder.resolve("results/my/summary.csv"))).contains("\nconstant-beta,3,");
    }

    static Stream<String> commands() throws Exception {
        Matcher matcher = Pattern.compile("(?m)(?:^\\$ |`)(?:\\w+=\\w+ )?\\./regretbench ([^`\n]+)").matcher(readme());
        return matcher.results().map(r -> r.group(1)).filter(command -> !command.contains("*")).distinct();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandsAreUnderstood(String command) {
        CommandLine line = RegretBench.commandLine(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()));
        assertThat(line.parseArgs(command.split(" ")).errors()).isEmpty();
    }

    /** A command of a console block with what is printed below it. */
    private record Example(String command, List<String> output) {

        /** A line {@code ...} stands for any lines, {@code ...} in a line for any characters. */
        Pattern pattern() {
            return Pattern.compile(output.stream().map(line -> line.equals("...") ? "(?:.*\n)*?" : Stream.of(line.split("\\.\\.\\.", -1))
                    .map(Pattern::quote).collect(Collectors.joining(".*")) + " *\n").collect(Collectors.joining()));
        }
    }

    private static List<Example> examples() throws Exception {
        List<Example> examples = new ArrayList<>();
        Pattern.compile("```console\n(.*?)```", Pattern.DOTALL).matcher(readme()).results().forEach(block -> {
            for (String line : block.group(1).split("\n")) {
                if (line.startsWith("$ ")) {
                    examples.add(new Example(line.substring(2), new ArrayList<>()));
                } else {
                    examples.get(examples.size() - 1).output().add(line);
                }
            }
        });
        return examples;
    }

    /**
     * Every command in a console block, one after the other, in a folder that holds the files that README shows; but for the first two, the
     * whole reproduction and these tests.
     */
    @Test
    void commandsPrintWhatStandsBelowThem(@TempDir Path folder) throws Exception {
        Matcher files = Pattern.compile("```yaml\n(# (\\S+\\.yaml)\n.*?)```", Pattern.DOTALL).matcher(readme());
        while (files.find()) {
            Files.writeString(folder.resolve(files.group(2)), files.group(1));
        }
        Path script = Files.writeString(folder.resolve("regretbench"), "exec '%s' --enable-native-access=ALL-UNNAMED -cp '%s' %s \"$@\"\n".formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path"), RegretBench.class.getName()));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        List<Example> examples = examples();
        assertThat(examples.subList(0, 2)).extracting(Example::command).containsExactly("./regretbench reproduce", "./mvnw verify");
        assertThat(examples).hasSizeGreaterThan(8);
        for (Example example : examples.subList(2, examples.size())) {
            Process process = new ProcessBuilder("sh", "-c", example.command()).directory(folder.toFile())
                    .redirectError(folder.resolve("errors").toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(example.command() + "\n" + output + Files.readString(folder.resolve("errors"))).isZero();
            if (!example.output().isEmpty()) {
                assertThat(output).as(example.command()).matches(example.pattern());
            }
        }
    }

    @Test
    void linkedFilesAreThere() throws Exception {
        List<String> links = Pattern.compile("\\]\\(([^)#]+)\\)").matcher(readme()).results().map(r -> r.group(1)).toList();
        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(Path.of(link)).exists());
    }
}
