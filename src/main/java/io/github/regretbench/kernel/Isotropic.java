package io.github.regretbench.kernel;

/** A kernel that depends on `|x - y| / l` alone; l is its last parameter, {@link #LENGTH_SCALE}. */
interface Isotropic extends DifferentiableKernel {
    /** In input units. */
    Parameter LENGTH_SCALE = new Parameter("lengthscale", Unit.INPUT);
}
