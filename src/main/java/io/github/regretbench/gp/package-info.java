/**
 * Exact Gaussian-process prior and posterior over a finite set of arms; linear algebra stays inside.
 *
 * <p>A {@link Prior} is a kernel on points, a {@link Posterior} what is known of f after some rewards, read as a {@link Belief} by those who
 * must not change it. {@link PosteriorForm} lists the algorithms behind it, which differ in cost alone; {@link Spectrum} has the eigenvalues
 * that information gain depends on.
 */
package io.github.regretbench.gp;
