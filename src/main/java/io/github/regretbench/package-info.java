/** RegretBench: cumulative regret, information gain and runtime of Gaussian-process bandits, held against the theory. */
package io.github.regretbench;
