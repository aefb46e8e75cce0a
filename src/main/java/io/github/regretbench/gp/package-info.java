/** Exact Gaussian-process prior and posterior over a finite set of arms; linear algebra stays inside. */
package io.github.regretbench.gp;
