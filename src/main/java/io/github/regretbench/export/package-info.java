/**
 * Writes stored results in the formats of other programs; nothing is run.
 *
 * <p>{@link Format} lists them, {@link Export} writes them.
 */
package io.github.regretbench.export;
