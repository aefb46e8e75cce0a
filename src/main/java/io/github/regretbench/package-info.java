/**
 * RegretBench: cumulative regret, information gain and runtime of Gaussian-process bandits, held against the theory.
 *
 * <p>Here is what all layers may use: mistakes of the user's, files that appear whole, numbers as text, names and who is cited.
 */
package io.github.regretbench;
