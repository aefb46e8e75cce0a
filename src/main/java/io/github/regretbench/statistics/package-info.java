/** Tests and intervals for samples of runs; knows nothing of bandits. */
package io.github.regretbench.statistics;
