package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.bandit.ObjectiveContract;
import io.github.regretbench.bandit.ObjectiveProvider;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.KernelContract;
import io.github.regretbench.kernel.KernelFamily;
import io.github.regretbench.kernel.KernelProvider;
import io.github.regretbench.kernel.SquaredExponential;
import io.github.regretbench.space.Box;
import io.github.regretbench.theory.Model;
import io.github.regretbench.theory.ScheduleContract;
import io.github.regretbench.theory.ScheduleFamily;
import io.github.regretbench.theory.ScheduleProvider;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked examples of a kernel, an objective and a schedule, compiled, listed, run and held against the contracts. */
class ExtensionTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/extension");
    private static final String YAML = """
            schema: regretbench/experiment/1
            name: extended
            seed: 1
            trials: 2
            horizon: 20
            noiseVariance: 0.1
            arms:
              grid: {lower: [0], upper: [1], counts: [30]}
            kernel: 30 * wave(lengthscale=0.4, period=2)
            objective: forrester(scale=2)
            policies:
              - {policy: ucb, schedule: 'scaled(log(scale=3), factor=0.5)'}
            """;

    @TempDir
    static Path temporary;
    private static Path classes;

    @BeforeAll
    static void compile() throws Exception {
        classes = Files.createDirectories(temporary.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), "-proc:none", "-Xlint:all,-classfile",
                "-Werror", "-d", classes.toString()));
        try (Stream<Path> sources = Files.list(EXAMPLES.resolve("my"))) {
            sources.map(Path::toString).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new))).isZero();
        copyServices(classes);
    }

    private static void copyServices(Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("META-INF/services"))) {
            for (Path file : files.toList()) {
                Files.copy(file, services.resolve(file.getFileName()));
            }
        }
    }

    private static Shell.Ended regretbench(Path extension, Object... arguments) throws Exception {
        return Shell.run(Shell.processWith(extension, arguments));
    }

    @Test
    void examplesRunByName() throws Exception {
        Path yaml = Files.writeString(temporary.resolve("extended.yaml"), YAML);
        Shell.Ended run = regretbench(classes, "run", yaml, "--out", temporary.resolve("results"));
        assertThat(run.code()).as(run.printed()).isZero();
        assertThat(Files.readString(temporary.resolve("results/extended/experiment.yaml")))
                .contains("kernel: 30 * wave(lengthscale=0.4, period=2)", "objective: forrester(scale=2)");
        // f has its maximum 6.02 at x = 0.757 (Forrester et al. 2008); half the rounds there would be an average regret of some 6.
        String summary = Files.readString(temporary.resolve("results/extended/summary.csv"));
        assertThat(Double.parseDouble(summary.lines().skip(1).findFirst().orElseThrow().split(",")[4])).isBetween(0.1, 8.0);
        Shell.Ended again = regretbench(classes, "run", yaml, "--out", temporary.resolve("again"), "--jobs", 1);
        assertThat(again.code()).isZero();
        assertThat(temporary.resolve("again/extended/rounds.parquet")).hasSameBinaryContentAs(
                temporary.resolve("results/extended/rounds.parquet"));
    }

    @Test
    void examplesAreListedWithTheirCitation() throws Exception {
        assertThat(regretbench(classes, "list", "kernels").printed()).contains("wave(variance=1.0, lengthscale, period=1.0)",
                "MacKay 1998");
        assertThat(regretbench(classes, "list", "objectives").printed()).contains("prior-draw", "forrester(scale=1.0)", "Sobester and Keane");
        assertThat(regretbench(classes, "list", "schedules").printed()).contains("log(scale=2.0)", "beta = scale log(t + 1)");
    }

    @Test
    void namesThatAreTakenAreOneSentence() throws Exception {
        Path broken = Files.createDirectories(temporary.resolve("twice"));
        Path services = Files.createDirectories(broken.resolve("META-INF/services"));
        Files.writeString(services.resolve(KernelProvider.class.getName()), "my.Missing\n");
        Shell.Ended missing = regretbench(broken, "list", "kernels");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.printed()).hasLineCount(1).contains("a kernel on the class path cannot be used", "my.Missing");
        Path source = Files.writeString(Files.createDirectories(temporary.resolve("taken")).resolve("Taken.java"), """
                public final class Taken implements io.github.regretbench.kernel.KernelProvider {
                    @Override
                    public io.github.regretbench.kernel.KernelFamily kernel() {
                        return new io.github.regretbench.kernel.KernelFamily("se", java.util.List.of(), "1", "none", a -> (x, y) -> 1);
                    }
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", System.getProperty("java.class.path"), "-proc:none",
                "-d", broken.toString(), source.toString())).isZero();
        Files.writeString(services.resolve(KernelProvider.class.getName()), "Taken\n");
        Shell.Ended taken = regretbench(broken, "list", "kernels");
        assertThat(taken.code()).isEqualTo(2);
        assertThat(taken.printed()).hasLineCount(1).contains("the kernel of Taken is called 'se', and so is another one");
    }

    @Test
    void examplesKeepTheContracts() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            KernelFamily periodic = ((KernelProvider) instance(loader, "my.Periodic")).kernel();
            KernelContract kernel = () -> periodic.constructor().apply(new KernelFamily.Arguments(periodic,
                    Map.of("lengthscale", List.of(0.4), "period", List.of(0.7))));
            kernel.isSymmetricAndRepeatable();
            kernel.diagonalBoundsTheRest();
            kernel.isPositiveSemiDefinite();
            // Rasmussen and Williams 2006, eq. 4.31, at half a period: exp(-2 / l^2).
            assertThat(kernel.kernel().value(new double[] {0}, new double[] {0.35})).isEqualTo(StrictMath.exp(-2 / (0.4 * 0.4)));

            ScheduleFamily log = ((ScheduleProvider) instance(loader, "my.LogSchedule")).schedule();
            Model model = new Model(Prior.of(new SquaredExponential(0.2), Box.unit(1).grid(List.of(5))), 0.1, 10, 0.1);
            ScheduleContract schedule = () -> log.constructor().orElseThrow().apply(model,
                    new ScheduleFamily.Arguments(log, Map.of(), Optional.empty()));
            schedule.betaIsFiniteNonNegativeAndRepeatable();
            schedule.drawsOneNumberARoundOrNone();

            ObjectiveProvider forrester = (ObjectiveProvider) instance(loader, "my.Forrester");
            ObjectiveContract objective = forrester::objective;
            objective.objectiveIsAFunctionOfTheTrial();
        }
    }

    private static Object instance(ClassLoader loader, String name) throws Exception {
        return loader.loadClass(name).getConstructor().newInstance();
    }
}
