/**
 * Tests and intervals for samples of runs; knows nothing of bandits.
 *
 * <p>For the mean of independent runs begin with {@link SampleMean}, for everything else that is resampled with {@link Bootstrap}; pairs
 * are tested by {@link WilcoxonSignedRank}, several algorithms over several problems by {@link Friedman}, probabilities by
 * {@link Proportion}.
 */
package io.github.regretbench.statistics;
