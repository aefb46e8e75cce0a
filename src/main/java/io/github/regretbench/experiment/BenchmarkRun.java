package io.github.regretbench.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What JMH measured in one run, and where: a file of schema {@value #SCHEMA}, with JMH's own results as they are.
 *
 * @param environment flat, such as {@code machine.processor}
 * @param scores in JMH's order
 */
public record BenchmarkRun(Map<String, String> environment, List<Score> scores) {
    static final String SCHEMA = "regretbench/jmh/1";

    /**
     * One benchmark with one choice of its parameters.
     *
     * @param benchmark class and method, without package
     * @param parameters by name, in alphabetical order
     * @param unit such as us/op
     * @param forks how many virtual machines the iterations come from
     * @param iterations the value of each measured iteration, fork by fork
     * @param bytesPerOperation allocated on the heap; NaN where it was not measured
     */
    public record Score(String benchmark, Map<String, String> parameters, String unit, int forks, List<Double> iterations,
            double bytesPerOperation) {

        /** Copies the collections. */
        public Score {
            parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
            iterations = List.copyOf(iterations);
        }

        /** The iterations, for statistics. */
        double[] values() {
            return iterations.stream().mapToDouble(Double::doubleValue).toArray();
        }

        /** What is compared with the same in another run: benchmark, parameters and unit. */
        public String key() {
            return benchmark + (parameters.isEmpty() ? "" : " " + parameters) + " " + unit;
        }
    }

    /** Copies the collections. */
    public BenchmarkRun {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        scores = List.copyOf(scores);
    }

    /**
     * Wraps a result file of JMH's, together with the environment of this process.
     *
     * @param results what JMH wrote with {@code -rf json}
     * @param command the command that was given
     * @param file where to
     */
    public static void store(Path results, String command, Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, Object> tree = Environment.ordered("schema", SCHEMA, "command", command, "environment", Environment.current(),
                "results", mapper.readTree(results.toFile()));
        byte[] json = mapper.enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(tree);
        AtomicFile.write(file.toAbsolutePath(), out -> {
            out.write(json);
            out.write('\n');
        });
    }

    /**
     * Reads what {@link #store} wrote.
     *
     * @throws BadInputException when there is no such file or it is none of these
     */
    public static BenchmarkRun read(Path file) {
        JsonNode tree;
        try {
            tree = new ObjectMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new BadInputException("%s is not JSON; expected a file that `regretbench bench` wrote".formatted(file), e);
        } catch (IOException e) {
            throw new BadInputException("%s cannot be read; expected a file that `regretbench bench` wrote".formatted(file), e);
        }
        if (!tree.path("schema").asText().equals(SCHEMA) || !tree.path("results").isArray()) {
            throw new BadInputException("%s is not of schema %s; expected a file that `regretbench bench` wrote".formatted(file, SCHEMA));
        }
        Map<String, String> environment = Environment.flat(tree.path("environment"));
        List<Score> scores = new ArrayList<>();
        for (JsonNode result : tree.path("results")) {
            scores.add(score(file, result));
        }
        if (!scores.isEmpty()) {
            environment.put("jvmArguments", tree.path("results").path(0).path("jvmArgs").toString());
        }
        return new BenchmarkRun(environment, scores);
    }

    private static Score score(Path file, JsonNode result) {
        JsonNode metric = result.path("primaryMetric");
        Map<String, String> parameters = new TreeMap<>();
        result.path("params").properties().forEach(e -> parameters.put(e.getKey(), e.getValue().asText()));
        List<Double> iterations = new ArrayList<>();
        for (JsonNode fork : metric.path("rawData")) {
            fork.forEach(value -> iterations.add(value.asDouble()));
        }
        String name = result.path("benchmark").asText();
        if (iterations.isEmpty() || !iterations.stream().allMatch(v -> v > 0)) {
            throw new BadInputException("%s: the result '%s' has no positive measurements in primaryMetric.rawData; make the file again"
                    .formatted(file, name));
        }
        return new Score(name.replaceFirst("^.*\\.(\\w+\\.\\w+)$", "$1"), parameters, metric.path("scoreUnit").asText(),
                result.path("forks").asInt(), iterations,
                result.path("secondaryMetrics").path("gc.alloc.rate.norm").path("score").asDouble(Double.NaN));
    }
}
