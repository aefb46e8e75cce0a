/**
 * Turns command lines into calls; the only place that prints, exits or knows picocli.
 *
 * <p>{@link RegretBench} has the main method and the list of commands, each of which is a class here.
 */
package io.github.regretbench.cli;
