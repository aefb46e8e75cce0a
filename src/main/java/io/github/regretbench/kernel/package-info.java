/** Covariance functions and their algebra. */
package io.github.regretbench.kernel;
