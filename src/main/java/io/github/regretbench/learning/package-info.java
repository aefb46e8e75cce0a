/**
 * Kernels learnt from data: their parameters by maximum marginal likelihood, with intervals.
 *
 * <p>A {@link KernelFit} takes a kernel with parameters left out, points, values and {@link FitSettings}; it says what fits best and how well
 * that is known. Theorems about bandits are for kernels that are given: none of their guarantees is left for one that was fitted.
 */
package io.github.regretbench.learning;
