/**
 * Covariance functions and their algebra.
 *
 * <p>A {@link Kernel} is `k(x, y)` of one pair of points; sums, products, factors and length scales make kernels of kernels.
 * {@link KernelExpression} reads them from files, a {@link KernelProvider} adds one's own.
 */
package io.github.regretbench.kernel;
