package io.github.regretbench.bandit;

/**
 * Makes a policy of yours known by name: list the implementing class in
 * {@code META-INF/services/io.github.regretbench.bandit.PolicyProvider} and put it on the class path
 * ({@code REGRETBENCH_CLASSPATH} for the launcher).
 */
@FunctionalInterface
public interface PolicyProvider {

    /** The policy's name, source and constructor. */
    PolicyFamily policy();
}
