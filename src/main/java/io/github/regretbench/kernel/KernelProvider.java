package io.github.regretbench.kernel;

/**
 * Makes a kernel of yours known by name: list the implementing class in
 * {@code META-INF/services/io.github.regretbench.kernel.KernelProvider} and put it on the class path
 * ({@code REGRETBENCH_CLASSPATH} for the launcher). {@code KernelContract} in the test jar checks what is asked of a kernel.
 */
@FunctionalInterface
public interface KernelProvider {

    /** The kernel's name, parameters, source and constructor. */
    KernelFamily kernel();
}
