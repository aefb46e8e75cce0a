package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stored trials belong to the code that played them: our own, and policies and kernels on the class path, wherever they are. */
class ChangingCodeTest {
    /** A policy that writes into its own folder of classes while it is played, when it finds a file there that says so. */
    private static final String RESTLESS = """
            package my;

            import io.github.regretbench.bandit.PolicyFamily;
            import io.github.regretbench.bandit.PolicyProvider;
            import java.io.IOException;
            import java.nio.file.Files;
            import java.nio.file.Path;

            public final class Restless implements PolicyProvider {
                @Override
                public PolicyFamily policy() {
                    return PolicyFamily.of("restless", "changes its own code", "no source", setting -> (round, scores) -> change());
                }

                private static void change() {
                    try {
                        Path classes = Path.of(Restless.class.getProtectionDomain().getCodeSource().getLocation().getPath());
                        if (Files.deleteIfExists(classes.resolve("restless"))) {
                            Files.writeString(classes.resolve("changed"), "now");
                        }
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            """;
    private static final Path EXAMPLES = Path.of("src/test/resources/extension");

    @TempDir
    private Path directory;
    private Path classes;

    @BeforeEach
    void compile() throws IOException {
        classes = Files.createDirectories(directory.resolve("classes"));
        Path restless = Files.writeString(directory.resolve("Restless.java"), RESTLESS);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", System.getProperty("java.class.path"), "-proc:none", "-d",
                classes.toString(), restless.toString(), EXAMPLES.resolve("my/Periodic.java").toString())).isZero();
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.github.regretbench.bandit.PolicyProvider"), "my.Restless\n");
        Files.writeString(services.resolve("io.github.regretbench.kernel.KernelProvider"), "my.Periodic\n");
    }

    private Path yaml(String kernel, String policies) throws IOException {
        return Files.writeString(directory.resolve("code.yaml"), """
                schema: regretbench/experiment/1
                name: code
                seed: 3
                trials: 2
                horizon: 3
                noiseVariance: 0.05
                arms: {grid: {lower: [0], upper: [1], counts: [9]}}
                kernel: %s
                policies: %s
                """.formatted(kernel, policies));
    }

    private Shell.Ended run(Path extension, Path yaml) throws Exception {
        return Shell.run(Shell.processWith(extension, "run", yaml, "--out", directory.resolve("out"), "--jobs", 1));
    }

    @Test
    void allPoliciesOfCodeThatChangesLoseTheirTrialsAndOthersKeepThem() throws Exception {
        Path yaml = yaml("se(lengthscale=0.3)", "[{policy: restless, name: one}, random, {policy: restless, name: two}]");
        Files.writeString(classes.resolve("restless"), "");
        Shell.Ended changed = run(classes, yaml);
        assertThat(changed.code()).as(changed.printed()).isEqualTo(2);
        assertThat(changed.printed()).contains("classes changed while the policies one and two were played; the trials of these policies are dropped, "
                + "run it again");
        Shell.Ended again = run(classes, yaml);
        assertThat(again.code()).as(again.printed()).isZero();
        assertThat(again.printed()).contains("code: 2 trials from the store, 4 played");
    }

    /** The kernel is in the same folder as the policy that changes it. */
    @Test
    void aKernelThatChangesCostsAllTrials() throws Exception {
        Path yaml = yaml("wave(lengthscale=0.4, period=2)", "[random, restless]");
        Files.writeString(classes.resolve("restless"), "");
        Shell.Ended changed = run(classes, yaml);
        assertThat(changed.code()).as(changed.printed()).isEqualTo(2);
        assertThat(changed.printed()).contains("classes, which all policies depend on, changed while it was played; all trials are dropped, run it again");
        Shell.Ended again = run(classes, yaml);
        assertThat(again.code()).as(again.printed()).isZero();
        assertThat(again.printed()).contains("code: 0 trials from the store, 4 played");
    }

    @Test
    void codeThatMovesKeepsItsTrialsAndCodeThatChangesDoesNot() throws Exception {
        Path yaml = yaml("wave(lengthscale=0.4, period=2)", "[random, restless]");
        assertThat(run(classes, yaml).code()).isZero();
        Path moved = Files.move(classes, Files.createDirectories(directory.resolve("elsewhere")).resolve("classes"));
        Shell.Ended again = run(moved, yaml);
        assertThat(again.code()).as(again.printed()).isZero();
        assertThat(again.printed()).contains("code: 4 trials from the store, 0 played");
        Shell.Ended rerun = Shell.run(Shell.processWith(moved, "rerun", directory.resolve("out/code")));
        assertThat(rerun.printed()).contains("every byte agrees", "made with the same version, data, virtual machine and machine");
        Files.writeString(moved.resolve("more"), "");
        Shell.Ended other = run(moved, yaml);
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.printed()).contains("holds results of another extension (there: {classes=");
    }

    @Test
    void resultsAmongClassesAreRefusedBeforePlay() throws Exception {
        Shell.Ended inside = Shell.run(Shell.processWith(classes, "run", yaml("se(lengthscale=0.3)", "[random, restless]"), "--out",
                classes.resolve("results")));
        assertThat(inside.code()).as(inside.printed()).isEqualTo(2);
        assertThat(inside.printed()).hasLineCount(1).contains("inside the folder of classes " + classes, "choose another --out");
        assertThat(classes.resolve("results")).doesNotExist();
    }

    /** The commit says what a clean build is; of one with uncommitted changes its classes do. */
    @Test
    void buildsWithUncommittedChangesAreToldApart() throws Exception {
        Path own = Path.of(RegretBench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path copy = directory.resolve("copy");
        try (Stream<Path> files = Files.walk(own)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(own.relativize(file).toString()));
            }
        }
        String path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).equals(own) ? copy.toString() : entry).collect(Collectors.joining(File.pathSeparator));
        assertThat(path).contains(copy.toString());
        Path yaml = yaml("se(lengthscale=0.3)", "[random]");
        for (boolean modified : new boolean[] {false, true}) {
            Files.writeString(copy.resolve("io/github/regretbench/git.properties"), "git.build.version=1\ngit.commit.id.full=abc\ngit.dirty=" + modified);
            List<Integer> codes = new ArrayList<>();
            Shell.Ended last = null;
            for (String content : List.of("as before", "edited")) {
                Files.writeString(copy.resolve("code"), content);
                last = Shell.run(Shell.processOn(path, "run", yaml, "--out", directory.resolve("modified-" + modified)));
                codes.add(last.code());
            }
            assertThat(codes).as(last.printed()).containsExactly(0, modified ? 2 : 0);
            assertThat(last.printed()).contains(modified ? "holds results of another version of RegretBench (there: 1 (abc, classes "
                    : "code: 2 trials from the store, 0 played");
        }
    }
}
