package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where trials are played. None of this belongs to an experiment: results do not depend on it. */
final class SparkOptions {
    private static final String LOCAL = "local";
    private static final String SPARK = "spark";

    @Option(names = "--engine", paramLabel = "NAME", defaultValue = LOCAL, description = "What plays the trials: local (default), threads of this "
            + "machine, or spark, an Apache Spark cluster. Results do not depend on it.")
    private String engine;

    @Option(names = "--master", paramLabel = "URL", description = "The cluster, as spark-submit takes it: spark://HOST:7077, "
            + "local-cluster[2,1,1024] for two processes with one processor and 1024 MB each; with a distribution of Spark in SPARK_HOME also "
            + "yarn or k8s://HOST:PORT.")
    private String master;

    @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A setting of Spark, such as spark.executor.memory=4g or "
            + "spark.driver.host=10.0.0.5; may be given several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** Whether a cluster is to play. */
    boolean isAskedFor() {
        if (engine.equals(SPARK)) {
            return true;
        }
        if (!engine.equals(LOCAL)) {
            throw new BadInputException("the engine is '%s'; expected %s or %s".formatted(engine, LOCAL, SPARK));
        }
        if (master != null || !settings.isEmpty()) {
            throw new BadInputException("--master and --conf are for a cluster; add --engine spark, or leave them out");
        }
        return false;
    }

    SparkProcess process() {
        if (master == null || master.isBlank()) {
            throw new BadInputException("--engine spark needs --master, such as --master spark://HOST:7077, or --master 'local-cluster[2,1,1024]' for a "
                    + "trial on this machine");
        }
        return new SparkProcess(master, settings);
    }
}
