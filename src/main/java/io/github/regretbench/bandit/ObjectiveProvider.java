package io.github.regretbench.bandit;

/**
 * Makes objectives of yours known by name: list the implementing class in
 * {@code META-INF/services/io.github.regretbench.bandit.ObjectiveProvider} and put it on the class path
 * ({@code REGRETBENCH_CLASSPATH} for the launcher). {@code ObjectiveContract} in the test jar checks what is asked of them.
 */
@FunctionalInterface
public interface ObjectiveProvider {

    /** The objectives' name, parameters, source and constructor. */
    ObjectiveKind objective();
}
