/**
 * Plays trials on a cluster, by Apache Spark.
 *
 * <p>The {@link SparkEngine} in the driver sends an {@link Assignment}, everything that an experiment depends on, once, and then batches of trials;
 * an executor prepares the experiment in its {@link Workplace} and sends back what was played, {@linkplain PlayedTrials as bytes}. The driver
 * stores it as a local run does. This is the only package that knows Spark, whose classes are there when {@code spark-submit} has started this
 * program, and not otherwise.
 */
package io.github.regretbench.spark;
