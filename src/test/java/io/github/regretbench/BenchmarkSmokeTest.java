package io.github.regretbench;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark of benchmarks/ starts, passes the check of its competitors, and finishes. Nothing is measured. */
class BenchmarkSmokeTest {
    private static final Path SOURCES = Path.of("benchmarks/src/main/java");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+");
    /** Several numbers in one parameter, such as n1000/t10000. */
    private static final Pattern SIZES = Pattern.compile("[a-z]+[0-9]+(/[a-z]+[0-9]+)*");

    /** What JMH's annotation processor found. */
    private static Set<BenchmarkListEntry> entries() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return BenchmarkList.defaultList().getAll(silent, List.of());
    }

    static SortedSet<String> classes() {
        return entries().stream().map(BenchmarkListEntry::getUserClassQName).collect(toCollection(TreeSet::new));
    }

    @Test
    void everySourceFileHasABenchmark() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> sources = files.map(SOURCES::relativize).map(Path::toString)
                    .filter(f -> f.endsWith("Benchmark.java"))
                    .map(f -> f.substring(0, f.length() - ".java".length()).replaceAll("[/\\\\]", "."))
                    .sorted().toList();
            assertThat(classes()).containsExactlyElementsOf(sources);
        }
    }

    /** With the smallest of each numeric parameter, the first size of several and every policy and kernel, which have code of their own. */
    @ParameterizedTest
    @MethodSource("classes")
    void startsAndFinishes(String benchmarkClass) {
        List<BenchmarkListEntry> methods = entries().stream().filter(e -> e.getUserClassQName().equals(benchmarkClass)).toList();
        // Forks 0: no second JVM, so that a failing check is an exception here; the dot keeps look-alike classes out.
        ChainedOptionsBuilder options = new OptionsBuilder().include("^" + Pattern.quote(benchmarkClass) + "[.]").forks(0)
                .mode(Mode.SingleShotTime).warmupIterations(0).measurementIterations(1)
                .verbosity(VerboseMode.SILENT).shouldFailOnError(true);
        Map<String, String[]> parameters = new TreeMap<>();
        methods.forEach(method -> parameters.putAll(method.getParams().orElse(Map.of())));
        parameters.forEach((name, declared) -> options.param(name, values(declared)));
        assertThat(run(options.build())).extracting(r -> r.getParams().getBenchmark()).containsAll(
                methods.stream().map(BenchmarkListEntry::getUsername).toList());
    }

    private static Collection<RunResult> run(Options options) {
        try {
            return new Runner(options).run();
        } catch (RunnerException e) {
            // What a @Setup check said is a suppressed exception, two or three levels down, that reports leave out.
            Throwable reason = e;
            for (Throwable next = e; next != null;) {
                reason = next;
                next = reason.getSuppressed().length > 0 ? reason.getSuppressed()[0] : reason.getCause();
            }
            throw new AssertionError("a benchmark failed: " + reason, e);
        }
    }

    private static String[] values(String[] declared) {
        boolean numeric = Stream.of(declared).allMatch(v -> NUMBER.matcher(v).matches());
        if (Stream.of(declared).allMatch(v -> SIZES.matcher(v).matches())) {
            return new String[] {declared[0]};
        }
        return numeric ? new String[] {Stream.of(declared).min(Comparator.comparingDouble(Double::parseDouble)).orElseThrow()}
                : declared;
    }
}
